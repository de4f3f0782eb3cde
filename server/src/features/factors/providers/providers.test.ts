import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '../../../kit/db/ids.ts'
import { createWorld, type Browser, type World } from '../../../testing/world.ts'
import { forgetPassword, signedIn, someone } from '../sign-in/signed-in-fixture.ts'
import { appHolder, codeNow } from '../totp/authenticator-app-fixture.ts'
import { openProvider, type Resident, type TestProvider } from './provider-fixture.ts'

let world: World
let provider: TestProvider
const ids = ['house', 'mirror', 'stranger']
beforeAll(async () => {
  provider = await openProvider(ids.map((id) => `http://localhost:3000/api/sign-in/callback/${id}`))
  const { issuer, clientId, clientSecret } = provider
  const about = { kind: 'other', clientId, clientSecret }
  world = await createWorld({
    SIGN_INS_PER_MINUTE: '100000',
    SIGN_IN_PROVIDERS: JSON.stringify([
      { ...about, id: 'house', name: 'House', issuer },
      { ...about, id: 'mirror', name: 'Mirror', issuer },
      { ...about, id: 'stranger', name: 'Stranger', issuer: `${issuer}/elsewhere` },
    ]),
  })
})
afterAll(async () => {
  await world.close()
  await provider.close()
})

/** Somebody who is known at the provider. */
function resident(about: Resident = {}): string {
  const subject = newId()
  provider.people.set(subject, { email: `${subject}@example.test`, email_verified: true, name: 'Grace', ...about })
  return subject
}

const start = (browser: Browser, body: Record<string, unknown> = {}) =>
  browser.post('/api/v1/sign-in/provider', { provider: 'house', ...body })

/** To the provider and back; answers the address that the browser comes back with. */
async function travel(browser: Browser, subject: string | undefined, body: Record<string, unknown> = {}) {
  provider.visitor = subject
  const { status, body: answer } = await start(browser, body)
  expect(status).toBe(200)
  const back = await provider.visit(answer.url)
  return `${back.pathname}${back.search}`
}

const arrive = async (browser: Browser, subject: string | undefined, body: Record<string, unknown> = {}) =>
  browser.get(await travel(browser, subject, body))

const here = (path: string) => ({ status: 303, headers: { location: `http://localhost:3000${path}` } })
const problem = (code: string) => here(`/sign-in?problem=${code}`)
const meOf = async (browser: Browser) => (await browser.get('/api/v1/me')).body.account

const refusals = async () =>
  (
    await world.owner.query<{ details: { reason: string } }>(
      `select details from auth.security_event where kind = 'provider-refused' order by id desc limit 1`,
    )
  ).rows[0]?.details

// the first refusal of a minute is written at once, those that follow are gathered
test('turning back at the provider is no failure', async () => {
  expect(await arrive(world.browser(), undefined)).toMatchObject(problem('provider-cancelled'))
  expect(await refusals()).toMatchObject({ provider: 'house', reason: 'access_denied' })
})

test('whoever comes for the first time gets an account, whoever comes again the same one', async () => {
  const subject = resident({ email: 'Grace.Hopper@Example.test' })
  const browser = world.browser()
  expect(await arrive(browser, subject, { next: '/riverside/today' })).toMatchObject(here('/riverside/today'))
  const account = await meOf(browser)
  expect(account).toMatchObject({ name: 'Grace', email: 'grace.hopper@example.test', hasSecondFactor: false })
  expect((await browser.get('/api/v1/me/factors')).body).toMatchObject({
    hasPassword: false,
    providers: [{ name: 'House', email: 'grace.hopper@example.test' }],
    confirmBy: [],
  })
  const elsewhere = world.browser()
  expect(await arrive(elsewhere, subject)).toMatchObject(here('/'))
  expect((await meOf(elsewhere)).id).toBe(account.id)
  const { rows } = await world.owner.query(
    `select provider_id, account_id, access_token, refresh_token, id_token, password from auth.account where user_id = $1`,
    [account.id],
  )
  expect(rows).toEqual([
    {
      provider_id: provider.issuer,
      account_id: subject,
      access_token: null,
      refresh_token: null,
      id_token: null,
      password: null,
    },
  ])
})

