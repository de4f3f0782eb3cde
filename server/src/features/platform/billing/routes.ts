import { z } from 'zod'
import { contract } from '@polyclinic/contract/contract.ts'
import { id } from '@polyclinic/contract/kit/ids.ts'
import { pooledPlacementId } from '../../../kit/db/databases.ts'
import { pageFrom, readCursor } from '../../../kit/http/cursor.ts'
import { operation } from '../../../kit/http/operation.ts'
import type { Platform } from '../../../kit/http/platform.ts'
import { subscriptions } from '../../subscriptions/public.ts'
import { changeIssuer, correctBill, grantPlan, settleByTransfer } from './actions.ts'
import { billedView } from './view.ts'

/** The transaction is bound to the organization that is named. */
const ofOrganization = {
  in: 'control',
  before: ({ input }: { input: { params: { id: string } } }) => ({ organizationId: input.params.id }),
  bind: ({ organizationId }: { organizationId: string }) => ({ organizationId }),
} as const

/** Workers hear of what is due now, and of the mails. */
const signalled = async <Result>({ platform, result }: { platform: Platform; result: Result }): Promise<Result> => {
  platform.changes.signal(pooledPlacementId, '')
  return result
}

export const billingRoutes = {
  list: operation(contract.platform.platformBilling.list, {
    in: 'control',
    work: async ({ control, input: { query } }) => {
      const { cursor, limit = 50, ...terms } = query
      const before = readCursor(cursor, z.tuple([id]))?.[0]
      const rows = await subscriptions.listBilled(control, terms, { before, limit: limit + 1 })
      return pageFrom(rows, limit, billedView, (row) => [row.id])
    },
  }),

  settle: operation(contract.platform.platformBilling.settle, {
    ...ofOrganization,
    work: async ({ control, platform, organizationId, input: { params, body } }) =>
      billedView(await settleByTransfer({ control, platform, organizationId }, params.invoiceId, body.reference)),
    after: signalled,
  }),

  correct: operation(contract.platform.platformBilling.correct, {
    ...ofOrganization,
    work: async ({ control, platform, organizationId, input: { params, body } }) =>
      billedView(await correctBill({ control, platform, organizationId }, params.invoiceId, body.reason)),
    after: signalled,
  }),

  grant: operation(contract.platform.platformBilling.grant, {
    ...ofOrganization,
    work: ({ control, platform, organizationId, input }) =>
      grantPlan({ control, platform, organizationId }, input.body),
    after: signalled,
  }),

  issuer: operation(contract.platform.platformBilling.issuer, {
    in: 'control',
    work: async ({ control }) => issuerAt(await subscriptions.findIssuer(control)),
  }),

  changeIssuer: operation(contract.platform.platformBilling.changeIssuer, {
    in: 'control',
    work: async ({ control, input, expectedVersion }) =>
      issuerAt(await changeIssuer(control, expectedVersion, input.body)),
  }),
}

const issuerAt = (row: Parameters<typeof subscriptions.issuerView>[0]) => ({
  ...subscriptions.issuerView(row),
  version: row.version,
})
