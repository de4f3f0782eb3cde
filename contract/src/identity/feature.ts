import { accountRoutes } from './account.ts'
import { deskRoutes } from './desk.ts'
import { factorRoutes } from './factors.ts'
import { meRoutes } from './me.ts'
import { sessionRoutes } from './sessions.ts'
import { signInRoutes } from './sign-in.ts'

/** The operations of identity, by noun. */
export const routes = {
  account: accountRoutes,
  desk: deskRoutes,
  factors: factorRoutes,
  me: meRoutes,
  sessions: sessionRoutes,
  signIn: signInRoutes,
}
