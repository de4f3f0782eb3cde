import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { createWorld, type Answer, type Browser, type Person, type World } from '../../../testing/world.ts'

let world: World
beforeAll(async () => void (world = await createWorld({ SIGN_INS_PER_MINUTE: '100000' })))
afterAll(() => world.close())
afterEach(() => vi.useRealTimers())

const password = 'correct horse battery'

interface Pair {
  accessToken: string
  expiresAt: string
  refreshToken: string
}

async function signedIn(): Promise<{ person: Person; browser: Browser }> {
  const person = await world.account('Ada', password)
  const browser = world.browser()
  await browser.signIn(person.email, password)
  return { person, browser }
}

const begin = async (browser: Browser, name = 'My script'): Promise<Pair> =>
  (await browser.post('/api/v1/me/tokens', { name })).body
const refresh = (refreshToken: string): Promise<Answer> =>
  world.anybody.call('POST', '/api/v1/tokens', { body: { refreshToken } })
const meBy = (token: string) =>
  world.anybody.call('GET', '/api/v1/me', { headers: { authorization: `Bearer ${token}` } })
const eventsOf = async ({ accountId }: Person) =>
  (
    await world.owner.query('select kind from auth.security_event where user_id = $1 order by id', [accountId])
  ).rows.map(({ kind }) => kind)

test('a program of mine signs in, stands among my sessions and goes on by its refresh token', async () => {
  const { person, browser } = await signedIn()
  const answer = await browser.post('/api/v1/me/tokens', { name: 'My script' })
  expect(answer.status).toBe(201)
  const pair: Pair = answer.body
  expect(Date.parse(pair.expiresAt) - Date.now()).toBeLessThanOrEqual(300_000)
  expect((await meBy(pair.accessToken)).body.account.id).toBe(person.accountId)
  const { items } = (await browser.get('/api/v1/me/sessions')).body
  expect(items).toContainEqual(expect.objectContaining({ name: 'My script', method: 'token', isCurrent: false }))
  const next = await refresh(pair.refreshToken)
  expect(next.status).toBe(200)
  expect((await meBy(next.body.accessToken)).status).toBe(200)
  expect(next.body.refreshToken).not.toBe(pair.refreshToken)
  expect(await eventsOf(person)).toEqual(['signed-in', 'program-signed-in'])
})

test('the name is asked for, and who I am must be fresh', async () => {
  const { person, browser } = await signedIn()
  expect((await browser.post('/api/v1/me/tokens', {})).status).toBe(400)
  await world.owner.query(
    `update auth.session set authenticated_at = now() - interval '11 minutes' where user_id = $1`,
    [person.accountId],
  )
  expect((await browser.post('/api/v1/me/tokens', { name: 'x' })).body.code).toBe('confirmation-needed')
})

test('a program confirms nothing on its own, and makes no further programs', async () => {
  const { browser } = await signedIn()
  const { accessToken } = await begin(browser)
  const answer = await world.anybody.call('POST', '/api/v1/me/tokens', {
    body: { name: 'Another' },
    headers: { authorization: `Bearer ${accessToken}` },
  })
  expect(answer.body.code).toBe('confirmation-needed')
})

test('repeating the request with its key answers the same pair', async () => {
  const { browser } = await signedIn()
  const ask = () => browser.post('/api/v1/me/tokens', { name: 'Once' }, { 'idempotency-key': 'one' })
  const [first, second] = [await ask(), await ask()]
  expect(second.body).toEqual(first.body)
  const { items } = (await browser.get('/api/v1/me/sessions')).body
  expect(items.filter(({ method }: { method: string }) => method === 'token')).toHaveLength(1)
})

test('a refresh token that was used before ends the whole family', async () => {
  const { person, browser } = await signedIn()
  const first = await begin(browser)
  const second: Pair = (await refresh(first.refreshToken)).body
  const third: Pair = (await refresh(second.refreshToken)).body
  expect((await refresh(first.refreshToken)).status).toBe(401)
  expect((await refresh(third.refreshToken)).status).toBe(401)
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 16_000 })
  for (const { accessToken } of [first, second, third]) expect((await meBy(accessToken)).status).toBe(401)
  expect(await eventsOf(person)).toEqual(['signed-in', 'program-signed-in', 'refresh-token-reused'])
  expect((await browser.get('/api/v1/me')).status).toBe(200)
})

test('of two requests with one refresh token at once one wins, and the family dies with the other', async () => {
  const { browser } = await signedIn()
  for (let round = 0; round < 5; round++) {
    const { refreshToken } = await begin(browser)
    const answers = await Promise.all([refresh(refreshToken), refresh(refreshToken)])
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 401])
    const winner = answers.find(({ status }) => status === 200)?.body as Pair
    expect((await refresh(winner.refreshToken)).status).toBe(401)
  }
})

test('a token that nobody gave out, and one whose session ended, are refused alike', async () => {
  const { browser } = await signedIn()
  const { refreshToken } = await begin(browser)
  await browser.delete('/api/v1/me/sessions')
  const [ended, unknown] = [await refresh(refreshToken), await refresh('A'.repeat(43))]
  expect({ ...ended.body, requestId: '' }).toEqual({ ...unknown.body, requestId: '' })
  expect(ended.status).toBe(401)
})

test('the limits of my organizations hold for my programs, too', async () => {
  const { person, browser } = await signedIn()
  const place = await world.organization()
  await place.join(person, 'nurse')
  await world.owner.query('insert into control.security_policies (organization_id, absolute_hours) values ($1, 8)', [
    place.id,
  ])
  const { refreshToken } = await begin(browser)
  await world.owner.query(
    `update auth.session set begun_at = now() - interval '9 hours' where method = 'token' and user_id = $1`,
    [person.accountId],
  )
  expect((await refresh(refreshToken)).status).toBe(401)
})

test('the refresh token itself is not kept, and signs in nowhere else', async () => {
  const { browser } = await signedIn()
  const { refreshToken } = await begin(browser)
  const { rows } = await world.owner.query(`select encode(token_hash, 'escape') as hash from auth.refresh_token`)
  expect(JSON.stringify(rows)).not.toContain(refreshToken)
  expect((await meBy(refreshToken)).status).toBe(401)
})
