import { CalendarDays, Settings, Sun, Users, type LucideIcon } from 'lucide-react'
import type { Permission } from '@polyclinic/contract/kit/permission.ts'
import type { OrganizationSession } from '../../kit/session.tsx'
import { paths } from '../../paths.ts'

export interface NavItem {
  /** Its word in the catalogue: `nav.…`, in the trade's own words. */
  id: string
  href: string
  icon: LucideIcon
}

/** The rooms of the house that this role may enter; what it lacks is absent. */
export function navOf({ slug, can, kind }: OrganizationSession): NavItem[] {
  const items: (NavItem & { isShown: boolean })[] = [
    { id: 'today', href: paths.today(slug), icon: Sun, isShown: can('appointments.read') },
    { id: 'calendar', href: paths.calendar(slug), icon: CalendarDays, isShown: can('appointments.read') },
    {
      id: kind === 'veterinary' ? 'animals' : 'patients',
      href: paths.patients(slug),
      icon: Users,
      isShown: can('patients.read'),
    },
    { id: 'settings', href: paths.settings.index(slug), icon: Settings, isShown: settingsOf({ can }).length > 0 },
  ]
  return items.filter((item) => item.isShown)
}

export type SettingId = Exclude<keyof typeof paths.settings, 'index'>

const settings: readonly (readonly [SettingId, Permission])[] = [
  ['clinics', 'clinics.manage'],
  ['services', 'schedule.manage'],
  ['practitioners', 'schedule.manage'],
  ['rooms', 'schedule.manage'],
  ['members', 'members.read'],
  ['roles', 'members.read'],
  ['security', 'organization.manage'],
  ['review', 'access.review'],
  ['programs', 'keys.manage'],
  ['log', 'audit.read'],
  ['plan', 'organization.manage'],
  ['organization', 'organization.manage'],
]

/** The settings that this role may see, in the order of the side list. */
export const settingsOf = ({ can }: Pick<OrganizationSession, 'can'>): SettingId[] =>
  settings.filter(([, permission]) => can(permission)).map(([id]) => id)
