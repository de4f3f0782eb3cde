import { existsSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { inControl } from '../../../kit/db/tenant-tx.ts'
import { sentFile, tinyPng } from '../../../testing/files.ts'
import { operatorOf } from '../../../testing/operators.ts'
import { createWorld, type Person, type TestOrganization, type World } from '../../../testing/world.ts'
import { organizations } from '../../organizations/public.ts'
import { proceedClosing, type Step } from './actions.ts'

let world: World
let operator: Person
beforeAll(async () => {
  world = await createWorld()
  operator = await operatorOf(world)
})
afterAll(() => world.close())

const door = '/api/v1/platform/organizations'
const refused = (status: number, code: string) => ({ status, body: { code } })
const rounds = 20

const daysAhead = (days: number) => Temporal.Now.plainDateISO('Europe/Berlin').add({ days }).toString()

const ask = (id: string, body: object = {}, headers: Record<string, string> = {}) =>
  operator.post(`${door}/${id}/closing`, { closesOn: daysAhead(40), reason: 'They stop working', ...body }, headers)
const callOff = (id: string) => operator.delete(`${door}/${id}/closing`)

const one = async <Row extends object>(query: string, values: unknown[] = []) =>
  (await world.owner.query<Row>(query, values)).rows[0]

const count = async (from: string, values: unknown[] = []) =>
  (await one<{ count: number }>(`select count(*)::int as count from ${from}`, values))?.count

const actsOf = async (id: string) =>
  (
    await world.owner.query<{ act: string }>(
      `select act from control.platform_log where organization_id = $1 and act like 'closing.%' order by id`,
      [id],
    )
  ).rows.map(({ act }) => act)

const standingOf = ({ id }: TestOrganization) =>
  one<{ status: string; status_reason: string | null; closes_at: string | null }>(
    'select status, status_reason, closes_at from control.organizations where id = $1',
    [id],
  )

/** Its day, and that of its keys, came so many days ago. */
async function letPass({ id }: TestOrganization, days: number): Promise<void> {
  await world.owner.query(
    `update control.closings set closes_at = now() - make_interval(days => $2),
       shred_after = now() - make_interval(days => $2) + interval '30 days' where organization_id = $1`,
    [id, days],
  )
  await world.owner.query(
    'update control.organizations set closes_at = now() - make_interval(days => $2) where id = $1',
    [id, days],
  )
}

async function until(condition: () => Promise<boolean>): Promise<void> {
  while (!(await condition())) {
    await world.owner.query(
      `update control.due_work set not_before = '-infinity', next_at = least(next_at, now()) where kind = 'platform.closings-due'`,
    )
    await world.application.workers!.drain()
  }
}

test('an operator closes on a day: nothing is added from now on, its people are told, and it goes on as before when that is called off', async () => {
  const place = await world.organization()
  await world.owner.query(
    `update control.organizations set status = 'past-due', status_reason = 'A bill' where id = $1`,
    [place.id],
  )
  const other = await place.member('owner')
  await world.owner.query(`update control.accounts set language = 'de' where id = $1`, [other.accountId])
  const key = { 'idempotency-key': `close-${place.id}` }
  expect(await ask('00000000-0000-7000-8000-00000000dead')).toMatchObject(refused(404, 'not-found'))
  expect(await ask(place.id, { closesOn: daysAhead(29) })).toMatchObject({
    status: 400,
    body: { data: { issues: [{ path: ['body', 'closesOn'], code: 'range' }] } },
  })
  expect(await ask(place.id, { closesOn: undefined })).toMatchObject({
    status: 400,
    body: { data: { issues: [{ path: ['body', 'closesOn'], code: 'required' }] } },
  })
  const asked = await ask(place.id, {}, key)
  expect(asked).toMatchObject({
    status: 201,
    body: { standing: { status: 'read-only', reason: 'They stop working' }, closing: {} },
  })
  expect((await ask(place.id, {}, key)).body).toEqual(asked.body)
  expect(await ask(place.id, { reason: 'Another' }, key)).toMatchObject(refused(422, 'key-reused'))
  expect(await ask(place.id)).toMatchObject(refused(409, 'wrong-state'))
  const begins = Temporal.PlainDate.from(daysAhead(40)).toZonedDateTime('Europe/Berlin').toInstant()
  const { closesAt, shredAfter } = asked.body.closing
  expect(Temporal.Instant.from(closesAt).equals(begins)).toBe(true)
  expect(Temporal.Instant.from(shredAfter).since(Temporal.Instant.from(closesAt)).total('days')).toBe(30)

  expect((await place.owner.post('/patients', { kind: 'human', givenName: 'Ada' })).body.code).toBe('organization-held')
  expect((await place.owner.get('/patients')).status).toBe(200)
  expect((await place.owner.post('/exports', {})).status).toBe(202)
  const { body: me } = await place.owner.get('/api/v1/me')
  expect(me.memberships[0].organization.standing).toMatchObject({ status: 'read-only', closesAt })
  await until(
    async () => (await count('control.closings where organization_id = $1 and told_at is not null', [place.id])) === 1,
  )
  await world.application.workers!.drain()
  const mails = world.application.mails().filter(({ to }) => [place.owner.email, other.email].includes(to))
  expect(mails.map(({ subject }) => subject.replace(/ on .*| am .*/, ' …')).toSorted()).toEqual(
    [`Practice ${place.slug} closes …`, `Practice ${place.slug} wird …`].toSorted(),
  )
  for (const { text } of mails) expect(text).toContain(`/${place.slug}/settings/organization`)

  expect((await operator.get(`${door}?status=closing`)).body.items).toMatchObject([{ slug: place.slug }])
  const { csv } = (await operator.post(`${door}/exports`, { status: 'closing' })).body
  expect(csv).toContain(`read-only,${closesAt},,`)

  expect(await callOff(place.id)).toMatchObject({
    status: 200,
    body: { standing: { status: 'past-due', reason: 'A bill' } },
  })
  expect(await callOff(place.id)).toMatchObject(refused(409, 'wrong-state'))
  expect((await place.owner.post('/patients', { kind: 'human', givenName: 'Ada' })).status).toBe(201)
  expect(await actsOf(place.id)).toEqual(['closing.ask', 'closing.call-off'])
  const { body } = await operator.get(`/api/v1/platform/log?organizationId=${place.id}`)
  expect(body.items).toMatchObject([
    { act: 'closing.call-off', by: { accountId: operator.accountId } },
    { act: 'closing.ask', about: daysAhead(40), reason: 'They stop working' },
  ])
  // and the organization's own log says how it stood
  await world.application.workers!.drain()
  const events = (await place.owner.get('/security-events')).body.items as { subject: string; fields?: string[] }[]
  expect(events.filter(({ subject, fields }) => subject === 'organizations' && fields?.includes('status')).length).toBe(
    3,
  )
})

test('its own people close it too, by its name, and can call that off; nobody else can', async () => {
  const place = await world.organization()
  const { owner } = place
  const name = `Practice ${place.slug}`
  expect(await (await place.member('clinic-administrator')).post('/closing', { name })).toMatchObject(
    refused(403, 'not-allowed'),
  )
  expect(await owner.post('/closing', { name: 'Another' })).toMatchObject(refused(400, 'invalid-input'))
  expect(await owner.delete('/closing')).toMatchObject(refused(409, 'wrong-state'))
  const keyed = (body: object) => owner.post('/closing', body, { 'idempotency-key': 'close' })
  expect(await keyed({ name })).toMatchObject({ status: 201, body: { status: 'read-only' } })
  expect(await keyed({ name, reason: 'Another' })).toMatchObject(refused(422, 'key-reused'))
  expect(await owner.post('/closing', { name })).toMatchObject(refused(409, 'wrong-state'))
  const row = await one<{ days: number }>(
    `select ((closes_at at time zone 'Europe/Berlin')::date - (now() at time zone 'Europe/Berlin')::date) as days
     from control.closings where organization_id = $1`,
    [place.id],
  )
  expect(row?.days).toBe(30)
  expect(await owner.delete('/closing')).toMatchObject({ status: 200, body: { status: 'active' } })
  expect(await count('control.closings where organization_id = $1', [place.id])).toBe(0)
  const late = await place.member('owner')
  await world.owner.query("update auth.session set authenticated_at = now() - interval '1 hour' where user_id = $1", [
    late.accountId,
  ])
  for (const answer of [await late.post('/closing', { name }), await late.delete('/closing')])
    expect(answer).toMatchObject(refused(403, 'confirmation-needed'))
})

test('a closing wins over whatever else writes how it stands, and goes back to the newest of it', async () => {
  const place = await world.organization()
  await ask(place.id)
  const { version } = (await operator.get(`${door}/${place.id}`)).body
  expect(
    await operator.call('PUT', `${door}/${place.id}/status`, {
      body: { status: 'suspended', reason: 'Not paid' },
      headers: { 'if-match': `"${version}"` },
    }),
  ).toMatchObject(refused(409, 'wrong-state'))
  const { transactions } = world.application.platform
  const caller = { accountId: operator.accountId, requestId: 'test' }
  const written = await inControl(transactions, caller, { mode: 'write', as: 'operator' }, (control) =>
    organizations.writeStatus(control, { id: place.id, version }, { status: 'suspended', reason: 'Not paid' }),
  )
  expect(written).toBe(1)
  expect(await standingOf(place)).toMatchObject({ status: 'read-only', status_reason: 'They stop working' })
  expect(await callOff(place.id)).toMatchObject({
    status: 200,
    body: { standing: { status: 'suspended', reason: 'Not paid' } },
  })
})

test('one that nobody ever came into closes at once; nobody is invited into it meanwhile', async () => {
  const made = await operator.post(door, {
    name: 'Never begun',
    slug: 'never-begun',
    kind: 'human',
    country: 'DE',
    currency: 'EUR',
    timeZone: 'Europe/Berlin',
    ownerEmail: 'never@owner.test',
  })
  const { id } = made.body
  expect((await ask(id, { closesOn: undefined })).status).toBe(201)
  expect(await operator.post(`${door}/${id}/owner-invitations`, { ownerEmail: 'never@owner.test' })).toMatchObject(
    refused(409, 'wrong-state'),
  )
  await until(async () => (await actsOf(id)).includes('closing.close'))
  expect((await operator.get(`${door}/${id}`)).body).toMatchObject({ standing: { status: 'closed' } })
  expect((await callOff(id)).body).toMatchObject({ standing: { status: 'active' } })
})

/** Asks for the next step as a worker does that dies before its commit, and as many workers do at once. */
async function stepManyTimes({ id }: TestOrganization): Promise<Step[]> {
  const { transactions } = world.application.platform
  const open = (work: Parameters<typeof inControl<Step>>[3]) =>
    inControl(transactions, { requestId: 'test', origin: 'job' }, { mode: 'write', organizationId: id }, work)
  const before = await actsOf(id)
  for (let round = 0; round < rounds; round++)
    await open(async (control) => {
      await proceedClosing(control, id, true)
      throw new Error('killed')
    }).catch(() => undefined)
  expect(await actsOf(id)).toEqual(before)
  return Promise.all(Array.from({ length: rounds }, () => open((control) => proceedClosing(control, id, true))))
}

test('on its day it is closed and nobody reads; until its keys are about to go it is opened again', async () => {
  const place = await world.organization()
  await ask(place.id)
  await until(
    async () => (await count('control.closings where organization_id = $1 and told_at is not null', [place.id])) === 1,
  )
  await letPass(place, 1)
  const said = await stepManyTimes(place)
  expect(said.filter((step) => step === 'closed').length).toBeLessThanOrEqual(1)
  await until(async () => (await standingOf(place))?.status === 'closed')
  for (let round = 0; round < rounds; round++) await world.application.workers!.drain()
  expect(await actsOf(place.id)).toEqual(['closing.ask', 'closing.close'])
  expect(await place.owner.get('/patients')).toMatchObject({ status: 403, body: { code: 'organization-held' } })
  expect(await place.owner.delete('/closing')).toMatchObject(refused(403, 'organization-held'))
  expect((await operator.get(`${door}/${place.id}`)).body).toMatchObject({
    standing: { status: 'closed' },
    closing: { closedAt: expect.any(String) },
  })
  expect(await callOff(place.id)).toMatchObject({ status: 200, body: { standing: { status: 'active' } } })
  expect((await place.owner.get('/patients')).status).toBe(200)
  expect(await actsOf(place.id)).toEqual(['closing.ask', 'closing.close', 'closing.reopen'])
})

test.each([false, true])(
  'thirty days later its keys go last, each step once, and nobody reads it (a database of its own: %s)',
  async (dedicated) => {
    const place = await world.organization({ dedicated })
    const neighbour = await world.organization()
    const { owner } = place
    await owner.post('/patients', { kind: 'human', givenName: 'Ada', memo: 'xyzcanary' })
    await sentFile(owner, tinyPng, 'attachment')
    await sentFile(neighbour.owner, tinyPng, 'attachment')
    const { status: made, body: key } = await owner.post('/api-keys', {
      name: 'A program',
      permissions: ['patients.read'],
      days: 30,
    })
    expect(made).toBe(201)
    await ask(place.id)
    await until(
      async () =>
        (await count('control.closings where organization_id = $1 and told_at is not null', [place.id])) === 1,
    )
    await letPass(place, 1)
    await until(async () => (await standingOf(place))?.status === 'closed')
    await letPass(place, 31)
    await stepManyTimes(place)
    expect(await callOff(place.id)).toMatchObject(refused(409, 'wrong-state'))
    for (let round = 0; round < 3; round++) await stepManyTimes(place)
    await until(async () => (await actsOf(place.id)).includes('closing.shred'))
    // however often it is looked, nothing is left to do
    for (let round = 0; round < rounds; round++) await world.application.workers!.drain()
    expect(await actsOf(place.id)).toEqual(['closing.ask', 'closing.close', 'closing.begin-shredding', 'closing.shred'])
    expect(await one('select control.next_closing_at() as at')).toEqual({ at: null })
    expect(await count('control.closings_due()')).toBe(0)

    expect(await count('control.organization_keys where organization_id = $1', [place.id])).toBe(0)
    expect(await count('control.memberships where organization_id = $1', [place.id])).toBe(0)
    expect(await count('control.api_keys where organization_id = $1 and revoked_at is null', [place.id])).toBe(0)
    // all of it is in the chain, which nobody would add to any more
    expect(await count('control.audit_events where organization_id = $1 and batch is null', [place.id])).toBe(0)
    const bytesOf = ({ id }: TestOrganization) => {
      const folder = path.join(world.application.platform.config.dataDir, 'files', id)
      if (!existsSync(folder)) return 0
      return readdirSync(folder, { recursive: true, withFileTypes: true }).filter((each) => each.isFile()).length
    }
    expect([bytesOf(place), bytesOf(neighbour)]).toEqual([0, 1])
    expect((await owner.get('/patients')).status).toBe(404)
    expect((await world.bearer(key.key, place.slug).get('/patients')).status).toBeGreaterThan(400)
    expect((await neighbour.owner.get('/patients')).status).toBe(200)
    expect((await operator.get(`${door}/${place.id}`)).body).toMatchObject({
      standing: { status: 'closed' },
      closing: { shreddedAt: expect.any(String) },
    })
    expect(await callOff(place.id)).toMatchObject(refused(409, 'wrong-state'))
    expect(await ask(place.id)).toMatchObject(refused(409, 'wrong-state'))
    const dead = await count('graphile_worker._private_jobs')
    expect(dead).toBe(0)
  },
)
