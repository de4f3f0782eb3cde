import { UserPlus } from 'lucide-react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { usePrefetched } from '../../../kit/api/prefetched.ts'
import { practitionersQuery } from '../../../kit/session/own-work.ts'
import { useFormat } from '../../../kit/texts/format.ts'
import { useClinic, useOrganization } from '../../../kit/session/session.tsx'
import { toast } from '../../../kit/notices/toast.ts'
import { Avatar } from '../../../ui/signs/Avatar.tsx'
import { Button } from '../../../ui/buttons/Button.tsx'
import { EmptyState } from '../../../ui/lists/EmptyState.tsx'
import { Table } from '../../../ui/lists/Table.tsx'
import { Tabs } from '../../../ui/layout/Tabs.tsx'
import { HoursForm } from './HoursForm.tsx'
import { hueOf } from '../calendar/board-model.ts'
import { Name } from '../appointments/Name.tsx'
import { SettingsCard, SettingsPanel, useSettingAddress } from '../settings/SettingsFrame.tsx'
import { PractitionerForm } from './PractitionerForm.tsx'

/** Who treats here; one of them with their weekly hours, or a new one, opens beside. */
export function PractitionersTable() {
  const { t } = useTranslation('scheduling')
  const format = useFormat()
  const { slug, can } = useOrganization()
  const canWrite = can('schedule.manage')
  const { clinics } = useClinic()
  const { data, error } = useQuery(usePrefetched(practitionersQuery(slug)))
  const { editedId, isNew, edit, add, close } = useSettingAddress()
  const edited = data?.items.find(({ id }) => id === editedId)
  const saved = (name: string) => toast.good(t('settings.saved', { name }))
  return (
    <>
      <SettingsCard
        items={data?.items}
        error={error}
        title={t('practitioners.count', { count: data?.items.filter(({ archivedAt }) => !archivedAt).length ?? 0 })}
      >
        {(items) => (
          <Table
            label={t('practitioners.title')}
            items={items}
            activeId={editedId}
            onRowAction={canWrite ? edit : undefined}
            columns={[
              {
                id: 'name',
                label: t('practitioners.name'),
                render: ({ displayName, hue }) => (
                  <span className="flex min-w-0 items-center gap-3">
                    <Avatar name={displayName} hue={hueOf(hue)} />
                    <Name className="font-semibold">{displayName}</Name>
                  </span>
                ),
              },
              {
                id: 'profession',
                label: t('practitioners.profession'),
                render: ({ profession }) => t(`profession.${profession}`),
              },
              {
                id: 'clinics',
                label: t('practitioners.clinics'),
                render: ({ clinicIds }) =>
                  format.list(clinics.filter(({ id }) => clinicIds.includes(id)).map(({ name }) => name)) || '–',
              },
            ]}
            empty={
              <EmptyState
                size="small"
                icon={<UserPlus aria-hidden="true" />}
                title={t('empty.practitioners')}
                text={t('empty.practitionersText')}
                action={canWrite && <Button onPress={add}>{t('practitioners.add')}</Button>}
              />
            }
          />
        )}
      </SettingsCard>
      {canWrite && (isNew || edited) && (
        <SettingsPanel
          key={edited?.id ?? 'new'}
          size="large"
          title={edited?.displayName ?? t('practitioners.new')}
          subtitle={edited && t(`profession.${edited.profession}`)}
          onClose={close}
        >
          {edited ? (
            <Tabs
              label={edited.displayName}
              tabs={[
                {
                  id: 'hours',
                  label: t('hours.title'),
                  content: (
                    <HoursForm practitioner={edited} onCancel={close} onSaved={() => saved(edited.displayName)} />
                  ),
                },
                {
                  id: 'details',
                  label: t('practitioners.details'),
                  content: (
                    <PractitionerForm
                      key={edited.version}
                      practitioner={edited}
                      onCancel={close}
                      onSaved={({ displayName }) => saved(displayName)}
                    />
                  ),
                },
              ]}
            />
          ) : (
            <PractitionerForm
              onCancel={close}
              onSaved={(practitioner) => {
                saved(practitioner.displayName)
                // The next question about somebody new is when they work.
                edit(practitioner.id)
              }}
            />
          )}
        </SettingsPanel>
      )}
    </>
  )
}
