import { factorRoutes } from './factors.ts'
import { passkeyRoutes } from './passkeys.ts'
import { passwordRoutes } from './passwords.ts'
import { pinRoutes } from './pins.ts'
import { providerRoutes } from './providers.ts'
import { signInRoutes } from './sign-in.ts'
import { totpRoutes } from './totp.ts'

export const routes = {
  factors: factorRoutes,
  passkeys: passkeyRoutes,
  passwords: passwordRoutes,
  pins: pinRoutes,
  providers: providerRoutes,
  signIn: signInRoutes,
  totp: totpRoutes,
}
