import { useDeferredValue, useState } from 'react'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Building2, CalendarPlus, PawPrint, Siren, UserPlus, UserRound } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { PatientSummary } from '@polyclinic/contract/patients/patients.ts'
import { useMayOpenInEmergency } from '../../features/patients/public.ts'
import { q } from '../../kit/api.ts'
import { useFormat } from '../../kit/format.ts'
import { useAddress, useGo } from '../../kit/navigation.tsx'
import { useMe, useOrganization } from '../../kit/session.tsx'
import { CommandPalette, type Command, type CommandGroup } from '../../ui/CommandPalette.tsx'
import { paths, type PanelSearch } from '../../paths.ts'
import { navOf, settingsOf } from './nav.ts'

/** Everything by name: patients, pages, what can be done, other organizations. */
export function Palette({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('staff')
  const organization = useOrganization()
  const [typed, setTyped] = useState('')
  const search = useDeferredValue(typed.trim())
  const canSearch = organization.can('patients.read') && search.length >= 2
  const found = useQuery({
    ...q.patients.list.queryOptions({
      input: { params: { organization: organization.slug }, query: { search, limit: 7 } },
      placeholderData: keepPreviousData,
    }),
    enabled: canSearch,
  })
  const patients = usePatientCommands(canSearch ? (found.data?.items ?? []) : [])
  const groups: CommandGroup[] = [
    { id: 'patients', label: t('palette.patients'), commands: patients, isAnswer: true },
    ...useFixedGroups(),
  ]
  return (
    <CommandPalette
      isOpen
      onClose={onClose}
      label={t('frame.search')}
      placeholder={t('palette.placeholder')}
      groups={groups}
      onInputChange={setTyped}
      isLoading={canSearch && found.isFetching}
      emptyText={t('palette.empty')}
      footer={t('palette.keys')}
    />
  )
}

function usePatientCommands(patients: readonly PatientSummary[]): Command[] {
  const { slug } = useOrganization()
  const { date } = useFormat()
  const go = useGo()
  return patients.map((patient) => ({
    id: patient.id,
    label: [patient.givenName, patient.familyName].filter(Boolean).join(' '),
    description:
      [patient.birthDate && date(patient.birthDate), ...patient.guardians.map((one) => one.name)]
        .filter(Boolean)
        .join(' · ') || undefined,
    icon: patient.kind === 'animal' ? <PawPrint aria-hidden="true" /> : <UserRound aria-hidden="true" />,
    onAction: () => go(paths.patient(slug, patient.id)),
  }))
}

function useFixedGroups(): CommandGroup[] {
  const { t } = useTranslation('staff')
  const { memberships } = useMe()
  const organization = useOrganization()
  const { slug, can } = organization
  const go = useGo()
  const { set } = useAddress<PanelSearch>()
  const mayOpenInEmergency = useMayOpenInEmergency()
  const actions: Command[] = []
  if (can('appointments.write')) {
    actions.push({
      id: 'book',
      label: t('palette.book'),
      keywords: t('palette.bookWords'),
      icon: <CalendarPlus aria-hidden="true" />,
      onAction: () => go(paths.calendar(slug, { book: '1' })),
    })
  }
  if (can('patients.write')) {
    actions.push({
      id: 'new-patient',
      label: t('palette.newPatient'),
      icon: <UserPlus aria-hidden="true" />,
      onAction: () => go(paths.patients(slug, { new: 'patient' })),
    })
  }
  if (mayOpenInEmergency) {
    actions.push({
      id: 'emergency',
      label: t('palette.emergency'),
      keywords: t('palette.emergencyWords'),
      icon: <Siren aria-hidden="true" />,
      onAction: () => set({ emergency: '1' }),
    })
  }
  const pages = navOf(organization)
    .filter(({ id }) => id !== 'settings')
    .map(({ id, href, icon: Icon }) => ({
      id,
      label: t(`nav.${id}`),
      icon: <Icon aria-hidden="true" />,
      onAction: () => go(href),
    }))
  const settings = settingsOf(organization).map((id) => ({
    id: `settings-${id}`,
    label: t(`settings.${id}`),
    description: t('nav.settings'),
    onAction: () => go(paths.settings[id](slug)),
  }))
  const others = memberships
    .filter((one) => one.organization.slug !== slug)
    .map((one) => ({
      id: one.organization.id,
      label: one.organization.name,
      icon: <Building2 aria-hidden="true" />,
      onAction: () => go(paths.today(one.organization.slug)),
    }))
  return [
    { id: 'actions', label: t('palette.actions'), commands: actions },
    { id: 'pages', label: t('palette.pages'), commands: [...pages, ...settings] },
    { id: 'organizations', label: t('palette.organizations'), commands: others },
  ]
}
