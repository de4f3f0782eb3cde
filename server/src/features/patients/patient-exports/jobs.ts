import { z } from 'zod'
import { rightsOf } from '../../../kit/http/rights.ts'
import type { Tenant } from '../../../kit/db/tenant.ts'
import { inTenant, type TenantTx } from '../../../kit/db/tenant-tx.ts'
import { words } from '../../../kit/text/text.ts'
import type { WorkbookPlace } from '../../../kit/text/workbook.ts'
import { WorkEnded } from '../../../kit/works/ended.ts'
import { work } from '../../../kit/works/work.ts'
import { guardianSecrets } from '../guardians/view.ts'
import type { PatientScope } from '../patients/queries.ts'
import { scopeOf } from '../patients/scope.ts'
import { knownOf } from '../patients/view.ts'
import { countExported, exportedPatients, type ExportedRow } from './queries.ts'
import { columnsFor, headerOf, lineOf, scopeKey, type ExportedPatient } from './rules.ts'
import { tableOf, type ExportFormat } from './tables.ts'

/** Where the table goes on after a crash: after so many rows, of which this was the last. */
interface Place {
  after: string
  rows: number
  /** Of a workbook. */
  book?: WorkbookPlace
}

const rowsAtOnce = 500

const input = {
  language: z.string(),
  isArchived: z.boolean(),
  /** Whom the caller saw when they asked. */
  scope: z.string(),
}

/**
 * The patients of an organization as a table, read as {batch} in one moment and written 500 rows at a time. What goes on after
 * a crash reads a later moment from where it was: ids do not change, so nobody is in it twice.
 */
const exportAs = (format: ExportFormat) =>
  work<typeof input, Place>(
    `patients.${format}`,
    input,
    async (context) => {
      const { platform, caller, tenant, input: asked, place, write, step } = context
      if (!tenant) throw new WorkEnded('cancelled')
      const exported = { isArchived: asked.isArchived, scope: sightOf(tenant, caller.accountId, asked.scope) }
      const t = words(asked.language, 'patients')
      const columns = columnsFor(tenant)
      const table = tableOf(format, write, t('export.sheet'), place?.book)
      let { after, rows: done } = place ?? { after: undefined, rows: 0 }
      await inTenant(platform.transactions, tenant, caller, { mode: 'snapshot' }, async (tx) => {
        const total = done + (await countExported(tx, { ...exported, after }))
        if (!place) await table.begin(headerOf(columns, t))
        for (;;) {
          const rows = await exportedPatients(tx, { ...exported, after }, rowsAtOnce)
          const last = rows.at(-1)
          if (!last) return
          const book = await table.add(
            rows.map((row) => lineOf(columns, patientOf(tx, row), t)),
            columns,
          )
          after = last.id
          done += rows.length
          await step({ done, total, place: { after, rows: done, ...(book && { book }) } })
          if (rows.length < rowsAtOnce) return
        }
      })
      await table.end()
      const kind = asked.isArchived ? 'archived-patients' : 'patients'
      const day = new Date().toISOString().slice(0, 10)
      return { name: `${tenant.slug}-${kind}-${day}.${format}`, type: table.type }
    },
    { needs: ['patients.read', 'patients.export'] },
  )

export const exportPatients = exportAs('csv')

export const exportWorkbook = exportAs('xlsx')

/** Rights end while work waits: who sees others than when they asked gets no file, and asks again. */
function sightOf(tenant: Tenant, accountId: string, asked: string): PatientScope {
  const rights = rightsOf(tenant)
  const can = (permission: string) => rights?.permissions.has(permission) ?? false
  const scope = exportScopeOf({ accountId, can, ...(rights?.clinicIds && { clinicIds: rights.clinicIds }) })
  if (!can('patients.read') || !can('patients.export') || scopeKey(scope) !== asked) throw new WorkEnded('cancelled')
  return scope
}

/** An emergency opens one patient to be treated, not to be taken out. */
export function exportScopeOf(caller: Parameters<typeof scopeOf>[0]): PatientScope {
  const scope = scopeOf(caller)
  return scope && { clinicIds: scope.clinicIds }
}

const patientOf = (tx: TenantTx, row: ExportedRow): ExportedPatient => ({
  kind: row.kind,
  known: knownOf(row, tx.sealer),
  clinic: row.clinic,
  guardians: (row.guardians ?? []).map((guardian) => ({
    name: guardian.name,
    // a table is what many are written to by
    ...(guardian.hears && guardianSecrets.open(tx.sealer, guardian)),
  })),
  addedOn: row.added_on,
})
