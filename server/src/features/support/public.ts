export { accessReasons, type Let } from './support-accesses/queries.ts'
