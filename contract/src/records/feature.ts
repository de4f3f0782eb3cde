import { declareSubjects } from '../kit/live.ts'
import { codeRoutes } from './codes.ts'
import { conditionRoutes } from './conditions.ts'

export const routes = {
  codes: codeRoutes,
  conditions: conditionRoutes,
}

const ownSubjects = declareSubjects(['chart'])

declare module '../kit/live.ts' {
  interface Subjects extends Record<(typeof ownSubjects)[number], true> {}
}
