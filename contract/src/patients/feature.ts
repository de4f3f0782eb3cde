import { duplicateCheckRoutes } from './duplicate-checks.ts'
import { emergencyAccessRoutes } from './emergency-accesses.ts'
import { guardianRoutes } from './guardians.ts'
import { connectionRoutes, linkRoutes } from './links.ts'
import { patientRoutes } from './patients.ts'
import { reachRoutes } from './reach.ts'

/** The operations of patients, by noun. */
export const routes = {
  connections: connectionRoutes,
  duplicateChecks: duplicateCheckRoutes,
  emergencyAccesses: emergencyAccessRoutes,
  guardians: guardianRoutes,
  links: linkRoutes,
  patients: patientRoutes,
  reach: reachRoutes,
}
