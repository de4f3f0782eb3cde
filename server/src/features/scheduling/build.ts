import { hour, day } from '@polyclinic/contract/kit/durations.ts'
import type { TenantTx } from '../../kit/db/tenant-tx.ts'
import { organizations } from '../organizations/public.ts'
import { build as buildPatients } from '../patients/build.ts'
import { appointmentLinks } from './appointment-links/actions.ts'
import { appointmentToken } from './appointment-links/rules.ts'
import type { AppointmentRow } from './appointments/queries.ts'
import { bookAppointment, type NewBooking } from './bookings/actions.ts'
import { addPractitioner, setHours, type PractitionerFields } from './practitioners/actions.ts'
import type { PractitionerRow } from './practitioners/queries.ts'
import { addRoom } from './rooms/actions.ts'
import type { RoomRow } from './rooms/queries.ts'
import { addService, type ServiceFields } from './services/actions.ts'
import type { ServiceRow } from './services/queries.ts'

let made = 0

const clinic = async (
  tx: TenantTx,
  fields: { name?: string; timeZone?: string; openingHours?: Hours[] } = {},
): Promise<string> =>
  (
    await organizations.addClinic(tx, {
      name: `Clinic ${++made}`,
      timeZone: tx.organization.timeZone,
      ...fields,
    })
  ).id

export const roundTheClock = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, from: '00:00', to: '24:00' }))

interface Hours {
  weekday: number
  from: string
  to: string
}

async function practitioner(
  tx: TenantTx,
  { hours = roundTheClock, ...fields }: Partial<PractitionerFields> & { hours?: Hours[] } = {},
): Promise<PractitionerRow> {
  const clinicIds = fields.clinicIds ?? [await clinic(tx)]
  const added = await addPractitioner(tx, {
    displayName: `Practitioner ${++made}`,
    profession: 'doctor',
    ...fields,
    clinicIds,
  })
  const spans = clinicIds.flatMap((clinicId) => hours.map((span) => ({ clinicId, ...span })))
  const { version } = await setHours(tx, { id: added.id }, spans)
  return { ...added, version }
}

const room = async (
  tx: TenantTx,
  fields: { name?: string; clinicId?: string; capacity?: number } = {},
): Promise<RoomRow> =>
  addRoom(tx, { name: `Room ${++made}`, ...fields, clinicId: fields.clinicId ?? (await clinic(tx)) })

const service = (tx: TenantTx, fields: Partial<ServiceFields> = {}): Promise<ServiceRow> =>
  addService(tx, { name: `Service ${++made}`, durationMinutes: 30, ...fields })

const anyone = { can: () => true, allPatients: true }

export const hourAhead = (days: number): string =>
  new Date(Math.ceil(Date.now() / hour) * hour + days * day).toISOString()

async function appointment(tx: TenantTx, fields: Partial<NewBooking> = {}): Promise<AppointmentRow> {
  const clinicId = fields.clinicId ?? (await clinic(tx))
  const booking = {
    startsAt: hourAhead(7),
    ...fields,
    clinicId,
    practitionerId: fields.practitionerId ?? (await practitioner(tx, { clinicIds: [clinicId] })).id,
    serviceId: fields.serviceId ?? (await service(tx)).id,
    patientId: fields.patientId ?? (await buildPatients.patient(tx)).id,
  }
  return bookAppointment(tx, booking, anyone)
}

async function mailedToken(tx: TenantTx, row: { id: string; ends_at: string }): Promise<string> {
  const links = await appointmentLinks(tx, [row])
  return appointmentToken(tx.sealer, links.get(row.id) ?? '', 'answer')
}

export const build = {
  clinic,
  practitioner,
  room,
  service,
  appointment,
  mailedToken,
  patient: buildPatients.patient,
  guardian: buildPatients.guardian,
}
