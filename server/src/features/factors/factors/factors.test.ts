import { afterAll, beforeAll, expect, test } from 'vitest'
import { createWorld, type Browser, type World } from '../../../testing/world.ts'
import { newCredential, registered, shown, type Credential } from '../passkeys/authenticator-fixture.ts'
import { letConfirmationPass, password, signedIn } from '../sign-in/signed-in-fixture.ts'
import { appHolder, codeNow, forgetSteps, wrongCode } from '../totp/authenticator-app-fixture.ts'

let world: World
beforeAll(async () => void (world = await createWorld({ SIGN_INS_PER_MINUTE: '100000' })))
afterAll(() => world.close())

const confirm = (browser: Browser, body: Record<string, unknown>) => browser.post('/api/v1/me/confirmation', body)
const setPin = (browser: Browser, pin: string) => browser.call('PUT', '/api/v1/me/pin', { body: { pin } })

const eventsOf = async (accountId: string) =>
  (
    await world.owner.query('select kind from auth.security_event where user_id = $1 order by id', [accountId])
  ).rows.map(({ kind }) => kind as string)

async function addPasskey(browser: Browser): Promise<Credential> {
  const credential = newCredential()
  const { body } = await browser.post('/api/v1/me/passkeys/options')
  const response = registered(credential, { challenge: body.options.challenge })
  const added = await browser.post('/api/v1/me/passkeys', { ceremony: body.ceremony, response, name: 'Key' })
  expect(added.status).toBe(201)
  return credential
}

async function confirmByPasskey(browser: Browser, credential: Credential, on = browser) {
  const { body } = await browser.post('/api/v1/me/confirmation/passkey-options')
  const response = shown(credential, { challenge: body.options.challenge })
  return confirm(on, { method: 'passkey', ceremony: body.ceremony, response })
}

test('what asks for a confirmation opens for ten minutes after it, for this session alone', async () => {
  const { browser, email, id } = await signedIn(world)
  const other = world.browser()
  await other.signIn(email, password)
  await letConfirmationPass(world, id)
  expect(await setPin(browser, '4711')).toMatchObject({ status: 403, body: { code: 'confirmation-needed' } })
  const wrong = await confirm(browser, { method: 'password', password: 'not the password' })
  expect(wrong).toMatchObject({ status: 403, body: { code: 'not-confirmed' } })
  expect((await setPin(browser, '4711')).status).toBe(403)
  const before = browser.cookies.get('polyclinic.session_token')
  const { status, body } = await confirm(browser, { method: 'password', password })
  expect(status).toBe(200)
  const minutes = (Date.parse(body.until) - Date.now()) / 60_000
  expect(minutes).toBeGreaterThan(9.5)
  expect(minutes).toBeLessThan(10.5)
  expect((await setPin(browser, '4711')).status).toBe(200)
  expect((await setPin(other, '4711')).status).toBe(403)
  // the token of before is worth nothing any more
  expect(browser.cookies.get('polyclinic.session_token')).not.toBe(before)
  const old = await browser.call('GET', '/api/v1/me', { headers: { cookie: `polyclinic.session_token=${before}` } })
  expect(old.status).toBe(401)
  expect(await eventsOf(id)).toEqual(expect.arrayContaining(['confirmation-refused', 'confirmed', 'pin-set']))
})

test('a code of the app confirms, once', async () => {
  const { browser, id, secret } = await appHolder(world)
  await letConfirmationPass(world, id)
  const code = codeNow(secret)
  expect((await confirm(browser, { method: 'totp', code: wrongCode(secret) })).status).toBe(403)
  expect((await confirm(browser, { method: 'totp', code })).status).toBe(200)
  expect((await setPin(browser, '471100')).status).toBe(200)
  await letConfirmationPass(world, id)
  expect((await confirm(browser, { method: 'totp', code })).status).toBe(403)
  await forgetSteps(world, id)
})

test('a passkey confirms: one’s own, to a challenge of one’s own', async () => {
  const [mine, theirs] = [await signedIn(world), await signedIn(world)]
  const [myKey, theirKey] = [await addPasskey(mine.browser), await addPasskey(theirs.browser)]
  await letConfirmationPass(world, mine.id)
  const { body } = await mine.browser.post('/api/v1/me/confirmation/passkey-options')
  expect(body.options.allowCredentials).toMatchObject([{ id: myKey.id }])
  expect(await confirmByPasskey(mine.browser, theirKey)).toMatchObject({ status: 403, body: { code: 'not-confirmed' } })
  expect((await confirmByPasskey(theirs.browser, theirKey, mine.browser)).status).toBe(403)
  const ended = { method: 'passkey', ceremony: 'A'.repeat(43), response: shown(myKey, { challenge: 'AAAA' }) }
  expect(await confirm(mine.browser, ended)).toMatchObject({ status: 410, body: { code: 'link-ended' } })
  expect((await setPin(mine.browser, '4711')).status).toBe(403)
  expect((await confirmByPasskey(mine.browser, myKey)).status).toBe(200)
  expect((await setPin(mine.browser, '4711')).status).toBe(200)
})

