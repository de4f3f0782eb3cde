import { Stethoscope } from 'lucide-react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Service } from '@polyclinic/contract/scheduling/services.ts'
import { usePrefetched } from '../../../kit/api/prefetched.ts'
import { useFormat } from '../../../kit/texts/format.ts'
import { useOrganization } from '../../../kit/session/session.tsx'
import { toast } from '../../../kit/notices/toast.ts'
import { hueClass } from '../../../ui/signs/Avatar.tsx'
import { Button } from '../../../ui/buttons/Button.tsx'
import { EmptyState } from '../../../ui/lists/EmptyState.tsx'
import { Table } from '../../../ui/lists/Table.tsx'
import { hueOf } from '../calendar/board-model.ts'
import { Name } from '../appointments/Name.tsx'
import { usePractitioners } from '../practitioners/queries.ts'
import { servicesQuery } from './queries.ts'
import { SettingsCard, SettingsPanel, useSettingAddress } from '../settings/SettingsFrame.tsx'
import { ServiceForm } from './ServiceForm.tsx'

/** What can be booked; one of them, or a new one, opens beside. */
export function ServicesTable() {
  const { t } = useTranslation('scheduling')
  const format = useFormat()
  const { slug, can } = useOrganization()
  const canWrite = can('schedule.manage')
  const { data, error } = useQuery(usePrefetched(servicesQuery(slug)))
  const practitioners = usePractitioners().data?.items ?? []
  const { editedId, isNew, edit, add, close } = useSettingAddress()
  const edited = data?.items.find(({ id }) => id === editedId)
  const whoGives = ({ practitionerIds }: Service) =>
    practitionerIds
      ? format.list(
          practitioners.filter(({ id }) => practitionerIds.includes(id)).map(({ displayName }) => displayName),
        )
      : t('services.everyone')

  return (
    <>
      <SettingsCard
        items={data?.items}
        error={error}
        title={t('services.count', { count: data?.items.filter(({ archivedAt }) => !archivedAt).length ?? 0 })}
      >
        {(items) => (
          <Table
            label={t('services.title')}
            items={items}
            activeId={editedId}
            onRowAction={canWrite ? edit : undefined}
            columns={[
              { id: 'name', label: t('services.name'), render: (service) => <ServiceName service={service} /> },
              {
                id: 'duration',
                label: t('services.duration'),
                align: 'end',
                render: ({ durationMinutes }) => (
                  <span className="whitespace-nowrap">{format.minutes(durationMinutes)}</span>
                ),
              },
              {
                id: 'price',
                label: t('services.price'),
                align: 'end',
                render: ({ price }) => (price ? format.money(price) : '–'),
              },
              {
                id: 'who',
                label: t('services.givenBy'),
                render: (service) => <span className="line-clamp-1">{whoGives(service)}</span>,
              },
            ]}
            empty={
              <EmptyState
                size="small"
                icon={<Stethoscope aria-hidden="true" />}
                title={t('services.empty')}
                text={t('services.emptyText')}
                action={canWrite && <Button onPress={add}>{t('services.add')}</Button>}
              />
            }
          />
        )}
      </SettingsCard>
      {canWrite && (isNew || edited) && (
        <SettingsPanel key={edited?.id ?? 'new'} title={edited?.name ?? t('services.new')} onClose={close}>
          <ServiceForm
            service={edited}
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

function ServiceName({ service }: { service: Service }) {
  return (
    <span className="flex min-w-0 items-center gap-3">
      <span aria-hidden="true" className={`${hueClass(hueOf(service.hue))} size-3 shrink-0 rounded-full bg-hue`} />
      <Name className="font-semibold">{service.name}</Name>
    </span>
  )
}
