import { z } from 'zod'
import { contract } from '@polyclinic/contract/contract.ts'
import type { LogDetail } from '@polyclinic/contract/audit/log.ts'
import { id } from '@polyclinic/contract/kit/ids.ts'
import { recordExport } from '../../../kit/audit/exports.ts'
import { heldOf, type Held } from '../../../kit/audit/held.ts'
import { recordsAudit, securityAudit } from '../../../kit/audit/store.ts'
import type { TenantTx } from '../../../kit/db/tenant-tx.ts'
import { pageFrom, readCursor } from '../../../kit/http/cursor.ts'
import { operation } from '../../../kit/http/operation.ts'
import { refuse } from '../../../kit/http/refusal.ts'
import { organizations } from '../../organizations/public.ts'
import { patients } from '../../patients/public.ts'
import { accessReasons } from '../../support/public.ts'
import { findEvent, type AuditRow } from '../audit-events/queries.ts'
import { checkNext } from './check.ts'
import { logAsCsv, readLog, recordEntries, type Reader } from './pages.ts'
import { findHeld, findSecurityHeld } from './queries.ts'
import { changesOf, hasValues, mayReadValues } from './rules.ts'
import { securityEntry } from './view.ts'

export const logRoutes = {
  list: operation(contract.audit.log.list, async (given) => {
    const { cursor, limit = 50, ...filter } = given.input.query
    const before = readCursor(cursor, z.tuple([id]))?.[0]
    const entries = await readLog(given, filter, { before, limit: limit + 1 })
    return pageFrom(
      entries,
      limit,
      (entry) => entry,
      (entry) => [entry.id],
    )
  }),

  get: operation(contract.audit.log.get, async (given) => {
    const row = await findEvent(given.tx, given.input.params.id, patients.scopeOf(given))
    return row ? recordDetail(given, given.tx, row) : securityDetail(given, given.input.params.id)
  }),

  export: operation(contract.audit.log.export, async (given) => {
    await recordExport(given.tx, 'audit-log', given.input.body)
    const day = new Date().toISOString().slice(0, 10)
    return {
      type: 'text/csv; charset=utf-8',
      name: `${given.tenant.slug}-audit-log-${day}.csv`,
      open: () => logAsCsv(given, given.input.body),
    }
  }),

  check: operation(contract.audit.log.check, (given) => checkNext(given, given.input.query.cursor)),
}

async function recordDetail(reader: Reader, tx: TenantTx, row: AuditRow): Promise<LogDetail> {
  const [entry] = await recordEntries(reader, [row])
  if (!entry) throw refuse('not-found')
  if (entry.source === 'access' || !hasValues(row.subject)) return { entry, held: 'none', changes: [] }
  if (!mayReadValues(reader, row.subject, row.patient_id)) return { entry, held: 'hidden', changes: [] }
  const found = await findHeld(tx, row.id, row.patient_id, patients.scopeOf(reader))
  return found ? { entry, ...shown(await heldOf(recordsAudit(tx), found)) } : { entry, held: 'hidden', changes: [] }
}

async function securityDetail(reader: Reader, eventId: string): Promise<LogDetail> {
  const { organizationId } = reader.tenant
  return reader.inControl('read', async (control) => {
    const which = { organizationId, scope: reader.clinicIds, only: eventId, limit: 1 }
    const [row] = await organizations.listControlEvents(control, reader.sealer, which)
    if (!row) throw refuse('not-found')
    const entry = securityEntry(
      row,
      await accessReasons(control, organizationId, row.support_id ? [row.support_id] : []),
    )
    if (!hasValues(row.subject)) return { entry, held: 'none', changes: [] }
    if (!mayReadValues(reader, row.subject, null)) return { entry, held: 'hidden', changes: [] }
    const found = await findSecurityHeld(control, organizationId, eventId)
    return { entry, ...shown(found && (await heldOf(securityAudit(control, organizationId, reader.sealer), found))) }
  })
}

/** What was written of somebody who was forgotten before it was sealed is not kept at all. */
function shown(held: Held | undefined): Pick<LogDetail, 'held' | 'changes'> {
  if (!held || (held.before === null && held.after === null)) return { held: 'forgotten', changes: [] }
  return { held: 'shown', changes: changesOf(held) }
}
