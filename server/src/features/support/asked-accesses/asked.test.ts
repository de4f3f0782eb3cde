import { afterAll, beforeAll, expect, test } from 'vitest'
import { byCookie } from '../../../testing/callers.ts'
import { ask, askedOf, confirmed, letIn, operatorOf } from '../../../testing/operators.ts'
import { createWorld, type Person, type World } from '../../../testing/world.ts'

let world: World
let operator: Person
beforeAll(async () => {
  world = await createWorld()
  operator = await operatorOf(world)
})
afterAll(() => world.close())

const refused = (status: number, code: string) => ({ status, body: { code } })

const mailsTo = async (email: string) => {
  await world.application.workers!.drain()
  return world.application.mails().filter(({ to }) => to === email)
}

const nobodyAnswered = (id: string) =>
  world.owner.query(`update control.support_accesses set may_open_at = now() - interval '1 minute' where id = $1`, [id])

test('each owner is told by mail what is asked and why, in their language', async () => {
  const place = await world.organization()
  const second = await place.member('owner')
  await world.owner.query(`update control.accounts set language = 'de' where id = $1`, [second.accountId])
  const nurse = await place.member('nurse')
  await ask(operator, place, { reason: 'Reminders are not sent', minutes: 45 })
  const [mail] = await mailsTo(place.owner.email)
  expect(mail?.text).toContain('Reminders are not sent')
  expect(mail?.text).toContain('45 minutes')
  expect(mail?.text).toContain(`/${place.slug}/settings/support`)
  expect((await mailsTo(second.email))[0]?.subject).toContain('bittet um Zugang')
  expect(await mailsTo(nurse.email)).toEqual([])
})

test('one question of an operator waits at a time, and whoever is let in asks for nothing more', async () => {
  const place = await world.organization()
  const answers = await Promise.all([ask(operator, place), ask(operator, place)])
  expect(answers.map(({ status }) => status)).toSatisfy((all: number[]) => all.includes(201) && all.includes(409))
  expect(await ask(operator, place)).toMatchObject(refused(409, 'support-asked'))
  const { id } = (await operator.get(askedOf(place))).body.items[0]
  expect(await operator.post(`${askedOf(place)}/${id}/ending`)).toMatchObject({
    status: 200,
    body: { state: 'withdrawn', endedBy: 'operator' },
  })
  expect(await operator.post(`${askedOf(place)}/${id}/ending`)).toMatchObject(refused(409, 'wrong-state'))
  await letIn(world, operator, place)
  expect(await ask(operator, place)).toMatchObject(refused(409, 'support-asked'))
})

test('a question with a key is asked and mailed once, and the key is for nothing else', async () => {
  const place = await world.organization()
  const asking = (reason: string) =>
    operator.call('POST', askedOf(place), {
      body: { reason, scope: 'settings', mayWrite: false, minutes: 15 },
      headers: { 'idempotency-key': `ask-${place.id}` },
    })
  const first = await asking('Look at the hours')
  expect((await asking('Look at the hours')).body).toEqual(first.body)
  expect(await asking('Look at something else')).toMatchObject(refused(422, 'key-reused'))
  expect(await mailsTo(place.owner.email)).toHaveLength(1)
})

test('nothing is asked of what nobody has, of where nobody works, or by a reader', async () => {
  const place = await world.organization()
  expect(await ask(operator, { ...place, id: '00000000-0000-7000-8000-00000000dead' })).toMatchObject(
    refused(404, 'not-found'),
  )
  const reader = await operatorOf(world, 'reader')
  expect(await ask(reader, place)).toMatchObject(refused(403, 'not-allowed'))
  expect((await reader.get(askedOf(place))).status).toBe(200)
  const empty = await operator.post('/api/v1/platform/organizations', {
    name: 'Nobody yet',
    slug: 'nobody-yet',
    kind: 'human',
    country: 'DE',
    currency: 'EUR',
    timeZone: 'Europe/Berlin',
    ownerEmail: 'nobody@yet.test',
  })
  expect(await ask(operator, { ...place, id: empty.body.id })).toMatchObject(refused(409, 'wrong-state'))
  for (const wrong of [{ reason: 'a' }, { minutes: 10 }, { minutes: 481 }])
    expect(await ask(operator, place, wrong)).toMatchObject(refused(400, 'invalid-input'))
})

