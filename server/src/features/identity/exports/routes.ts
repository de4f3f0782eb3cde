import { contract } from '@polyclinic/contract/contract.ts'
import { pooledPlacementId } from '../../../kit/db/databases.ts'
import { operation } from '../../../kit/http/operation.ts'
import { queueWork } from '../../../kit/works/queue.ts'
import { works } from '../../works/public.ts'
import { recordSecurityEvent } from '../security-events/actions.ts'
import { exportOwnData } from './jobs.ts'
import { readEverything } from './queries.ts'

/** The same at once, as one answer. */
export const exportAtOnce = {
  export: operation(contract.identity.account.export, {
    in: 'accounts',
    before: ({ platform, access, accountId }) => readEverything(platform, access.caller, accountId),
    work: ({ accounts, accountId, access, request }) =>
      recordSecurityEvent(accounts, request, {
        kind: 'exported',
        accountId,
        sessionId: access.who?.session?.id,
        details: { what: 'account' },
      }),
    after: async ({ platform, access, accountId, before }) =>
      before ?? readEverything(platform, access.caller, accountId),
  }),
}

export const exportRoutes = {
  create: operation(contract.identity.exports.create, {
    in: 'accounts',
    work: async ({ accounts, accountId, access, request, platform: { master } }) => {
      const { name: onceKey } = exportOwnData
      const id = await queueWork(accounts, master, exportOwnData, { input: {}, onceKey })
      await recordSecurityEvent(accounts, request, {
        kind: 'exported',
        accountId,
        sessionId: access.who?.session?.id,
        details: { what: 'account' },
      })
      return works.own(accounts, { accountId }, id)
    },
    after: async ({ platform, result }) => {
      platform.changes.signal(pooledPlacementId, '')
      return works.view(platform.master, result)
    },
  }),
}
