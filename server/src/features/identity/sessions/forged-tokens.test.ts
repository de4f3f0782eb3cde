import { createHmac, generateKeyPairSync, sign } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '../../../kit/db/ids.ts'
import { createWorld, type Person, type World } from '../../../testing/world.ts'

let world: World
let victim: Person
let head: Record<string, unknown>
let claims: Record<string, unknown>
let attackersKeys: Server
let asked = 0
let port = 0

beforeAll(async () => {
  world = await createWorld()
  victim = await world.account()
  const [first = '', second = ''] = victim.token.split('.')
  head = JSON.parse(Buffer.from(first, 'base64url').toString()) as Record<string, unknown>
  claims = JSON.parse(Buffer.from(second, 'base64url').toString()) as Record<string, unknown>
  attackersKeys = createServer((_request, response) => {
    asked++
    response.setHeader('content-type', 'application/json')
    response.end(
      JSON.stringify({ keys: [{ ...attacker.publicKey.export({ format: 'jwk' }), alg: 'EdDSA', kid: head.kid }] }),
    )
  }).listen(0, '127.0.0.1')
  await once(attackersKeys, 'listening')
  port = (attackersKeys.address() as AddressInfo).port
})
afterAll(async () => {
  attackersKeys.close()
  await world.close()
})

const attacker = generateKeyPairSync('ed25519')
const encoded = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
const signedByAttacker = (header: object, payload: object) => {
  const text = `${encoded(header)}.${encoded(payload)}`
  return `${text}.${sign(null, Buffer.from(text), attacker.privateKey).toString('base64url')}`
}
const ours = async (payload: object) =>
  (await world.application.auth.api.signJWT({ body: { payload: payload as Record<string, unknown> } })).token
const parts = () => victim.token.split('.') as [string, string, string]
const later = (seconds: number) => Math.floor(Date.now() / 1000) + seconds

/** A public key that everybody can read must not serve as a shared secret. */
async function signedWithPublicKey(secretOf: (key: { x: string }) => Buffer): Promise<string> {
  const { keys } = (await world.application.auth.api.getJwks()) as unknown as { keys: { x: string }[] }
  const text = `${encoded({ ...head, alg: 'HS256' })}.${encoded(claims)}`
  return `${text}.${createHmac('sha256', secretOf(keys[0] as { x: string }))
    .update(text)
    .digest('base64url')}`
}

const forgeries: Record<string, () => string | Promise<string>> = {
  'no signature, alg none': () => `${encoded({ ...head, alg: 'none' })}.${parts()[1]}.`,
  'no signature, alg NONE in odd case': () => `${encoded({ ...head, alg: 'nOnE' })}.${parts()[1]}.`,
  'the signature cut off': () => `${parts()[0]}.${parts()[1]}.`,
  'one letter of the signature changed': () =>
    `${parts()[0]}.${parts()[1]}.${parts()[2].startsWith('A') ? 'B' : 'A'}${parts()[2].slice(1)}`,
  'another account under our signature': () => `${parts()[0]}.${encoded({ ...claims, sub: newId() })}.${parts()[2]}`,
  'our public key as a shared secret (its bytes)': () => signedWithPublicKey((key) => Buffer.from(key.x, 'base64url')),
  'our public key as a shared secret (its text)': () => signedWithPublicKey((key) => Buffer.from(JSON.stringify(key))),
  'another key under our key id': () => signedByAttacker(head, claims),
  'a key id that is a path': () => signedByAttacker({ ...head, kid: '../../../../dev/null' }, claims),
  'a key id that is SQL': () => signedByAttacker({ ...head, kid: "' or '1'='1" }, claims),
  'keys fetched from the attacker (jku)': () =>
    signedByAttacker({ ...head, jku: `http://127.0.0.1:${port}/jwks.json` }, claims),
  'a certificate fetched from the attacker (x5u)': () =>
    signedByAttacker({ ...head, x5u: `http://127.0.0.1:${port}/cert.pem` }, claims),
  'a key brought along (jwk)': () =>
    signedByAttacker({ ...head, kid: undefined, jwk: attacker.publicKey.export({ format: 'jwk' }) }, claims),
  'for somebody else (aud)': () => ours({ ...claims, aud: 'https://elsewhere.test' }),
  'from somebody else (iss)': () => ours({ ...claims, iss: 'https://elsewhere.test' }),
  'without an end': () => ours({ ...claims, exp: undefined, sid: undefined }),
  expired: () => ours({ ...claims, exp: later(-1) }),
  'not yet valid': () => ours({ ...claims, nbf: later(600), exp: later(900) }),
  'without a session': () => ours({ ...claims, sid: undefined }),
  'with a session that nobody has': () => ours({ ...claims, sid: newId() }),
  'with somebody else’s session': async () => ours({ ...claims, sub: (await world.account()).accountId }),
  'with a session that is no id': () => ours({ ...claims, sid: "' or true --" }),
  'critical headers that we do not know': () => signedByAttacker({ ...head, crit: ['b64'], b64: false }, claims),
  'not a token': () => 'nonsense.nonsense.nonsense',
}

test('the token itself is good', async () => {
  expect((await victim.get('/api/v1/me')).status).toBe(200)
})

let machine = 0
test.each(Object.keys(forgeries))('%s: refused and written down', async (name) => {
  const token = await forgeries[name]!()
  // each from a machine of its own, so that each is written at once
  const remoteAddress = `198.51.100.${++machine}`
  const answer = await world.application.http!.inject({
    method: 'GET',
    url: '/api/v1/me',
    remoteAddress,
    headers: { authorization: `Bearer ${token}` },
  })
  expect(answer.statusCode).toBe(401)
  expect(answer.json()).toMatchObject({ code: 'signed-out' })
  const { rows } = await world.owner.query(
    `select kind, details from auth.security_event where ip = $1 and kind = 'token-refused'`,
    [remoteAddress],
  )
  expect(rows).toHaveLength(1)
  expect(JSON.stringify(rows)).not.toContain(token)
})

test('nobody was asked for keys', () => {
  expect(asked).toBe(0)
})

test('a thousand refusals of one machine are few rows that say how many they stand for', async () => {
  const remoteAddress = '198.51.100.250'
  for (let i = 0; i < 100; i++)
    await world.application.http!.inject({
      method: 'GET',
      url: '/api/v1/me',
      remoteAddress,
      headers: { authorization: 'Bearer a.b.c' },
    })
  const rows = async () =>
    (await world.owner.query(`select times from auth.security_event where ip = $1`, [remoteAddress])).rows
  expect(await rows()).toEqual([{ times: 1 }])
  await world.application.platform.refusals.flush()
  expect(await rows()).toEqual([{ times: 1 }, { times: 99 }])
})
