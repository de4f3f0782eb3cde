import { createContext, useContext, type ComponentType } from 'react'
import type { QueryKey } from '@tanstack/react-query'
import type { LucideIcon } from 'lucide-react'
import type { Subject } from '@polyclinic/contract/kit/live.ts'
import type { Patient } from '@polyclinic/contract/patients/patients.ts'
import type { Permission } from '@polyclinic/contract/kit/permission.ts'
import type { ToggleKey } from '@polyclinic/contract/kit/toggles/toggles.ts'
import { useOrganization, type OrganizationSession } from '../session/session.tsx'
import type { Command, CommandGroup } from '../../ui/overlays/CommandPalette.tsx'
import type { Screen, Work } from './screen.ts'

/** What a feature brings to the app, said once, in its `feature.ts`. Its words for the frame stand in `locales/everywhere`. */
export interface Feature {
  /** As its folders are called, and its texts. */
  readonly name: string
  readonly screens?: Screens
  /** Where it is found in the side bar: `nav.<id>` is its word. */
  readonly nav?: readonly NavItem[]
  /** Pages of settings: `settings.<id>` and `settingsText.<id>` are their words. */
  readonly settings?: readonly Setting[]
  readonly panels?: readonly Panel[]
  /** Sections of a patient's chart; `chartPanels` of that module. */
  readonly chartPanels?: () => Promise<{ chartPanels: readonly ChartPanel[] }>
  /** What the command palette offers of it; `usePalette` of that module. */
  readonly palette?: () => Promise<{ usePalette: UsePalette }>
  /** Which answers a change of each subject makes stale. */
  readonly stale?: Partial<Record<Subject, () => readonly QueryKey[]>>
}

export interface Screens {
  /** No frame, for everybody. */
  open?: readonly Screen[]
  /** For people who are not signed in, or not yet. */
  visitor?: readonly Screen[]
  /** Oneself, in no organization. */
  account?: readonly Screen[]
  /** For an account that is there, whatever it belongs to. */
  asked?: readonly Screen[]
  /** For those who run the installation. */
  platform?: readonly Screen[]
  /** Below an organization, without the frame of the daily work. */
  setup?: readonly Screen<Work>[]
  work?: readonly Screen<Work>[]
}

const navPlaces = ['day', 'people', 'business', 'settings'] as const

export interface NavItem {
  id: string
  place: (typeof navPlaces)[number]
  /** `/$organization/today` */
  path: string
  icon: LucideIcon
  permission?: Permission
  /** Where this feature is off it is not offered, and its page says so. */
  toggle?: ToggleKey
}

/** Groups of settings, by the question that brings somebody here: `settingsGroup.<group>` are their words. */
const settingGroups = ['practice', 'people', 'safety', 'connections', 'plan'] as const

export type SettingGroup = (typeof settingGroups)[number]

export interface Setting {
  id: string
  group: SettingGroup
  /** Within the group, in tens, so that another fits between. */
  order: number
  permission: Permission
  /** Where this feature is off it is not offered, and its page says so. */
  toggle?: ToggleKey
  /** Stands behind its word while something waits there to be decided, else draws nothing. */
  mark?: ComponentType
  screen: Screen<Work>
}

export interface PanelProps {
  value: string
  patientId?: string
}

export interface Panel {
  /** The name in the search part of the address. */
  key: string
  permission: Permission
  toggle?: ToggleKey
  component: ComponentType<PanelProps>
}

export interface ChartPanelProps {
  patient: Patient
}

export interface ChartPanel {
  id: string
  /** What it is called where sections are arranged, with the catalogue that it stands in; one without stays where it is. */
  titleKey?: string
  /** Within the chart, in tens, so that another fits between. */
  order: number
  /** `side`: narrow, beside what is read line by line. */
  place: 'main' | 'side'
  permission: Permission
  component: ComponentType<ChartPanelProps>
}

/** What a feature offers for what was typed; groups of `first` stand above all, those of `last` below. */
export interface Offered {
  first?: readonly CommandGroup[]
  found?: readonly CommandGroup[]
  others?: readonly CommandGroup[]
  actions?: readonly Command[]
  last?: readonly CommandGroup[]
  isWaiting?: boolean
}

export type UsePalette = (typed: string) => Offered

/** The features of this app; app.ts lists them. */
export const FeaturesContext = createContext<readonly Feature[]>([])

export const useFeatures = () => useContext(FeaturesContext)

export const hrefOf = (path: string, organization: string) =>
  path.replace('$organization', encodeURIComponent(organization))

type Reader = Pick<OrganizationSession, 'can' | 'isOn'>

/** What the reader may see of the app, where its feature is on. */
export const isOffered = ({ permission, toggle }: { permission?: Permission; toggle?: ToggleKey }, reader: Reader) =>
  (!permission || reader.can(permission)) && (!toggle || reader.isOn(toggle))

export function useNav(): readonly NavItem[] {
  const reader = useOrganization()
  const features = useFeatures()
  const hasSettings = settingsOf(features, reader).length > 0
  const items = features.flatMap(({ nav = [] }) => nav)
  return navPlaces
    .flatMap((place) => items.filter((item) => item.place === place))
    .filter((item) => (item.place === 'settings' ? hasSettings : isOffered(item, reader)))
}

export function settingGroupsOf(features: readonly Feature[], reader: Reader): [group: SettingGroup, Setting[]][] {
  const seen = features.flatMap(({ settings = [] }) => settings).filter((setting) => isOffered(setting, reader))
  return settingGroups
    .map((group): [SettingGroup, Setting[]] => [
      group,
      seen.filter((setting) => setting.group === group).toSorted((a, b) => a.order - b.order),
    ])
    .filter(([, settings]) => settings.length > 0)
}

export const settingsOf = (features: readonly Feature[], reader: Reader): Setting[] =>
  settingGroupsOf(features, reader).flatMap(([, settings]) => settings)
