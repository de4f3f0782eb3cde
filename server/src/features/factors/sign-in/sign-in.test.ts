import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { createWorld, type Browser, type Person, type World } from '../../../testing/world.ts'
import { cookie, cookieIn } from '../../identity/public.ts'

let world: World
beforeAll(async () => void (world = await createWorld({ SIGN_INS_PER_MINUTE: '100000' })))
afterAll(() => world.close())
afterEach(() => vi.useRealTimers())

const password = 'correct horse battery'
const sessionCookie = 'polyclinic.session_token'

const rows = async (text: string, ...values: unknown[]) => (await world.owner.query(text, values)).rows
const sessionsOf = (person: Person) =>
  rows(
    'select id, token, method, device_id from auth.session where user_id = $1 and device_id is not null',
    person.accountId,
  )
const eventsOf = async (person: Person) =>
  (await rows('select kind from auth.security_event where user_id = $1 order by id', person.accountId)).map(
    ({ kind }) => kind,
  )

async function withTotp(): Promise<Person> {
  const person = await world.account('Tess Totp', password)
  await world.owner.query(`insert into auth.totp (user_id, secret_sealed, confirmed_at) values ($1, '\\x00', now())`, [
    person.accountId,
  ])
  await world.owner.query(`insert into auth.recovery_code (user_id, code_hash) values ($1, '\\x00')`, [
    person.accountId,
  ])
  return person
}

async function signedIn(person: Person, browser: Browser = world.browser()): Promise<Browser> {
  expect((await browser.signIn(person.email, password)).status).toBe(200)
  return browser
}

const meOf = (browser: Browser) => browser.get('/api/v1/me')
const later = (milliseconds: number) => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + milliseconds })
}

test('a right password begins a session of this browser, and nothing of it is told to scripts', async () => {
  const person = await world.account('Ada', password)
  const browser = world.browser()
  const answer = await browser.signIn(person.email.toUpperCase(), password)
  expect(answer).toMatchObject({ status: 200, body: { user: { id: person.accountId } } })
  expect([...browser.cookies.keys()].toSorted()).toEqual(['polyclinic.device', sessionCookie])
  const [session] = await sessionsOf(person)
  expect(session).toMatchObject({ method: 'password' })
  expect(JSON.stringify(answer.body)).not.toContain(session.token)
  const got = await browser.get('/api/auth/get-session')
  expect(got.body.user.email).toBe(person.email)
  expect(JSON.stringify(got.body)).not.toContain(session.token)
  expect(got.headers['set-auth-jwt']).toBeUndefined()
  expect(await eventsOf(person)).toEqual(['signed-in'])
})

test('a right password of an account with a second factor begins nothing that any address honours', async () => {
  const person = await withTotp()
  const browser = world.browser()
  const answer = await browser.signIn(person.email, password)
  expect(answer).toMatchObject({ status: 200, body: { secondFactor: ['totp', 'recovery-code'] } })
  expect([...browser.cookies.keys()]).toEqual(['polyclinic.sign_in'])
  expect(await sessionsOf(person)).toEqual([])
  expect((await meOf(browser)).status).toBe(401)
  expect((await browser.get('/api/auth/get-session')).body).toBeNull()
  expect((await browser.get('/api/auth/token')).status).toBe(401)
  expect((await browser.get('/api/v1/sign-in')).body).toMatchObject({ waiting: { methods: ['totp', 'recovery-code'] } })
  expect((await world.browser().get('/api/v1/sign-in')).body).not.toHaveProperty('waiting')
  // the cookie of the waiting sign-in is no session either
  const planted = world.browser()
  planted.cookies.set(sessionCookie, browser.cookies.get('polyclinic.sign_in') ?? '')
  expect((await meOf(planted)).status).toBe(401)
})

test('a sign-in that the database does not take leaves no session, no device and no cookie', async () => {
  const person = await world.account('Ada', password)
  const devices = async () => (await rows('select from auth.device')).length
  const before = await devices()
  await world.owner.query(`alter table auth.security_event add constraint broken check (kind <> 'signed-in') not valid`)
  const browser = world.browser()
  expect((await browser.signIn(person.email, password)).status).toBe(500)
  await world.owner.query('alter table auth.security_event drop constraint broken')
  expect(browser.cookies.size).toBe(0)
  expect(await sessionsOf(person)).toEqual([])
  expect(await devices()).toBe(before)
})

