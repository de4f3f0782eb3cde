import { sql } from 'kysely'
import type { patientChange } from '@polyclinic/contract/patients/patients.ts'
import type { z } from 'zod'
import { newId } from '../../../kit/db/ids.ts'
import type { TenantTx } from '../../../kit/db/tenant-tx.ts'
import { justWritten, requireVersion } from '../../../kit/db/versioned.ts'
import { refuse, refuseField } from '../../../kit/http/refusal.ts'
import { plans } from '../../plans/public.ts'
import { mergeUndone, patientChanged } from '../events.ts'
import { undoHindrances } from '../erasing/actions.ts'
import { changePatient } from '../patients/actions.ts'
import { findPatient, isShared, type PatientRow, type PatientScope } from '../patients/queries.ts'
import { knownOf } from '../patients/view.ts'
import { relationsOfPatient } from '../relations/queries.ts'
import { passTheWhole } from '../relations/rules.ts'
import { refreshSearch } from '../search/actions.ts'
import { findMerge, goingAlong, isBlockedInOne, isRestricted, lockRecords, movesOf, type MergeRow } from './queries.ts'
import { givenBack, takenFrom, type MergedField } from './rules.ts'
import { mergeSecrets } from './view.ts'

interface Wanted {
  keptId: string
  mergedId: string
  keptVersion: number
  mergedVersion: number
  take?: readonly MergedField[]
}

/** Two records become one, in one transaction: its rows, its links, its search, what the kept one takes. */
export async function mergePatients(tx: TenantTx, accountId: string, wanted: Wanted, scope: PatientScope) {
  const { keptId, mergedId } = wanted
  const [kept, merged] = await checkedRecords(tx, wanted, scope)
  const id = newId()
  const taken = takenFrom(knownOf(kept, tx.sealer), knownOf(merged, tx.sealer), wanted.take ?? [])
  await tx.run(sql`
    insert into tenant.patient_merges (organization_id, id, kept_id, merged_id, merged_by, archived_before, taken_sealed)
    values (${tx.organization.id}, ${id}, ${keptId}, ${mergedId}, ${accountId}, ${merged.archived_at},
      ${mergeSecrets.seal(tx.sealer, id, 'taken', taken)})`)
  for (const move of movesOf(tx)) await moveRows(tx, id, move, keptId, mergedId)
  await leadOn(tx, id, keptId, mergedId)
  const change = Object.fromEntries(Object.entries(taken).map(([field, { after }]) => [field, after]))
  await rewrite(tx, kept, change)
  await refreshSearch(tx, [keptId, mergedId])
  for (const patientId of [keptId, mergedId]) tx.announce(patientChanged, { patientId })
  return justWritten(findMerge(tx, id, undefined))
}

async function checkedRecords(tx: TenantTx, wanted: Wanted, scope: PatientScope): Promise<[PatientRow, PatientRow]> {
  const { keptId, mergedId, keptVersion, mergedVersion } = wanted
  if (keptId === mergedId) throw refuseField('mergedId', 'itself', 'is the record that is kept')
  await lockRecords(tx, [keptId, mergedId])
  const kept = await findPatient(tx, keptId, scope)
  if (!kept) throw refuseField('keptId', 'unknown', 'is not known here')
  const merged = await findPatient(tx, mergedId, scope)
  if (!merged) throw refuseField('mergedId', 'unknown', 'is not known here')
  for (const [field, { id }] of Object.entries({ keptId: kept, mergedId: merged }))
    if (await isRestricted(tx, id)) throw refuseField(field, 'restricted', 'is restricted: lift that first')
  if (kept.kind !== merged.kind) throw refuseField('mergedId', 'other-kind', 'a human and an animal are never one')
  requireVersion(kept.version, keptVersion)
  requireVersion(merged.version, mergedVersion)
  if (scope && ((await isShared(tx, keptId, scope)) || (await isShared(tx, mergedId, scope))))
    throw refuse('shared-by-clinics')
  if (await isBlockedInOne(tx, keptId, mergedId))
    throw refuseField('mergedId', 'blocked-link', 'keeps somebody out who sees the other one')
  if (await ownedBeyondTheWhole(tx, keptId, mergedId))
    throw refuseField('mergedId', 'shares', 'the shares of both owners would pass 100 %')
  return [kept, merged]
}

/** Whoever answers for the record, and for the other one as well unless they do already: on some day they would own more than all of it. */
async function ownedBeyondTheWhole(tx: TenantTx, id: string, otherId?: string): Promise<boolean> {
  const own = await relationsOfPatient(tx, id, undefined)
  const known = new Set(own.map((row) => row.guardian_id))
  const others = otherId ? await relationsOfPatient(tx, otherId, undefined) : []
  const both = [...own, ...others.filter((row) => !known.has(row.guardian_id))]
  return passTheWhole(both.map((row) => ({ beginsAt: row.begins_at, endsAt: row.ends_at, share: row.share })))
}

async function moveRows(
  tx: TenantTx,
  mergeId: string,
  move: ReturnType<typeof movesOf>[number],
  keptId: string,
  mergedId: string,
): Promise<void> {
  const [table, { key }] = move
  const named = sql.join(
    key.map((column) => sql`${column}::text, t.${sql.ref(column)}`),
    sql`, `,
  )
  await tx.run(sql`
    with gone as (
      update ${sql.table(table)} t set patient_id = ${keptId} where ${goingAlong(tx, move, keptId, mergedId)}
      returning jsonb_build_object(${named}) as row_key)
    insert into tenant.patient_merge_rows (organization_id, merge_id, of_table, row_key)
    select ${tx.organization.id}, ${mergeId}, ${table}, row_key from gone`)
}

