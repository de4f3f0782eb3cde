import { sql, type RawBuilder } from 'kysely'
import { hearsNow, runsNow } from '../answering/queries.ts'
import type { TenantTx } from '../../../kit/db/tenant-tx.ts'
import { warningsOf } from '../warnings/queries.ts'
import { searchHits } from '../search/queries.ts'
import type { SearchTerms } from '../search/rules.ts'
import {
  isTreatedAt,
  born,
  appointmentsKnownTo,
  type PatientScope,
  patientSummaryRow,
  pictureOf,
  withinEver,
} from '../patients/queries.ts'
import { bigint, bytea, json, nullable, timestamptz, uuid } from '../../../kit/db/columns.ts'
import { type RowOf, shape } from '../../../kit/db/row.ts'

export type PatientSort = 'name' | 'next-visit' | 'last-visit' | 'added'

/** Where a page begins: after this patient, whose place in the order is `at` where that is not the name alone. */
export interface Position {
  at: number
  nameKey: string
  id: string
}

export const listedRow = shape({
  ...patientSummaryRow.columns,
  home_clinic_id: nullable(uuid),
  contact_sealed: nullable(bytea),
  microchip_sealed: nullable(bytea),
  aliases_sealed: nullable(bytea),
  identifiers_sealed: nullable(bytea),
  guardians: nullable(json<{ id: string; name: string; contact_sealed: string | null; hears: boolean }[]>()),
  next_visit_at: nullable(timestamptz),
  last_visit_at: nullable(timestamptz),
  /** Microseconds; the smallest first. */
  place: bigint,
  total: nullable(bigint),
})

export type ListedRow = RowOf<typeof listedRow>

export interface PatientFilter {
  terms?: SearchTerms
  guardianId?: string
  isArchived: boolean
  scope: PatientScope
  sort?: PatientSort
  after?: Position
  limit: number
}

export const guardiansWithContact = sql`(
  select jsonb_agg(jsonb_build_object('id', g.id, 'name', g.name, 'contact_sealed', g.contact_sealed, 'hears', ${hearsNow})
    order by g.name_key, g.id)
  from tenant.patient_guardians l join tenant.guardians g on g.organization_id = l.organization_id and g.id = l.guardian_id
  where l.organization_id = p.organization_id and l.patient_id = p.id and ${runsNow()})`

export const listedColumns = (tx: TenantTx, place = sql`0`, total = sql`null`, scope?: PatientScope) =>
  listedRow.of('p', {
    birth_date: born,
    picture_id: pictureOf,
    guardians: guardiansWithContact,
    warnings: warningsOf(tx, withinEver(tx, scope)),
    next_visit_at: appointmentsKnownTo(tx).next,
    last_visit_at: appointmentsKnownTo(tx).last,
    place: sql`${place}::bigint`,
    total: sql`${total}::bigint`,
  })

/** A page in the order of names (patients_by_name), to a search the best first, or in that of appointments or of adding. */
export function listPatients(tx: TenantTx, filter: PatientFilter): Promise<ListedRow[]> {
  const { terms, isArchived, after, limit, sort = 'name' } = filter
  const organizationId = tx.organization.id
  const also = furtherConditions(tx, filter)
  const where = sql`p.organization_id = ${organizationId}
    and ${isArchived ? sql`p.archived_at is not null and p.merged_into is null and p.erased_at is null` : sql`p.archived_at is null`}
    ${also ? sql`and ${also}` : sql``}`
  // a later order or condition would be wrong on hits that are already cut to a page
  const isCut = sort === 'name' && also === undefined
  const page = isCut ? { after: after && { rank: after.at, nameKey: after.nameKey, id: after.id }, limit } : {}
  const hit = terms && searchHits(tx, { subject: 'patients', terms, isArchived, ...page })
  const from = hit
    ? sql`hit join tenant.patients p on p.organization_id = ${organizationId} and p.id = hit.id`
    : sql`tenant.patients p`
  const all = hit && isCut ? sql`(select max(total) from hit)` : sql`(select count(*) from ${from} where ${where})`
  const { place, source, keyset, order } = orderOf(tx, sort === 'name' && terms ? 'hit' : sort, after)
  return tx.all(listedRow`
    ${hit ? sql`with hit as materialized (${hit})` : sql``}
    select ${listedColumns(tx, place, after ? undefined : all, filter.scope)}
    from ${from} ${source ? sql`left join (${source}) v on v.patient_id = p.id` : sql``}
    where ${where} ${keyset} order by ${order} limit ${limit}`)
}

function furtherConditions(tx: TenantTx, { scope, guardianId }: PatientFilter): RawBuilder<unknown> | undefined {
  const conditions = [
    ...(scope ? [isTreatedAt(tx, scope)] : []),
    ...(guardianId
      ? [
          sql`p.id in (select l.patient_id from tenant.patient_guardians l
            where l.organization_id = ${tx.organization.id} and l.guardian_id = ${guardianId} and ${runsNow()})`,
        ]
      : []),
  ]
  return conditions.length ? sql.join(conditions, sql` and `) : undefined
}

interface Order {
  place: RawBuilder<unknown>
  source?: RawBuilder<unknown>
  keyset: RawBuilder<unknown>
  order: RawBuilder<unknown>
}

/** Beyond every instant: whoever has no appointment comes last. */
const never = 8_000_000_000_000_000

const microseconds = (instant: RawBuilder<unknown>) => sql`(extract(epoch from ${instant}) * 1000000)::bigint`

/** Where an appointment stands in an order: the nearest first, whoever has none last. */
export const placeOfAppointment = (at: RawBuilder<unknown>): RawBuilder<unknown> =>
  sql`coalesce(${microseconds(at)}, ${never}::bigint)`

/** Every order but that of adding ends with name and id, so that it is one whatever else is equal. */
function orderOf(tx: TenantTx, sort: PatientSort | 'hit', after: Position | undefined): Order {
  if (sort === 'hit')
    return {
      place: sql`hit.rank`,
      keyset: after
        ? sql`and (hit.rank, p.name_key, p.id) > (${after.at}::int, ${after.nameKey}, ${after.id}::uuid)`
        : sql``,
      order: sql`hit.rank, p.name_key, p.id`,
    }
  if (sort === 'name')
    return {
      place: sql`0`,
      keyset: after ? sql`and (p.name_key, p.id) > (${after.nameKey}, ${after.id}::uuid)` : sql``,
      order: sql`p.name_key, p.id`,
    }
  // ids are given in the order of time (UUIDv7)
  if (sort === 'added')
    return { place: sql`0`, keyset: after ? sql`and p.id < ${after.id}::uuid` : sql``, order: sql`p.id desc` }
  const appointments = appointmentsKnownTo(tx)
  const organizationId = tx.organization.id
  const place =
    sort === 'next-visit' ? placeOfAppointment(sql`v.at`) : sql`coalesce(-${microseconds(sql`v.at`)}, ${never}::bigint)`
  return {
    place,
    source: sort === 'next-visit' ? appointments.nextOfAll(organizationId) : appointments.lastOfAll(organizationId),
    keyset: after
      ? sql`and (${place}, p.name_key, p.id) > (${after.at}::bigint, ${after.nameKey}, ${after.id}::uuid)`
      : sql``,
    order: sql`${place}, p.name_key, p.id`,
  }
}