test('a session that was planted before signing in is not taken over and does not outlive it', async () => {
  const [attacker, victim] = [await world.account('Mallory', password), await world.account('Ada', password)]
  const evil = await signedIn(attacker)
  const planted = evil.cookies.get(sessionCookie) ?? ''
  const browser = world.browser()
  browser.cookies.set(sessionCookie, planted)
  await signedIn(victim, browser)
  expect(browser.cookies.get(sessionCookie)).not.toBe(planted)
  expect((await meOf(browser)).body.account.id).toBe(victim.accountId)
  expect((await meOf(evil)).status).toBe(401)
})

test('a cookie that somebody else signed is no cookie', async () => {
  const person = await world.account('Ada', password)
  await signedIn(person)
  const [{ token }] = (await sessionsOf(person)) as [{ token: string }]
  for (const value of [token, `${token}.`, `${token}.AAAA`, `${token}.${Buffer.alloc(32).toString('base64')}`]) {
    const browser = world.browser()
    browser.cookies.set(sessionCookie, encodeURIComponent(value))
    expect((await meOf(browser)).status).toBe(401)
    expect((await browser.get('/api/auth/get-session')).body).toBeNull()
  }
})

test('signing out ends the cookie at once, its JWT within a minute, and is written down', async () => {
  const person = await world.account('Ada', password)
  const browser = await signedIn(person)
  const { token } = (await browser.get('/api/auth/token')).body
  const program = () => world.anybody.call('GET', '/api/v1/me', { headers: { authorization: `Bearer ${token}` } })
  expect((await program()).status).toBe(200)
  const stolen = new Map(browser.cookies)
  await browser.post('/api/auth/sign-out')
  expect(browser.cookies.has(sessionCookie)).toBe(false)
  for (const [name, value] of stolen) browser.cookies.set(name, value)
  expect((await meOf(browser)).status).toBe(401)
  later(16_000)
  expect((await program()).status).toBe(401)
  expect(await eventsOf(person)).toEqual(['signed-in', 'signed-out'])
})

test('Better Auth does not honour a session that is over its limits', async () => {
  const person = await world.account('Ada', password)
  const place = await world.organization()
  await place.join(person, 'nurse')
  await world.owner.query('insert into control.security_policies (organization_id, idle_minutes) values ($1, 5)', [
    place.id,
  ])
  const browser = await signedIn(person)
  expect((await browser.get('/api/auth/token')).status).toBe(200)
  await world.owner.query(`update auth.session set last_active_at = now() - interval '6 minutes' where user_id = $1`, [
    person.accountId,
  ])
  expect((await browser.get('/api/auth/token')).status).toBe(401)
  expect((await browser.get('/api/auth/get-session')).body).toBeNull()
  expect((await meOf(browser)).status).toBe(401)
})

test('of Better Auth only what is listed answers', async () => {
  const endpoints = Object.values(world.application.auth.api as Record<string, { path?: string; options?: object }>)
  const browser = await signedIn(await world.account('Ada', password))
  const answered: string[] = []
  for (const { path, options } of endpoints) {
    if (!path) continue
    for (const method of [(options as { method: string | string[] }).method].flat()) {
      const url = `/api/auth${path.replaceAll(/:\w+/g, 'x')}`
      const { status } = await browser.call(method, url, method === 'GET' ? {} : { body: {} })
      if (status !== 404) answered.push(`${method} ${path}`)
    }
  }
  expect([...new Set(answered)].toSorted()).toEqual([
    'GET /error',
    'GET /get-session',
    'GET /jwks',
    'GET /ok',
    'GET /reset-password/:token',
    'GET /token',
    'GET /verify-email',
    'POST /request-password-reset',
    'POST /reset-password',
    'POST /send-verification-email',
    'POST /sign-in/email',
    'POST /sign-out',
    'POST /sign-up/email',
  ])
  for (const url of ['/sign-in/email/', '//sign-in/email', '/sign-in%2Femail', '/update-user'])
    expect((await browser.post(`/api/auth${url}`)).status, url).toBe(404)
})

test('another site signs nobody in and nobody out', async () => {
  const person = await world.account('Ada', password)
  const browser = await signedIn(person)
  const body = { email: person.email, password }
  for (const headers of [{ origin: 'https://evil.test' }, { 'sec-fetch-site': 'cross-site' }] as Record<
    string,
    string
  >[]) {
    expect((await world.browser().post('/api/auth/sign-in/email', body, headers)).status).toBe(403)
    expect((await browser.post('/api/auth/sign-out', {}, headers)).status).toBe(403)
  }
  expect((await meOf(browser)).status).toBe(200)
})

