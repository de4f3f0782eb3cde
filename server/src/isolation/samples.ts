import type { OperationKey } from './operations.ts'
import type { Ids } from './seed.ts'

/** A valid call of an operation; every id in it stands for a thing of one organization. */
export interface Sample {
  params?: Record<string, string>
  query?: Record<string, string>
  body?: unknown
}

const unknownToken = 'A'.repeat(43)
export const unknownId = '00000000-0000-7000-8000-00000000dead'
/** What a browser could answer to a challenge that nobody asked. */
const unaskedPasskey = { ceremony: unknownToken, response: { id: 'AAAA' } }

/** One valid call per operation. An operation without one does not compile, so none is left out of the proof. */
export const samples: Record<OperationKey, (ids: Ids) => Sample> = {
  'access.policy': () => ({}),
  'access.changePolicy': (ids) => ({ body: { secondFactorRoles: [ids.role], idleMinutes: null, absoluteHours: null } }),
  'access.review': () => ({}),
  'access.export': () => ({}),
  'access.events': (ids) => ({ query: { accountId: ids.account } }),
  'account.changePassword': () => ({ body: { newPassword: 'a quite new password' } }),
  'account.changeEmail': () => ({ body: { email: 'another@new.test' } }),
  'account.confirmEmail': () => ({ params: { token: unknownToken } }),
  'account.export': () => ({}),
  'account.remove': () => ({ body: { email: 'nobody@new.test' } }),
  'apiKeys.list': () => ({}),
  'apiKeys.create': () => ({ body: { name: 'New', permissions: ['patients.read'], days: 1 } }),
  'apiKeys.revoke': (ids) => ({ params: { id: ids.apiKey } }),
  'appClients.list': () => ({}),
  'appClients.create': () => ({
    body: {
      name: 'New',
      redirectUris: ['https://new.test/callback'],
      scopes: ['patients.read'],
      isConfidential: false,
    },
  }),
  'appClients.remove': (ids) => ({ params: { id: ids.app } }),
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
  'appointments.correct': (ids) => ({ params: { id: ids.appointment }, body: { to: 'booked' } }),
  'apps.connected': () => ({}),
  'apps.disconnect': (ids) => ({ params: { id: ids.app } }),
  'apps.consent': () => ({ params: { uid: unknownToken } }),
  'apps.decide': () => ({ params: { uid: unknownToken }, body: { allow: true } }),
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
  'claims.request': () => ({ body: { email: 'someone@new.test' } }),
  'claims.confirm': () => ({ body: { email: 'someone@new.test', code: '000000' } }),
  'claims.leave': (ids) => ({ params: { patientId: ids.patient } }),
  'clinics.list': () => ({}),
  'clinics.create': () => ({ body: { name: 'Another', timeZone: 'Europe/Berlin' } }),
  'clinics.get': (ids) => ({ params: { id: ids.clinic } }),
  'clinics.update': (ids) => ({ params: { id: ids.clinic }, body: { phone: '+49 30 111111' } }),
  'duplicateChecks.create': (ids) => ({
    body: {
      guardian: { name: 'guardian', phone: '0199 1234567' },
      patients: [{ kind: 'animal', givenName: 'canary', species: 'dog', guardianIds: [ids.guardian] }],
    },
  }),
  'emergencyAccesses.candidates': () => ({ query: { search: 'xyzcanary' } }),
  'emergencyAccesses.open': (ids) => ({ body: { patientId: ids.patient, reason: 'nobody knows the allergies' } }),
  'emergencyAccesses.list': () => ({}),
  'emergencyAccesses.end': (ids) => ({ params: { id: ids.emergencyAccess } }),
  'factors.get': () => ({}),
  'factors.confirmOptions': () => ({}),
  'factors.confirm': () => ({ body: { method: 'totp', code: '000000' } }),
  'factors.beginTotp': () => ({}),
  'factors.confirmTotp': () => ({ body: { code: '000000' } }),
  'factors.removeTotp': () => ({}),
  'factors.renewRecoveryCodes': () => ({}),
  'factors.passkeyOptions': () => ({}),
  'factors.addPasskey': () => ({ body: { ...unaskedPasskey, name: 'Phone' } }),
  'factors.renamePasskey': () => ({ params: { id: unknownId }, body: { name: 'Phone' } }),
  'factors.removePasskey': () => ({ params: { id: unknownId } }),
  'factors.setPin': () => ({ body: { pin: '4711' } }),
  'factors.removePin': () => ({}),
  'factors.linkProvider': () => ({ body: { provider: 'nowhere' } }),
  'factors.unlinkProvider': () => ({ params: { id: unknownId } }),
  'desk.share': () => ({ body: { lockAfterMinutes: 5 } }),
  'desk.lock': () => ({}),
  'desk.unlock': () => ({ body: { seatId: '00000000-0000-7000-8000-00000000dead', pin: '0000' } }),
  'desk.leave': () => ({ params: { id: '00000000-0000-7000-8000-00000000dead' } }),
  'guardians.list': () => ({ query: { search: 'guardian' } }),
  'guardians.create': (ids) => ({ body: { name: 'New guardian', patientIds: [ids.patient] } }),
  'guardians.get': (ids) => ({ params: { id: ids.guardian } }),
  'guardians.update': (ids) => ({ params: { id: ids.guardian }, body: { memo: 'changed', patientIds: [ids.patient] } }),
  'invitations.list': () => ({}),
  'invitations.create': (ids) => ({ body: { email: 'someone@new.test', role: ids.role, clinicIds: [ids.clinic] } }),
  'invitations.withdraw': (ids) => ({ params: { id: ids.invitation } }),
  'invitations.preview': () => ({ params: { token: unknownToken } }),
  'invitations.accept': () => ({ params: { token: unknownToken } }),
  'links.list': (ids) => ({ params: { id: ids.patient } }),
  'links.update': (ids) => ({
    params: { id: ids.patient, accountId: ids.linkedAccount },
    body: { permissions: ['appointments'] },
  }),
  'links.end': (ids) => ({ params: { id: ids.patient, accountId: ids.linkedAccount } }),
  'links.invite': (ids) => ({ params: { id: ids.patient }, body: { guardianId: ids.guardian } }),
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
  'ownVisits.next': () => ({}),
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
  'reach.get': (ids) => ({ params: { id: ids.patient } }),
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
  'sessions.list': () => ({}),
  'sessions.rename': () => ({ params: { id: '00000000-0000-7000-8000-00000000dead' }, body: { name: 'Desk' } }),
  'sessions.end': () => ({ params: { id: '00000000-0000-7000-8000-00000000dead' } }),
  'sessions.endOthers': () => ({}),
  'sessions.events': () => ({}),
  'signIn.ways': () => ({}),
  'signIn.passkeyOptions': () => ({}),
  'signIn.withPasskey': () => ({ body: unaskedPasskey }),
  'signIn.withProvider': () => ({ body: { provider: 'nowhere' } }),
  'signIn.secondFactor': () => ({ body: { method: 'totp', code: '000000' } }),
  'tokens.create': () => ({ body: { name: 'A program' } }),
  'tokens.refresh': () => ({ body: { refreshToken: unknownToken } }),
  'visits.get': (ids) => ({ params: { token: ids.visitToken } }),
  'visits.confirm': (ids) => ({ params: { token: ids.visitToken } }),
  'visits.cancel': (ids) => ({ params: { token: ids.visitToken } }),
}

/** Two hours on: free of the seeded visit. */
function later(instant: string): string {
  return new Date(Date.parse(instant) + 7_200_000).toISOString()
}
