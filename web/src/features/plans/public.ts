export { PlanPanel } from './plans/PlanPanel.tsx'
