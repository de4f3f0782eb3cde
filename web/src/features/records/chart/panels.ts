import type { ChartPanel } from '../../../kit/screen/feature.ts'
import { ConditionsPanel } from '../conditions/ConditionsPanel.tsx'
import { ImmunizationsPanel } from '../immunizations/ImmunizationsPanel.tsx'
import { MeasurementsPanel } from '../measurements/MeasurementsPanel.tsx'
import { TimelinePanel } from '../timeline/TimelinePanel.tsx'

export const chartPanels: readonly ChartPanel[] = [
  { id: 'conditions', order: 10, place: 'main', permission: 'charts.read', component: ConditionsPanel },
  { id: 'measurements', order: 20, place: 'main', permission: 'charts.read', component: MeasurementsPanel },
  { id: 'immunizations', order: 10, place: 'side', permission: 'charts.read', component: ImmunizationsPanel },
  { id: 'timeline', order: 20, place: 'side', permission: 'charts.read', component: TimelinePanel },
]
