import { DoorClosed } from 'lucide-react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { usePrefetched } from '../../../kit/api/prefetched.ts'
import { useFormat } from '../../../kit/texts/format.ts'
import { useClinic, useOrganization } from '../../../kit/session/session.tsx'
import { toast } from '../../../kit/notices/toast.ts'
import { Button } from '../../../ui/buttons/Button.tsx'
import { EmptyState } from '../../../ui/lists/EmptyState.tsx'
import { Table } from '../../../ui/lists/Table.tsx'
import { roomsQuery } from './queries.ts'
import { SettingsCard, SettingsPanel, useSettingAddress } from '../settings/SettingsFrame.tsx'
import { RoomForm } from './RoomForm.tsx'

/** The rooms of the clinics; one of them, or a new one, opens beside. */
export function RoomsTable() {
  const { t } = useTranslation('scheduling')
  const format = useFormat()
  const { slug, can } = useOrganization()
  const canWrite = can('schedule.manage')
  const { clinics } = useClinic()
  const { data, error } = useQuery(usePrefetched(roomsQuery(slug)))
  const { editedId, isNew, edit, add, close } = useSettingAddress()
  const edited = data?.items.find(({ id }) => id === editedId)
  return (
    <>
      <SettingsCard
        items={data?.items}
        error={error}
        title={t('rooms.count', { count: data?.items.filter(({ archivedAt }) => !archivedAt).length ?? 0 })}
      >
        {(items) => (
          <Table
            label={t('rooms.title')}
            items={items}
            activeId={editedId}
            onRowAction={canWrite ? edit : undefined}
            columns={[
              { id: 'name', label: t('rooms.name'), render: ({ name }) => <bdi className="font-semibold">{name}</bdi> },
              {
                id: 'clinic',
                label: t('rooms.clinic'),
                render: ({ clinicId }) => clinics.find(({ id }) => id === clinicId)?.name ?? '–',
              },
              {
                id: 'capacity',
                label: t('rooms.capacity'),
                align: 'end',
                render: ({ capacity }) => format.number(capacity),
              },
            ]}
            empty={
              <EmptyState
                size="small"
                icon={<DoorClosed aria-hidden="true" />}
                title={t('empty.rooms')}
                text={t('empty.roomsText')}
                action={canWrite && <Button onPress={add}>{t('rooms.add')}</Button>}
              />
            }
          />
        )}
      </SettingsCard>
      {canWrite && (isNew || edited) && (
        <SettingsPanel key={edited?.id ?? 'new'} title={edited?.name ?? t('rooms.new')} onClose={close}>
          <RoomForm
            room={edited}
            onCancel={close}
            onSaved={({ name }) => {
              toast.good(t('settings.saved', { name }))
              close()
            }}
          />
        </SettingsPanel>
      )}
    </>
  )
}
