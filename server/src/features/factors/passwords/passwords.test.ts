import { createHash } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { hashRanges } from '../../../adapters/breached-passwords/client.ts'
import { createLog } from '../../../kit/log/log.ts'
import { createWorld, type Browser, type Person, type World } from '../../../testing/world.ts'
import { createPasswordCheck } from './stolen.ts'

const log = createLog('silent')
const password = 'correct horse battery'
const owner = { name: 'Ada Lovelace', email: 'ada.lovelace@heron.example' }

describe('the list that ships', () => {
  const isStolen = createPasswordCheck({ log })

  test.each([
    ['basketball'],
    ['password12345'],
    ['Password!!2024'],
    ['P4ssw0rd1234'],
    ['qwertyuiop'],
    ['aaaaaaaaaaaa'],
    ['abcabcabcabc'],
    ['1234567890'],
    ['abcdefghij'],
    ['abcde12345'],
    ['asdfghjkl123'],
    ['adalovelace'],
    ['Ada-Lovelace-99'],
    ['lovelaceheron1'],
    ['polyclinic2026'],
  ])('refuses %s', async (typed) => expect(await isStolen(typed, owner)).toBe(true))

  test.each([
    [password],
    ['a whole new phrase'],
    ['Winter in Berlin 2026'],
    ['tr4mline-harbour-9'],
    ['Ada reads in the garden'],
    ['süß wie Honig am Morgen'],
  ])('lets “%s” pass', async (typed) => expect(await isStolen(typed, owner)).toBe(false))

  test('costs little, however long and odd it is', async () => {
    const before = process.cpuUsage()
    for (const typed of ['a1'.repeat(64), `${'!'.repeat(127)}a`, '@$0'.repeat(42), '\u{1f600}'.repeat(60)])
      await isStolen(typed, owner)
    expect(process.cpuUsage(before).user).toBeLessThan(500_000)
  })
})