test('another address at the provider leads to the same account, which keeps its own', async () => {
  const subject = resident()
  const browser = world.browser()
  await arrive(browser, subject)
  const before = await meOf(browser)
  const taken = await someone(world)
  provider.people.set(subject, { email: taken.email, email_verified: true, name: 'Other' })
  const again = world.browser()
  expect(await arrive(again, subject)).toMatchObject(here('/'))
  expect(await meOf(again)).toMatchObject({ id: before.id, email: before.email, name: 'Grace' })
})

test('an identity is never put to an account because the address is the same', async () => {
  const known = await someone(world)
  const browser = world.browser()
  expect(await arrive(browser, resident({ email: known.email.toUpperCase() }))).toMatchObject(problem('address-in-use'))
  expect((await browser.get('/api/v1/me')).status).toBe(401)
  const { rows } = await world.owner.query('select provider_id from auth.account where user_id = $1', [known.id])
  expect(rows).toEqual([{ provider_id: 'credential' }])
})

test('an address that the provider does not vouch for makes no account', async () => {
  for (const about of [
    { email_verified: false },
    { email_verified: undefined },
    { email: undefined },
  ] satisfies Resident[]) {
    const browser = world.browser()
    expect(await arrive(browser, resident(about))).toMatchObject(problem('provider-failed'))
    expect((await browser.get('/api/v1/me')).status).toBe(401)
  }
})

test('an account with a second factor is asked for it here, too', async () => {
  const { id, browser, secret } = await appHolder(world)
  const subject = resident()
  await link(browser, subject)
  const elsewhere = world.browser()
  const second = here('/sign-in/second-factor?next=%2Friverside')
  expect(await arrive(elsewhere, subject, { next: '/riverside' })).toMatchObject(second)
  expect((await elsewhere.get('/api/v1/me')).status).toBe(401)
  const shown = await elsewhere.post('/api/v1/sign-in/second-factor', { method: 'totp', code: codeNow(secret) })
  expect(shown).toMatchObject({ status: 200, body: { account: { id } } })
  const { rows } = await world.owner.query(
    `select method from auth.session where user_id = $1 order by created_at desc limit 1`,
    [id],
  )
  expect(rows[0].method).toBe('provider')
})

test('an answer with another state, to another provider or without one ends nothing', async () => {
  const browser = world.browser()
  const back = await travel(browser, resident())
  const altered = (change: (url: URL) => void) => {
    const url = new URL(back, 'http://localhost:3000')
    change(url)
    return `${url.pathname}${url.search}`
  }
  const wrongs = [
    altered((url) => url.searchParams.set('state', 'another')),
    altered((url) => url.searchParams.delete('state')),
    altered((url) => (url.pathname = '/api/sign-in/callback/mirror')),
  ]
  for (const wrong of wrongs) expect(await browser.get(wrong)).toMatchObject(problem('provider-failed'))
  expect((await browser.get('/api/sign-in/callback/unknown?code=x&state=y')).status).toBe(404)
  // whoever sends a browser a wrong answer does not end its journey
  expect(await browser.get(back)).toMatchObject(here('/'))
})

test('a stolen answer is worth nothing in another browser', async () => {
  const [victim, thief] = [world.browser(), world.browser()]
  const back = await travel(victim, resident())
  expect(await thief.get(back)).toMatchObject(problem('provider-failed'))
  // nor with a journey of the thief's own: the code belongs to the other's verifier
  const own = new URL(await travel(thief, resident()), 'http://localhost:3000')
  own.searchParams.set('code', new URL(back, 'http://localhost:3000').searchParams.get('code') ?? '')
  expect(await thief.get(`${own.pathname}${own.search}`)).toMatchObject(problem('provider-failed'))
  expect((await thief.get('/api/v1/me')).status).toBe(401)
})

test('an answer is taken once', async () => {
  const browser = world.browser()
  const back = await travel(browser, resident())
  const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  expect(await browser.get(back)).toMatchObject(here('/'))
  expect(await world.browser().call('GET', back, { headers: { cookie } })).toMatchObject(problem('provider-failed'))
})

