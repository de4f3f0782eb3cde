import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { createWorld, type Browser, type Person, type World } from '../../../testing/world.ts'
import { endOverdue } from './jobs.ts'
import { browserName } from './view.ts'

let world: World
beforeAll(async () => void (world = await createWorld({ SIGN_INS_PER_MINUTE: '100000' })))
afterAll(() => world.close())
afterEach(() => vi.useRealTimers())

const password = 'correct horse battery'
const unknownId = '00000000-0000-7000-8000-00000000dead'
const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0'

async function signedIn(person: Person, agent = firefox): Promise<Browser> {
  const browser = world.browser()
  await browser.post('/api/auth/sign-in/email', { email: person.email, password }, { 'user-agent': agent })
  return browser
}

async function newPerson(): Promise<Person> {
  const person = await world.account('Ada', password)
  await world.owner.query('delete from auth.session where user_id = $1', [person.accountId])
  return person
}

const meOf = (browser: Browser) => browser.get('/api/v1/me')
const list = async (browser: Browser) => (await browser.get('/api/v1/me/sessions')).body.items

test('my sessions are listed by what their browsers say of themselves, seats among them', async () => {
  const person = await newPerson()
  const [here, there] = [await signedIn(person), await signedIn(person, 'curl/8.5.0')]
  await there.post('/api/v1/desk/lock')
  await meOf(here)
  const items = await list(here)
  expect(items).toHaveLength(2)
  expect(items).toMatchObject(
    expect.arrayContaining([
      expect.objectContaining({
        name: 'Firefox on Linux',
        hasOwnName: false,
        method: 'password',
        isCurrent: true,
        isLocked: false,
        address: '127.0.0.1',
      }),
      expect.objectContaining({ name: 'curl', isCurrent: false, isLocked: true }),
    ]),
  )
})

test('a session has the name that its person gives it', async () => {
  const person = await newPerson()
  const browser = await signedIn(person)
  const [{ id }] = await list(browser)
  const rename = (of: string, body: object) => browser.call('PATCH', `/api/v1/me/sessions/${of}`, { body })
  expect(await rename(id, { name: 'Front desk' })).toMatchObject({
    status: 200,
    body: { name: 'Front desk', hasOwnName: true, isCurrent: true },
  })
  expect((await rename(id, { name: '' })).status).toBe(400)
  expect((await rename(unknownId, { name: 'x' })).status).toBe(404)
})

test('somebody else’s session looks like one that does not exist', async () => {
  const [mine, theirs] = [await signedIn(await newPerson()), await signedIn(await newPerson())]
  const [{ id }] = await list(theirs)
  const foreign = await mine.delete(`/api/v1/me/sessions/${id}`)
  const unknown = await mine.delete(`/api/v1/me/sessions/${unknownId}`)
  expect({ ...foreign.body, requestId: '' }).toEqual({ ...unknown.body, requestId: '' })
  expect(foreign.status).toBe(404)
  expect((await mine.call('PATCH', `/api/v1/me/sessions/${id}`, { body: { name: 'mine now' } })).status).toBe(404)
  expect((await meOf(theirs)).status).toBe(200)
})

test('a session that I end is dead: its cookie at once, its JWT within a minute', async () => {
  const person = await newPerson()
  const [here, there] = [await signedIn(person), await signedIn(person)]
  const { token } = (await there.get('/api/auth/token')).body
  const program = () => world.anybody.call('GET', '/api/v1/me', { headers: { authorization: `Bearer ${token}` } })
  expect((await program()).status).toBe(200)
  const other = (await list(here)).find((each: { isCurrent: boolean }) => !each.isCurrent)
  expect(await here.delete(`/api/v1/me/sessions/${other.id}`)).toMatchObject({ status: 200, body: { id: other.id } })
  expect((await meOf(there)).status).toBe(401)
  expect((await meOf(here)).status).toBe(200)
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 16_000 })
  expect((await program()).status).toBe(401)
})

test('ending the session that I am in takes its cookie away', async () => {
  const browser = await signedIn(await newPerson())
  const [{ id }] = await list(browser)
  await browser.delete(`/api/v1/me/sessions/${id}`)
  expect(browser.cookies.has('polyclinic.session_token')).toBe(false)
})

test('signing out everywhere but here leaves one', async () => {
  const person = await newPerson()
  const [here, ...others] = [await signedIn(person), await signedIn(person), await signedIn(person)]
  await others[0]?.post('/api/v1/desk/lock')
  expect(await here.delete('/api/v1/me/sessions')).toMatchObject({ status: 200, body: { ended: 2 } })
  for (const other of others) expect((await meOf(other)).status).toBe(401)
  expect(await list(here)).toHaveLength(1)
})