describe('a service of k-anonymity', () => {
  const asked: { url?: string; padding?: string | string[] }[] = []
  let mode: 'answers' | 'fails' | 'hangs' = 'answers'
  const sha1 = (text: string) => createHash('sha1').update(text).digest('hex').toUpperCase()
  let server: Server
  let url: string
  beforeAll(async () => {
    server = createServer((request, response) => {
      asked.push({ url: request.url, padding: request.headers['add-padding'] })
      if (mode === 'hangs') return
      if (mode === 'fails') {
        response.statusCode = 503
        response.end()
        return
      }
      const padded = sha1('padded phrase of nobody').slice(5)
      response.end(`${'0'.repeat(35)}:3\r\n${sha1('seen in a breach').slice(5)}:17\r\n${padded}:0\r\n`)
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/range/`
  })
  afterAll(() => {
    server.closeAllConnections()
    server.close()
  })

  test('is told five digits, never the password', async () => {
    const isStolen = createPasswordCheck({ log, range: hashRanges(url) })
    expect(await isStolen('seen in a breach', owner)).toBe(true)
    expect(asked.at(-1)).toEqual({ url: `/range/${sha1('seen in a breach').slice(0, 5)}`, padding: 'true' })
    expect(await isStolen('padded phrase of nobody', owner)).toBe(false)
    expect(await isStolen('never seen anywhere', owner)).toBe(false)
  })

  test('that is away leaves the decision to the list', async () => {
    const warnings: unknown[] = []
    const noting = { ...log, warn: (...all: unknown[]) => void warnings.push(all) } as typeof log
    for (const broken of [hashRanges('http://127.0.0.1:9/range'), hashRanges(url)]) {
      mode = 'fails'
      const isStolen = createPasswordCheck({ log: noting, range: broken })
      expect(await isStolen('seen in a breach', owner)).toBe(false)
      expect(await isStolen('basketball', owner)).toBe(true)
    }
    expect(warnings).toHaveLength(2)
    expect(JSON.stringify(warnings)).not.toContain('breach')
  })

  test('that never answers is given up', async () => {
    mode = 'hangs'
    expect(await createPasswordCheck({ log, range: hashRanges(url) })('seen in a breach', owner)).toBe(false)
  })
})

describe('a new password', () => {
  let world: World
  beforeAll(async () => void (world = await createWorld({ SIGN_INS_PER_MINUTE: '100000' })))
  afterAll(() => world.close())
  afterEach(() => vi.useRealTimers())

  const signedIn = async (person: Person): Promise<Browser> => {
    const browser = world.browser()
    expect((await browser.signIn(person.email, password)).status).toBe(200)
    return browser
  }
  const change = (browser: Browser, newPassword: string) => browser.post('/api/v1/me/password', { newPassword })
  const status = async (browser: Browser) => (await browser.get('/api/v1/me')).status

  test('ends every other session, seat, token and application, and gives this one a new token', async () => {
    const person = await world.account('Ada', password)
    const [here, there, locked] = [await signedIn(person), await signedIn(person), await signedIn(person)]
    const { body: seat } = await locked.post('/api/v1/desk/lock')
    const program = (await here.post('/api/v1/me/tokens', { name: 'Script' })).body
    const { token } = (await there.get('/api/auth/token')).body
    const jwt = () => world.anybody.call('GET', '/api/v1/me', { headers: { authorization: `Bearer ${token}` } })
    expect((await jwt()).status).toBe(200)
    await world.owner.query(
      `insert into auth.oauth_record (model, id_hash, payload, user_id, expires_at) values ('RefreshToken', '\\x02', '{}', $1, now() + interval '1 hour')`,
      [person.accountId],
    )
    const before = new Map(here.cookies)

    // the session that the account was made with, there, the program; and a seat
    expect(await change(here, 'a whole new phrase')).toMatchObject({ status: 200, body: { ended: 4 } })
    expect(await status(here)).toBe(200)
    expect(await status(there)).toBe(401)
    const unlocked = await locked.post('/api/v1/desk/unlock', { seatId: seat.seatId, password: 'a whole new phrase' })
    expect(unlocked.status).toBe(410)
    expect((await here.post('/api/v1/tokens', { refreshToken: program.refreshToken })).status).toBe(401)
    expect(
      (await world.owner.query('select from auth.oauth_record where user_id = $1', [person.accountId])).rowCount,
    ).toBe(0)
    const old = world.browser()
    for (const [name, value] of before) old.cookies.set(name, value)
    expect(await status(old)).toBe(401)
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 16_000 })
    expect((await jwt()).status).toBe(401)
    vi.useRealTimers()
    expect((await world.browser().signIn(person.email, password)).status).toBe(401)
    expect((await world.browser().signIn(person.email, 'a whole new phrase')).status).toBe(200)
    await world.application.workers?.drain()
    expect(world.application.mails().map(({ to, subject }) => [to, subject])).toContainEqual([
      person.email,
      'Your password was changed',
    ])
    const { rows } = await world.owner.query(
      `select kind from auth.security_event where user_id = $1 and kind = 'password-changed'`,
      [person.accountId],
    )
    expect(rows).toHaveLength(1)
  })

  test('that is stolen, short or of the person’s own words is refused where it stands', async () => {
    const person = await world.account('Ada Lovelace', password)
    const browser = await signedIn(person)
    for (const typed of ['basketball', 'adalovelace1', 'short'])
      expect(await change(browser, typed)).toMatchObject({
        status: 400,
        body: { code: 'invalid-input', data: { issues: [{ path: ['body', 'newPassword'] }] } },
      })
    expect((await world.browser().signIn(person.email, password)).status).toBe(200)
  })

  test('needs a fresh proof of who I am', async () => {
    const person = await world.account('Ada', password)
    const browser = await signedIn(person)
    await world.owner.query(`update auth.session set authenticated_at = now() - interval '11 minutes'`)
    expect((await change(browser, 'a whole new phrase')).body.code).toBe('confirmation-needed')
  })

  test('can be an account’s first', async () => {
    const person = await world.account('Ada')
    const answer = await person.post('/api/v1/me/password', { newPassword: 'a whole new phrase' })
    expect(answer).toMatchObject({ status: 200, body: { ended: 0 } })
    expect((await person.get('/api/v1/me')).status).toBe(200)
    expect((await world.browser().signIn(person.email, 'a whole new phrase')).status).toBe(200)
  })

  test('is refused alike when signing up', async () => {
    const browser = world.browser()
    const signUp = (typed: string) =>
      browser.post('/api/auth/sign-up/email', { name: 'Eve', email: 'eve@example.test', password: typed })
    expect(await signUp('basketball')).toMatchObject({ status: 400, body: { code: 'PASSWORD_COMPROMISED' } })
    expect(await signUp('short')).toMatchObject({ status: 400, body: { code: 'PASSWORD_TOO_SHORT' } })
    const long = { name: 'E'.repeat(300), email: 'eve@example.test', password: 'basketball' }
    expect((await browser.post('/api/auth/sign-up/email', long)).status).toBe(400)
    expect((await signUp(password)).status).toBe(200)
  })

  test('that the database did not take leaves everything as it was', async () => {
    const person = await world.account('Ada', password)
    const [here, there] = [await signedIn(person), await signedIn(person)]
    // the event is written last: refuse it, and nothing of the change may stay
    await world.owner.query(
      `alter table auth.security_event add constraint broken check (kind <> 'password-changed') not valid`,
    )
    expect((await change(here, 'a whole new phrase')).status).toBe(500)
    await world.owner.query('alter table auth.security_event drop constraint broken')
    expect((await world.browser().signIn(person.email, password)).status).toBe(200)
    expect(await status(there)).toBe(200)
  })
})