test('whoever confirms by a second factor has shown one, also where an organization asks for it', async () => {
  const org = await world.organization()
  const nurse = await org.member('nurse')
  await world.owner.query(
    `insert into control.security_policies (organization_id, second_factor_roles) values ($1, array['nurse'])`,
    [org.id],
  )
  expect(await nurse.get('/clinics')).toMatchObject({ status: 403, body: { code: 'second-factor-needed' } })
  const { body } = await nurse.post('/api/v1/me/totp')
  const set = await nurse.post('/api/v1/me/totp/confirmation', { code: codeNow(body.secret) })
  expect(set.status).toBe(200)
  // at once, although what a token has shown is remembered for a while
  expect((await nurse.get('/clinics')).status).toBe(200)
})

test('a token’s confirmation counts at once', async () => {
  const { browser, id } = await signedIn(world)
  const { body } = await browser.get('/api/auth/token')
  const program = world.browser()
  const call = (method: string, path: string, sent: unknown) =>
    program.call(method, path, { body: sent, headers: { authorization: `Bearer ${body.token}` } })
  await letConfirmationPass(world, id)
  expect(await call('PUT', '/api/v1/me/pin', { pin: '4711' })).toMatchObject({
    status: 403,
    body: { code: 'confirmation-needed' },
  })
  expect((await call('POST', '/api/v1/me/confirmation', { method: 'password', password })).status).toBe(200)
  expect((await call('PUT', '/api/v1/me/pin', { pin: '4711' })).status).toBe(200)
  expect(program.cookies.size).toBe(0)
})

test('guessing a password to confirm ends like guessing it at the door', async () => {
  const { browser } = await signedIn(world)
  const statuses: number[] = []
  for (let i = 0; i < 11; i++)
    statuses.push((await confirm(browser, { method: 'password', password: `guess number ${i}` })).status)
  expect(statuses.slice(0, 10)).toEqual(Array.from({ length: 10 }, () => 403))
  expect(statuses[10]).toBe(429)
})

test('a PIN is set, replaced and removed, and kept as a keyed hash', async () => {
  const { browser, id } = await signedIn(world)
  for (const pin of ['123', '123456789', '12a4', ''])
    expect(await setPin(browser, pin)).toMatchObject({ status: 400, body: { code: 'invalid-input' } })
  expect(await setPin(browser, '4711')).toMatchObject({ status: 200, body: { hasPin: true } })
  const { rows } = await world.owner.query('select hash from auth.pin where user_id = $1', [id])
  expect(rows[0].hash).toMatch(/^\$argon2id\$/)
  expect((await setPin(browser, '47110815')).status).toBe(200)
  expect(await browser.call('DELETE', '/api/v1/me/pin')).toMatchObject({ status: 200, body: { hasPin: false } })
  expect((await browser.call('DELETE', '/api/v1/me/pin')).status).toBe(200)
  expect(await eventsOf(id)).toEqual(expect.arrayContaining(['pin-set', 'pin-removed']))
})

test('a program proves nothing and sees no factor', async () => {
  const { browser } = await signedIn(world)
  const nobody = await browser.call('GET', '/api/v1/me/factors', { headers: { authorization: 'Bearer pck_unknown' } })
  expect(nobody.status).toBe(401)
  expect((await world.browser().get('/api/v1/me/factors')).status).toBe(401)
})

test('a session from before there was a second factor is not confirmed by the password alone', async () => {
  const { browser, email, id } = await signedIn(world)
  // somebody else signed in with the password, before its owner added an app
  const thief = world.browser()
  await thief.signIn(email, password)
  const { secret } = (await browser.post('/api/v1/me/totp')).body
  await browser.post('/api/v1/me/totp/confirmation', { code: codeNow(secret) })
  await letConfirmationPass(world, id)
  expect((await thief.get('/api/v1/me/factors')).body.confirmBy).toEqual(['totp'])
  expect(await confirm(thief, { method: 'password', password })).toMatchObject({
    status: 403,
    body: { code: 'not-confirmed' },
  })
  expect(await thief.call('DELETE', '/api/v1/me/totp')).toMatchObject({
    status: 403,
    body: { code: 'confirmation-needed' },
  })
  expect((await confirm(browser, { method: 'password', password })).status).toBe(200)
  await forgetSteps(world, id)
  expect((await confirm(thief, { method: 'totp', code: codeNow(secret) })).status).toBe(200)
})
