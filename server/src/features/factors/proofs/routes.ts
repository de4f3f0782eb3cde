import { contract } from '@polyclinic/contract/contract.ts'
import { operation } from '../../../kit/http/operation.ts'
import { refuse } from '../../../kit/http/refusal.ts'
import { beginCeremony, recordSecurityEvent, rotateSession } from '../../identity/public.ts'
import { noteFactor } from '../factors/actions.ts'
import { credentialsOf } from '../passkeys/queries.ts'
import { requestOptions } from '../passkeys/web-authn.ts'
import { examine, forgiveGuess, recordWrongProof, requireProof } from './actions.ts'

export const proofRoutes = {
  confirmOptions: operation(contract.factors.factors.confirmOptions, {
    in: 'accounts',
    work: async ({ accounts, accountId, platform }) => {
      const options = await requestOptions(platform.config, await credentialsOf(accounts, accountId))
      const data = { challenge: options.challenge }
      return {
        ceremony: await beginCeremony(accounts, { kind: 'passkey-confirm', accountId, data }),
        options: { ...options },
      }
    },
  }),

  confirm: operation(contract.factors.factors.confirm, {
    in: 'accounts',
    before: async (given) => {
      const { accountId, access, input } = given
      if (!access.who?.session) throw refuse('signed-out')
      const occasion = { accountId, ceremony: 'passkey-confirm', refusal: 'confirmation-refused' } as const
      return { sessionId: access.who.session.id, examined: await examine(given, occasion, input.body) }
    },
    work: async ({ accounts, platform, request, access, accountId, before: { sessionId, examined } }) => {
      await requireProof(accounts, examined)
      const { method } = examined
      const until = await noteFactor(accounts, { id: sessionId, accountId }, method !== 'password')
      if (!until) throw refuse('not-confirmed')
      // whoever proves anew who they are goes on under a token that nobody saw before (OWASP ASVS 7.2.4)
      if (access.who?.by === 'cookie') await rotateSession(accounts, platform, request, sessionId)
      await recordSecurityEvent(accounts, request, { kind: 'confirmed', accountId, sessionId, details: { method } })
      return { until }
    },
    refused: (given) => recordWrongProof(given, given.before.examined, given.error),
    after: async (given) => {
      await forgiveGuess(given, given.before?.examined)
      return given.result
    },
  }),
}
