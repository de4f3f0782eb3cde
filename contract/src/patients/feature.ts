import { declareSubjects } from '../kit/live.ts'
import { declarePermissions } from '../kit/permission.ts'
import { declareToggles } from '../kit/toggles/toggles.ts'
import { alertRoutes } from './alerts.ts'
import { allergyRoutes } from './allergies.ts'
import { duplicateCheckRoutes } from './duplicates/duplicate-checks.ts'
import { emergencyAccessRoutes } from './emergency-accesses.ts'
import { breedRoutes } from './front-page/breeds.ts'
import { printoutRoutes } from './front-page/printouts.ts'
import { patientExportRoutes } from './patient-exports.ts'
import { guardianRoutes } from './guardians.ts'
import type { linkPermissions } from './link-permissions.ts'
import { connectionRoutes, linkRoutes } from './links.ts'
import { duplicatePairRoutes, patientMergeRoutes } from './duplicates/merges.ts'
import { patientRoutes } from './patients.ts'
import { pictureRoutes } from './pictures.ts'
import { reachRoutes } from './reach.ts'
import { majorityReviewRoutes } from './relations/majority-reviews.ts'
import { relationRoutes } from './relations/relations.ts'

export const routes = {
  breeds: breedRoutes,
  alerts: alertRoutes,
  allergies: allergyRoutes,
  connections: connectionRoutes,
  duplicateChecks: duplicateCheckRoutes,
  duplicatePairs: duplicatePairRoutes,
  emergencyAccesses: emergencyAccessRoutes,
  patientExports: patientExportRoutes,
  patientMerges: patientMergeRoutes,
  guardians: guardianRoutes,
  links: linkRoutes,
  patients: patientRoutes,
  pictures: pictureRoutes,
  printouts: printoutRoutes,
  reach: reachRoutes,
  relations: relationRoutes,
  majorityReviews: majorityReviewRoutes,
}

const ownPermissions = declarePermissions({
  'patients.read': {
    roles: ['clinic-administrator', 'practitioner', 'nurse', 'receptionist', 'dispenser'],
    support: { scope: 'records' },
  },
  'patients.write': {
    roles: ['clinic-administrator', 'practitioner', 'nurse', 'receptionist'],
    support: { scope: 'records', writes: true },
  },
  // two records become one, which a press takes back for 30 days
  'patients.merge': { roles: ['clinic-administrator', 'receptionist'], support: { scope: 'records', writes: true } },
  // whoever takes them out of the house proves who they are, which no program can
  'patients.export': { roles: ['clinic-administrator'], isForPeopleAlone: true },
  'patients.all-clinics': { roles: ['clinic-administrator', 'receptionist'], support: { scope: 'records' } },
  // nobody breaks glass by machine
  'patients.emergency': {
    roles: ['clinic-administrator', 'practitioner', 'nurse'],
    isForPeopleAlone: true,
    findsRestricted: true,
  },
  // what is known of somebody's health, here and in features above
  'charts.read': { roles: ['clinic-administrator', 'practitioner', 'nurse'], support: { scope: 'records' } },
  'charts.write': {
    roles: ['clinic-administrator', 'practitioner', 'nurse'],
    support: { scope: 'records', writes: true },
  },
})

const ownSubjects = declareSubjects(['patient', 'warning'])

declare module '../kit/permission.ts' {
  interface Permissions extends Record<keyof typeof ownPermissions, true> {}
}

declare module '../kit/access.ts' {
  interface LinkPermissions extends Record<(typeof linkPermissions)[number], true> {}
}

declare module '../kit/live.ts' {
  interface Subjects extends Record<(typeof ownSubjects)[number], true> {}
}

const ownToggles = declareToggles({
  'patient-accounts': { actsOn: 'organization', isOn: true },
  'patient-pictures': { actsOn: 'people', isOn: true },
})

declare module '../kit/toggles/toggles.ts' {
  interface Toggles extends Record<keyof typeof ownToggles, true> {}
}
