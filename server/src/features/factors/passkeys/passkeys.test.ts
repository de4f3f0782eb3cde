import { afterAll, beforeAll, expect, test } from 'vitest'
import { createWorld, type Browser, type World } from '../../../testing/world.ts'
import { forgetPassword, password, signedIn } from '../sign-in/signed-in-fixture.ts'
import { newCredential, registered, shown, type Asked, type Credential } from './authenticator-fixture.ts'

let world: World
beforeAll(async () => void (world = await createWorld({ SIGN_INS_PER_MINUTE: '100000' })))
afterAll(() => world.close())

type Wrong = Partial<Asked>

const unknownId = '00000000-0000-7000-8000-00000000dead'

async function begin(browser: Browser, path: string) {
  const { body } = await browser.post(path)
  return { ceremony: body.ceremony, challenge: body.options.challenge, options: body.options }
}

async function add(browser: Browser, credential: Credential, wrong: Wrong = {}, name = 'Phone') {
  const { ceremony, challenge } = await begin(browser, '/api/v1/me/passkeys/options')
  const response = registered(credential, { challenge, ...wrong })
  return browser.post('/api/v1/me/passkeys', { ceremony, response, name })
}

async function enter(browser: Browser, credential: Credential, wrong: Wrong = {}) {
  const { ceremony, challenge } = await begin(browser, '/api/v1/sign-in/passkey-options')
  return browser.post('/api/v1/sign-in/passkey', { ceremony, response: shown(credential, { challenge, ...wrong }) })
}

/** Somebody with a passkey. */
async function holder() {
  const person = await signedIn(world)
  const credential = newCredential()
  const { body } = await add(person.browser, credential)
  return { ...person, credential, passkeyId: body.id as string }
}

const eventsOf = async (accountId: string, kind: string) =>
  (await world.owner.query('select * from auth.security_event where user_id = $1 and kind = $2', [accountId, kind]))
    .rows

test('a passkey is added, stands among my factors, is renamed and signs in without a password', async () => {
  const { browser, email, id } = await signedIn(world)
  const credential = newCredential()
  const { options } = await begin(browser, '/api/v1/me/passkeys/options')
  expect(options).toMatchObject({
    rp: { id: 'localhost' },
    user: { name: email },
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  })
  const added = await add(browser, credential)
  expect(added).toMatchObject({ status: 201, body: { name: 'Phone', isSynced: true } })
  expect((await browser.get('/api/v1/me/factors')).body).toMatchObject({
    passkeys: [{ id: added.body.id, name: 'Phone' }],
    confirmBy: ['password', 'passkey'],
  })
  expect((await browser.get('/api/v1/me')).body.account.hasSecondFactor).toBe(true)
  const renamed = await browser.call('PATCH', `/api/v1/me/passkeys/${added.body.id}`, { body: { name: 'Old phone' } })
  expect(renamed).toMatchObject({ status: 200, body: { name: 'Old phone' } })

  const elsewhere = world.browser()
  expect(await enter(elsewhere, credential)).toMatchObject({ status: 200, body: { account: { id } } })
  expect((await elsewhere.get('/api/v1/me')).body.account.email).toBe(email)
  const { rows } = await world.owner.query(
    `select method, second_factor_at from auth.session where user_id = $1 order by created_at desc limit 1`,
    [id],
  )
  expect(rows[0]).toMatchObject({ method: 'passkey', second_factor_at: expect.anything() })
  expect((await browser.get('/api/v1/me/factors')).body.passkeys[0].lastUsedAt).toBeDefined()
})

test('the browser is told which passkeys are here already, and one of them is not added twice', async () => {
  const { browser, credential } = await holder()
  const { options } = await begin(browser, '/api/v1/me/passkeys/options')
  expect(options.excludeCredentials).toMatchObject([{ id: credential.id }])
  expect(await add(browser, credential)).toMatchObject({ status: 409, body: { code: 'already-exists' } })
  const other = await signedIn(world)
  expect(await add(other.browser, credential)).toMatchObject({ status: 409, body: { code: 'already-exists' } })
})

test('a new passkey of another origin, another host or without finger, face or PIN is refused', async () => {
  const { browser, id } = await signedIn(world)
  const wrongs: Wrong[] = [
    { origin: 'https://evil.test' },
    { origin: 'http://localhost:3001' },
    { rpId: 'evil.test' },
    { isVerified: false },
    { challenge: Buffer.from('another challenge').toString('base64url') },
  ]
  for (const wrong of wrongs)
    expect(await add(browser, newCredential(), wrong)).toMatchObject({ status: 403, body: { code: 'not-confirmed' } })
  const { ceremony } = await begin(browser, '/api/v1/me/passkeys/options')
  const nonsense = await browser.post('/api/v1/me/passkeys', { ceremony, response: { id: 'AAAA' }, name: 'Phone' })
  expect(nonsense).toMatchObject({ status: 403, body: { code: 'not-confirmed' } })
  expect((await browser.get('/api/v1/me/factors')).body.passkeys).toEqual([])
  expect(await eventsOf(id, 'passkey-refused')).toHaveLength(1)
})

test('the beginning of an addition is one person’s, and good for once', async () => {
  const [one, other] = [await signedIn(world), await signedIn(world)]
  const { ceremony, challenge } = await begin(one.browser, '/api/v1/me/passkeys/options')
  const body = { ceremony, response: registered(newCredential(), { challenge }), name: 'Phone' }
  expect(await other.browser.post('/api/v1/me/passkeys', body)).toMatchObject({
    status: 410,
    body: { code: 'link-ended' },
  })
  expect(await one.browser.post('/api/v1/me/passkeys', body)).toMatchObject({ status: 410 })
})

