export { PlanPreview } from './plans/PlanCard.tsx'
export { usePlanName } from './plans/plan-name.ts'
