export { visitFacts } from './visits/actions.ts'
export { visitToken } from './visits/rules.ts'
