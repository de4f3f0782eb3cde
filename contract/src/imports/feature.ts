import { declareSubjects } from '../kit/live.ts'
import { declarePermissions } from '../kit/permission.ts'
import { importRoutes } from './imports.ts'

export const routes = { imports: importRoutes }

const ownPermissions = declarePermissions({
  // hundreds of records by one press, at all clinics
  'patients.import': { roles: ['clinic-administrator', 'receptionist'], isForPeopleAlone: true },
})

const ownSubjects = declareSubjects(['import'])

declare module '../kit/permission.ts' {
  interface Permissions extends Record<keyof typeof ownPermissions, true> {}
}

declare module '../kit/live.ts' {
  interface Subjects extends Record<(typeof ownSubjects)[number], true> {}
}
