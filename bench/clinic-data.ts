import { build, roundTheClock } from '../server/src/features/scheduling/build.ts'
import type { TestOrganization } from '../server/src/testing/world.ts'
import type { Stage } from './stage.ts'

const minute = 60_000
const day = 86_400_000

export interface BookableClinic {
  clinicId: string
  serviceId: string
  patientId: string
  practitioners: string[]
}

/** A clinic whose practitioners work round the clock, or Monday to Friday from 8 to 18. */
export function openClinic(
  organization: TestOrganization,
  practitioners: number,
  officeHours = false,
): Promise<BookableClinic> {
  const hours = officeHours
    ? [1, 2, 3, 4, 5].map((weekday) => ({ weekday, from: '08:00', to: '18:00' }))
    : roundTheClock
  return organization.inTenant(async (tx) => {
    const clinicId = await build.clinic(tx)
    const ids: string[] = []
    for (let nth = 0; nth < practitioners; nth++)
      ids.push((await build.practitioner(tx, { clinicIds: [clinicId], hours })).id)
    return {
      clinicId,
      serviceId: (await build.service(tx, { bufferAfter: 5 })).id,
      patientId: (await build.patient(tx)).id,
      practitioners: ids,
    }
  })
}

export interface Appointment {
  practitionerId: string
  startsAt: string
}

export async function fillAppointments(
  stage: Stage,
  { id }: TestOrganization,
  { clinicId, serviceId, patientId }: BookableClinic,
  appointments: readonly Appointment[],
): Promise<void> {
  const client = await stage.owner.connect()
  try {
    await client.query('set session_replication_role = replica')
    await client.query(
      `with visit as materialized (select gen_random_uuid() as id, p, s from unnest($5::uuid[], $6::timestamptz[]) as x (p, s)),
       booked as (
         insert into tenant.appointments (organization_id, id, patient_id, service_id, practitioner_id, clinic_id, starts_at, ends_at, buffer_before, buffer_after)
         select $1, id, $4, $3, p, $2, s, s + interval '30 minutes', 0, 5 from visit)
       insert into tenant.claims (organization_id, resource_id, appointment_id, taken_from, starts_at, ends_at, free_from)
       select $1, p, id, s, s, s + interval '30 minutes', s + interval '35 minutes' from visit`,
      [
        id,
        clinicId,
        serviceId,
        patientId,
        appointments.map(({ practitionerId }) => practitionerId),
        appointments.map(({ startsAt }) => startsAt),
      ],
    )
    for (const table of ['appointments', 'claims', 'resources', 'patients', 'practitioners', 'services'])
      await client.query(`vacuum analyze tenant.${table}`)
  } finally {
    client.release(true)
  }
}

/** The `nth` of the slots of 40 minutes that all practitioners have from tomorrow on, one practitioner after the other. */
export function slot({ practitioners }: BookableClinic, nth: number): Appointment {
  const tomorrow = Math.ceil(Date.now() / day) * day + day
  const startsAt = new Date(tomorrow + Math.floor(nth / practitioners.length) * 40 * minute).toISOString()
  return { practitionerId: practitioners[nth % practitioners.length] as string, startsAt }
}

/** The Monday after next, midnight UTC. */
export const monday = () => Math.ceil((Date.now() - 4 * day) / (7 * day)) * 7 * day + 4 * day + 7 * day

/** So many appointments in office hours, spread over the weekdays of `weeks` weeks and over all practitioners. */
export function spread({ practitioners }: BookableClinic, appointments: number, weeks: number): Appointment[] {
  return Array.from({ length: appointments }, (_, nth) => {
    const round = Math.floor(nth / practitioners.length)
    const [workday, ofDay] = [round % (weeks * 5), Math.floor(round / (weeks * 5))]
    const startsAt = monday() + Math.floor(workday / 5) * 7 * day + (workday % 5) * day + (8 * 60 + ofDay * 40) * minute
    return {
      practitionerId: practitioners[nth % practitioners.length] as string,
      startsAt: new Date(startsAt).toISOString(),
    }
  })
}
