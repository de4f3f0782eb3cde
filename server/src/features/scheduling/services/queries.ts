import { sql } from 'kysely'
import type { TenantTx } from '../../../kit/db/tenant-tx.ts'
import { bigint, bool, int, nullable, text, timestamptz, uuid, uuids } from '../../../kit/db/columns.ts'
import { type RowOf, shape } from '../../../kit/db/row.ts'

const serviceRow = shape({
  id: uuid,
  name: text,
  duration_minutes: int,
  buffer_before: int,
  buffer_after: int,
  price_amount: nullable(bigint),
  price_currency: nullable(text),
  hue: int,
  at_listed_clinics: bool,
  by_listed_practitioners: bool,
  in_listed_rooms: bool,
  clinic_ids: uuids,
  practitioner_ids: uuids,
  room_ids: uuids,
  archived_at: nullable(timestamptz),
  version: int,
  is_shared: bool,
})

export type ServiceRow = RowOf<typeof serviceRow>

const clinicIdsOf = (scope: readonly string[] | undefined) => (scope ? [...scope] : null)

const selected = (scope?: readonly string[]) => {
  const own = clinicIdsOf(scope)
  return serviceRow.of('s', {
    is_shared: sql`case
      when s.at_listed_clinics then exists (select from tenant.service_clinics x
        where x.organization_id = s.organization_id and x.service_id = s.id and x.clinic_id <> all (${own}::uuid[]))
      else exists (select from tenant.clinics c where c.organization_id = s.organization_id and c.id <> all (${own}::uuid[])) end`,
    clinic_ids: sql`array(
      select x.clinic_id from tenant.service_clinics x where x.organization_id = s.organization_id and x.service_id = s.id
        and (${own}::uuid[] is null or x.clinic_id = any (${own}::uuid[])) order by 1)`,
    practitioner_ids: sql`array(
      select x.practitioner_id from tenant.service_practitioners x
      where x.organization_id = s.organization_id and x.service_id = s.id order by 1)`,
    room_ids: sql`array(
      select x.room_id from tenant.service_rooms x
      join tenant.rooms r on r.organization_id = x.organization_id and r.id = x.room_id
      where x.organization_id = s.organization_id and x.service_id = s.id
        and (${own}::uuid[] is null or r.clinic_id = any (${own}::uuid[])) order by 1)`,
  })
}

/** `scope`: what is given at none of these clinics is left out. */
const offered = (scope: readonly string[] | undefined) =>
  scope
    ? sql`and (not s.at_listed_clinics or exists (select from tenant.service_clinics x
        where x.organization_id = s.organization_id and x.service_id = s.id and x.clinic_id = any (${[...scope]}::uuid[])))`
    : sql``

export const listServices = (tx: TenantTx, scope?: readonly string[]) =>
  tx.all(
    serviceRow`select ${selected(scope)} from tenant.services s
      where s.organization_id = ${tx.organization.id} ${offered(scope)} order by s.name, s.id`,
  )

export const findService = (tx: TenantTx, id: string, scope?: readonly string[]) =>
  tx.maybe(
    serviceRow`select ${selected(scope)} from tenant.services s
      where s.organization_id = ${tx.organization.id} and s.id = ${id} ${offered(scope)}`,
  )

/** What the caller has just written: shown once more, even where that took it out of sight. */
export const findWritten = (tx: TenantTx, id: string, scope?: readonly string[]) =>
  tx.one(
    serviceRow`select ${selected(scope)} from tenant.services s where s.organization_id = ${tx.organization.id} and s.id = ${id}`,
  )

interface Named {
  clinicIds: readonly string[]
  practitionerIds: readonly string[]
  roomIds: readonly string[]
}

export const findNamed = (tx: TenantTx, named: Named, scope?: readonly string[]) => {
  const o = tx.organization.id
  const own = clinicIdsOf(scope)
  return tx.one(shape({ clinics: uuids, practitioners: uuids, rooms: uuids, services: bigint })`select
    array(select c.id from tenant.clinics c where c.organization_id = ${o}
      and c.id = any (${[...named.clinicIds]}::uuid[]) and (${own}::uuid[] is null or c.id = any (${own}::uuid[]))) as clinics,
    array(select p.id from tenant.practitioners p where p.organization_id = ${o}
      and p.id = any (${[...named.practitionerIds]}::uuid[])) as practitioners,
    array(select r.id from tenant.rooms r where r.organization_id = ${o} and r.id = any (${[...named.roomIds]}::uuid[])
      and (${own}::uuid[] is null or r.clinic_id = any (${own}::uuid[]))) as rooms,
    (select count(*) from tenant.services s where s.organization_id = ${o}) as services`)
}
