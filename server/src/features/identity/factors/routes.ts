import { contract } from '@polyclinic/contract/contract.ts'
import { accountOperation, freeOperation } from '../../../kit/http/operation.ts'
import { refuse } from '../../../kit/http/refusal.ts'
import { beginCeremony } from '../ceremonies/actions.ts'
import { hashPin } from '../desk/pins.ts'
import { credentialsOf } from '../passkeys/queries.ts'
import { passkeyRoutes } from '../passkeys/routes.ts'
import { requestOptions } from '../passkeys/web-authn.ts'
import { providerRoutes } from '../providers/routes.ts'
import { recordSecurityEvent } from '../security-events/actions.ts'
import { rotateSession } from '../sessions/actions.ts'
import { prove } from '../sign-in/actions.ts'
import { totpRoutes } from '../totp/routes.ts'
import { noteProof, removePin, setPin } from './actions.ts'
import { findFactors } from './queries.ts'
import { factorsView } from './view.ts'

export const factorRoutes = {
  ...passkeyRoutes,
  ...providerRoutes,
  ...totpRoutes,

  get: accountOperation(contract.identity.factors.get, async ({ accounts, accountId, platform, access }) => {
    const view = factorsView(await findFactors(accounts, accountId), platform.config.signInProviders)
    // a session that began before there was a second factor shows it first
    const isHalf = view.confirmBy.some((method) => method !== 'password') && !access.who?.session?.hasSecondFactor
    return isHalf ? { ...view, confirmBy: view.confirmBy.filter((method) => method !== 'password') } : view
  }),

  confirmOptions: accountOperation(
    contract.identity.factors.confirmOptions,
    async ({ accounts, accountId, platform }) => {
      const options = await requestOptions(platform.config, await credentialsOf(accounts, accountId))
      const data = { challenge: options.challenge }
      return {
        ceremony: await beginCeremony(accounts, { kind: 'passkey-confirm', accountId, data }),
        options: { ...options },
      }
    },
  ),

  confirm: freeOperation(contract.identity.factors.confirm, async ({ platform, request, access, accountId, input }) => {
    const proof = input.body
    const session = access.who?.session
    if (!session) throw refuse('signed-out')
    const occasion = { accountId, ceremony: 'passkey-confirm', refusal: 'confirmation-refused' } as const
    const until = await prove(platform, request, occasion, proof, async (accounts) => {
      const opened = await noteProof(accounts, session.id, { hasSecondFactor: proof.method !== 'password' })
      if (!opened) throw refuse('not-confirmed')
      // whoever proves anew who they are goes on under a token that nobody saw before (OWASP ASVS 7.2.4)
      if (access.who?.by === 'cookie') await rotateSession(accounts, platform, request, session.id)
      const details = { method: proof.method }
      await recordSecurityEvent(accounts, request, { kind: 'confirmed', accountId, sessionId: session.id, details })
      return opened
    })
    return { until }
  }),

  setPin: accountOperation(
    contract.identity.factors.setPin,
    async ({ accounts, accountId, platform, request, access, input }) => {
      await setPin(accounts, accountId, await hashPin(platform.master, accountId, input.body.pin))
      await recordSecurityEvent(accounts, request, { kind: 'pin-set', accountId, sessionId: access.who?.session?.id })
      return factorsView(await findFactors(accounts, accountId), platform.config.signInProviders)
    },
  ),

  removePin: accountOperation(
    contract.identity.factors.removePin,
    async ({ accounts, accountId, platform, request, access }) => {
      if ((await removePin(accounts, accountId)) > 0)
        await recordSecurityEvent(accounts, request, {
          kind: 'pin-removed',
          accountId,
          sessionId: access.who?.session?.id,
        })
      return factorsView(await findFactors(accounts, accountId), platform.config.signInProviders)
    },
  ),
}
