import { sql } from 'kysely'
import type { DuplicateChoice } from '@polyclinic/contract/imports/import-fields.ts'
import { newId } from '../../../kit/db/ids.ts'
import type { TenantTx } from '../../../kit/db/tenant-tx.ts'
import { isRefusal, Refusal } from '../../../kit/http/refusal.ts'
import { WorkEnded } from '../../../kit/works/ended.ts'
import { patientsInBulk } from '../../patients/public.ts'
import { plans } from '../../plans/public.ts'
import { importChanged } from '../events.ts'
import { judge, type JudgedRow, type MarkedRow } from '../judging/queries.ts'
import { listWritten, listWrittenNumbers, lockProgress } from '../ledger/queries.ts'
import { changeBy, heldBefore, ownerHandles, type Restored } from '../ledger/rules.ts'
import { rowSecrets } from '../ledger/secrets.ts'
import type { LeftRow } from '../rows/batches.ts'

export interface MarkedBatch {
  end: number
  good: readonly MarkedRow[]
  invalid: number
}

interface Written {
  row: number
  outcome: 'added' | 'updated'
  id: string
  version: number
  guardianId?: string
  before?: Restored
}

/**
 * Does a batch of rows, in one transaction with how far the import is by it: whoever comes second, after a crash or beside
 * another worker, finds it done and does nothing. Answers which of its rows were not written, and why.
 */
export async function importBatch(
  tx: TenantTx,
  importId: string,
  batch: MarkedBatch,
  choice: DuplicateChoice,
): Promise<LeftRow[]> {
  const progress = await lockProgress(tx, importId, 'running')
  if (!progress) throw new WorkEnded('cancelled')
  const judged = await judge(tx, importId, batch.good)
  if (progress.rows_read < batch.end) await writeBatch(tx, importId, { ...batch, judged }, choice)
  const written = new Set(
    await listWrittenNumbers(
      tx,
      importId,
      judged.map(({ number }) => number),
    ),
  )
  return judged
    .filter(({ number }) => !written.has(number))
    .map((row) => ({ number: row.number, cells: row.cells, why: whyLeft(row, choice) }))
}

function whyLeft({ isRepeated, onFile }: JudgedRow, choice: DuplicateChoice): LeftRow['why'] {
  if (choice === 'add') return 'noRoom'
  if (isRepeated) return 'repeated'
  return onFile ? 'onFile' : 'noRoom'
}

interface JudgedBatch extends MarkedBatch {
  judged: readonly JudgedRow[]
}

async function writeBatch(
  tx: TenantTx,
  importId: string,
  { end, invalid, judged }: JudgedBatch,
  choice: DuplicateChoice,
): Promise<void> {
  const isDouble = ({ isRepeated, onFile }: JudgedRow) => choice !== 'add' && (isRepeated || onFile !== undefined)
  const adding = judged.filter((row) => !isDouble(row))
  const updating = choice === 'update' ? judged.filter((row) => isDouble(row) && !row.isRepeated) : []
  const room = await roomFor(tx, adding.length)
  const { written, guardians } = await addRows(tx, adding.slice(0, room))
  const updated = await updateRows(tx, importId, updating)
  await keepRows(tx, importId, [...written, ...updated])
  await tx.run(sql`
    update tenant.import_progress set rows_read = ${end}, added = added + ${written.length}, updated = updated + ${updated.length},
      skipped = skipped + ${judged.length - adding.length - updated.length}, invalid = invalid + ${invalid},
      guardians = guardians + ${guardians}, left_over = left_over + ${adding.length - Math.min(room, adding.length)}
    where organization_id = ${tx.organization.id} and import_id = ${importId}`)
  tx.announce(importChanged, { importId })
}

/** How many more the plan has room for, up to so many; the lock of the limit lasts until the transaction ends. */
async function roomFor(tx: TenantTx, count: number): Promise<number> {
  if (count === 0) return 0
  try {
    await plans.allow(tx, 'patients', count)
    return count
  } catch (error) {
    if (!(error instanceof Refusal) || !isRefusal(error, 'plan-limit')) throw error
    const { allowed, used } = error.data as { allowed: number; used: number }
    return Math.max(0, allowed - used)
  }
}

