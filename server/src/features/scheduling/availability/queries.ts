import { appointmentStates, type AppointmentState } from '@polyclinic/contract/scheduling/appointment-states.ts'
import { sql, type RawBuilder } from 'kysely'
import type { TenantTx } from '../../../kit/db/tenant-tx.ts'
import { bool, int, json, nullable, text, timestamptz } from '../../../kit/db/columns.ts'
import { type RowOf, shape } from '../../../kit/db/row.ts'

/** What to look for; instants in epoch milliseconds. */
export interface AvailabilityQuery {
  serviceId: string
  clinicId: string
  scope?: readonly string[]
  practitionerId?: string
  roomId?: string
  without?: string
  from: number
  to: number
}

/** `[taken from, starts, ends, free from]`, epoch milliseconds. */
export type ClaimTuple = [number, number, number, number]

/** `[weekday, from, to]` in minutes of wall-clock time. */
export type WeeklyTuple = [number, number, number]

const availabilityFactsRow = shape({
  now: timestamptz,
  time_zone: text,
  duration_minutes: int,
  buffer_before: int,
  buffer_after: int,
  in_listed_rooms: bool,
  /** Null: always open. */
  opening: nullable(json<WeeklyTuple[]>()),
  practitioners:
    nullable(json<{ id: string; account_id: string | null; shared: boolean; hours: WeeklyTuple[] | null }[]>()),
  /** `[place, room]` in the order in which they are taken. */
  pool: nullable(json<[string, string][]>()),
  claims: nullable(json<Record<string, ClaimTuple[] | null>>()),
  /** `[practitioner, from, to]` of other organizations. */
  busy: nullable(json<[string, number, number][]>()),
})

export type AvailabilityFacts = RowOf<typeof availabilityFactsRow>

/** A clinic's opening hours as {@link WeeklyTuple}s; null where it says none. */
export const openingOf = (o: string, clinicId: RawBuilder<unknown>) => sql`
  (select json_agg(json_build_array(h.weekday, h.from_minute, h.to_minute)) from tenant.opening_hours h
    where h.organization_id = ${o} and h.clinic_id = ${clinicId})`

/** An instant as epoch milliseconds. */
export const milliseconds = (column: RawBuilder<unknown>) => sql`(date_part('epoch', ${column}) * 1000)::bigint`

export const within = (column: RawBuilder<unknown>, scope: readonly string[] | undefined) =>
  scope ? sql`and ${column} = any (${[...scope]}::uuid[])` : sql``

const claimsBetween = (o: string, from: string, to: string, without?: string) => sql`
  (select json_object_agg(x.id, (
      select json_agg(array[${milliseconds(sql`c.taken_from`)}, ${milliseconds(sql`c.starts_at`)},
        ${milliseconds(sql`c.ends_at`)}, ${milliseconds(sql`c.free_from`)}])
      from tenant.claims c where c.organization_id = ${o} and c.resource_id = x.id
        and c.taken_from > ${from}::timestamptz - interval '7 days' and c.taken_from < ${to}::timestamptz + interval '1 day'
        and c.free_from > ${from}::timestamptz - interval '1 day'
        and (c.expires_at is null or c.expires_at > clock_timestamp())
        and c.appointment_id is distinct from ${without ?? null}::uuid))
    from (select id from working union all select id from pool) x)`

const takenElsewhere = (from: string, to: string) => sql`
  (select json_agg(json_build_array(w.id, ${milliseconds(sql`b.taken_from`)}, ${milliseconds(sql`b.free_from`)}))
    from working w
    cross join lateral control.busy_times(
      w.account_id, ${from}::timestamptz - interval '1 day', ${to}::timestamptz + interval '1 day') b
    where w.shared and w.account_id is not null)`

/**
 * Everything that decides about free times, in one statement (claims through claims_by_time). Nothing where the service
 * or the clinic is not known or is no longer offered. Times of other organizations are added where they lie in the same
 * database.
 */
export function findAvailabilityFacts(tx: TenantTx, query: AvailabilityQuery): Promise<AvailabilityFacts | undefined> {
  const o = tx.organization.id
  const from = new Date(query.from).toISOString()
  const to = new Date(query.to).toISOString()
  return tx.maybe(availabilityFactsRow`
    with fact as materialized (
      select c.time_zone, s.id as service_id, s.duration_minutes, s.buffer_before, s.buffer_after, s.by_listed_practitioners,
        s.in_listed_rooms
      from tenant.clinics c join tenant.services s on s.organization_id = ${o} and s.id = ${query.serviceId} and s.archived_at is null
      where c.organization_id = ${o} and c.id = ${query.clinicId} ${within(sql`c.id`, query.scope)}
    ),
    working as materialized (
      select p.id, p.display_name, p.account_id, r.shared from fact f
      join tenant.practitioner_clinics w on w.organization_id = ${o} and w.clinic_id = ${query.clinicId}
      join tenant.practitioners p on p.organization_id = ${o} and p.id = w.practitioner_id and p.archived_at is null
      join tenant.resources r on r.organization_id = ${o} and r.id = p.id
      where (not f.by_listed_practitioners or exists (select from tenant.service_practitioners x
          where x.organization_id = ${o} and x.service_id = f.service_id and x.practitioner_id = p.id))
        and (${query.practitionerId ?? null}::uuid is null or p.id = ${query.practitionerId ?? null}::uuid)
        and exists (select from tenant.services s where s.organization_id = ${o} and s.id = f.service_id and (not s.at_listed_clinics
          or exists (select from tenant.service_clinics x where x.organization_id = ${o} and x.service_id = s.id
            and x.clinic_id = ${query.clinicId})))
    ),
    pool as materialized (
      select r.id, r.room_id, m.name, r.place from fact f
      join tenant.rooms m on m.organization_id = ${o} and m.clinic_id = ${query.clinicId} and m.archived_at is null
      join tenant.resources r on r.organization_id = ${o} and r.room_id = m.id
      where case when ${query.roomId ?? null}::uuid is not null then m.id = ${query.roomId ?? null}::uuid
        else f.in_listed_rooms and exists (select from tenant.service_rooms x
          where x.organization_id = ${o} and x.service_id = f.service_id and x.room_id = m.id) end
    )
    select clock_timestamp() as now, f.time_zone, f.duration_minutes, f.buffer_before, f.buffer_after, f.in_listed_rooms,
      ${openingOf(o, sql`${query.clinicId}::uuid`)} as opening,
      (select json_agg(json_build_object('id', w.id, 'account_id', w.account_id, 'shared', w.shared,
        'hours', (select json_agg(json_build_array(h.weekday, h.from_minute, h.to_minute)) from tenant.working_hours h
          where h.organization_id = ${o} and h.practitioner_id = w.id and h.clinic_id = ${query.clinicId}))
        order by w.display_name, w.id) from working w) as practitioners,
      (select json_agg(json_build_array(p.id, p.room_id) order by p.name, p.room_id, p.place) from pool p) as pool,
      ${claimsBetween(o, from, to, query.without)} as claims,
      ${tx.organization.isPooled ? takenElsewhere(from, to) : sql`null::json`} as busy
    from fact f`)
}

export const inState = (holds: (state: AppointmentState) => boolean) =>
  sql`a.state not in (${sql.join(appointmentStates.filter((state) => !holds(state)).map((state) => sql.lit(state)))})`