test('an ID token for another nonce, or an answer in another issuer’s name, is refused', async () => {
  const browser = world.browser()
  provider.visitor = resident()
  const address = new URL((await start(browser)).body.url)
  expect(address.searchParams.get('code_challenge_method')).toBe('S256')
  address.searchParams.set('nonce', 'another')
  const back = await provider.visit(address.href)
  expect(await browser.get(`${back.pathname}${back.search}`)).toMatchObject(problem('provider-failed'))
  const other = world.browser()
  const mixed = new URL(await travel(other, resident()), 'http://localhost:3000')
  mixed.searchParams.set('iss', 'https://evil.test')
  expect(await other.get(`${mixed.pathname}${mixed.search}`)).toMatchObject(problem('provider-failed'))
})

test('an ID token that another key signed is refused', async () => {
  provider.liesAboutKeys = true
  const browser = world.browser()
  expect(await arrive(browser, resident(), { provider: 'mirror' })).toMatchObject(problem('provider-failed'))
  provider.liesAboutKeys = false
  expect((await browser.get('/api/v1/me')).status).toBe(401)
})

test('a provider that is unknown, away or says that it is another is not gone to', async () => {
  const browser = world.browser()
  expect(await start(browser, { provider: 'nowhere' })).toMatchObject({ status: 400, body: { code: 'invalid-input' } })
  expect(await start(browser, { provider: 'stranger' })).toMatchObject({ status: 503, body: { code: 'unavailable' } })
  for (const next of ['//evil.test', 'https://evil.test', '/\\evil.test', 'evil'])
    expect(await start(browser, { next })).toMatchObject({ status: 400, body: { code: 'invalid-input' } })
})

test('a sign-in leads nowhere but to our own origin', async () => {
  const browser = world.browser()
  expect(await arrive(browser, resident(), { next: '/\t/evil.test' })).toMatchObject(here('/'))
})

test('an answer that a provider sends as a form is asked for again with our cookie', async () => {
  const browser = world.browser()
  const back = new URL(await travel(browser, resident({ name: '' })), 'http://localhost:3000')
  const form = Object.fromEntries(back.searchParams)
  const user = JSON.stringify({ name: { firstName: 'Ada', lastName: 'Lovelace' }, email: 'ignored@example.test' })
  const sent = await browser.sendForm(back.pathname, { ...form, user })
  expect(sent).toMatchObject({ status: 303 })
  const again = new URL(sent.headers.location ?? '')
  expect(again.origin + again.pathname).toBe('http://localhost:3000/api/sign-in/callback/house')
  expect(Object.fromEntries(again.searchParams)).toEqual({ ...form, name: 'Ada Lovelace' })
  expect(await browser.get(`${again.pathname}${again.search}`)).toMatchObject(here('/'))
  expect((await meOf(browser)).name).toBe('Ada Lovelace')
})

/** Connects an identity to the account that the browser is signed in to. */
async function link(browser: Browser, subject: string | undefined) {
  provider.visitor = subject
  const begun = await browser.post('/api/v1/me/providers', { provider: 'house' })
  expect(begun.status).toBe(200)
  const back = await provider.visit(begun.body.url)
  return browser.get(`${back.pathname}${back.search}`)
}

test('a signed-in account connects an identity, signs in by it and lets go of it', async () => {
  const { id, browser } = await signedIn(world)
  const subject = resident()
  expect(await link(browser, subject)).toMatchObject(here('/account?linked=house'))
  const { providers } = (await browser.get('/api/v1/me/factors')).body
  expect(providers).toMatchObject([{ name: 'House', email: `${subject}@example.test` }])
  const elsewhere = world.browser()
  expect(await arrive(elsewhere, subject)).toMatchObject(here('/'))
  expect((await meOf(elsewhere)).id).toBe(id)
  const unlink = (from: Browser) => from.call('DELETE', `/api/v1/me/providers/${providers[0].id}`)
  expect((await unlink((await signedIn(world)).browser)).status).toBe(404)
  expect(await unlink(browser)).toMatchObject({ status: 200, body: { providers: [] } })
  expect((await unlink(browser)).status).toBe(404)
  const after = world.browser()
  await arrive(after, subject)
  expect((await meOf(after)).id).not.toBe(id)
})

