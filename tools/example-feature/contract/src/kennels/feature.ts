import { declareSubjects } from '../kit/live.ts'
import { declarePermissions } from '../kit/permission.ts'
import { kennelRoutes } from './kennels.ts'

/** The operations of kennels, by noun. */
export const routes = {
  kennels: kennelRoutes,
}

/** What a role may be allowed here. */
const ownPermissions = declarePermissions({ 'kennels.manage': { roles: ['clinic-administrator'] } })

/** What screens are told of when it changes. */
const ownSubjects = declareSubjects(['kennel'])

declare module '../kit/permission.ts' {
  interface Permissions extends Record<keyof typeof ownPermissions, true> {}
}

declare module '../kit/live.ts' {
  interface Subjects extends Record<(typeof ownSubjects)[number], true> {}
}