test('the link that confirms an address does not pass a second factor, nor replaces who is signed in', async () => {
  const person = await withTotp()
  await world.owner.query('update auth."user" set email_verified = false where id = $1', [person.accountId])
  const browser = world.browser()
  expect((await browser.signIn(person.email, password)).status).toBe(403)
  await browser.post('/api/auth/send-verification-email', { email: person.email })
  await world.application.workers?.drain()
  const mail = world.application.mails().find(({ to }) => to === person.email)
  const link = new URL(/https?:\/\/\S+/.exec(mail?.text ?? '')?.[0] ?? '')
  const other = await signedIn(await world.account('Olga', password))
  const before = other.cookies.get(sessionCookie)
  expect((await browser.get(`${link.pathname}${link.search}`)).status).toBeLessThan(400)
  expect([...browser.cookies.keys()]).toEqual(['polyclinic.sign_in'])
  expect((await meOf(browser)).status).toBe(401)
  expect(await sessionsOf(person)).toEqual([])
  await other.get(`${link.pathname}${link.search}`)
  expect(other.cookies.get(sessionCookie)).toBe(before)
})

test('a password chosen by a mailed link ends everything that was signed in with the old one', async () => {
  const person = await world.account('Ada', password)
  const [here, there] = [await signedIn(person), await signedIn(person)]
  await there.post('/api/v1/desk/lock')
  const program = await here.post('/api/v1/me/tokens', { name: 'Script' })
  await world.owner.query(
    `insert into auth.oauth_record (model, id_hash, payload, user_id, expires_at) values ('AccessToken', '\\x01', '{}', $1, now() + interval '1 hour')`,
    [person.accountId],
  )
  await here.post('/api/auth/request-password-reset', { email: person.email, redirectTo: '/reset' })
  await world.application.workers?.drain()
  const mail = world.application.mails().find(({ to }) => to === person.email)
  const link = new URL(/https?:\/\/\S+/.exec(mail?.text ?? '')?.[0] ?? '')
  const token = link.pathname.split('/').at(-1)
  const answer = await world.browser().post('/api/auth/reset-password', { token, newPassword: 'password12345' })
  expect(answer).toMatchObject({ status: 400, body: { code: 'PASSWORD_COMPROMISED' } })
  await world.browser().post('/api/auth/reset-password', { token, newPassword: 'a whole new phrase' })
  expect((await meOf(here)).status).toBe(401)
  expect((await there.get('/api/v1/sign-in')).body.seats).toEqual([])
  expect((await here.post('/api/v1/tokens', { refreshToken: program.body.refreshToken })).status).toBe(401)
  expect(await rows('select from auth.oauth_record where user_id = $1', person.accountId)).toEqual([])
  expect(await eventsOf(person)).toContain('password-reset')
  later(16_000)
  expect((await person.get('/api/v1/me')).status).toBe(401)
})

async function signedUpWith(email: string): Promise<{ browser: Browser; path: string }> {
  const browser = world.browser()
  await browser.post('/api/auth/sign-up/email', { name: 'Ada', email, password })
  await world.application.workers?.drain()
  const mail = world.application.mails().find(({ to }) => to === email)
  const link = new URL(/https?:\/\/\S+/.exec(mail?.text ?? '')?.[0] ?? '')
  return { browser, path: `${link.pathname}${link.search}` }
}

test('the link that confirms an address signs in where the password was typed, once, and nowhere else', async () => {
  const { browser, path } = await signedUpWith('own@example.test')
  expect((await browser.get(path)).status).toBeLessThan(400)
  expect((await meOf(browser)).body.account.email).toBe('own@example.test')
  await browser.post('/api/auth/sign-out')
  await browser.get(path)
  expect((await meOf(browser)).status).toBe(401)
})

test('an account that somebody made with another’s address does not become theirs by the mailed link', async () => {
  const { browser: attacker, path } = await signedUpWith('victim@example.test')
  const victim = world.browser()
  // the victim signs up, too, which answers alike
  expect(
    (
      await victim.post('/api/auth/sign-up/email', {
        name: 'Vic',
        email: 'victim@example.test',
        password: 'my own long words',
      })
    ).status,
  ).toBe(200)
  expect(victim.cookies.has('polyclinic.sign_up')).toBe(true)
  // and, asked whether the address is theirs, says so
  expect((await victim.get(path)).status).toBe(200)
  expect((await victim.post(path)).status).toBe(302)
  expect((await meOf(victim)).status).toBe(401)
  expect((await meOf(attacker)).status).toBe(401)
  expect(
    await rows(
      `select 1 from auth.session s join auth."user" u on u.id = s.user_id where u.email = 'victim@example.test'`,
    ),
  ).toEqual([])
})

