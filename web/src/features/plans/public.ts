export { PlanPanel } from './PlanPanel.tsx'