test('glass is broken once nobody answered for four hours: an hour to look, told at once and logged twice', async () => {
  const place = await world.organization()
  const { body } = await ask(operator, place, { mayWrite: true, minutes: 480 })
  const glass = `${askedOf(place)}/${body.id}/break-glass`
  const reason = 'Nobody answers, and nothing can be booked'
  expect(Date.parse(body.mayOpenAt) - Date.parse(body.askedAt)).toBe(4 * 3_600_000)
  expect(await operator.post(glass, { reason })).toMatchObject(refused(409, 'support-early'))
  await nobodyAnswered(body.id)
  const unconfirmed = await byCookie(world, place, operator, { hasSecondFactor: true, confirmedMinutesAgo: 20 })
  expect(await unconfirmed.post(glass, { reason })).toMatchObject(refused(403, 'confirmation-needed'))
  const other = await operatorOf(world)
  expect(await other.post(glass, { reason })).toMatchObject(refused(404, 'not-found'))
  expect(await operator.post(glass, { reason })).toMatchObject({
    status: 200,
    body: { state: 'granted', granted: { minutes: 60, mayWrite: false }, breakGlassReason: reason },
  })
  expect(await operator.post(glass, { reason })).toMatchObject(refused(409, 'wrong-state'))
  const there = `/api/v1/organizations/${place.slug}`
  expect((await operator.get(`${there}/patients`)).status).toBe(200)
  expect(await operator.post(`${there}/patients`, {})).toMatchObject(refused(403, 'support-read-only'))
  expect((await mailsTo(place.owner.email))[0]?.text).toContain(reason)
  const log = await operator.get(`/api/v1/platform/log?organizationId=${place.id}`)
  expect(log.body.items[0]).toMatchObject({ act: 'support.break-glass', reason })
  const own = await place.owner.get('/audit-log?source=security')
  expect(own.body.items[0]).toMatchObject({
    subject: 'support_accesses',
    action: 'update',
    accountId: operator.accountId,
    fields: expect.arrayContaining(['is_break_glass']),
  })
  // whoever owns it ends that, too
  const owner = await confirmed(world, place)
  expect((await owner.post(`/support-accesses/${body.id}/ending`)).status).toBe(200)
  expect((await operator.get(`${there}/patients`)).status).toBe(404)
})

test('an organization that rules it out is never opened without its answer', async () => {
  const place = await world.organization()
  const owner = await confirmed(world, place)
  const { body } = await ask(operator, place)
  const change = (version: number, allowsBreakGlass: boolean) =>
    owner.call('PUT', '/support-rules', { body: { allowsBreakGlass }, headers: { 'if-match': `"${version}"` } })
  expect((await owner.get('/support-rules')).body).toEqual({ allowsBreakGlass: true, version: 0 })
  expect(await change(0, false)).toMatchObject({ status: 200, body: { allowsBreakGlass: false, version: 1 } })
  expect(await change(0, true)).toMatchObject(refused(412, 'stale'))
  await nobodyAnswered(body.id)
  const glass = `${askedOf(place)}/${body.id}/break-glass`
  expect(await operator.post(glass, { reason: 'Nobody answers' })).toMatchObject(refused(403, 'support-ruled-out'))
  expect((await change(1, true)).status).toBe(200)
  expect((await operator.post(glass, { reason: 'Nobody answers' })).status).toBe(200)
})

test('the role of operators opens nothing by itself in SQL, sooner than may be or where it is ruled out', async () => {
  const place = await world.organization()
  const { body } = await ask(operator, place)
  const open = (by: Person) =>
    asOperator(
      by,
      `update control.support_accesses set state = 'granted', scope = asked_scope, may_write = false, minutes = 60,
         is_break_glass = true, break_glass_reason = 'by hand' where id = '${body.id}'`,
    )
  await expect(open(operator)).rejects.toThrow(/row-level security/)
  await nobodyAnswered(body.id)
  await expect(open(await operatorOf(world))).rejects.toThrow(/row-level security/)
  await world.owner.query(
    'insert into control.support_rules (organization_id, allows_break_glass) values ($1, false)',
    [place.id],
  )
  await expect(open(operator)).rejects.toThrow(/row-level security/)
  await expect(
    asOperator(operator, `update control.support_accesses set expires_at = now() where id = '${body.id}'`),
  ).rejects.toThrow(/permission denied/)
  await expect(asOperator(operator, 'select answered_by from control.support_accesses')).rejects.toThrow(
    /permission denied/,
  )
})

async function asOperator({ accountId }: Person, statement: string): Promise<void> {
  const { rolePrefix } = world.application.platform.databases
  await world.owner.query('begin')
  try {
    await world.owner.query(`select set_config('app.account_id', $1, true)`, [accountId])
    await world.owner.query(`set local role "${rolePrefix}_operator"`)
    await world.owner.query(statement)
  } finally {
    await world.owner.query('rollback')
  }
}
