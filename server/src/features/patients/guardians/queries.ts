import { sql } from 'kysely'
import type { TenantTx } from '../../../kit/db/tenant-tx.ts'
import { guardianWithin, summaryAsJson, within, type Among, type PatientSummaryRow } from '../patients/queries.ts'
import { found, type AfterHit } from '../search/queries.ts'
import type { Wanted } from '../search/rules.ts'

export interface GuardianSummaryRow {
  id: string
  name: string
  name_key: string
  contact_sealed: Buffer | null
  rank: number
  patients: { id: string; given_name: string; family_name: string | null; species: string | null }[] | null
}

export interface GuardianRow {
  id: string
  name: string
  contact_sealed: Buffer | null
  memo_sealed: Buffer | null
  language: string | null
  created_at: string
  version: number
  patients: PatientSummaryRow[] | null
}

interface GuardianFilter {
  /** Absent: all guardians. */
  wanted?: Wanted
  among: Among
  after?: AfterHit
  most: number
}

/** A guardian, `g`, with the patients whom the caller sees; archived ones are not named. */
export const guardianSummary = (among: Among) => sql`g.id, g.name, g.name_key, g.contact_sealed, (
  select jsonb_agg(jsonb_build_object('id', p.id, 'given_name', p.given_name, 'family_name', p.family_name, 'species', p.species) order by p.name_key, p.id)
  from tenant.patient_guardians l join tenant.patients p on p.organization_id = l.organization_id and p.id = l.patient_id
  where l.organization_id = g.organization_id and l.guardian_id = g.id and p.archived_at is null ${within(among)}) as patients`

/** In the order of names (guardians_by_name), to a search the best first. */
export function listGuardians(tx: TenantTx, { wanted, among, after, most }: GuardianFilter) {
  const organizationId = tx.organization.id
  // what the caller may not see would thin out a page that is already cut
  const page = among ? {} : { after, most }
  const hit = wanted && found(tx, { subject: 'guardians', wanted, isArchived: false, ...page })
  const place = hit ? sql`hit.rank` : sql`0`
  return tx.all(sql<GuardianSummaryRow>`
    ${hit ? sql`with hit as materialized (${hit})` : sql``}
    select ${guardianSummary(among)}, ${place} as rank
    from ${hit ? sql`hit join tenant.guardians g on g.id = hit.id and` : sql`tenant.guardians g where`} g.organization_id = ${organizationId}
      ${hit ? sql`where` : sql`and`} g.archived_at is null
      ${after ? (hit ? sql`and (hit.rank, g.name_key, g.id) > (${after.rank}, ${after.nameKey}, ${after.id}::uuid)` : sql`and (g.name_key, g.id) > (${after.nameKey}, ${after.id}::uuid)`) : sql``} ${guardianWithin(among)}
    order by ${hit ? sql`hit.rank, ` : sql``}g.name_key, g.id limit ${most}`)
}

/** `patientsAmong`: narrower than what decides whether the guardian is seen, where a change hid it from the caller. */
export const findGuardian = (tx: TenantTx, id: string, among?: Among, patientsAmong: Among = among) =>
  tx.maybe(sql<GuardianRow>`
    select g.id, g.name, g.contact_sealed, g.memo_sealed, g.language, g.created_at, g.version,
      (select jsonb_agg(${summaryAsJson} order by p.name_key, p.id)
        from tenant.patient_guardians l join tenant.patients p on p.organization_id = l.organization_id and p.id = l.patient_id
        where l.organization_id = g.organization_id and l.guardian_id = g.id ${within(patientsAmong)}) as patients
    from tenant.guardians g where g.organization_id = ${tx.organization.id} and g.id = ${id} ${guardianWithin(among)}`)

/** Which of these patients exist and are the caller's to see. */
export async function knownPatients(tx: TenantTx, ids: readonly string[], among: Among): Promise<Set<string>> {
  const rows = await tx.all(
    sql<{
      id: string
    }>`select p.id from tenant.patients p where p.organization_id = ${tx.organization.id} and p.id = any (${[...ids]}::uuid[]) ${within(among)}`,
  )
  return new Set(rows.map((row) => row.id))
}

/** Which of these guardians exist and are the caller's to see. */
export async function knownGuardians(tx: TenantTx, ids: readonly string[], among: Among): Promise<Set<string>> {
  const rows = await tx.all(
    sql<{
      id: string
    }>`select g.id from tenant.guardians g where g.organization_id = ${tx.organization.id} and g.id = any (${[...ids]}::uuid[]) ${guardianWithin(among)}`,
  )
  return new Set(rows.map((row) => row.id))
}
