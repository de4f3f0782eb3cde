import { contract } from '@polyclinic/contract/contract.ts'
import { pooledPlacementId } from '../../../kit/db/databases.ts'
import { operation } from '../../../kit/http/operation.ts'
import { refuse, refuseField } from '../../../kit/http/refusal.ts'
import { queueAccountMail } from '../account-mails/actions.ts'
import { cookie } from '../devices/cookies.ts'
import { findOwn } from '../accounts/queries.ts'
import { beginDeletion, endsOfAccount } from './actions.ts'
import { finishDeletion } from './jobs.ts'

export const ownDataRoutes = {
  remove: operation(contract.identity.account.remove, {
    in: 'accounts',
    work: async ({ accounts, platform: { transactions, master, config }, accountId, input }) => {
      const own = await findOwn(accounts, accountId)
      if (!own) throw refuse('signed-out')
      if (own.email !== input.body.email)
        throw refuseField('email', 'other-address', 'is not the address of this account')
      await beginDeletion(accounts, accountId, transactions.extensions(endsOfAccount))
      await queueAccountMail(accounts, master, {
        kind: 'account-deleted',
        to: own.email,
        language: own.language ?? 'en',
        url: `${config.origin}/`,
        names: { name: own.name },
      })
    },
    after: async ({ platform, request, accountId }) => {
      platform.changes.signal(pooledPlacementId, '')
      // what is cut off here is ended by identity.unfinished-deletions
      await finishDeletion(platform, accountId).catch((error: Error) =>
        platform.log.warn({ part: 'deletion', err: error }, 'a deletion goes on in the background'),
      )
      request.setHeader('set-cookie', cookie(platform.config, platform.master, 'session_token', undefined))
      return { id: accountId }
    },
  }),
}
