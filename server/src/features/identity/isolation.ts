import { unknownId, unknownToken, type Isolation, type Samples } from '../../testing/isolation.ts'

const samples: Samples<'identity'> = {
  'identity.account.changeEmail': () => ({ body: { email: 'another@new.test' } }),
  'identity.account.confirmEmail': () => ({ params: { token: unknownToken } }),
  'identity.account.export': () => ({}),
  'identity.account.remove': () => ({ body: { email: 'nobody@new.test' } }),
  'identity.exports.create': () => ({}),
  'identity.sharedMachines.share': () => ({ body: { lockAfterMinutes: 5 } }),
  'identity.sharedMachines.lock': () => ({}),
  'identity.sharedMachines.leave': () => ({ params: { id: unknownId } }),
  'identity.me.get': () => ({}),
  'identity.me.update': () => ({ body: {} }),
  'identity.me.consent': () => ({ params: { organizationId: unknownId } }),
  'identity.sessions.list': () => ({}),
  'identity.sessions.rename': () => ({ params: { id: unknownId }, body: { name: 'Desk' } }),
  'identity.sessions.end': () => ({ params: { id: unknownId } }),
  'identity.sessions.endOthers': () => ({}),
  'identity.sessions.events': () => ({}),
}

export const isolation: Isolation = {
  samples,
}
