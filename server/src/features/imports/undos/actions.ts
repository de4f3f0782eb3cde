import { sql } from 'kysely'
import type { TenantTx } from '../../../kit/db/tenant-tx.ts'
import { isRefusal } from '../../../kit/http/refusal.ts'
import { WorkEnded } from '../../../kit/works/ended.ts'
import { patientsInBulk } from '../../patients/public.ts'
import { importChanged } from '../events.ts'
import { listGuardiansToUndo, listToUndo, lockProgress } from '../ledger/queries.ts'
import type { PatientChange } from '../ledger/rules.ts'
import { rowSecrets } from '../ledger/secrets.ts'

type ToUndo = Awaited<ReturnType<typeof listToUndo>>[number]

/**
 * Takes some rows back, the last ones first, in one transaction with what is said of them; how many rows they were. Once its days
 * are over, what is left of them stays.
 */
export async function undoBatch(tx: TenantTx, importId: string, limit: number): Promise<number> {
  const progress = await lockProgress(tx, importId, 'undoing')
  if (!progress) throw new WorkEnded('cancelled')
  const rows = await listToUndo(tx, importId, limit)
  const outcomes = progress.is_over ? rows.map(({ id }) => ({ id, outcome: 'kept' })) : await takenBack(tx, rows)
  await tx.run(sql`
    update tenant.import_rows r set outcome = n.outcome
    from unnest(${outcomes.map(({ id }) => id)}::uuid[], ${outcomes.map(({ outcome }) => outcome)}::text[]) n (id, outcome)
    where r.organization_id = ${tx.organization.id} and r.id = n.id`)
  const kept = outcomes.filter(({ outcome }) => outcome === 'kept').length
  await tx.run(sql`
    update tenant.import_progress set kept = kept + ${kept}
    where organization_id = ${tx.organization.id} and import_id = ${importId}`)
  tx.announce(importChanged, { importId })
  return rows.length
}

async function takenBack(tx: TenantTx, rows: readonly ToUndo[]): Promise<{ id: string; outcome: string }[]> {
  const added = rows.filter(({ outcome }) => outcome === 'added')
  const made = added.map((row) => ({ id: row.patient_id, version: row.patient_version }))
  const gone = new Set(await patientsInBulk.takeBackPatients(tx, made, ['tenant.import_rows']))
  const outcomes = added.map((row) => ({ id: row.id, outcome: gone.has(row.patient_id) ? 'gone' : 'kept' }))
  for (const row of rows.filter(({ outcome }) => outcome === 'updated'))
    outcomes.push({ id: row.id, outcome: (await isRestored(tx, row)) ? 'restored' : 'kept' })
  return outcomes
}

/** A record that the import changed holds again what it held before, unless somebody changed it since. */
async function isRestored(tx: TenantTx, row: ToUndo): Promise<boolean> {
  const { before } = rowSecrets.open(tx.sealer, row)
  try {
    const which = { id: row.patient_id, scope: undefined, expectedVersion: row.patient_version }
    // values that lay in a record of this organization, under the names of its fields
    await patientsInBulk.change(tx, which, (before ?? {}) as PatientChange)
    return true
  } catch (error) {
    if (['stale', 'not-found', 'invalid-input'].some((code) => isRefusal(error, code as 'stale'))) return false
    throw error
  }
}

/** Guardians of whom nothing is left, once their patients are gone; the last one that was looked at. */
export async function undoGuardians(
  tx: TenantTx,
  importId: string,
  after: string | undefined,
  limit: number,
): Promise<string | undefined> {
  if (!(await lockProgress(tx, importId, 'undoing'))) throw new WorkEnded('cancelled')
  const ids = await listGuardiansToUndo(tx, importId, after, limit)
  await patientsInBulk.takeBackGuardians(
    tx,
    ids.map((id) => ({ id, version: 1 })),
  )
  return ids.at(-1)
}
