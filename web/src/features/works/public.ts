export { WorkPart } from './works/WorkPart.tsx'
