export { cancelVisit, findVisit, visitFacts } from './visits/actions.ts'
export { visitToken } from './visits/rules.ts'
export type { VisitFacts } from './visits/view.ts'