test('what happened to my account is told newest first, page by page, and to nobody else', async () => {
  const person = await newPerson()
  const browser = await signedIn(person)
  await browser.signIn(person.email, 'mistyped it')
  await signedIn(person)
  await expect.poll(async () => (await browser.get('/api/v1/me/security-events')).body.items.length).toBe(3)
  const first = (await browser.get('/api/v1/me/security-events?limit=2')).body
  expect(first.items).toHaveLength(2)
  const rest = (await browser.get(`/api/v1/me/security-events?limit=2&cursor=${first.nextCursor}`)).body
  expect(rest.nextCursor).toBeUndefined()
  const items: { id: string; kind: string }[] = [...first.items, ...rest.items]
  expect(items.map(({ kind }) => kind).toSorted()).toEqual(['password-refused', 'signed-in', 'signed-in'])
  expect(items.map(({ id }) => id)).toEqual(
    items
      .map(({ id }) => id)
      .toSorted()
      .toReversed(),
  )
  expect(items[0]).toMatchObject({ address: '127.0.0.1', times: 1 })
  expect((await browser.get('/api/v1/me/security-events?cursor=abc')).status).toBe(400)
  const other = await signedIn(await newPerson())
  expect((await other.get('/api/v1/me/security-events')).body.items).toHaveLength(1)
})

test('the strictest of all my organizations decides how long I stay signed in', async () => {
  const person = await newPerson()
  const [strict, mild] = [await world.organization(), await world.organization({ dedicated: true })]
  await strict.join(person, 'nurse')
  await mild.join(person, 'nurse')
  await world.owner.query(
    `insert into control.security_policies (organization_id, idle_minutes, absolute_hours) values ($1, 15, 12), ($2, 60, 4)`,
    [strict.id, mild.id],
  )
  const wakes = async (change: string) => {
    const browser = await signedIn(person)
    await world.owner.query(`update auth.session set ${change} where user_id = $1`, [person.accountId])
    return (await meOf(browser)).status
  }
  expect(await wakes(`last_active_at = now() - interval '14 minutes'`)).toBe(200)
  expect(await wakes(`last_active_at = now() - interval '16 minutes'`)).toBe(401)
  expect(await wakes(`begun_at = now() - interval '3 hours 59 minutes'`)).toBe(200)
  expect(await wakes(`begun_at = now() - interval '4 hours 1 minute'`)).toBe(401)
  expect(await wakes(`expires_at = now() - interval '1 second'`)).toBe(401)
})

test('work in the background does not keep a session awake', async () => {
  const person = await newPerson()
  const browser = await signedIn(person)
  const idle = async () => {
    const { rows } = await world.owner.query(
      `select last_active_at < now() - interval '4 minutes' as idle from auth.session where user_id = $1`,
      [person.accountId],
    )
    return rows[0].idle
  }
  await world.owner.query(`update auth.session set last_active_at = now() - interval '5 minutes' where user_id = $1`, [
    person.accountId,
  ])
  await browser.call('GET', '/api/v1/me', { headers: { 'x-background': '1' } })
  expect(await idle()).toBe(true)
  await meOf(browser)
  expect(await idle()).toBe(false)
})

test('what is over its limits is put away, and nothing else', async () => {
  const person = await newPerson()
  await signedIn(person)
  const kept = await signedIn(person)
  const [{ id }] = (
    await world.owner.query('select id from auth.session where user_id = $1 order by begun_at limit 1', [
      person.accountId,
    ])
  ).rows
  await world.owner.query(`update auth.session set expires_at = now() - interval '1 second' where id = $1`, [id])
  await endOverdue(world.application.platform)
  const { rows } = await world.owner.query('select id from auth.session where user_id = $1', [person.accountId])
  expect(rows).toHaveLength(1)
  expect((await meOf(kept)).status).toBe(200)
})

test.each([
  [firefox, 'Firefox on Linux'],
  [
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36',
    'Chrome on Windows',
  ],
  [
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 Edg/140.0',
    'Edge on Windows',
  ],
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.0 Mobile/15E148 Safari/604.1',
    'Safari on iPhone',
  ],
  [
    'Mozilla/5.0 (Linux; Android 16) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36',
    'Chrome on Android',
  ],
  ['curl/8.5.0', 'curl'],
  ['<script>', '?'],
  [null, '?'],
])('%s is %s', (agent, name) => expect(browserName(agent)).toBe(name))
