import { z } from 'zod'
import { contract } from '@polyclinic/contract/contract.ts'
import { id } from '@polyclinic/contract/kit/ids.ts'
import type { TenantTx } from '../../../kit/db/tenant-tx.ts'
import { pageFrom, readCursor } from '../../../kit/http/cursor.ts'
import { operation } from '../../../kit/http/operation.ts'
import { refuse } from '../../../kit/http/refusal.ts'
import { patients } from '../../patients/public.ts'
import { accessReasons } from '../../support/public.ts'
import { accessHistory, accountNames, listEvents, type AuditRow } from './queries.ts'
import { auditEventView, type Reasons } from './view.ts'

export const auditRoutes = {
  list: operation(contract.audit.audit.list, async (given) => {
    const { cursor, limit = 50, action, ...asked } = given.input.query
    // what cannot be a subject's name was never recorded
    if (asked.subject !== undefined && !/^[a-z_-]+$/.test(asked.subject)) return { items: [] }
    const actions = action && [action]
    const filter = { ...asked, actions, scope: patients.scopeOf(given), before: positionIn(cursor), limit: limit + 1 }
    return withNames(given.tx, await listEvents(given.tx, filter), limit)
  }),

  accessHistory: operation(contract.audit.audit.accessHistory, async (given) => {
    const { cursor, limit = 50 } = given.input.query
    const filter = { scope: patients.scopeOf(given), before: positionIn(cursor), limit: limit + 1 }
    const rows = await accessHistory(given.tx, given.input.params.id, filter)
    if (!rows) throw refuse('not-found')
    return withNames(given.tx, rows, limit)
  }),
}

const positionIn = (cursor: string | undefined) => readCursor(cursor, z.tuple([id]))?.[0]

/** The names, and why support was let in, come from the control database. */
async function withNames({ inControl, organization }: TenantTx, rows: AuditRow[], limit: number) {
  const accountIds = idsIn(rows.map((row) => row.account_id))
  const supportIds = idsIn(rows.map((row) => row.support_id))
  const { names, reasons } = accountIds.length
    ? await inControl('read', async (control) => ({
        names: await accountNames(control, accountIds),
        reasons: supportIds.length ? await accessReasons(control, organization.id, supportIds) : nobodyLet,
      }))
    : { names: nobody, reasons: nobodyLet }
  return pageFrom(
    rows,
    limit,
    (row) => auditEventView(row, names, reasons),
    (row) => [row.id],
  )
}

const nobody: ReadonlyMap<string, string> = new Map()
const nobodyLet: Reasons = new Map()

const idsIn = (ids: readonly (string | null)[]) => [...new Set(ids.filter((one) => one !== null))]
