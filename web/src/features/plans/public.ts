export { usePlanName } from './plans/plan-name.ts'
