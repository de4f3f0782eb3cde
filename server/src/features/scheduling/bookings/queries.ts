import { sql, type RawBuilder } from 'kysely'
import type { TenantTx } from '../../../kit/db/tenant-tx.ts'
import { patients } from '../../patients/public.ts'
import { patientColumns, type AppointmentRow } from '../appointments/queries.ts'
import { milliseconds, openingOf, type WeeklyTuple } from '../availability/queries.ts'
import { json, nullable, text, texts, timestamptz } from '../../../kit/db/columns.ts'
import { type RowOf, shape } from '../../../kit/db/row.ts'

/** The clinics that the caller's role is scoped to, and whether patients of other clinics are known to it. */
export interface Scope {
  scope?: readonly string[]
  allPatients: boolean
  /** The account whose open emergency accesses make a patient known, too. */
  emergencyOf?: string
}

export interface Parties {
  patientId: string
  serviceId: string
  practitionerId: string
  clinicId: string
  roomId?: string
  /** An appointment that is booked already; its room is kept where that can be. */
  moved?: { appointmentId: string; usualRoomId?: string }
}

type PatientColumn =
  | 'given_name'
  | 'family_name'
  | 'species'
  | 'birth_date'
  | 'deceased_on'
  | 'contact_sealed'
  | 'language'
  | 'is_withheld'
  | 'guardians'
  | 'warnings'

/** What decides whether an appointment can be. Each part is null where it is not known here. */
const bookingFactsRow = shape({
  now: timestamptz,
  patient:
    nullable(
      json<
        Pick<AppointmentRow, PatientColumn> & {
          archived_at: string | null
        }
      >(),
    ),
  service:
    nullable(
      json<{
        name: string
        hue: number
        duration_minutes: number
        buffer_before: number
        buffer_after: number
        archived_at: string | null
        is_at_clinic: boolean
        is_by_practitioner: boolean
        in_listed_rooms: boolean
      }>(),
    ),
  time_zone: nullable(text),
  /** When the clinic is open; null: always. */
  opening: nullable(json<WeeklyTuple[]>()),
  practitioner:
    nullable(
      json<{
        display_name: string
        account_id: string | null
        archived_at: string | null
        shared: boolean
        works_here: boolean
        hours: WeeklyTuple[] | null
        near: [number, number, number, number][] | null
      }>(),
    ),
  room: nullable(json<{ clinic_id: string; archived_at: string | null; is_listed: boolean }>()),
  /** Places that would do, in the order in which they are taken; each the id of a resource. */
  pool: texts,
})

export type BookingFacts = RowOf<typeof bookingFactsRow>

/** Facts about `t (patient_id, service_id, practitioner_id, clinic_id, room_id, usual_room_id, appointment_id)`. */
function factsAbout(tx: TenantTx, start: string, { scope, allPatients, emergencyOf }: Scope): RawBuilder<unknown> {
  const o = tx.organization.id
  const clinicIds = scope ? [...scope] : null
  const known =
    !scope || allPatients
      ? sql``
      : sql`and (t.appointment_id is not null or ${patients.isTreatedAt(tx, { clinicIds: scope, emergencyOf })})`
  return sql`
    clock_timestamp() as now,
    (select to_json(x) from (
      select ${patientColumns(tx)}, p.archived_at
      from tenant.patients p where p.organization_id = ${o} and p.id = t.patient_id ${known}) x) as patient,
    (select to_json(x) from (
      select s.name, s.hue, s.duration_minutes, s.buffer_before, s.buffer_after, s.archived_at, s.in_listed_rooms,
        (not s.at_listed_clinics or exists (select from tenant.service_clinics l
          where l.organization_id = ${o} and l.service_id = s.id and l.clinic_id = t.clinic_id)) as is_at_clinic,
        (not s.by_listed_practitioners or exists (select from tenant.service_practitioners l
          where l.organization_id = ${o} and l.service_id = s.id and l.practitioner_id = t.practitioner_id)) as is_by_practitioner
      from tenant.services s where s.organization_id = ${o} and s.id = t.service_id) x) as service,
    (select c.time_zone from tenant.clinics c where c.organization_id = ${o} and c.id = t.clinic_id
      and (${clinicIds}::uuid[] is null or c.id = any (${clinicIds}::uuid[]))) as time_zone,
    ${openingOf(o, sql`t.clinic_id`)} as opening,
    (select to_json(x) from (
      select p.display_name, p.account_id, p.archived_at, r.shared,
        exists (select from tenant.practitioner_clinics w where w.organization_id = ${o} and w.practitioner_id = p.id
          and w.clinic_id = t.clinic_id) as works_here,
        (select json_agg(json_build_array(h.weekday, h.from_minute, h.to_minute)) from tenant.working_hours h
          where h.organization_id = ${o} and h.practitioner_id = p.id and h.clinic_id = t.clinic_id) as hours,
        (select json_agg(json_build_array(${milliseconds(sql`c.taken_from`)}, ${milliseconds(sql`c.starts_at`)},
          ${milliseconds(sql`c.ends_at`)}, ${milliseconds(sql`c.free_from`)}))
          from tenant.claims c where c.organization_id = ${o} and c.resource_id = p.id
            and c.appointment_id is distinct from t.appointment_id
            and c.taken_from > ${start}::timestamptz - interval '1 day'
            and c.taken_from < ${start}::timestamptz + interval '1 day' and c.free_from > ${start}::timestamptz - interval '3 hours'
            and (c.expires_at is null or c.expires_at > clock_timestamp())) as near
      from tenant.practitioners p join tenant.resources r on r.organization_id = ${o} and r.id = p.id
      where p.organization_id = ${o} and p.id = t.practitioner_id) x) as practitioner,
    (select to_json(x) from (
      select m.clinic_id, m.archived_at,
        exists (select from tenant.service_rooms l where l.organization_id = ${o} and l.service_id = t.service_id
          and l.room_id = m.id) as is_listed
      from tenant.rooms m where m.organization_id = ${o} and m.id = t.room_id) x) as room,
    array(select r.id::text from tenant.rooms m join tenant.resources r on r.organization_id = ${o} and r.room_id = m.id
      where m.organization_id = ${o} and m.clinic_id = t.clinic_id and m.archived_at is null
        and case when t.room_id is not null then m.id = t.room_id
          else m.id = t.usual_room_id or exists (select from tenant.services s
            join tenant.service_rooms l on l.organization_id = ${o} and l.service_id = s.id
            where s.organization_id = ${o} and s.id = t.service_id and s.in_listed_rooms and l.room_id = m.id) end
      order by m.id is not distinct from t.usual_room_id desc, m.name, m.id, r.place) as pool`
}

export const findBookingFacts = (
  tx: TenantTx,
  { patientId, serviceId, practitionerId, clinicId, roomId, moved }: Parties,
  startsAt: string,
  scope: Scope,
) =>
  tx.one(bookingFactsRow`
    select ${factsAbout(tx, startsAt, scope)}
    from (select ${patientId}::uuid as patient_id, ${serviceId}::uuid as service_id, ${practitionerId}::uuid as practitioner_id,
      ${clinicId}::uuid as clinic_id,
      ${roomId ?? null}::uuid as room_id, ${moved?.usualRoomId ?? null}::uuid as usual_room_id,
      ${moved?.appointmentId ?? null}::uuid as appointment_id) t`)
