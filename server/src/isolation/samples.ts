import type { OperationKey } from './operations.ts'
import type { Ids } from './seed.ts'

/** A valid call of an operation; every id in it stands for a thing of one organization. */
export interface Sample {
  params?: Record<string, string>
  query?: Record<string, string>
  body?: unknown
}

const unknownToken = 'A'.repeat(43)

/** One valid call per operation. An operation without one does not compile, so none is left out of the proof. */
export const samples: Record<OperationKey, (ids: Ids) => Sample> = {
  'appointments.list': (ids) => ({
    query: { clinicId: ids.clinic, practitionerId: ids.practitioner, patientId: ids.patient },
  }),
  'appointments.create': (ids) => ({
    body: {
      patientId: ids.patient,
      serviceId: ids.service,
      practitionerId: ids.practitioner,
      clinicId: ids.clinic,
      roomId: ids.room,
      startsAt: later(ids.startsAt),
    },
  }),
  'appointments.get': (ids) => ({ params: { id: ids.appointment } }),
  'appointments.move': (ids) => ({
    params: { id: ids.appointment },
    body: { practitionerId: ids.practitioner, roomId: ids.room, note: 'moved' },
  }),
  'appointments.cancel': (ids) => ({ params: { id: ids.appointment }, body: { reason: 'clinic' } }),
  'appointments.step': (ids) => ({ params: { id: ids.appointment }, body: { step: 'confirm' } }),
  'audit.list': (ids) => ({ query: { accountId: ids.account } }),
  'audit.accessHistory': (ids) => ({ params: { id: ids.patient } }),
  'availability.find': (ids) => ({
    query: {
      serviceId: ids.service,
      clinicId: ids.clinic,
      practitionerId: ids.practitioner,
      from: ids.startsAt,
      to: later(ids.startsAt),
    },
  }),
  'calendar.get': (ids) => ({ query: { clinicId: ids.clinic, from: ids.startsAt.slice(0, 10) } }),
  'clinics.list': () => ({}),
  'clinics.create': () => ({ body: { name: 'Another', timeZone: 'Europe/Berlin' } }),
  'clinics.get': (ids) => ({ params: { id: ids.clinic } }),
  'clinics.update': (ids) => ({ params: { id: ids.clinic }, body: { phone: '+49 30 111111' } }),
  'guardians.list': () => ({ query: { search: 'guardian' } }),
  'guardians.create': (ids) => ({ body: { name: 'New guardian', patientIds: [ids.patient] } }),
  'guardians.get': (ids) => ({ params: { id: ids.guardian } }),
  'guardians.update': (ids) => ({ params: { id: ids.guardian }, body: { memo: 'changed', patientIds: [ids.patient] } }),
  'invitations.list': () => ({}),
  'invitations.create': (ids) => ({ body: { email: 'someone@new.test', role: ids.role, clinicIds: [ids.clinic] } }),
  'invitations.withdraw': (ids) => ({ params: { id: ids.invitation } }),
  'invitations.preview': () => ({ params: { token: unknownToken } }),
  'invitations.accept': () => ({ params: { token: unknownToken } }),
  'live.changes': () => ({}),
  'me.get': () => ({}),
  'me.update': () => ({ body: {} }),
  'me.consent': () => ({ params: { organizationId: '00000000-0000-7000-8000-00000000dead' } }),
  'members.list': () => ({}),
  'members.update': (ids) => ({
    params: { accountId: ids.account },
    body: { role: ids.role, clinicIds: [ids.clinic] },
  }),
  'members.remove': (ids) => ({ params: { accountId: ids.account } }),
  'messages.list': (ids) => ({ query: { appointmentId: ids.appointment } }),
  'organizations.create': () => ({
    body: {
      name: 'Third',
      slug: 'third-one',
      kind: 'human',
      country: 'DE',
      currency: 'EUR',
      timeZone: 'Europe/Berlin',
    },
  }),
  'organizations.get': () => ({}),
  'organizations.update': () => ({ body: { name: 'Renamed' } }),
  'patients.list': (ids) => ({ query: { guardianId: ids.guardian, search: '0199' } }),
  'patients.create': (ids) => ({
    body: { kind: 'human', givenName: 'New', homeClinicId: ids.clinic, guardianIds: [ids.guardian] },
  }),
  'patients.get': (ids) => ({ params: { id: ids.patient } }),
  'patients.update': (ids) => ({
    params: { id: ids.patient },
    body: { homeClinicId: ids.clinic, guardianIds: [ids.guardian] },
  }),
  'patients.archive': (ids) => ({ params: { id: ids.patient }, body: { archived: true } }),
  'plans.get': () => ({}),
  'plans.change': () => ({ body: { key: 'pro' } }),
  'practitioners.list': () => ({}),
  'practitioners.create': (ids) => ({
    body: { displayName: 'New', profession: 'nurse', clinicIds: [ids.clinic], accountId: ids.account },
  }),
  'practitioners.get': (ids) => ({ params: { id: ids.practitioner } }),
  'practitioners.update': (ids) => ({ params: { id: ids.practitioner }, body: { clinicIds: [ids.clinic] } }),
  'practitioners.hours': (ids) => ({ params: { id: ids.practitioner } }),
  'practitioners.setHours': (ids) => ({
    params: { id: ids.practitioner },
    body: [{ clinicId: ids.clinic, weekday: 1, from: '09:00', to: '10:00' }],
  }),
  'roles.list': () => ({}),
  'roles.create': (ids) => ({ body: { name: 'Copied', copyOf: ids.role } }),
  'roles.update': (ids) => ({ params: { role: ids.role }, body: { name: 'Renamed' } }),
  'roles.remove': (ids) => ({ params: { role: ids.role } }),
  'rooms.list': () => ({}),
  'rooms.create': (ids) => ({ body: { name: 'New', clinicId: ids.clinic } }),
  'rooms.update': (ids) => ({ params: { id: ids.room }, body: { name: 'Renamed' } }),
  'services.list': () => ({}),
  'services.create': (ids) => ({
    body: {
      name: 'New',
      durationMinutes: 20,
      clinicIds: [ids.clinic],
      practitionerIds: [ids.practitioner],
      roomIds: [ids.room],
    },
  }),
  'services.get': (ids) => ({ params: { id: ids.service } }),
  'services.update': (ids) => ({
    params: { id: ids.service },
    body: { clinicIds: [ids.clinic], practitionerIds: [ids.practitioner], roomIds: [ids.room] },
  }),
  'visits.get': (ids) => ({ params: { token: ids.visitToken } }),
  'visits.cancel': (ids) => ({ params: { token: ids.visitToken } }),
}

/** Two hours on: free of the seeded visit. */
function later(instant: string): string {
  return new Date(Date.parse(instant) + 7_200_000).toISOString()
}
