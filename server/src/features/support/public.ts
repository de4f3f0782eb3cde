export { accessReasons } from './support-accesses/queries.ts'
