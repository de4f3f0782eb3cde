import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { createWorld, type Browser, type Person, type World } from '../../../testing/world.ts'
import { testMaster } from '../../../testing/cluster.ts'
import { lockOverdueMachines } from '../../../testing/accounts.ts'
import { hashPin, verifyPin } from './hashes.ts'

let world: World
beforeAll(async () => void (world = await createWorld({ SIGN_INS_PER_MINUTE: '100000' })))
afterAll(() => world.close())
afterEach(() => vi.useRealTimers())

const password = 'correct horse battery'
const sessionCookie = 'polyclinic.session_token'
const unknownId = '00000000-0000-7000-8000-00000000dead'

const rows = async (text: string, ...values: unknown[]) => (await world.owner.query(text, values)).rows
const lastEvents = async ({ accountId }: Person) =>
  (await rows('select kind from auth.security_event where user_id = $1 order by id', accountId)).map(({ kind }) => kind)

async function withPin(name: string, pin: string): Promise<Person> {
  const person = await world.account(name, password)
  await world.owner.query('insert into auth.pin (user_id, hash) values ($1, $2)', [
    person.accountId,
    await hashPin(testMaster, person.accountId, pin),
  ])
  return person
}

async function atDesk(person: Person, browser: Browser = world.browser()): Promise<Browser> {
  expect((await browser.signIn(person.email, password)).status).toBe(200)
  expect(
    (await browser.call('PUT', '/api/v1/desk', { body: { lockAfterMinutes: 5 }, headers: { 'if-match': '*' } })).status,
  ).toBe(200)
  return browser
}

const ways = async (browser: Browser) => (await browser.get('/api/v1/sign-in')).body
const lock = async (browser: Browser): Promise<string> => (await browser.post('/api/v1/desk/lock')).body.seatId
const unlock = (browser: Browser, seatId: string, by: { pin?: string; password?: string }) =>
  browser.post('/api/v1/desk/unlock', { seatId, ...by })
const meOf = (browser: Browser) => browser.get('/api/v1/me')

test('a browser that nobody used has no desk and nobody waits there', async () => {
  expect(await ways(world.browser())).toEqual({ providers: [], seats: [] })
})

test('a shared machine says so, and is one person’s own again when they say so', async () => {
  const browser = await atDesk(await world.account('Rita', password))
  expect(await ways(browser)).toMatchObject({ desk: { lockAfterMinutes: 5 } })
  expect((await meOf(browser)).body.lockAfterMinutes).toBe(5)
  const answer = await browser.call('PUT', '/api/v1/desk', { body: { lockAfterMinutes: null } })
  expect(answer).toMatchObject({ status: 200, body: { lockAfterMinutes: null } })
  expect(await ways(browser)).not.toHaveProperty('desk')
  expect((await browser.call('PUT', '/api/v1/desk', { body: { lockAfterMinutes: 0 } })).status).toBe(400)
})

test('a program has no machine to share or to lock', async () => {
  const person = await world.account()
  expect((await person.put('/api/v1/desk', { lockAfterMinutes: 5 })).status).toBe(404)
  expect((await person.post('/api/v1/desk/lock')).status).toBe(404)
})

test('nothing can be done behind a locked screen', async () => {
  const person = await withPin('Rita', '4711')
  const browser = await atDesk(person)
  const { token } = (await browser.get('/api/auth/token')).body
  const open = new Map(browser.cookies)
  const seatId = await lock(browser)
  expect(browser.cookies.has(sessionCookie)).toBe(false)
  for (const [name, value] of open) browser.cookies.set(name, value)
  for (const [method, path] of [
    ['GET', '/api/v1/me'],
    ['PATCH', '/api/v1/me'],
    ['GET', '/api/v1/me/sessions'],
    ['POST', '/api/v1/desk/lock'],
    ['GET', '/api/auth/token'],
  ] as const)
    expect((await browser.call(method, path, method === 'GET' ? {} : { body: {} })).status, path).toBe(401)
  expect((await browser.get('/api/auth/get-session')).body).toBeNull()
  expect((await ways(browser)).seats).toMatchObject([{ id: seatId, name: 'Rita', hasPin: true }])
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 16_000 })
  const program = await world.anybody.call('GET', '/api/v1/me', { headers: { authorization: `Bearer ${token}` } })
  expect(program.status).toBe(401)
})

