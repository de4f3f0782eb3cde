import { sql, type RawBuilder } from 'kysely'
import { runsNow } from '../answering/queries.ts'
import type { TenantTx } from '../../../kit/db/tenant-tx.ts'
import { placeOfAppointment, type Position } from '../listing/queries.ts'
import {
  calledName,
  guardianWithin,
  summaryAsJson,
  appointmentsKnownTo,
  within,
  type PatientScope,
  type PatientSummaryRow,
} from '../patients/queries.ts'
import { searchHits } from '../search/queries.ts'
import type { SearchTerms } from '../search/rules.ts'
import { bigint, bytea, int, json, nullable, text, timestamptz, uuid, textOf } from '../../../kit/db/columns.ts'
import { type RowOf, shape } from '../../../kit/db/row.ts'
import { type Language } from '@polyclinic/contract/kit/language.ts'

export const guardianSummaryRow = shape({
  id: uuid,
  name: text,
  name_key: text,
  contact_sealed: nullable(bytea),
  next_visit_at: nullable(timestamptz),
  /** What the order begins with: how well a search found it, or the next appointment in microseconds. */
  place: bigint,
  patients: nullable(json<{ id: string; given_name: string; family_name: string | null; species: string | null }[]>()),
})

export type GuardianSummaryRow = RowOf<typeof guardianSummaryRow>

const guardianRow = shape({
  id: uuid,
  name: text,
  contact_sealed: nullable(bytea),
  memo_sealed: nullable(bytea),
  language: nullable(textOf<Language>()),
  created_at: timestamptz,
  version: int,
  patients: nullable(json<PatientSummaryRow[]>()),
})

export type GuardianRow = RowOf<typeof guardianRow>

export type GuardianSort = 'name' | 'next-visit'

interface GuardianFilter {
  terms?: SearchTerms
  scope: PatientScope
  sort: GuardianSort
  after?: Position
  limit: number
}

const patientsOf = (tx: TenantTx, scope: PatientScope) => sql`(
  select jsonb_agg(jsonb_build_object('id', p.id, 'given_name', ${calledName}, 'family_name', p.family_name,
    'species', p.species) order by p.name_key, p.id)
  from tenant.patient_guardians l join tenant.patients p on p.organization_id = l.organization_id and p.id = l.patient_id
  where l.organization_id = g.organization_id and l.guardian_id = g.id and ${runsNow()} and p.archived_at is null ${within(tx, scope)})`

export const guardianSummary = (
  tx: TenantTx,
  scope: PatientScope,
  { place = sql`0`, next = sql`null::timestamptz` }: { place?: RawBuilder<unknown>; next?: RawBuilder<unknown> } = {},
) =>
  guardianSummaryRow.of('g', {
    next_visit_at: next,
    place: sql`${place}::bigint`,
    patients: patientsOf(tx, scope),
  })

/** When the first of a guardian's patients, `g`, comes next, of those whom the caller sees (patient_guardians_by_guardian). */
const nextAppointmentOfAny = (tx: TenantTx, scope: PatientScope) => sql`lateral (
  select min(v.at) as next_visit_at from tenant.patient_guardians l
  join tenant.patients p on p.organization_id = l.organization_id and p.id = l.patient_id,
    lateral (select ${appointmentsKnownTo(tx).next} as at) v
  where l.organization_id = g.organization_id and l.guardian_id = g.id and ${runsNow()}
    and p.archived_at is null ${within(tx, scope)}) v on true`

const nextAppointmentsOfAll = (tx: TenantTx, scope: PatientScope) => sql`(
  select l.guardian_id, min(n.at) as next_visit_at from (${appointmentsKnownTo(tx).nextOfAll(tx.organization.id)}) n
  join tenant.patients p on p.organization_id = ${tx.organization.id} and p.id = n.patient_id
  join tenant.patient_guardians l on l.organization_id = p.organization_id and l.patient_id = p.id and ${runsNow()}
  where p.archived_at is null ${within(tx, scope)} group by l.guardian_id) v on v.guardian_id = g.id`

/** In the order of names (guardians_by_name), to a search the best first, or by whose patient comes next. */
export function listGuardians(tx: TenantTx, { terms, scope, sort, after, limit }: GuardianFilter) {
  const organizationId = tx.organization.id
  const isByAppointment = sort === 'next-visit'
  // what the caller may not see, and another order, would be wrong on a page that is already cut
  const isCut = !scope && !isByAppointment
  const page = isCut ? { after: after && { rank: after.at, nameKey: after.nameKey, id: after.id }, limit } : {}
  const hit = terms && searchHits(tx, { subject: 'guardians', terms, isArchived: false, ...page })
  const place = isByAppointment ? placeOfAppointment(sql`v.next_visit_at`) : hit ? sql`hit.rank` : undefined
  return tx.all(guardianSummaryRow`
    ${hit ? sql`with hit as materialized (${hit})` : sql``}
    select ${guardianSummary(tx, scope, { place, next: sql`v.next_visit_at` })}
    from ${hit ? sql`hit join tenant.guardians g on g.id = hit.id` : sql`tenant.guardians g`}
    left join ${isByAppointment ? nextAppointmentsOfAll(tx, scope) : nextAppointmentOfAny(tx, scope)}
    where g.organization_id = ${organizationId} and g.archived_at is null ${after ? afterPosition(place, after) : sql``}
      ${guardianWithin(tx, scope)}
    order by ${place ? sql`${place}, ` : sql``}g.name_key, g.id limit ${limit}`)
}

const afterPosition = (place: RawBuilder<unknown> | undefined, { at, nameKey, id }: Position) =>
  place
    ? sql`and (${place}, g.name_key, g.id) > (${at}::bigint, ${nameKey}, ${id}::uuid)`
    : sql`and (g.name_key, g.id) > (${nameKey}, ${id}::uuid)`

const chartsOf = (tx: TenantTx, scope: PatientScope) => sql`(
  select jsonb_agg(${summaryAsJson(tx, scope)} order by p.name_key, p.id)
  from tenant.patient_guardians l join tenant.patients p on p.organization_id = l.organization_id and p.id = l.patient_id
  where l.organization_id = g.organization_id and l.guardian_id = g.id and ${runsNow()} ${within(tx, scope)})`

/** `patientScope`: narrower than what decides whether the guardian is seen, where a change hid it from the caller. */
export const findGuardian = (tx: TenantTx, id: string, scope?: PatientScope, patientScope: PatientScope = scope) =>
  tx.maybe(guardianRow`
    select ${guardianRow.of('g', { patients: chartsOf(tx, patientScope) })}
    from tenant.guardians g where g.organization_id = ${tx.organization.id} and g.id = ${id} ${guardianWithin(tx, scope)}`)

export async function knownPatients(tx: TenantTx, ids: readonly string[], scope: PatientScope): Promise<Set<string>> {
  const rows = await tx.all(
    shape({ id: uuid })`select p.id from tenant.patients p
      where p.organization_id = ${tx.organization.id} and p.id = any (${[...ids]}::uuid[]) ${within(tx, scope)}`,
  )
  return new Set(rows.map((row) => row.id))
}

export async function knownGuardians(tx: TenantTx, ids: readonly string[], scope: PatientScope): Promise<Set<string>> {
  const rows = await tx.all(
    shape({ id: uuid })`select g.id from tenant.guardians g
      where g.organization_id = ${tx.organization.id} and g.id = any (${[...ids]}::uuid[]) ${guardianWithin(tx, scope)}`,
  )
  return new Set(rows.map((row) => row.id))
}
