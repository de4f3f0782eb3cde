import { declareSubjects } from '../kit/live.ts'
import { codeRoutes } from './codes.ts'
import { conditionRoutes } from './conditions.ts'
import { entryRoutes } from './entries.ts'
import { immunizationRoutes } from './immunizations.ts'
import { measurementRoutes } from './measurements.ts'

export const routes = {
  codes: codeRoutes,
  conditions: conditionRoutes,
  entries: entryRoutes,
  immunizations: immunizationRoutes,
  measurements: measurementRoutes,
}

const ownSubjects = declareSubjects(['chart'])

declare module '../kit/live.ts' {
  interface Subjects extends Record<(typeof ownSubjects)[number], true> {}
}
