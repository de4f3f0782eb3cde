import { declareSubjects } from '../kit/live.ts'
import { codeRoutes } from './codes.ts'
import { conditionRoutes } from './conditions.ts'
import { measurementRoutes } from './measurements.ts'

export const routes = {
  codes: codeRoutes,
  conditions: conditionRoutes,
  measurements: measurementRoutes,
}

const ownSubjects = declareSubjects(['chart'])

declare module '../kit/live.ts' {
  interface Subjects extends Record<(typeof ownSubjects)[number], true> {}
}
