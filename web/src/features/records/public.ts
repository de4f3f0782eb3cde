export { CauseOfDeath } from './conditions/CauseOfDeath.tsx'
export { Chart } from './chart/Chart.tsx'