/** The merged record leads to the kept one, and so does whatever led to it; who sees it from outside sees the kept one now. */
async function leadOn(tx: TenantTx, mergeId: string, keptId: string, mergedId: string): Promise<void> {
  const organizationId = tx.organization.id
  await tx.run(sql`
    with led as (
      update tenant.patients p set merged_into = ${keptId} where p.organization_id = ${organizationId} and p.merged_into = ${mergedId}
      returning p.id),
    noted as (
      insert into tenant.patient_merge_rows (organization_id, merge_id, of_table, row_key)
      select ${organizationId}, ${mergeId}, 'tenant.patients', jsonb_build_object('id', led.id) from led),
    ended as (
      update tenant.patient_accounts l set ended_at = m.merged_at from tenant.patient_merges m
      where m.organization_id = ${organizationId} and m.id = ${mergeId} and l.organization_id = ${organizationId}
        and l.patient_id = ${mergedId} and l.ended_at is null)
    update tenant.patients set merged_into = ${keptId}, archived_at = coalesce(archived_at, clock_timestamp())
    where organization_id = ${organizationId} and id = ${mergedId}`)
}

async function rewrite(tx: TenantTx, { id }: { id: string }, change: object): Promise<void> {
  if (Object.keys(change).length === 0) return
  // values that lay in a record of this organization, under the names of its fields
  await changePatient(tx, { id, scope: undefined }, change as z.infer<typeof patientChange>)
}

/** What was set for both as one stays with one alone if they part: it is lifted first. */
async function undoHindrance(tx: TenantTx, ids: readonly [kept: string, merged: string]): Promise<string | undefined> {
  if (await isRestricted(tx, ids[0])) return 'restricted'
  for (const hinders of tx.extensions(undoHindrances)) {
    const state = await hinders(tx, ids)
    if (state) return state
  }
  return undefined
}

/** Everything that went along comes back, if it still hangs on the kept record; what came to that one since stays. */
export async function undoMerge(tx: TenantTx, accountId: string, id: string, scope: PatientScope): Promise<MergeRow> {
  const asked = await findMerge(tx, id, scope)
  if (!asked) throw refuse('not-found')
  const { kept_id: keptId, merged_id: mergedId } = asked
  await lockRecords(tx, [keptId, mergedId])
  const merge = await justWritten(findMerge(tx, id, undefined))
  const state = merge.undone_at ? 'undone' : merge.is_over ? 'expired' : merge.is_beneath ? 'merged' : undefined
  const hindrance = state ?? (await undoHindrance(tx, [keptId, mergedId]))
  if (hindrance) throw refuse('wrong-state', { state: hindrance })
  if (scope && (await isShared(tx, keptId, scope))) throw refuse('shared-by-clinics')
  if (merge.archived_before === null) await plans.allow(tx, 'patients')
  for (const [table, { key }] of movesOf(tx)) await bringBack(tx, id, table, key, { from: keptId, to: mergedId })
  await standAlone(tx, accountId, merge)
  if (await ownedBeyondTheWhole(tx, mergedId)) throw refuse('wrong-state', { state: 'shares' })
  const kept = await justWritten(findPatient(tx, keptId))
  tx.announce(mergeUndone, { keptId, mergedId })
  const { taken = {} } = mergeSecrets.open(tx.sealer, merge)
  await rewrite(tx, kept, givenBack(knownOf(kept, tx.sealer), taken))
  await refreshSearch(tx, [keptId, mergedId])
  for (const patientId of [keptId, mergedId]) tx.announce(patientChanged, { patientId })
  return justWritten(findMerge(tx, id, undefined))
}

async function bringBack(
  tx: TenantTx,
  mergeId: string,
  table: string,
  key: readonly string[],
  { from, to }: { from: string; to: string },
): Promise<void> {
  const agree = key.map((column) => sql`and t.${sql.ref(column)} = (r.row_key ->> ${column})::uuid`)
  await tx.run(sql`
    update ${sql.table(table)} t set patient_id = ${to} from tenant.patient_merge_rows r
    where r.organization_id = ${tx.organization.id} and r.merge_id = ${mergeId} and r.of_table = ${table}
      and t.organization_id = ${tx.organization.id} and t.patient_id = ${from} ${sql.join(agree, sql` `)}`)
}

async function standAlone(tx: TenantTx, accountId: string, merge: MergeRow): Promise<void> {
  const organizationId = tx.organization.id
  await tx.run(sql`
    with led as (
      update tenant.patients p set merged_into = ${merge.merged_id} from tenant.patient_merge_rows r
      where r.organization_id = ${organizationId} and r.merge_id = ${merge.id} and r.of_table = 'tenant.patients'
        and p.organization_id = ${organizationId} and p.id = (r.row_key ->> 'id')::uuid and p.merged_into = ${merge.kept_id}),
    opened as (
      update tenant.patient_accounts l set ended_at = null from tenant.patient_merges m
      where m.organization_id = ${organizationId} and m.id = ${merge.id} and l.organization_id = ${organizationId}
        and l.patient_id = ${merge.merged_id} and l.ended_at = m.merged_at),
    undone as (
      update tenant.patient_merges set undone_at = clock_timestamp(), undone_by = ${accountId}
      where organization_id = ${organizationId} and id = ${merge.id})
    update tenant.patients p set merged_into = null, archived_at = m.archived_before from tenant.patient_merges m
    where m.organization_id = ${organizationId} and m.id = ${merge.id} and p.organization_id = ${organizationId}
      and p.id = ${merge.merged_id}`)
}
