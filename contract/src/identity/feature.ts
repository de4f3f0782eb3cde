import { accountRoutes } from './account.ts'
import { exportRoutes } from './exports.ts'
import { meRoutes } from './me.ts'
import { sessionRoutes } from './sessions.ts'
import { sharedMachineRoutes } from './shared-machines.ts'

export const routes = {
  account: accountRoutes,
  exports: exportRoutes,
  me: meRoutes,
  sessions: sessionRoutes,
  sharedMachines: sharedMachineRoutes,
}
