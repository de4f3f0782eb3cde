import { spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { afterAll, afterEach, beforeAll, expect, inject, test } from 'vitest'
import type { DatabaseMaker } from '../../../kit/postgres/database-maker.ts'
import { isDeep } from '../../../testing/deep.ts'
import { operatorOf } from '../../../testing/operators.ts'
import { createWorld, type Person, type World } from '../../../testing/world.ts'
import { moments, setUpOnce, type Moment } from './setups-fixture.ts'

let world: World
let operator: Person
beforeAll(async () => {
  const powerless = new URL(inject('cluster'))
  powerless.username = 'set_up_powerless'
  world = await createWorld({
    REGION: 'eu-central',
    DATABASE_SERVERS: JSON.stringify([
      { name: 'powerless', region: 'eu-north', url: powerless.href },
      { name: 'away', region: 'eu-north', url: 'postgres://nobody@127.0.0.1:1/postgres' },
    ]),
  })
  await world.owner.query(
    `do $$ begin create role set_up_powerless login; exception when duplicate_object then null; end $$`,
  )
  // what is asked for waits for the test
  await world.owner.query(`alter table control.organization_setups alter column look_at set default 'infinity'`)
  operator = await operatorOf(world)
})
afterEach(async () => {
  const { rows } = await world.owner.query<{ name: string }>(
    `select name from control.placements where name like 'polyclinic\\_%'`,
  )
  for (const { name } of rows) await world.owner.query(`drop database if exists "${name}" with (force)`)
})
afterAll(() => world.close())

const door = '/api/v1/platform/organizations'
const main = { server: 'main', region: 'eu-central' }

const make = (slug: string, database: object = main) =>
  operator.post(door, {
    name: `Practice ${slug}`,
    slug,
    kind: 'human',
    country: 'DE',
    currency: 'EUR',
    timeZone: 'Europe/Berlin',
    ownerEmail: `${slug}@owner.test`,
    database,
  })

const see = async (id: string) => (await operator.get(`${door}/${id}`)).body
const actsOf = async (id: string) =>
  (await operator.get(`/api/v1/platform/log?organizationId=${id}`)).body.items.map(({ act }: { act: string }) => act)
const invited = (slug: string) => world.application.mails().filter(({ to }) => to === `${slug}@owner.test`).length
const databasesOf = async (slug: string) =>
  (
    await world.owner.query('select from pg_database where datname like $1', [
      `polyclinic_${slug.replaceAll('-', '_')}_%`,
    ])
  ).rowCount

async function until(condition: () => Promise<boolean>): Promise<void> {
  while (!(await condition())) {
    await world.owner.query('update control.organization_setups set look_at = now() where failed_at is null')
    await world.owner.query(
      `update control.due_work set not_before = '-infinity', next_at = now() where kind = 'platform.setups-due'`,
    )
    await world.application.workers!.drain()
  }
}

/** Nothing is left of the making, and its owner comes in. */
async function isWhole(id: string, slug: string): Promise<void> {
  const one = await see(id)
  expect(one).toMatchObject({ isOwnerInvited: true, database: { kind: 'dedicated', region: 'eu-central' } })
  expect(one.setup).toBeUndefined()
  expect(await databasesOf(slug)).toBe(1)
  const { rows } = await world.owner.query<{ placements: number; invitations: number; setups: number; region: string }>(
    `select o.region,
       (select count(*)::int from control.placements where name like 'polyclinic\\_' || replace($2, '-', '\\_') || '\\_%') as placements,
       (select count(*)::int from control.invitations where organization_id = o.id) as invitations,
       (select count(*)::int from control.organization_setups where organization_id = o.id) as setups
     from control.organizations o where o.id = $1`,
    [id, slug],
  )
  expect(rows).toEqual([{ placements: 1, invitations: 1, setups: 0, region: 'eu-central' }])
  expect(await actsOf(id)).toContain('organization.set-up')
  await world.application.workers!.drain()
  expect(invited(slug)).toBe(1)
  const link = world.application.mails().find(({ to }) => to === `${slug}@owner.test`)?.text ?? ''
  const owner = await world.account('Sasha Owner')
  await world.owner.query('update auth."user" set email = $2 where id = $1', [owner.accountId, `${slug}@owner.test`])
  const token = /\/invitations\/([\w-]+)/.exec(link)?.[1]
  expect((await owner.post(`/api/v1/invitations/${token}/acceptance`)).status).toBe(200)
  const below = `/api/v1/organizations/${slug}`
  expect((await owner.post(`${below}/patients`, { kind: 'human', givenName: 'Ada' })).status).toBe(201)
  expect((await owner.get(below)).body).toMatchObject({ slug, region: 'eu-central' })
}

test('servers are offered by name and region; one that cannot be made use of is refused at its field', async () => {
  expect((await operator.get('/api/v1/platform/database-servers')).body).toEqual({
    shared: { region: '' },
    items: [
      { name: 'main', region: 'eu-central', state: 'ready' },
      { name: 'powerless', region: 'eu-north', state: 'may-not-create' },
      { name: 'away', region: 'eu-north', state: 'silent' },
    ],
  })
  for (const [database, code] of [
    [{ server: 'unheard-of', region: '' }, 'unknown'],
    [{ server: 'main', region: 'eu-north' }, 'choice'],
    [{ server: 'powerless', region: 'eu-north' }, 'invalid'],
    [{ server: 'away', region: 'eu-north' }, 'invalid'],
  ] as const)
    expect(await make('not-made', database)).toMatchObject({
      status: 400,
      body: { code: 'invalid-input', data: { issues: [{ path: ['body', 'database'], code }] } },
    })
  expect((await operator.get(`${door}?search=not-made`)).body.items).toEqual([])
})

test('its owner is invited once its own database is there, and not before; then it lies there in its region', async () => {
  const { status, body } = await make('own-lane')
  expect(status).toBe(201)
  expect(body).toMatchObject({
    isOwnerInvited: false,
    database: { kind: 'pooled' },
    setup: { server: 'main', region: 'eu-central', tries: 0 },
  })
  expect(await operator.post(`${door}/${body.id}/owner-invitations`, { ownerEmail: 'a@b.test' })).toMatchObject({
    status: 409,
    body: { code: 'wrong-state' },
  })
  const again = `${door}/${body.id}/setup/tries`
  expect(await operator.post(again)).toMatchObject({ status: 409, body: { code: 'wrong-state' } })
  await until(async () => (await see(body.id)).setup === undefined)
  await isWhole(body.id, 'own-lane')
  // whoever moves it: never into another region
  await expect(
    world.owner.query(
      `update control.organizations set placement_id = '00000000-0000-7000-8000-000000000001' where id = $1`,
      [body.id],
    ),
  ).rejects.toMatchObject({ constraint: 'keeps_region' })
})

/** Makes the database and no more. */
const failing = (maker: DatabaseMaker): DatabaseMaker => ({
  ...maker,
  migrate: () => Promise.reject(Object.assign(new Error('away'), { code: 'ECONNREFUSED' })),
})

const killed = async (id: string, moment: Moment) => {
  const fixture = path.join(import.meta.dirname, 'setups-fixture.ts')
  const { dataDir } = world.application.platform.config
  const dying = spawn(process.execPath, [fixture, world.ownerUrl, dataDir, id, moment], { stdio: 'inherit' })
  const [, signal] = (await once(dying, 'exit')) as [number | null, string | null]
  expect(signal, moment).toBe('SIGKILL')
  expect(await see(id), moment).toMatchObject({ isOwnerInvited: false, database: { kind: 'pooled' }, setup: {} })
}

test('killed at each step it goes on from there: one database, one invitation', async () => {
  const { body } = await make('hard-lane')
  for (const moment of moments) {
    if (!isDeep && moment !== 'in-migrate' && moment !== 'in-move') continue
    await killed(body.id, moment)
  }
  await Promise.all([1, 2, 3].map(() => setUpOnce(world.application.platform, body.id)))
  await until(async () => (await see(body.id)).setup === undefined)
  await isWhole(body.id, 'hard-lane')
})

test('what fails says why, waits for an operator, and goes on where it was; a region that changed meanwhile is refused', async () => {
  const { body } = await make('late-lane')
  const { platform } = world.application
  const { databaseMaker } = platform
  for (let round = 1; round <= 5; round++) {
    await setUpOnce(platform, body.id, failing(databaseMaker))
    expect((await see(body.id)).setup).toMatchObject({ tries: round })
  }
  expect((await see(body.id)).setup).toMatchObject({ failed: { why: 'unreachable' } })
  // nothing goes on by itself any more
  await setUpOnce(platform, body.id)
  expect((await see(body.id)).setup).toMatchObject({ failed: { why: 'unreachable' } })
  await world.owner.query(
    `update control.organization_setups set failed_at = null, failure = null, tries = 0, look_at = 'infinity'`,
  )
  const turned = databaseMaker.servers.map((server) => ({ ...server, region: 'us-east' }))
  await setUpOnce(platform, body.id, { ...databaseMaker, servers: turned })
  expect((await see(body.id)).setup).toMatchObject({ tries: 1, failed: { why: 'other-region' } })
  const key = { 'idempotency-key': 'again' }
  expect(await operator.post(`${door}/${body.id}/setup/tries`, undefined, key)).toMatchObject({
    status: 202,
    body: { setup: { tries: 0 } },
  })
  const elsewhere = `${door}/${(await make('other-lane')).body.id}/setup/tries`
  expect(await operator.post(elsewhere, undefined, key)).toMatchObject({
    status: 422,
    body: { code: 'key-reused' },
  })
  await until(async () => (await see(body.id)).setup === undefined)
  await isWhole(body.id, 'late-lane')
})

test('closed before it is there, nothing is left of it', async () => {
  const { body } = await make('no-lane')
  await setUpOnce(world.application.platform, body.id, failing(world.application.platform.databaseMaker))
  expect(await databasesOf('no-lane')).toBe(1)
  expect((await operator.post(`${door}/${body.id}/closing`, { reason: 'A mistake' })).status).toBe(201)
  await until(async () => (await see(body.id)).setup === undefined)
  expect(await databasesOf('no-lane')).toBe(0)
  expect(await see(body.id)).toMatchObject({ isOwnerInvited: false, database: { kind: 'pooled' } })
  expect(invited('no-lane')).toBe(0)
  expect(await actsOf(body.id)).toContain('organization.give-up-setup')
})
