export { appointmentFacts } from './appointment-links/actions.ts'
export { appointmentToken } from './appointment-links/rules.ts'
