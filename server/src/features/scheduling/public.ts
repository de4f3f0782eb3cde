export { appointmentFacts } from './appointment-links/actions.ts'
