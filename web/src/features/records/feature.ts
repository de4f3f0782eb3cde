import { lazy } from 'react'
import { q } from '../../kit/api/api.ts'
import type { Feature } from '../../kit/screen/feature.ts'

const ConditionsPanel = lazy(() =>
  import('./conditions/ConditionsPanel.tsx').then((module) => ({ default: module.ConditionsPanel })),
)

const MeasurementsPanel = lazy(() =>
  import('./measurements/MeasurementsPanel.tsx').then((module) => ({ default: module.MeasurementsPanel })),
)

export const records: Feature = {
  name: 'records',
  chartPanels: [
    { id: 'conditions', order: 10, place: 'main', permission: 'charts.read', component: ConditionsPanel },
    { id: 'measurements', order: 20, place: 'main', permission: 'charts.read', component: MeasurementsPanel },
  ],
  stale: { chart: () => [q.records.key()] },
}
