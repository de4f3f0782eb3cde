import { accountRoutes } from './account.ts'
import { meRoutes } from './me.ts'
import { sessionRoutes } from './sessions.ts'
import { sharedMachineRoutes } from './shared-machines.ts'

/** The operations of identity, by noun. */
export const routes = {
  account: accountRoutes,
  me: meRoutes,
  sessions: sessionRoutes,
  sharedMachines: sharedMachineRoutes,
}
