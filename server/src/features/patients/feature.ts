import { extend } from '../../kit/extension.ts'
import type { Feature } from '../../kit/feature.ts'
import { on } from '../../kit/jobs/events.ts'
import { accountRecords } from '../identity/public.ts'
import { liveSubjects, portalAccounts } from '../organizations/public.ts'
import { planCounters } from '../plans/public.ts'
import { sendClaimCode } from './claims/jobs.ts'
import { claimRoutes } from './claims/routes.ts'
import { duplicateCheckRoutes } from './duplicates/routes.ts'
import { tellOwners } from './emergency-accesses/jobs.ts'
import { emergencyAccessRoutes } from './emergency-accesses/routes.ts'
import { claimCodeAsked, emergencyOpened } from './events.ts'
import { guardianRoutes } from './guardians/routes.ts'
import { forgetLinks } from './links/actions.ts'
import { countPortalAccounts, listLinked } from './links/queries.ts'
import { linkRoutes } from './links/routes.ts'
import { countedPatients } from './patients/queries.ts'
import { patientRoutes } from './patients/routes.ts'
import { reachRoutes } from './reach/routes.ts'
import { foldAnew, sweepFolding } from './search/jobs.ts'

export const patients: Feature = {
  name: 'patients',
  owns: [
    'tenant.claim_codes',
    'tenant.emergency_accesses',
    'tenant.guardians',
    'tenant.patient_accounts',
    'tenant.patient_guardians',
    'tenant.patients',
    'tenant.search_tokens',
  ],
  publishes: ['tenant.patients', 'tenant.guardians', 'tenant.patient_guardians', 'tenant.patient_accounts'],
  routes: {
    claims: claimRoutes,
    duplicateChecks: duplicateCheckRoutes,
    emergencyAccesses: emergencyAccessRoutes,
    guardians: guardianRoutes,
    links: linkRoutes,
    patients: patientRoutes,
    reach: reachRoutes,
  },
  jobs: [sendClaimCode, foldAnew, tellOwners],
  on: [on(claimCodeAsked, sendClaimCode), on(emergencyOpened, tellOwners)],
  sweeps: [sweepFolding],
  extensions: [
    extend(liveSubjects, { patient: 'patient', guardian: 'patient' }),
    extend(accountRecords, { linked: listLinked, end: forgetLinks }),
    extend(portalAccounts, countPortalAccounts),
    extend(planCounters, { patients: countedPatients }),
  ],
}
