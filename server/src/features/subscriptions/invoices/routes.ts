import { z } from 'zod'
import { contract } from '@polyclinic/contract/contract.ts'
import { id } from '@polyclinic/contract/kit/ids.ts'
import { usualLanguage } from '@polyclinic/contract/kit/language.ts'
import { pageFrom, readCursor } from '../../../kit/http/cursor.ts'
import { operation } from '../../../kit/http/operation.ts'
import { refuse } from '../../../kit/http/refusal.ts'
import { billFile } from './document.ts'
import { findInvoice, listInvoices } from './queries.ts'
import { invoiceView } from './view.ts'

export const invoiceRoutes = {
  list: operation(contract.subscriptions.platformInvoices.list, {
    in: 'control',
    work: async ({ control, tenant, input: { query } }) => {
      const { cursor, limit = 50 } = query
      const before = readCursor(cursor, z.tuple([id]))?.[0]
      const rows = await listInvoices(control, tenant.organizationId, { before, limit: limit + 1 })
      return pageFrom(rows, limit, invoiceView, (row) => [row.id])
    },
  }),

  document: operation(contract.subscriptions.platformInvoices.document, {
    in: 'control',
    work: async ({ control, tenant, input }) => {
      const invoice = await findInvoice(control, tenant.organizationId, input.params.id)
      if (!invoice) throw refuse('not-found')
      return invoice
    },
    // set by a thread of its own, while no transaction waits
    after: ({ platform, tenant, input, result }) =>
      billFile(platform.documents, result, input.query?.language ?? usualLanguage(tenant.country)),
  }),
}
