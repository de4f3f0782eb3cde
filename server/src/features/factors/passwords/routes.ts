import { contract } from '@polyclinic/contract/contract.ts'
import { operation } from '../../../kit/http/operation.ts'
import { refuse, refuseField } from '../../../kit/http/refusal.ts'
import { recordSecurityEvent, rotateSession } from '../../identity/public.ts'
import { hashPassword } from './hashes.ts'
import { findCredentialOf } from './queries.ts'
import { setPassword, tellPasswordChanged } from './actions.ts'

export const passwordRoutes = {
  change: operation(contract.factors.passwords.change, {
    in: 'accounts',
    before: async ({ platform, accountId, input }) => {
      const { newPassword } = input.body
      const owner = await findCredentialOf(platform.databases.accounts, accountId)
      if (!owner) throw refuse('signed-out')
      if (await platform.auth.isStolen(newPassword, owner))
        throw refuseField('newPassword', 'stolen-password', 'appears in lists of stolen passwords')
      return { owner, hash: await hashPassword(newPassword) }
    },
    work: async ({ accounts, accountId, access, request, platform, before: { owner, hash } }) => {
      const sessionId = access.who?.session?.id
      const ended = await setPassword(accounts, accountId, hash, sessionId)
      if (sessionId && access.who?.by === 'cookie') await rotateSession(accounts, platform, request, sessionId)
      await recordSecurityEvent(accounts, request, {
        kind: 'password-changed',
        accountId,
        sessionId,
        details: { ended },
      })
      await tellPasswordChanged(accounts, platform, owner)
      return { ended }
    },
  }),
}