async function addRows(tx: TenantTx, rows: readonly JudgedRow[]): Promise<{ written: Written[]; guardians: number }> {
  const made = newGuardians(rows)
  await patientsInBulk.addGuardians(tx, [...new Set(made.values())])
  const guardianOf = (row: JudgedRow) =>
    row.guardianId ??
    (row.owner &&
      ownerHandles(row.owner)
        .map((handle) => made.get(handle)?.id)
        .find(Boolean))
  const ids = await patientsInBulk.place(
    tx,
    rows.map((row) => {
      const guardianId = guardianOf(row)
      return { ...row.patient, ...(guardianId && { guardianIds: [guardianId] }) }
    }),
  )
  const named = new Set<string>()
  const written = rows.map((row, at): Written => {
    const guardianId = guardianOf(row)
    const isFirst = guardianId !== undefined && guardianId !== row.guardianId && !named.has(guardianId)
    if (isFirst) named.add(guardianId)
    return { row: row.number, outcome: 'added', id: ids[at] as string, version: 1, ...(isFirst && { guardianId }) }
  })
  return { written, guardians: named.size }
}

type NewGuardian = Parameters<typeof patientsInBulk.addGuardians>[1][number]

/** Owners who are not on file, each once, by all that tells them apart. */
function newGuardians(rows: readonly JudgedRow[]): Map<string, NewGuardian> {
  const made = new Map<string, NewGuardian>()
  for (const { owner, guardianId } of rows) {
    if (!owner || guardianId) continue
    const handles = ownerHandles(owner)
    const guardian = handles.map((handle) => made.get(handle)).find(Boolean) ?? { id: newId(), ...owner }
    for (const handle of handles) made.set(handle, guardian)
  }
  return made
}

async function updateRows(tx: TenantTx, importId: string, rows: readonly JudgedRow[]): Promise<Written[]> {
  const written: Written[] = []
  const ids = rows.flatMap(({ onFile }) => (onFile ? [onFile.id] : []))
  // one record is changed by one row, whichever batch a second one is in
  const done = new Set(ids.length > 0 ? (await listWritten(tx, importId, ids)).map((row) => row.patient_id) : [])
  for (const row of rows) {
    const { id } = row.onFile ?? {}
    const before = id === undefined || done.has(id) ? undefined : await patientsInBulk.find(tx, id)
    if (!before) continue
    done.add(before.id)
    const known = patientsInBulk.knownOf(before, tx.sealer)
    const change = changeBy(row, known)
    const held = heldBefore(change, known)
    const after = await changedOrNot(tx, before.id, change)
    if (after) written.push({ row: row.number, outcome: 'updated', id: before.id, version: after, before: held })
  }
  return written
}

/** A change that cannot stand, such as a second chip, is refused before anything is written: that record stays as it is. */
async function changedOrNot(
  tx: TenantTx,
  id: string,
  change: ReturnType<typeof changeBy>,
): Promise<number | undefined> {
  try {
    return (await patientsInBulk.change(tx, { id, scope: undefined }, change)).version
  } catch (error) {
    if (isRefusal(error, 'invalid-input')) return undefined
    throw error
  }
}

async function keepRows(tx: TenantTx, importId: string, written: readonly Written[]): Promise<void> {
  if (written.length === 0) return
  const rows = written.map((each) => ({ ...each, own: newId() }))
  await tx.run(sql`
    insert into tenant.import_rows
      (organization_id, import_id, id, row_number, outcome, patient_id, patient_version, guardian_id, before_sealed)
    select ${tx.organization.id}, ${importId}, * from unnest(${rows.map(({ own }) => own)}::uuid[], ${rows.map(({ row }) => row)}::int[],
      ${rows.map(({ outcome }) => outcome)}::text[], ${rows.map(({ id }) => id)}::uuid[], ${rows.map(({ version }) => version)}::int[],
      ${rows.map(({ guardianId }) => guardianId ?? null)}::uuid[],
      ${rows.map(({ own, before }) => rowSecrets.seal(tx.sealer, own, 'before', before))}::bytea[])`)
}
