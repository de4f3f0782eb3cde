import { unknownId, unknownToken, type Isolation, type Samples } from '../../testing/isolation.ts'

const unaskedPasskey = { ceremony: unknownToken, response: { id: 'AAAA' } }

const samples: Samples<'factors'> = {
  'factors.passwords.change': () => ({ body: { newPassword: 'a quite new password' } }),
  'factors.factors.get': () => ({}),
  'factors.factors.confirmOptions': () => ({}),
  'factors.factors.confirm': () => ({ body: { method: 'totp', code: '000000' } }),
  'factors.totp.begin': () => ({}),
  'factors.totp.confirm': () => ({ body: { code: '000000' } }),
  'factors.totp.remove': () => ({}),
  'factors.totp.renewRecoveryCodes': () => ({}),
  'factors.passkeys.options': () => ({}),
  'factors.passkeys.add': () => ({ body: { ...unaskedPasskey, name: 'Phone' } }),
  'factors.passkeys.rename': () => ({ params: { id: unknownId }, body: { name: 'Phone' } }),
  'factors.passkeys.remove': () => ({ params: { id: unknownId } }),
  'factors.pins.set': () => ({ body: { pin: '4711' } }),
  'factors.pins.remove': () => ({}),
  'factors.providers.link': () => ({ body: { provider: 'nowhere' } }),
  'factors.providers.unlink': () => ({ params: { id: unknownId } }),
  'factors.pins.unlock': () => ({ body: { seatId: unknownId, pin: '0000' } }),
  'factors.signIn.ways': () => ({}),
  'factors.signIn.passkeyOptions': () => ({}),
  'factors.signIn.withPasskey': () => ({ body: unaskedPasskey }),
  'factors.signIn.withProvider': () => ({ body: { provider: 'nowhere' } }),
  'factors.signIn.secondFactor': () => ({ body: { method: 'totp', code: '000000' } }),
}

export const isolation: Isolation = {
  samples,
}
