import { sql } from 'kysely'
import { retentionClasses, type RetentionClass } from '@polyclinic/contract/kit/retention.ts'
import type { ErasureCheck } from '@polyclinic/contract/rights/erasures.ts'
import type { ErasureObstacle } from '@polyclinic/contract/rights/obstacles.ts'
import { erasedAlong } from '../../../kit/erasures.ts'
import type { TenantTx } from '../../../kit/db/tenant-tx.ts'
import { justWritten } from '../../../kit/db/versioned.ts'
import { refuse } from '../../../kit/http/refusal.ts'
import { erasing } from '../../patients/public.ts'
import { rightsChanged } from '../events.ts'
import { areOnHold, isKept } from '../legal-holds/queries.ts'
import { lockSeen } from '../restrictions/actions.ts'
import { countRows, findErasure, findLast, tablesOf, type ErasureRow } from './queries.ts'
import { keptUntil } from './rules.ts'

/** What an erasure of these records would meet, and do, now. */
export async function checkErasure(tx: TenantTx, ids: readonly string[]): Promise<ErasureCheck> {
  const { last_at, now, has_visits_ahead } = await findLast(tx, ids)
  const counts = new Map((await countRows(tx, ids)).map((row) => [row.of_table, row.rows]))
  const isOnHold = await areOnHold(tx, ids)
  const obstacles: ErasureObstacle[] = [
    ...(isOnHold ? ['legal-hold' as const] : []),
    ...(has_visits_ahead ? ['visits-ahead' as const] : []),
  ]
  const classes = retentionClasses.map((of) => {
    const tables = tablesOf(tx).filter(([, erasure]) => erasure.class === of)
    const rows = tables.reduce((sum, [table]) => sum + (counts.get(table) ?? 0), 0)
    const until = rows > 0 ? keptUntil(of, last_at, now) : undefined
    return { class: of, rows, ...(until && { keptUntil: until }) }
  })
  return { obstacles, classes }
}

/**
 * Erases a patient for ever, whole or not at all: what may go goes, what has to be kept is hidden with who they were. Nobody
 * writes for the patient meanwhile, and nobody finds them after.
 */
export async function erasePatient(tx: TenantTx, patientId: string, accountId: string): Promise<ErasureRow> {
  const ids = await lockSeen(tx, patientId)
  const { obstacles, classes } = await checkErasure(tx, ids)
  if (obstacles.length > 0) throw refuse('erasure-blocked', { obstacles })
  const kept = classes.filter((each) => each.keptUntil)
  const until = kept
    .map((each) => each.keptUntil ?? '')
    .toSorted()
    .at(-1)
  const gone = classes.filter((each) => !each.keptUntil).map((each) => each.class)
  await eraseClasses(tx, ids, gone, until !== undefined)
  await tx.run(sql`
    insert into tenant.erasures (organization_id, patient_id, erased_by, retained_until, ended_at)
    values (${tx.organization.id}, ${patientId}, ${accountId}, ${until ?? null}, ${until ? null : sql`clock_timestamp()`})`)
  await tx.run(sql`
    update tenant.rights_requests set state = 'done', erase_at = null, answered_by = coalesce(answered_by, ${accountId}),
      answered_at = coalesce(answered_at, clock_timestamp())
    where organization_id = ${tx.organization.id} and patient_id = any (${ids}::uuid[]) and state in ('open', 'accepted')`)
  tx.announce(rightsChanged, { patientId })
  return justWritten(findErasure(tx, patientId))
}

/**
 * What was kept by law has been kept long enough. Of a hold at the same moment one comes first: it is found here and waited for,
 * or it finds nothing.
 */
export async function endRetention(tx: TenantTx, patientId: string): Promise<void> {
  const ids = await erasing.lockKept(tx, patientId)
  if (!(await isKept(tx, patientId)) || (await areOnHold(tx, ids))) return
  await eraseClasses(tx, ids, retentionClasses, false)
  await tx.run(sql`
    update tenant.erasures set ended_at = clock_timestamp()
    where organization_id = ${tx.organization.id} and patient_id = ${patientId}`)
}

async function eraseClasses(
  tx: TenantTx,
  ids: readonly string[],
  classes: readonly RetentionClass[],
  keepsNames: boolean,
): Promise<void> {
  await erasing.reducePatients(tx, ids, keepsNames)
  for (const along of tx.extensions(erasedAlong)) if (classes.includes(along.class)) await along.erase(tx, ids)
  for (const [table, erasure] of tablesOf(tx)) {
    if (!classes.includes(erasure.class)) continue
    await (erasure.empties ? emptyRows(tx, table, ids, erasure.empties) : eraseRows(tx, table, ids))
  }
}

const emptyRows = (tx: TenantTx, table: string, ids: readonly string[], columns: readonly string[]) =>
  tx.run(sql`
    update ${sql.table(table)} set ${sql.join(columns.map((column) => sql`${sql.ref(column)} = null`))}
    where organization_id = ${tx.organization.id} and patient_id = any (${[...ids]}::uuid[])`)

const eraseRows = (tx: TenantTx, table: string, ids: readonly string[]) =>
  tx.run(sql`select tenant.erase_rows(${table.split('.')[1]}, ${[...ids]}::uuid[])`)

/** Hours after which an erasure that something stood against is looked at again. */
const untilAskedAgain = 24

/** Does what was accepted, or leaves it for tomorrow where something stands against it. */
export async function carryOut(
  tx: TenantTx,
  due: { id: string; patient_id: string; answered_by: string },
): Promise<void> {
  const ids = await erasing.lockWithMerged(tx, due.patient_id)
  const isStopped = ids.length === 0 || (await checkErasure(tx, ids)).obstacles.length > 0
  if (!isStopped) return void (await erasePatient(tx, due.patient_id, due.answered_by))
  await tx.run(sql`
    update tenant.rights_requests set erase_at = clock_timestamp() + make_interval(hours => ${untilAskedAgain})
    where organization_id = ${tx.organization.id} and id = ${due.id} and erase_at is not null`)
}
