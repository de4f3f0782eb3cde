import { CalendarDays, Settings, Sun, Users, type LucideIcon } from 'lucide-react'
import type { Permission } from '@polyclinic/contract/kit/permission.ts'
import type { OrganizationSession } from '../../../kit/session/session.tsx'
import { paths } from '../../../paths.ts'

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

type Setting = readonly [SettingId, Permission]

/** Grouped by the question that brings somebody here; a group of one stands alone. */
const settings: readonly (readonly [group: string, readonly Setting[]])[] = [
  [
    'practice',
    [
      ['organization', 'organization.manage'],
      ['clinics', 'clinics.manage'],
      ['rooms', 'schedule.manage'],
      ['services', 'schedule.manage'],
    ],
  ],
  [
    'people',
    [
      ['practitioners', 'schedule.manage'],
      ['members', 'members.read'],
      ['roles', 'members.read'],
    ],
  ],
  [
    'safety',
    [
      ['security', 'organization.manage'],
      ['review', 'access.review'],
      ['log', 'audit.read'],
    ],
  ],
  ['connections', [['programs', 'keys.manage']]],
  ['plan', [['plan', 'organization.manage']]],
]

/** The settings that this role may see, by group; a group of which it sees nothing is absent. */
export const settingGroupsOf = ({ can }: Pick<OrganizationSession, 'can'>): [group: string, SettingId[]][] =>
  settings
    .map(([group, ids]): [string, SettingId[]] => [
      group,
      ids.filter(([, permission]) => can(permission)).map(([id]) => id),
    ])
    .filter(([, ids]) => ids.length > 0)

/** The same in one list, in the order of the side list. */
export const settingsOf = (session: Pick<OrganizationSession, 'can'>): SettingId[] =>
  settingGroupsOf(session).flatMap(([, ids]) => ids)
