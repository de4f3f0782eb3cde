import type { ChartPanel } from '../../../kit/screen/feature.ts'
import { ConditionsPanel } from '../conditions/ConditionsPanel.tsx'
import { GoalsPanel } from '../goals/GoalsPanel.tsx'
import { ImmunizationsPanel } from '../immunizations/ImmunizationsPanel.tsx'
import { MeasurementsPanel } from '../measurements/MeasurementsPanel.tsx'
import { MotionsPanel } from '../motions/MotionsPanel.tsx'
import { OutcomesPanel } from '../outcomes/OutcomesPanel.tsx'
import { SpecialTestsPanel } from '../special-tests/SpecialTestsPanel.tsx'
import { TimelinePanel } from '../timeline/TimelinePanel.tsx'

export const chartPanels: readonly ChartPanel[] = [
  { id: 'conditions', order: 10, place: 'main', permission: 'charts.read', component: ConditionsPanel },
  { id: 'goals', order: 20, place: 'main', permission: 'charts.read', component: GoalsPanel },
  { id: 'measurements', order: 30, place: 'main', permission: 'charts.read', component: MeasurementsPanel },
  { id: 'outcomes', order: 40, place: 'main', permission: 'charts.read', component: OutcomesPanel },
  { id: 'motions', order: 50, place: 'main', permission: 'charts.read', component: MotionsPanel },
  { id: 'special-tests', order: 60, place: 'main', permission: 'charts.read', component: SpecialTestsPanel },
  { id: 'immunizations', order: 10, place: 'side', permission: 'charts.read', component: ImmunizationsPanel },
  { id: 'timeline', order: 20, place: 'side', permission: 'charts.read', component: TimelinePanel },
]