test('a sign-in of another origin, another host, without verification or with a made-up signature is refused', async () => {
  const { credential, id } = await holder()
  const browser = world.browser()
  const forged = { ...newCredential(), id: credential.id, counter: 50 }
  const wrongs: [Credential, Wrong][] = [
    [credential, { origin: 'https://evil.test' }],
    [credential, { rpId: 'evil.test' }],
    [credential, { isVerified: false }],
    [credential, { challenge: Buffer.from('another challenge').toString('base64url') }],
    [forged, {}],
    [newCredential(), {}],
  ]
  for (const [used, wrong] of wrongs)
    expect(await enter(browser, used, wrong)).toMatchObject({ status: 403, body: { code: 'not-confirmed' } })
  expect((await browser.get('/api/v1/me')).status).toBe(401)
  expect(await enter(browser, credential)).toMatchObject({ status: 200, body: { account: { id } } })
})

test('a challenge is answered once: a replayed answer opens nothing', async () => {
  const { credential } = await holder()
  const browser = world.browser()
  const { ceremony, challenge } = await begin(browser, '/api/v1/sign-in/passkey-options')
  const body = { ceremony, response: shown(credential, { challenge }) }
  expect((await browser.post('/api/v1/sign-in/passkey', body)).status).toBe(200)
  const elsewhere = world.browser()
  expect(await elsewhere.post('/api/v1/sign-in/passkey', body)).toMatchObject({
    status: 410,
    body: { code: 'link-ended' },
  })
  const next = await begin(elsewhere, '/api/v1/sign-in/passkey-options')
  const old = await elsewhere.post('/api/v1/sign-in/passkey', { ceremony: next.ceremony, response: body.response })
  expect(old).toMatchObject({ status: 403, body: { code: 'not-confirmed' } })
})

test('a challenge that has run out is not there', async () => {
  const { credential } = await holder()
  const browser = world.browser()
  const { ceremony, challenge } = await begin(browser, '/api/v1/sign-in/passkey-options')
  await world.owner.query(`update auth.ceremony set expires_at = now() where data ->> 'challenge' = $1`, [challenge])
  const late = await browser.post('/api/v1/sign-in/passkey', { ceremony, response: shown(credential, { challenge }) })
  expect(late).toMatchObject({ status: 410, body: { code: 'link-ended' } })
})

test('a counter that does not rise betrays a copy', async () => {
  const { credential } = await holder()
  expect((await enter(world.browser(), credential, { counter: 9 })).status).toBe(200)
  for (const counter of [9, 8, 0])
    expect(await enter(world.browser(), credential, { counter })).toMatchObject({
      status: 403,
      body: { code: 'not-confirmed' },
    })
  expect((await enter(world.browser(), credential, { counter: 10 })).status).toBe(200)
})

test('as a second factor only a passkey of the account that waits counts', async () => {
  const [person, stranger] = [await holder(), await holder()]
  const browser = world.browser()
  const first = await browser.signIn(person.email, password)
  expect(first).toMatchObject({ status: 200, body: { secondFactor: ['passkey'] } })
  const asked = await begin(browser, '/api/v1/sign-in/passkey-options')
  expect(asked.options.allowCredentials).toMatchObject([{ id: person.credential.id }])
  const second = async (credential: Credential) => {
    const { ceremony, challenge } = await begin(browser, '/api/v1/sign-in/passkey-options')
    const response = shown(credential, { challenge })
    return browser.post('/api/v1/sign-in/second-factor', { method: 'passkey', ceremony, response })
  }
  expect(await second(stranger.credential)).toMatchObject({ status: 403, body: { code: 'not-confirmed' } })
  expect((await browser.get('/api/v1/me')).status).toBe(401)
  expect(await second(person.credential)).toMatchObject({ status: 200, body: { account: { id: person.id } } })
  expect((await browser.get('/api/v1/me')).status).toBe(200)
})

test('removing a passkey removes its way in; the last way in stays', async () => {
  const person = await holder()
  const other = await holder()
  const remove = (browser: Browser, id: string) => browser.call('DELETE', `/api/v1/me/passkeys/${id}`)
  expect((await remove(person.browser, other.passkeyId)).status).toBe(404)
  expect((await remove(person.browser, unknownId)).status).toBe(404)
  expect(
    (await person.browser.call('PATCH', `/api/v1/me/passkeys/${other.passkeyId}`, { body: { name: 'Mine' } })).status,
  ).toBe(404)
  await forgetPassword(world, person.id)
  expect(await remove(person.browser, person.passkeyId)).toMatchObject({ status: 409, body: { code: 'last-way-in' } })
  expect((await enter(world.browser(), person.credential)).status).toBe(200)
  expect(await remove(other.browser, other.passkeyId)).toMatchObject({ status: 200, body: { passkeys: [] } })
  expect((await enter(world.browser(), other.credential)).status).toBe(403)
  const { rows } = await world.owner.query('select second_factor_at from auth.session where user_id = $1', [other.id])
  expect(rows.every((row) => row.second_factor_at === null)).toBe(true)
  expect((await world.browser().signIn(other.email, password)).body.secondFactor).toBeUndefined()
})

test('of two passkeys that are removed at one moment, the last way in is left', async () => {
  const person = await holder()
  const second = await add(person.browser, newCredential())
  await forgetPassword(world, person.id)
  const both = await Promise.all(
    [person.passkeyId, second.body.id].map((id) => person.browser.call('DELETE', `/api/v1/me/passkeys/${id}`)),
  )
  expect(new Set(both.map(({ status }) => status))).toEqual(new Set([200, 409]))
})

test('a passkey that counts nothing, as synced ones do, goes on working', async () => {
  const { credential } = await holder()
  for (let i = 0; i < 2; i++) expect((await enter(world.browser(), credential, { counter: 0 })).status).toBe(200)
})
