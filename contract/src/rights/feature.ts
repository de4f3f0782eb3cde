import { declareSubjects } from '../kit/live.ts'
import { declarePermissions } from '../kit/permission.ts'
import { copyRoutes } from './copies.ts'
import { erasureRoutes } from './erasures.ts'
import { legalHoldRoutes } from './legal-holds.ts'
import { overviewRoutes } from './overviews.ts'
import { requestRoutes } from './requests.ts'
import { restrictionRoutes } from './restrictions.ts'

export const routes = {
  copies: copyRoutes,
  erasures: erasureRoutes,
  legalHolds: legalHoldRoutes,
  overviews: overviewRoutes,
  requests: requestRoutes,
  restrictions: restrictionRoutes,
}

const ownPermissions = declarePermissions({
  // restricted records are there for whoever has this, and hidden from everybody else
  'patients.restricted': { roles: ['clinic-administrator'], isForPeopleAlone: true, opensRestricted: true },
  'patients.erase': { roles: ['clinic-administrator'], isForPeopleAlone: true },
  // everything about one patient leaves the house; with `charts.read`
  'charts.export': { roles: ['clinic-administrator', 'practitioner'], isForPeopleAlone: true },
})

const ownSubjects = declareSubjects(['rights'])

declare module '../kit/permission.ts' {
  interface Permissions extends Record<keyof typeof ownPermissions, true> {}
}

declare module '../kit/live.ts' {
  interface Subjects extends Record<(typeof ownSubjects)[number], true> {}
}
