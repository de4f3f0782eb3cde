import { UserPlus } from 'lucide-react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Practitioner } from '@polyclinic/contract/scheduling/practitioners.ts'
import { usePrefetched } from '../../../kit/api/prefetched.ts'
import { toast } from '../../../kit/notices/toast.ts'
import { practitionersQuery } from '../../../kit/session/own-work.ts'
import { useClinic, useOrganization } from '../../../kit/session/session.tsx'
import { useFormat } from '../../../kit/texts/format.ts'
import { Tabs } from '../../../ui/layout/Tabs.tsx'
import type { TableColumn } from '../../../ui/lists/Table.tsx'
import { Name } from '../appointments/Name.tsx'
import { PractitionerMark } from '../practitioner-pictures/PractitionerMark.tsx'
import { PractitionerPicture } from '../practitioner-pictures/PractitionerPicture.tsx'
import { SettingsTable } from '../settings/SettingsTable.tsx'
import { HoursForm } from './HoursForm.tsx'
import { PractitionerForm } from './PractitionerForm.tsx'

export function PractitionersTable() {
  const { t } = useTranslation('scheduling')
  const { data, error } = useQuery(usePrefetched(practitionersQuery(useOrganization().slug)))
  const saved = (name: string) => toast.good(t('settings.saved', { name }))
  return (
    <SettingsTable
      items={data?.items}
      error={error}
      label={t('practitioners.title')}
      titleOf={(count) => t('practitioners.count', { count })}
      columns={usePractitionerColumns()}
      empty={{
        icon: <UserPlus aria-hidden="true" />,
        title: t('empty.practitioners'),
        text: t('empty.practitionersText'),
        add: t('practitioners.add'),
      }}
      size="large"
      headOf={(practitioner) => ({
        title: practitioner?.displayName ?? t('practitioners.new'),
        subtitle: practitioner && t(`profession.${practitioner.profession}`),
      })}
      form={(practitioner, { close, edit }) =>
        practitioner ? (
          <HoursAndDetails practitioner={practitioner} onCancel={close} onSaved={saved} />
        ) : (
          <PractitionerForm
            onCancel={close}
            onSaved={({ id, displayName }) => {
              saved(displayName)
              // The next question about somebody new is when they work.
              edit(id)
            }}
          />
        )
      }
    />
  )
}

function usePractitionerColumns(): TableColumn<Practitioner>[] {
  const { t } = useTranslation('scheduling')
  const format = useFormat()
  const { clinics } = useClinic()
  return [
    {
      id: 'name',
      label: t('practitioners.name'),
      render: (practitioner) => (
        <span className="flex min-w-0 items-center gap-3">
          <PractitionerMark practitioner={practitioner} />
          <Name className="font-semibold">{practitioner.displayName}</Name>
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
  ]
}

type TabProps = { practitioner: Practitioner; onCancel: () => void; onSaved: (name: string) => void }

function HoursAndDetails({ practitioner, onCancel, onSaved }: TabProps) {
  const { t } = useTranslation('scheduling')
  const { displayName, version } = practitioner
  return (
    <Tabs
      label={displayName}
      tabs={[
        {
          id: 'hours',
          label: t('hours.title'),
          content: <HoursForm practitioner={practitioner} onCancel={onCancel} onSaved={() => onSaved(displayName)} />,
        },
        {
          id: 'details',
          label: t('practitioners.details'),
          content: (
            <PractitionerForm
              key={version}
              practitioner={practitioner}
              onCancel={onCancel}
              onSaved={(saved) => onSaved(saved.displayName)}
            />
          ),
        },
        {
          id: 'picture',
          label: t('picture.title'),
          content: <PractitionerPicture practitioner={practitioner} />,
        },
      ]}
    />
  )
}
