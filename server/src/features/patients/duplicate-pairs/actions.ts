import { sql } from 'kysely'
import type { DuplicateReason } from '@polyclinic/contract/patients/duplicates/duplicate-checks.ts'
import { newId } from '../../../kit/db/ids.ts'
import type { TenantTx } from '../../../kit/db/tenant-tx.ts'
import { refuse } from '../../../kit/http/refusal.ts'
import { findLikePatients } from '../duplicates/queries.ts'
import { likelihood } from '../duplicates/rules.ts'
import { likePatients, personOnFile } from '../duplicates/view.ts'
import type { PatientScope } from '../patients/queries.ts'
import { findPair, listToCompare, listUncompared, type UncomparedRow } from './queries.ts'
import { isProbablyOne } from './rules.ts'

interface Pair {
  one: string
  other: string
  reasons: readonly DuplicateReason[]
}

/** Compares the next few patients with all others: how many there were. */
export async function compareSome(tx: TenantTx, most: number): Promise<number> {
  const rows = await listUncompared(tx, most)
  await compare(tx, rows)
  return rows.length
}

/** Compares these with all others, whenever that was done last. */
export const comparePatientsNow = async (tx: TenantTx, ids: readonly string[]) =>
  compare(tx, await listToCompare(tx, ids))

async function compare(tx: TenantTx, rows: readonly UncomparedRow[]): Promise<void> {
  const pairs: Pair[] = []
  const reader = { sealer: tx.sealer, can: () => false }
  for (const row of rows) {
    const person = personOnFile(row, tx.sealer)
    for (const { patient, reasons } of likePatients(person, await findLikePatients(tx, person, undefined), reader)) {
      if (patient.id === row.id || !isProbablyOne(reasons, person, patient)) continue
      const [one, other] = [row.id, patient.id].toSorted() as [string, string]
      if (!pairs.some((pair) => pair.one === one && pair.other === other)) pairs.push({ one, other, reasons })
    }
  }
  await writePairs(tx, rows, pairs)
}

/** What was found of these before and does not hold any more goes, unless somebody has said of it that they are two. */
async function writePairs(
  tx: TenantTx,
  compared: readonly { id: string; version: number }[],
  pairs: readonly Pair[],
): Promise<void> {
  const organizationId = tx.organization.id
  const ids = compared.map(({ id }) => id)
  await tx.run(sql`
    with found as (
      select id, one_id, other_id, array(select jsonb_array_elements_text(reasons)) as reasons, likelihood from unnest(
        ${pairs.map(newId)}::uuid[], ${pairs.map(({ one }) => one)}::uuid[], ${pairs.map(({ other }) => other)}::uuid[],
        ${pairs.map(({ reasons }) => JSON.stringify(reasons))}::jsonb[], ${pairs.map(({ reasons }) => likelihood(reasons))}::int[])
        as f (id, one_id, other_id, reasons, likelihood)),
    gone as (
      delete from tenant.duplicate_pairs d
      where d.organization_id = ${organizationId} and d.dismissed_at is null
        and (d.one_id = any (${ids}::uuid[]) or d.other_id = any (${ids}::uuid[]))
        and not exists (select from found f where f.one_id = d.one_id and f.other_id = d.other_id)),
    compared as (
      update tenant.patients p set compared_version = c.version
      from unnest(${ids}::uuid[], ${compared.map(({ version }) => version)}::int[]) c (id, version)
      where p.organization_id = ${organizationId} and p.id = c.id)
    insert into tenant.duplicate_pairs (organization_id, id, one_id, other_id, reasons, likelihood)
    select ${organizationId}, id, one_id, other_id, reasons, likelihood from found
    on conflict (organization_id, one_id, other_id) do update set reasons = excluded.reasons, likelihood = excluded.likelihood
      where (duplicate_pairs.reasons, duplicate_pairs.likelihood) is distinct from (excluded.reasons, excluded.likelihood)`)
}

export async function dismissPair(tx: TenantTx, accountId: string, id: string, scope: PatientScope): Promise<void> {
  if (!(await findPair(tx, id, scope))) throw refuse('not-found')
  await tx.run(sql`
    update tenant.duplicate_pairs set dismissed_at = clock_timestamp(), dismissed_by = ${accountId}
    where organization_id = ${tx.organization.id} and id = ${id} and dismissed_at is null`)
}
