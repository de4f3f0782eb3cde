import { Building2, CalendarPlus, Siren, UserPlus } from 'lucide-react'
import { useMayOpenInEmergency } from '../../../features/patients/public.ts'
import { useAddress, useGo } from '../../../kit/screen/navigation.tsx'
import { useMe, useOrganization } from '../../../kit/session/session.tsx'
import { useTrade } from '../../../kit/session/trade.ts'
import type { Command, CommandGroup } from '../../../ui/overlays/CommandPalette.tsx'
import { paths, type PanelSearch } from '../../../paths.ts'
import { navOf, settingsOf } from '../frame/nav.ts'

/** What does not depend on what was typed: things to do, pages, other organizations. */
export function useFixedCommands(): CommandGroup[] {
  const { t } = useTrade('staff')
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
