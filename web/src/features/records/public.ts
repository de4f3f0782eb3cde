export { Chart } from './chart/Chart.tsx'