test('no other page can sign a browser in as somebody by a link of their own', async () => {
  const { path } = await signedUpWith('mallory@example.test')
  const victim = world.browser()
  for (const method of ['GET', 'POST']) await victim.call(method, path)
  expect([...victim.cookies.keys()]).toEqual([])
})

test('a value that was signed for one cookie is none under the name of another', async () => {
  const person = await world.account('Ada', password)
  const browser = await signedIn(person)
  await browser.call('PUT', '/api/v1/desk', { body: { lockAfterMinutes: 5 }, headers: { 'if-match': '*' } })
  await browser.post('/api/v1/desk/lock')
  expect((await browser.get('/api/v1/sign-in')).body.seats).toHaveLength(1)
  const { config, master } = world.application.platform
  const token = decodeURIComponent(browser.cookies.get('polyclinic.device') ?? '').split('.')[0] ?? ''
  for (const name of ['session_token', 'sign_in', 'sign_up'] as const) {
    const planted = world.browser()
    const value = cookie(config, master, name, token).split(';')[0]?.split('=').slice(1).join('=') ?? ''
    planted.cookies.set('polyclinic.device', value)
    expect((await planted.get('/api/v1/sign-in')).body.seats).toEqual([])
  }
})

test('under https a cookie without its prefix is none: whoever plants one over http signs nobody in', () => {
  const { config, master } = world.application.platform
  const secure = { config: { ...config, origin: 'https://clinic.example' }, master }
  const planted = cookie(config, master, 'session_token', 'theirs').split(';')[0] ?? ''
  const own = cookie(secure.config, master, 'session_token', 'mine').split(';')[0] ?? ''
  expect(own).toMatch(/^__Secure-polyclinic\.session_token=/)
  expect(cookieIn(planted, secure, 'session_token')).toBeUndefined()
  expect(cookieIn(`${planted}; ${own}`, secure, 'session_token')).toBe('mine')
})

test('a password that is changed while somebody signs in with the old one opens nothing', async () => {
  const person = await world.account('Ada', password)
  const changing = await world.owner.connect()
  await changing.query('begin')
  await changing.query(`update auth.account set password = 'another' where user_id = $1`, [person.accountId])
  const browser = world.browser()
  const late = browser.signIn(person.email, password)
  await expect
    .poll(() => rows(`select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`))
    .toHaveLength(1)
  await changing.query('commit')
  changing.release()
  expect((await late).status).toBe(401)
  expect(await sessionsOf(person)).toEqual([])
  expect(browser.cookies.size).toBe(0)
})

test('no mailed link leads away from us with its secret, and no other link either', async () => {
  const person = await world.account('Ada', password)
  const elsewhere = [
    'https://evil.test',
    '//evil.test',
    '/\\evil.test',
    '/\t/evil.test',
    'http://localhost:3000.evil.test',
    'http://localhost:3000@evil.test',
    'javascript:alert(1)',
  ]
  const body = (address: string) => ({ email: person.email, redirectTo: address, callbackURL: address })
  for (const address of elsewhere) {
    const browser = world.browser()
    const query = `callbackURL=${encodeURIComponent(address)}`
    const answers = [
      await browser.post('/api/auth/request-password-reset', body(address)),
      await browser.post('/api/auth/send-verification-email', body(address)),
      await browser.post('/api/auth/sign-up/email', { name: 'Eve', ...body(address), password }),
      await browser.get(`/api/auth/verify-email?token=x&${query}`),
      await browser.get(`/api/auth/reset-password/${'a'.repeat(24)}?${query}`),
      await browser.get(`/api/auth/reset-password/${'a'.repeat(24)}?callbackURL=/reset&${query}`),
    ]
    expect(answers.map(({ status, headers }) => [status, headers.location])).toEqual(
      answers.map(() => [400, undefined]),
    )
  }
  await world.application.workers?.drain()
  expect(world.application.mails().filter(({ to }) => to === person.email)).toEqual([])
  expect(
    await rows(`select 1 from auth.security_event where kind = 'link-refused' and details ->> 'what' = 'redirect'`),
  ).not.toEqual([])
})

test('signing up takes what it asks for and nothing else', async () => {
  const browser = world.browser()
  const asked = { name: 'Eve', email: 'eve@example.test', password }
  for (const more of [
    { emailVerified: true },
    { image: 'A'.repeat(10_000) },
    { id: '00000000-0000-4000-8000-000000000000' },
    { deletingAt: null },
  ])
    expect((await browser.post('/api/auth/sign-up/email', { ...asked, ...more })).status).toBe(400)
  expect(await rows(`select 1 from auth."user" where email = 'eve@example.test'`)).toEqual([])
})
