import { sql } from 'kysely'
import type { TenantTx } from '../../../kit/db/tenant-tx.ts'

export interface ServiceRow {
  id: string
  name: string
  duration_minutes: number
  buffer_before: number
  buffer_after: number
  price_amount: number | null
  price_currency: string | null
  hue: number
  at_listed_clinics: boolean
  by_listed_practitioners: boolean
  in_listed_rooms: boolean
  clinic_ids: string[]
  practitioner_ids: string[]
  room_ids: string[]
  archived_at: string | null
  version: number
  /** Given at clinics beyond the caller's scope, too. */
  is_shared: boolean
}

const clinicIdsOf = (scope: readonly string[] | undefined) => (scope ? [...scope] : null)

/** Of the listed clinics and rooms those within the caller's scope. */
const selected = (scope?: readonly string[]) => sql`
  s.id, s.name, s.duration_minutes, s.buffer_before, s.buffer_after, s.price_amount, s.price_currency, s.hue,
  s.at_listed_clinics, s.by_listed_practitioners, s.in_listed_rooms, s.archived_at, s.version,
  case when s.at_listed_clinics then exists (select from tenant.service_clinics x
      where x.organization_id = s.organization_id and x.service_id = s.id and x.clinic_id <> all (${clinicIdsOf(scope)}::uuid[]))
    else exists (select from tenant.clinics c where c.organization_id = s.organization_id
      and c.id <> all (${clinicIdsOf(scope)}::uuid[])) end as is_shared,
  array(select x.clinic_id::text from tenant.service_clinics x where x.organization_id = s.organization_id and x.service_id = s.id
    and (${clinicIdsOf(scope)}::uuid[] is null or x.clinic_id = any (${clinicIdsOf(scope)}::uuid[])) order by 1) as clinic_ids,
  array(select x.practitioner_id::text from tenant.service_practitioners x
    where x.organization_id = s.organization_id and x.service_id = s.id order by 1) as practitioner_ids,
  array(select x.room_id::text from tenant.service_rooms x join tenant.rooms r on r.organization_id = x.organization_id and r.id = x.room_id
    where x.organization_id = s.organization_id and x.service_id = s.id
    and (${clinicIdsOf(scope)}::uuid[] is null or r.clinic_id = any (${clinicIdsOf(scope)}::uuid[])) order by 1) as room_ids`

/** `scope`: what is given at none of these clinics is left out. */
const offered = (scope: readonly string[] | undefined) =>
  scope
    ? sql`and (not s.at_listed_clinics or exists (select from tenant.service_clinics x
        where x.organization_id = s.organization_id and x.service_id = s.id and x.clinic_id = any (${[...scope]}::uuid[])))`
    : sql``

export const listServices = (tx: TenantTx, scope?: readonly string[]) =>
  tx.all(
    sql<ServiceRow>`select ${selected(scope)} from tenant.services s
      where s.organization_id = ${tx.organization.id} ${offered(scope)} order by s.name, s.id`,
  )

export const findService = (tx: TenantTx, id: string, scope?: readonly string[]) =>
  tx.maybe(
    sql<ServiceRow>`select ${selected(scope)} from tenant.services s
      where s.organization_id = ${tx.organization.id} and s.id = ${id} ${offered(scope)}`,
  )

/** What the caller has just written: shown once more, even where that took it out of sight. */
export const findWritten = (tx: TenantTx, id: string, scope?: readonly string[]) =>
  tx.one(
    sql<ServiceRow>`select ${selected(scope)} from tenant.services s where s.organization_id = ${tx.organization.id} and s.id = ${id}`,
  )

interface Named {
  clinicIds: readonly string[]
  practitionerIds: readonly string[]
  roomIds: readonly string[]
}

/** Which of the named clinics, practitioners and rooms are here, and how many services there are, in one statement. */
export const findNamed = (tx: TenantTx, named: Named, scope?: readonly string[]) => {
  const o = tx.organization.id
  const own = clinicIdsOf(scope)
  return tx.one(sql<{ clinics: string[]; practitioners: string[]; rooms: string[]; services: number }>`select
    array(select c.id::text from tenant.clinics c where c.organization_id = ${o}
      and c.id = any (${[...named.clinicIds]}::uuid[]) and (${own}::uuid[] is null or c.id = any (${own}::uuid[]))) as clinics,
    array(select p.id::text from tenant.practitioners p where p.organization_id = ${o}
      and p.id = any (${[...named.practitionerIds]}::uuid[])) as practitioners,
    array(select r.id::text from tenant.rooms r where r.organization_id = ${o} and r.id = any (${[...named.roomIds]}::uuid[])
      and (${own}::uuid[] is null or r.clinic_id = any (${own}::uuid[]))) as rooms,
    (select count(*) from tenant.services s where s.organization_id = ${o}) as services`)
}
