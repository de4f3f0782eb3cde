import { unknownId, unknownToken, type Isolation, type Samples } from '../../testing/isolation.ts'

/** What a browser could answer to a challenge that nobody asked. */
const unaskedPasskey = { ceremony: unknownToken, response: { id: 'AAAA' } }

const samples: Samples<'identity'> = {
  'identity.account.changePassword': () => ({ body: { newPassword: 'a quite new password' } }),
  'identity.account.changeEmail': () => ({ body: { email: 'another@new.test' } }),
  'identity.account.confirmEmail': () => ({ params: { token: unknownToken } }),
  'identity.account.export': () => ({}),
  'identity.account.remove': () => ({ body: { email: 'nobody@new.test' } }),
  'identity.factors.get': () => ({}),
  'identity.factors.confirmOptions': () => ({}),
  'identity.factors.confirm': () => ({ body: { method: 'totp', code: '000000' } }),
  'identity.factors.beginTotp': () => ({}),
  'identity.factors.confirmTotp': () => ({ body: { code: '000000' } }),
  'identity.factors.removeTotp': () => ({}),
  'identity.factors.renewRecoveryCodes': () => ({}),
  'identity.factors.passkeyOptions': () => ({}),
  'identity.factors.addPasskey': () => ({ body: { ...unaskedPasskey, name: 'Phone' } }),
  'identity.factors.renamePasskey': () => ({ params: { id: unknownId }, body: { name: 'Phone' } }),
  'identity.factors.removePasskey': () => ({ params: { id: unknownId } }),
  'identity.factors.setPin': () => ({ body: { pin: '4711' } }),
  'identity.factors.removePin': () => ({}),
  'identity.factors.linkProvider': () => ({ body: { provider: 'nowhere' } }),
  'identity.factors.unlinkProvider': () => ({ params: { id: unknownId } }),
  'identity.desk.share': () => ({ body: { lockAfterMinutes: 5 } }),
  'identity.desk.lock': () => ({}),
  'identity.desk.unlock': () => ({ body: { seatId: unknownId, pin: '0000' } }),
  'identity.desk.leave': () => ({ params: { id: unknownId } }),
  'identity.me.get': () => ({}),
  'identity.me.update': () => ({ body: {} }),
  'identity.me.consent': () => ({ params: { organizationId: unknownId } }),
  'identity.sessions.list': () => ({}),
  'identity.sessions.rename': () => ({ params: { id: unknownId }, body: { name: 'Desk' } }),
  'identity.sessions.end': () => ({ params: { id: unknownId } }),
  'identity.sessions.endOthers': () => ({}),
  'identity.sessions.events': () => ({}),
  'identity.signIn.ways': () => ({}),
  'identity.signIn.passkeyOptions': () => ({}),
  'identity.signIn.withPasskey': () => ({ body: unaskedPasskey }),
  'identity.signIn.withProvider': () => ({ body: { provider: 'nowhere' } }),
  'identity.signIn.secondFactor': () => ({ body: { method: 'totp', code: '000000' } }),
}

export const isolation: Isolation = {
  samples,
}
