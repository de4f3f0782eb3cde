import { contract } from '@polyclinic/contract/contract.ts'
import { accountOperation, freeOperation } from '../../../kit/http/operation.ts'
import { refuse } from '../../../kit/http/refusal.ts'
import { beginCeremony, recordSecurityEvent, rotateSession } from '../../identity/public.ts'
import { noteFactor } from '../factors/actions.ts'
import { credentialsOf } from '../passkeys/queries.ts'
import { requestOptions } from '../passkeys/web-authn.ts'
import { prove } from './actions.ts'

export const proofRoutes = {
  confirmOptions: accountOperation(
    contract.factors.factors.confirmOptions,
    async ({ accounts, accountId, platform }) => {
      const options = await requestOptions(platform.config, await credentialsOf(accounts, accountId))
      const data = { challenge: options.challenge }
      return {
        ceremony: await beginCeremony(accounts, { kind: 'passkey-confirm', accountId, data }),
        options: { ...options },
      }
    },
  ),

  confirm: freeOperation(contract.factors.factors.confirm, async ({ platform, request, access, accountId, input }) => {
    const proof = input.body
    const session = access.who?.session
    if (!session) throw refuse('signed-out')
    const occasion = { accountId, ceremony: 'passkey-confirm', refusal: 'confirmation-refused' } as const
    const until = await prove(platform, request, occasion, proof, async (accounts) => {
      const opened = await noteFactor(accounts, { id: session.id, accountId }, proof.method !== 'password')
      if (!opened) throw refuse('not-confirmed')
      // whoever proves anew who they are goes on under a token that nobody saw before (OWASP ASVS 7.2.4)
      if (access.who?.by === 'cookie') await rotateSession(accounts, platform, request, session.id)
      const details = { method: proof.method }
      await recordSecurityEvent(accounts, request, { kind: 'confirmed', accountId, sessionId: session.id, details })
      return opened
    })
    return { until }
  }),
}
