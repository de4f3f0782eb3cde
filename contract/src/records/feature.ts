import { declareSubjects } from '../kit/live.ts'
import { chartRoutes } from './charts/charts.ts'
import { chartLayoutRoutes } from './charts/layouts.ts'
import { codeRoutes } from './codes.ts'
import { conditionRoutes } from './conditions.ts'
import { entryRoutes } from './entries.ts'
import { goalRoutes } from './goals.ts'
import { immunizationRoutes } from './immunizations.ts'
import { measurementRoutes } from './measurements.ts'
import { motionRoutes } from './motions.ts'
import { outcomeRoutes } from './outcomes.ts'
import { specialTestRoutes } from './special-tests.ts'

export const routes = {
  chartLayouts: chartLayoutRoutes,
  charts: chartRoutes,
  codes: codeRoutes,
  conditions: conditionRoutes,
  entries: entryRoutes,
  goals: goalRoutes,
  immunizations: immunizationRoutes,
  measurements: measurementRoutes,
  motions: motionRoutes,
  outcomes: outcomeRoutes,
  specialTests: specialTestRoutes,
}

const ownSubjects = declareSubjects(['chart'])

declare module '../kit/live.ts' {
  interface Subjects extends Record<(typeof ownSubjects)[number], true> {}
}
