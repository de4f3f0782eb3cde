import { contract } from '@polyclinic/contract/contract.ts'
import { newId } from '../../../kit/db/ids.ts'
import { operation } from '../../../kit/http/operation.ts'
import type { Platform } from '../../../kit/http/platform.ts'
import { refuse } from '../../../kit/http/refusal.ts'
import { beginProgram, useRefreshToken } from './actions.ts'

/** A JWT and when it ends; signed outside of a transaction, because the key is read over another connection. */
async function accessToken({ auth }: Platform, accountId: string, sessionId: string) {
  const accessToken = await auth.signToken(accountId, sessionId)
  const { exp } = JSON.parse(Buffer.from(accessToken.split('.')[1] ?? '', 'base64url').toString()) as { exp: number }
  return { accessToken, expiresAt: new Date(exp * 1000).toISOString() }
}

export const tokenRoutes = {
  create: operation(contract.programs.tokens.create, {
    in: 'accounts',
    before: async ({ platform, accountId }) => {
      const sessionId = newId()
      return { sessionId, pair: await accessToken(platform, accountId, sessionId) }
    },
    work: async ({ accounts, accountId, access, input, request, before: { sessionId, pair } }) => {
      const makerId = access.who?.session?.id
      const refreshToken = await beginProgram(accounts, request, {
        id: sessionId,
        accountId,
        name: input.body.name,
        ...(makerId && { makerId }),
      })
      return { ...pair, refreshToken }
    },
  }),

  refresh: operation(contract.programs.tokens.refresh, {
    in: 'accounts',
    bind: () => ({ origin: 'api' }),
    work: ({ accounts, request, input }) => useRefreshToken(accounts, request, input.body.refreshToken),
    // a family that ends is kept, and refused after it
    after: async ({ platform, request, result: refreshed }) => {
      if (refreshed === 'unknown')
        await platform.refusals.record(request, { kind: 'token-refused', details: { reason: 'unknown or expired' } })
      if (typeof refreshed === 'string') throw refuse('signed-out')
      const { accountId, sessionId, refreshToken } = refreshed
      return { ...(await accessToken(platform, accountId, sessionId)), refreshToken }
    },
  }),
}
