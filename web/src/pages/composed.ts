import { lazy } from 'react'
import { Settings } from 'lucide-react'
import type { Feature } from '../kit/screen/feature.ts'
import { accountScreens, askedScreens, openScreens, visitorScreens } from './account/screens.ts'
import { setupScreens, workScreens } from './staff/screens.ts'
import { composedSettings } from './staff/settings/screens.ts'

const PatientBeside = lazy(() =>
  import('./staff/panels/PatientBeside.tsx').then((module) => ({ default: module.PatientBeside })),
)

export const composed: Feature = {
  name: 'staff',
  screens: {
    open: openScreens,
    visitor: visitorScreens,
    account: accountScreens,
    asked: askedScreens,
    setup: setupScreens,
    work: workScreens,
  },
  nav: [{ id: 'settings', place: 'settings', path: '/$organization/settings', icon: Settings }],
  settings: composedSettings,
  panels: [{ key: 'patient', permission: 'patients.read', component: PatientBeside }],
}