test('the PIN goes on under a token of its own, with what had been shown and no more', async () => {
  const person = await withPin('Rita', '4711')
  const browser = await atDesk(person)
  await world.owner.query(
    `update auth.session set authenticated_at = now() - interval '1 hour', begun_at = now() - interval '2 hours', second_factor_at = now() - interval '1 hour', name = 'Front'
     where user_id = $1 and device_id is not null`,
    [person.accountId],
  )
  const before = browser.cookies.get(sessionCookie)
  const seatId = await lock(browser)
  expect(await unlock(browser, seatId, { pin: '4711' })).toMatchObject({
    status: 200,
    body: { account: { id: person.accountId, name: 'Rita' } },
  })
  expect(browser.cookies.get(sessionCookie)).not.toBe(before)
  const [session] = await rows(
    `select name, authenticated_at < now() - interval '59 minutes' as is_old, begun_at < now() - interval '119 minutes' as began_before, second_factor_at is not null as has_second
     from auth.session where user_id = $1 and device_id is not null`,
    person.accountId,
  )
  expect(session).toEqual({ name: 'Front', is_old: true, began_before: true, has_second: true })
  expect((await browser.post('/api/v1/me/tokens', { name: 'x' })).body).toMatchObject({ code: 'confirmation-needed' })
  expect(await lastEvents(person)).toEqual(['signed-in', 'locked', 'unlocked'])
  // the seat is taken: it unlocks nothing twice
  expect((await unlock(browser, seatId, { pin: '4711' })).status).toBe(410)
})

test('the password unlocks, too, and proves anew who it is', async () => {
  const person = await world.account('Rita', password)
  const browser = await atDesk(person)
  await world.owner.query(`update auth.session set authenticated_at = now() - interval '1 hour' where user_id = $1`, [
    person.accountId,
  ])
  const seatId = await lock(browser)
  expect((await ways(browser)).seats).toMatchObject([{ hasPin: false }])
  expect((await unlock(browser, seatId, { pin: '0000' })).status).toBe(403)
  expect((await unlock(browser, seatId, {})).status).toBe(400)
  expect((await unlock(browser, seatId, { password })).status).toBe(200)
  expect((await browser.post('/api/v1/me/tokens', { name: 'x' })).status).toBe(201)
})

test('five wrong PINs end the seat, also fifty at once', async () => {
  const person = await withPin('Rita', '4711')
  const browser = await atDesk(person)
  const seatId = await lock(browser)
  const answers: number[] = []
  for (let nth = 0; nth < 6; nth++) answers.push((await unlock(browser, seatId, { pin: `000${nth}` })).status)
  expect(answers).toEqual([403, 403, 403, 403, 410, 410])
  expect((await unlock(browser, seatId, { pin: '4711' })).status).toBe(410)
  expect((await ways(browser)).seats).toEqual([])
  expect(await lastEvents(person)).toEqual(expect.arrayContaining(['pin-refused', 'session-ended']))

  await world.owner.query('delete from auth.guess')
  await atDesk(person, browser)
  const another = await lock(browser)
  const all = await Promise.all(
    Array.from({ length: 50 }, (_, nth) => unlock(browser, another, { pin: String(1000 + nth) })),
  )
  expect(all.filter(({ status }) => status === 403).length).toBeLessThanOrEqual(4)
  expect(all.some(({ status }) => status === 200)).toBe(false)
  expect((await ways(browser)).seats).toEqual([])
})

test('a seat is worth nothing on another browser', async () => {
  const person = await withPin('Rita', '4711')
  const seatId = await lock(await atDesk(person))
  const elsewhere = world.browser()
  expect((await unlock(elsewhere, seatId, { pin: '4711' })).status).toBe(410)
  expect((await elsewhere.delete(`/api/v1/desk/seats/${seatId}`)).status).toBe(404)
  await elsewhere.signIn((await world.account('Other', password)).email, password)
  expect((await unlock(elsewhere, seatId, { pin: '4711' })).status).toBe(410)
  expect((await unlock(elsewhere, unknownId, { pin: '4711' })).status).toBe(410)
})

