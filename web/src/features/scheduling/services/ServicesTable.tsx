import { Stethoscope } from 'lucide-react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Service } from '@polyclinic/contract/scheduling/services.ts'
import { usePrefetched } from '../../../kit/api/prefetched.ts'
import { toast } from '../../../kit/notices/toast.ts'
import { useOrganization } from '../../../kit/session/session.tsx'
import { useFormat } from '../../../kit/texts/format.ts'
import type { TableColumn } from '../../../ui/lists/Table.tsx'
import { hueClass } from '../../../ui/signs/Avatar.tsx'
import { Name } from '../appointments/Name.tsx'
import { hueOf } from '../calendar/board-model.ts'
import { usePractitioners } from '../practitioners/queries.ts'
import { SettingsTable } from '../settings/SettingsTable.tsx'
import { servicesQuery } from './queries.ts'
import { ServiceForm } from './ServiceForm.tsx'

export function ServicesTable() {
  const { t } = useTranslation('scheduling')
  const { data, error } = useQuery(usePrefetched(servicesQuery(useOrganization().slug)))
  return (
    <SettingsTable
      items={data?.items}
      error={error}
      label={t('services.title')}
      titleOf={(count) => t('services.count', { count })}
      columns={useServiceColumns()}
      empty={{
        icon: <Stethoscope aria-hidden="true" />,
        title: t('services.empty'),
        text: t('services.emptyText'),
        add: t('services.add'),
      }}
      headOf={(service) => ({ title: service?.name ?? t('services.new') })}
      form={(service, { close }) => (
        <ServiceForm
          service={service}
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

function useServiceColumns(): TableColumn<Service>[] {
  const { t } = useTranslation('scheduling')
  const format = useFormat()
  const practitioners = usePractitioners().data?.items ?? []
  const whoGives = ({ practitionerIds }: Service) =>
    practitionerIds
      ? format.list(
          practitioners.filter(({ id }) => practitionerIds.includes(id)).map(({ displayName }) => displayName),
        )
      : t('services.everyone')
  return [
    { id: 'name', label: t('services.name'), render: (service) => <ServiceName service={service} /> },
    {
      id: 'duration',
      label: t('services.duration'),
      align: 'end',
      render: ({ durationMinutes }) => <span className="whitespace-nowrap">{format.minutes(durationMinutes)}</span>,
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
  ]
}

function ServiceName({ service }: { service: Service }) {
  return (
    <span className="flex min-w-0 items-center gap-3">
      <span aria-hidden="true" className={`${hueClass(hueOf(service.hue))} size-3 shrink-0 rounded-full bg-hue`} />
      <Name className="font-semibold">{service.name}</Name>
    </span>
  )
}