test('an identity that leads to one account is not connected to another', async () => {
  const subject = resident()
  const first = world.browser()
  await arrive(first, subject)
  const { browser } = await signedIn(world)
  expect(await link(browser, subject)).toMatchObject(here('/account?problem=identity-taken'))
  expect((await browser.get('/api/v1/me/factors')).body.providers).toEqual([])
  expect(await link(browser, undefined)).toMatchObject(here('/account?problem=provider-cancelled'))
})

test('whoever was signed out on the way connects nothing', async () => {
  const { id, browser } = await signedIn(world)
  provider.visitor = resident()
  const begun = await browser.post('/api/v1/me/providers', { provider: 'house' })
  const back = await provider.visit(begun.body.url)
  await world.owner.query('delete from auth.session where user_id = $1', [id])
  expect(await browser.get(`${back.pathname}${back.search}`)).toMatchObject(here('/account?problem=provider-failed'))
})

test('the last way in stays', async () => {
  const { id, browser } = await signedIn(world)
  await link(browser, resident())
  const { providers } = (await browser.get('/api/v1/me/factors')).body
  await forgetPassword(world, id)
  expect(await browser.call('DELETE', `/api/v1/me/providers/${providers[0].id}`)).toMatchObject({
    status: 409,
    body: { code: 'last-way-in' },
  })
})

test('an account that was made with another’s address and never confirmed keeps nobody out, and is nobody’s', async () => {
  const email = `${newId()}@example.test`
  const squatter = world.browser()
  await squatter.post('/api/auth/sign-up/email', { name: 'Mallory', email, password: 'the squatter’s words' })
  const browser = world.browser()
  expect(await arrive(browser, resident({ email }))).toMatchObject(here('/'))
  expect(await meOf(browser)).toMatchObject({ email, name: 'Grace' })
  const late = await squatter.post('/api/auth/sign-in/email', { email, password: 'the squatter’s words' })
  expect(late.status).toBe(401)
  expect((await browser.get('/api/v1/me/factors')).body.hasPassword).toBe(false)
})

test('at a shared machine whoever the provider still remembers does not get past the lock of their screen', async () => {
  const subject = resident()
  const browser = world.browser()
  await arrive(browser, subject)
  await browser.call('PUT', '/api/v1/desk', { body: { lockAfterMinutes: 10 }, headers: { 'if-match': '*' } })
  await browser.call('PUT', '/api/v1/me/pin', { body: { pin: '2580' }, headers: { 'if-match': '*' } })
  await browser.post('/api/v1/desk/lock')
  provider.visitor = subject
  const { body } = await start(browser, { next: '/riverside/today' })
  const asked = new URL(body.url)
  expect([asked.searchParams.get('prompt'), asked.searchParams.get('max_age')]).toEqual(['login', '0'])
  // as a provider that asks nobody again, or somebody who takes the question out of the address
  asked.searchParams.delete('prompt')
  asked.searchParams.delete('max_age')
  const back = await provider.visit(asked.href)
  expect(await browser.get(`${back.pathname}${back.search}`)).toMatchObject(here('/sign-in?next=%2Friverside%2Ftoday'))
  expect((await browser.get('/api/v1/me')).status).toBe(401)
  const { seats } = (await browser.get('/api/v1/sign-in')).body
  expect(seats).toMatchObject([{ name: 'Grace', hasPin: true }])
  expect((await browser.post('/api/v1/desk/unlock', { seatId: seats[0].id, pin: '2580' })).status).toBe(200)
  // it proved nothing that would confirm
  expect(await browser.post('/api/v1/me/totp')).toMatchObject({ status: 403, body: { code: 'confirmation-needed' } })
})

test('at a shared machine whoever signs in at the provider anew goes on', async () => {
  const subject = resident()
  const browser = world.browser()
  await arrive(browser, subject)
  await browser.call('PUT', '/api/v1/desk', { body: { lockAfterMinutes: 10 }, headers: { 'if-match': '*' } })
  await browser.post('/api/v1/desk/lock')
  expect(await arrive(browser, subject)).toMatchObject(here('/'))
  expect((await browser.get('/api/v1/me')).status).toBe(200)
  expect((await browser.get('/api/v1/sign-in')).body.seats).toEqual([])
})
