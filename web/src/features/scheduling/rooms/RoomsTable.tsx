import { DoorClosed } from 'lucide-react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { usePrefetched } from '../../../kit/api/prefetched.ts'
import { toast } from '../../../kit/notices/toast.ts'
import { useClinic, useOrganization } from '../../../kit/session/session.tsx'
import { useFormat } from '../../../kit/texts/format.ts'
import { SettingsTable } from '../settings/SettingsTable.tsx'
import { roomsQuery } from './queries.ts'
import { RoomForm } from './RoomForm.tsx'

export function RoomsTable() {
  const { t } = useTranslation('scheduling')
  const format = useFormat()
  const { clinics } = useClinic()
  const { slug, isOn } = useOrganization()
  const { data, error } = useQuery(usePrefetched(roomsQuery(slug)))
  return (
    <SettingsTable
      items={data?.items}
      error={error}
      label={t('rooms.title')}
      titleOf={(count) => t('rooms.count', { count })}
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
      empty={{
        icon: <DoorClosed aria-hidden="true" />,
        title: t('empty.rooms'),
        text: t('empty.roomsText'),
        ...(isOn('rooms') && { add: t('rooms.add') }),
      }}
      headOf={(room) => ({ title: room?.name ?? t('rooms.new') })}
      form={(room, { close }) => (
        <RoomForm
          room={room}
          onCancel={close}
          onSaved={({ name }) => {
            toast.good(t('settings.saved', { name }))
            close()
          }}
        />
      )}
    />
  )
}
