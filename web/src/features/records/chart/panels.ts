import type { ChartPanel } from '../../../kit/screen/feature.ts'
import { ConditionsPanel } from '../conditions/ConditionsPanel.tsx'
import { GoalsPanel } from '../goals/GoalsPanel.tsx'
import { ImmunizationsPanel } from '../immunizations/ImmunizationsPanel.tsx'
import { MeasurementsPanel } from '../measurements/MeasurementsPanel.tsx'
import { MotionsPanel } from '../motions/MotionsPanel.tsx'
import { OutcomesPanel } from '../outcomes/OutcomesPanel.tsx'
import { SpecialTestsPanel } from '../special-tests/SpecialTestsPanel.tsx'
import { TimelinePanel } from '../timeline/TimelinePanel.tsx'

const reader = { permission: 'charts.read' } as const

export const chartPanels: readonly ChartPanel[] = [
  {
    id: 'conditions',
    titleKey: 'records:conditions.title',
    order: 10,
    place: 'main',
    ...reader,
    component: ConditionsPanel,
  },
  { id: 'goals', titleKey: 'records:goals.title', order: 20, place: 'main', ...reader, component: GoalsPanel },
  {
    id: 'measurements',
    titleKey: 'records:measurements.title',
    order: 30,
    place: 'main',
    ...reader,
    component: MeasurementsPanel,
  },
  { id: 'outcomes', titleKey: 'records:outcomes.title', order: 40, place: 'main', ...reader, component: OutcomesPanel },
  { id: 'motions', titleKey: 'records:motions.title', order: 50, place: 'main', ...reader, component: MotionsPanel },
  {
    id: 'special-tests',
    titleKey: 'records:specialTests.title',
    order: 60,
    place: 'main',
    ...reader,
    component: SpecialTestsPanel,
  },
  {
    id: 'immunizations',
    titleKey: 'records:immunizations.title',
    order: 10,
    place: 'side',
    ...reader,
    component: ImmunizationsPanel,
  },
  { id: 'timeline', titleKey: 'records:timeline.title', order: 20, place: 'side', ...reader, component: TimelinePanel },
]
