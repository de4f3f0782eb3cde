import { unknownId, unknownToken, type Isolation, type Samples } from '../../testing/isolation.ts'

/** What a browser could answer to a challenge that nobody asked. */
const unaskedPasskey = { ceremony: unknownToken, response: { id: 'AAAA' } }

const samples: Samples<'account' | 'apps' | 'desk' | 'factors' | 'me' | 'sessions' | 'signIn' | 'tokens'> = {
  'account.changePassword': () => ({ body: { newPassword: 'a quite new password' } }),
  'account.changeEmail': () => ({ body: { email: 'another@new.test' } }),
  'account.confirmEmail': () => ({ params: { token: unknownToken } }),
  'account.export': () => ({}),
  'account.remove': () => ({ body: { email: 'nobody@new.test' } }),
  'apps.connected': () => ({}),
  'apps.disconnect': (ids) => ({ params: { id: ids.app } }),
  'apps.consent': () => ({ params: { uid: unknownToken } }),
  'apps.decide': () => ({ params: { uid: unknownToken }, body: { allow: true } }),
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
  'desk.unlock': () => ({ body: { seatId: unknownId, pin: '0000' } }),
  'desk.leave': () => ({ params: { id: unknownId } }),
  'me.get': () => ({}),
  'me.update': () => ({ body: {} }),
  'me.consent': () => ({ params: { organizationId: unknownId } }),
  'sessions.list': () => ({}),
  'sessions.rename': () => ({ params: { id: unknownId }, body: { name: 'Desk' } }),
  'sessions.end': () => ({ params: { id: unknownId } }),
  'sessions.endOthers': () => ({}),
  'sessions.events': () => ({}),
  'signIn.ways': () => ({}),
  'signIn.passkeyOptions': () => ({}),
  'signIn.withPasskey': () => ({ body: unaskedPasskey }),
  'signIn.withProvider': () => ({ body: { provider: 'nowhere' } }),
  'signIn.secondFactor': () => ({ body: { method: 'totp', code: '000000' } }),
  'tokens.create': () => ({ body: { name: 'A program' } }),
  'tokens.refresh': () => ({ body: { refreshToken: unknownToken } }),
}

export const isolation: Isolation = {
  samples,
}
