import { lazy } from 'react'
import { q } from '../../kit/api/api.ts'
import type { Feature } from '../../kit/screen/feature.ts'

const ConditionsPanel = lazy(() =>
  import('./conditions/ConditionsPanel.tsx').then((module) => ({ default: module.ConditionsPanel })),
)

const MeasurementsPanel = lazy(() =>
  import('./measurements/MeasurementsPanel.tsx').then((module) => ({ default: module.MeasurementsPanel })),
)

const ImmunizationsPanel = lazy(() =>
  import('./immunizations/ImmunizationsPanel.tsx').then((module) => ({ default: module.ImmunizationsPanel })),
)
const TimelinePanel = lazy(() =>
  import('./timeline/TimelinePanel.tsx').then((module) => ({ default: module.TimelinePanel })),
)

export const records: Feature = {
  name: 'records',
  chartPanels: [
    { id: 'conditions', order: 10, place: 'main', permission: 'charts.read', component: ConditionsPanel },
    { id: 'measurements', order: 20, place: 'main', permission: 'charts.read', component: MeasurementsPanel },
    { id: 'immunizations', order: 10, place: 'side', permission: 'charts.read', component: ImmunizationsPanel },
    { id: 'timeline', order: 20, place: 'side', permission: 'charts.read', component: TimelinePanel },
  ],
  stale: { chart: () => [q.records.key()] },
}