test('colleagues switch at one machine, each under their own name', async () => {
  const [rita, nora] = [await withPin('Rita', '4711'), await withPin('Nora', '0815')]
  const browser = await atDesk(rita)
  // Nora signs in beside Rita, whose session waits
  expect((await browser.signIn(nora.email, password)).status).toBe(200)
  const { seats } = await ways(browser)
  expect(seats).toMatchObject([{ name: 'Rita' }])
  expect((await meOf(browser)).body.account.name).toBe('Nora')
  // Rita takes over: in one transaction Nora's session waits
  expect((await unlock(browser, seats[0].id, { pin: '4711' })).status).toBe(200)
  expect((await meOf(browser)).body.account.name).toBe('Rita')
  expect((await ways(browser)).seats).toMatchObject([{ name: 'Nora' }])
  expect(await lastEvents(nora)).toEqual(['signed-in', 'locked'])
  expect(await rows('select from auth.session where user_id = $1 and device_id is not null', nora.accountId)).toEqual(
    [],
  )
})

test('a switch that the database does not take leaves everybody where they were', async () => {
  const [rita, nora] = [await withPin('Rita', '4711'), await withPin('Nora', '0815')]
  const browser = await atDesk(rita)
  await browser.signIn(nora.email, password)
  const [{ id }] = (await ways(browser)).seats
  await world.owner.query(`alter table auth.security_event add constraint broken check (kind <> 'unlocked') not valid`)
  expect((await unlock(browser, id, { pin: '4711' })).status).toBe(500)
  await world.owner.query('alter table auth.security_event drop constraint broken')
  expect((await meOf(browser)).body.account.name).toBe('Nora')
  expect((await ways(browser)).seats).toMatchObject([{ id, name: 'Rita' }])
  expect((await unlock(browser, id, { pin: '4711' })).status).toBe(200)
})

test('a colleague who left is signed out by whoever is at the machine', async () => {
  const rita = await withPin('Rita', '4711')
  const browser = await atDesk(rita)
  const seatId = await lock(browser)
  expect(await browser.delete(`/api/v1/desk/seats/${seatId}`)).toMatchObject({ status: 200, body: { id: seatId } })
  expect((await browser.delete(`/api/v1/desk/seats/${seatId}`)).status).toBe(404)
  expect((await ways(browser)).seats).toEqual([])
  expect(await lastEvents(rita)).toEqual(['signed-in', 'locked', 'signed-out'])
})

test('a shared machine locks by itself: at once for every request, and soon on the sign-in screen', async () => {
  const [rita, nora] = [await withPin('Rita', '4711'), await withPin('Nora', '0815')]
  const [first, second] = [await atDesk(rita), await atDesk(nora)]
  await world.owner.query(
    `update auth.session set last_active_at = now() - interval '5 minutes' where user_id = any ($1)`,
    [[rita.accountId, nora.accountId]],
  )
  expect((await meOf(first)).status).toBe(401)
  expect((await ways(first)).seats).toMatchObject([{ name: 'Rita' }])
  expect(await rows('select from auth.seat where user_id = $1', nora.accountId)).toHaveLength(0)
  await lockOverdueMachines(world)
  expect(await rows('select from auth.seat where user_id = $1', nora.accountId)).toHaveLength(1)
  expect((await ways(second)).seats).toMatchObject([{ name: 'Nora' }])
  expect(await lastEvents(nora)).toEqual(['signed-in', 'locked'])
})

test('a lock gives nobody more time than their organization allows', async () => {
  const person = await withPin('Rita', '4711')
  const place = await world.organization()
  await place.join(person, 'receptionist')
  await world.owner.query('insert into control.security_policies (organization_id, absolute_hours) values ($1, 8)', [
    place.id,
  ])
  const browser = await atDesk(person)
  const seatId = await lock(browser)
  await world.owner.query(`update auth.seat set begun_at = now() - interval '9 hours' where id = $1`, [seatId])
  expect((await ways(browser)).seats).toEqual([])
  expect((await unlock(browser, seatId, { pin: '4711' })).status).toBe(410)
})

test('a PIN is kept for one account under one installation’s key', async () => {
  const hash = await hashPin(testMaster, 'one', '4711')
  expect(hash).toMatch(/^\$argon2id\$/)
  expect(await verifyPin(testMaster, 'one', '4711', hash)).toBe(true)
  expect(await verifyPin(testMaster, 'two', '4711', hash)).toBe(false)
  expect(await verifyPin(testMaster, 'one', '4712', hash)).toBe(false)
})
