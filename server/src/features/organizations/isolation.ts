import { sendFile, tinyPng } from '../../testing/files.ts'
import { unknownToken, type Isolation, type Samples } from '../../testing/isolation.ts'

declare module '../../testing/isolation.ts' {
  interface Ids {
    clinic: string
    invitation: string
    /** A key, not an id. */
    role: string
  }
}

const samples: Samples<'organizations'> = {
  'organizations.access.policy': () => ({}),
  'organizations.access.changePolicy': (ids) => ({
    body: { secondFactorRoles: [ids.role], idleMinutes: null, absoluteHours: null },
  }),
  'organizations.access.review': () => ({}),
  'organizations.access.export': () => ({}),
  'organizations.access.events': (ids) => ({ query: { accountId: ids.account } }),
  'organizations.brand.get': () => ({}),
  'organizations.brand.change': (ids) => ({
    body: { own: { accent: '#0f6e84' }, clinics: [{ clinicId: ids.clinic, look: { footer: 'Ring twice' } }] },
  }),
  'organizations.clinics.list': () => ({}),
  'organizations.clinics.create': () => ({ body: { name: 'Another', timeZone: 'Europe/Berlin' } }),
  'organizations.clinics.get': (ids) => ({ params: { id: ids.clinic } }),
  'organizations.clinics.update': (ids) => ({ params: { id: ids.clinic }, body: { phone: '+49 30 111111' } }),
  'organizations.invitations.list': () => ({}),
  'organizations.invitations.create': (ids) => ({
    body: { email: 'someone@new.test', role: ids.role, clinicIds: [ids.clinic] },
  }),
  'organizations.invitations.withdraw': (ids) => ({ params: { id: ids.invitation } }),
  'organizations.invitations.preview': () => ({ params: { token: unknownToken } }),
  'organizations.invitations.accept': () => ({ params: { token: unknownToken } }),
  'organizations.live.changes': () => ({}),
  'organizations.logo.read': () => ({}),
  'organizations.logo.set': (ids) => ({ body: { fileId: ids.file } }),
  'organizations.logo.remove': () => ({}),
  'organizations.members.list': () => ({}),
  'organizations.members.update': (ids) => ({
    params: { accountId: ids.account },
    body: { role: ids.role, clinicIds: [ids.clinic] },
  }),
  'organizations.members.remove': (ids) => ({ params: { accountId: ids.account } }),
  'organizations.organizationExports.create': () => ({ body: {} }),
  'organizations.organizations.create': () => ({
    body: {
      name: 'Third',
      slug: 'third-one',
      kind: 'human',
      country: 'DE',
      currency: 'EUR',
      timeZone: 'Europe/Berlin',
    },
  }),
  'organizations.organizations.get': () => ({}),
  'organizations.organizations.update': () => ({ body: { name: 'Renamed' } }),
  'organizations.roleOffers.list': () => ({}),
  'organizations.roleOffers.answer': (ids) => ({ body: { answers: [{ role: ids.role, take: [], leave: [] }] } }),
  'organizations.roles.list': () => ({}),
  'organizations.roles.create': (ids) => ({ body: { name: 'Copied', copyOf: ids.role } }),
  'organizations.roles.update': (ids) => ({ params: { role: ids.role }, body: { name: 'Renamed' } }),
  'organizations.roles.remove': (ids) => ({ params: { role: ids.role } }),
}

export const isolation: Isolation = {
  async seed({ organization, made, canary }) {
    const clinic = await made('/clinics', {
      name: `Clinic ${canary}`,
      timeZone: 'Europe/Berlin',
      email: `${canary}@clinic.test`,
      address: { line1: `${canary} street` },
      openingHours: [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, from: '00:00', to: '24:00' })),
    })
    const role = await made('/roles', { name: `Role ${canary}`, copyOf: 'staff', permissions: [] })
    const logo = await made('/files', { name: `${canary}.png`, purpose: 'logo', size: tinyPng.length })
    await sendFile(organization.owner, logo.id, tinyPng)
    await organization.owner.call('PUT', '/logo', { body: { fileId: logo.id } })
    await organization.owner.call('PUT', '/brand', {
      body: { own: { senderName: `House ${canary}`, letterhead: canary }, clinics: [] },
      headers: { 'if-match': '*' },
    })
    const invitation = await made('/invitations', { email: `${canary}@invited.test`, role: 'staff' })
    return { clinic: clinic.id, role: String(role.key), invitation: invitation.id }
  },
  samples,
}
