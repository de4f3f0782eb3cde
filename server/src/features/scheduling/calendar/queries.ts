import { occupies } from '@polyclinic/contract/scheduling/appointment-states.ts'
import { sql } from 'kysely'
import type { TenantTx } from '../../../kit/db/tenant-tx.ts'
import { appointmentColumns, appointmentTables, type AppointmentRow } from '../appointments/queries.ts'
import { inState, milliseconds, openingOf, within, type WeeklyTuple } from '../availability/queries.ts'
import { json, nullable, text, uuid } from '../../../kit/db/columns.ts'
import { type RowOf, shape } from '../../../kit/db/row.ts'

/** An appointment at another clinic: instants in epoch milliseconds, what is kept free around it in minutes. */
export interface AwayFact {
  practitioner_id: string
  start: number
  end: number
  before: number
  after: number
  clinic_id: string
  clinic: string
}

const calendarFactsRow = shape({
  id: uuid,
  name: text,
  time_zone: text,
  open: nullable(json<WeeklyTuple[]>()),
  practitioners:
    nullable(
      json<
        {
          id: string
          display_name: string
          profession: string
          hue: number
          account_id: string | null
          shared: boolean
          hours: WeeklyTuple[] | null
        }[]
      >(),
    ),
  rooms: nullable(json<{ id: string; name: string; capacity: number }[]>()),
  /** As rows of json: instants with an offset, bytes as hex. */
  appointments: nullable(json<AppointmentRow[]>()),
  away: nullable(json<AwayFact[]>()),
  /** `[practitioner, from, to]` of other organizations. */
  busy: nullable(json<[string, number, number][]>()),
  xmin: text,
})

export type CalendarFacts = RowOf<typeof calendarFactsRow>

interface CalendarQuery {
  clinicId: string
  from: string
  days: number
  cancelled?: boolean
  scope?: readonly string[]
}

/**
 * Everything that one calendar screen draws, in one statement (appointments_by_time). `from` and `days` are dates of the
 * clinic's zone, which the statement itself looks up.
 */
export function findCalendar(tx: TenantTx, { clinicId, from, days, scope, cancelled }: CalendarQuery) {
  const o = tx.organization.id
  const busy = tx.organization.isPooled
    ? sql`(select json_agg(json_build_array(p.id, ${milliseconds(sql`b.taken_from`)}, ${milliseconds(sql`b.free_from`)})) from seen p
        cross join lateral control.busy_times(p.account_id, (select since from day), (select until from day)) b
        where p.shared and p.account_id is not null)`
    : sql`null::json`
  return tx.maybe(calendarFactsRow`
    with clinic as materialized (
      select c.id, c.name, c.time_zone from tenant.clinics c
      where c.organization_id = ${o} and c.id = ${clinicId} ${within(sql`c.id`, scope)}
    ),
    day as materialized (
      select ${from}::date::timestamp at time zone c.time_zone as since,
        (${from}::date + ${days}::int)::timestamp at time zone c.time_zone as until from clinic c
    ),
    appointment as materialized (
      select ${appointmentColumns(tx)} from day cross join ${appointmentTables}
      where a.organization_id = ${o} and a.clinic_id = ${clinicId} and a.starts_at < day.until and a.ends_at > day.since
        and a.starts_at > day.since - interval '1 day'
        ${cancelled ? sql`` : sql`and ${inState(occupies)}`}
    ),
    seen as materialized (
      select p.id, p.display_name, p.profession, p.hue, p.account_id, r.shared from tenant.practitioners p
      join tenant.resources r on r.organization_id = ${o} and r.id = p.id
      where p.organization_id = ${o} and (p.id in (select practitioner_id from appointment) or p.archived_at is null
        and exists (select from tenant.practitioner_clinics w
          where w.organization_id = ${o} and w.practitioner_id = p.id and w.clinic_id = ${clinicId}))
    )
    select c.id, c.name, c.time_zone,
      ${openingOf(o, sql`c.id`)} as open,
      (select json_agg(json_build_object('id', p.id, 'display_name', p.display_name, 'profession', p.profession, 'hue', p.hue,
        'account_id', p.account_id, 'shared', p.shared,
        'hours', (select json_agg(json_build_array(h.weekday, h.from_minute, h.to_minute)) from tenant.working_hours h
          where h.organization_id = ${o} and h.practitioner_id = p.id and h.clinic_id = ${clinicId}))
        order by p.display_name, p.id) from seen p) as practitioners,
      (select json_agg(json_build_object('id', r.id, 'name', r.name, 'capacity', r.capacity) order by r.name, r.id) from tenant.rooms r
        where r.organization_id = ${o} and r.clinic_id = c.id
          and (r.archived_at is null or r.id in (select room_id from appointment))) as rooms,
      (select json_agg(v order by v.starts_at, v.id) from appointment v) as appointments,
      (select json_agg(json_build_object('practitioner_id', a.practitioner_id, 'start', ${milliseconds(sql`a.starts_at`)},
        'end', ${milliseconds(sql`a.ends_at`)},
          'before', a.buffer_before, 'after', a.buffer_after, 'clinic_id', a.clinic_id, 'clinic', k.name))
        from day, seen p join tenant.appointments a on a.organization_id = ${o} and a.practitioner_id = p.id
        join tenant.clinics k on k.organization_id = ${o} and k.id = a.clinic_id
        where a.clinic_id <> ${clinicId} and ${inState(occupies)} and a.starts_at < day.until and a.ends_at > day.since
          and a.starts_at > day.since - interval '1 day') as away,
      ${busy} as busy,
      pg_snapshot_xmin(pg_current_snapshot())::text as xmin
    from clinic c`)
}
