export { PlanCard, PlanPreview } from './plans/PlanCard.tsx'
export { usePlanName } from './plans/plan-name.ts'
export { UsageCard } from './plans/UsageCard.tsx'
