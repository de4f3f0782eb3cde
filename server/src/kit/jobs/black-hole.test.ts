import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { addressOf } from '../../testing/cluster.ts'
import { createWorld, type Person, type TestOrganization, type World } from '../../testing/world.ts'
import { build } from '../../features/patients/build.ts'
import { sealForPlatform } from '../crypto/seal.ts'
import { placementPurpose } from '../db/databases.ts'
import { newId } from '../db/ids.ts'
import { openDoor } from '../pools/silent-door-fixture.ts'

const patience = { timeout: 300_000, interval: 100 }

let world: World
let silent: TestOrganization
let other: TestOrganization
let door: Awaited<ReturnType<typeof openDoor>>
let person: Person

beforeAll(async () => {
  world = await createWorld()
  silent = await world.organization({ dedicated: true })
  other = await world.organization({ dedicated: true })
  door = await openDoor(world.ownerUrl)
  await moveBehindDoor(silent.tenant.placement.id, silent)
  person = await world.account('Pat Person')
  for (const place of [silent, other]) await link(place)
})
afterAll(async () => {
  await door.close()
  await world.close()
})

const addressBehindDoor = async (organization: TestOrganization) => {
  const { rows } = await organization.database.query('select current_database() as name')
  return addressOf(`postgres://127.0.0.1:${door.port}/`, rows[0].name)
}

async function moveBehindDoor(placementId: string, organization: TestOrganization): Promise<void> {
  const sealed = sealForPlatform(
    world.application.platform.master,
    placementPurpose(placementId),
    await addressBehindDoor(organization),
  )
  await world.owner.query('update control.placements set connection_sealed = $2 where id = $1', [placementId, sealed])
}

async function link(organization: TestOrganization): Promise<void> {
  const { body } = await organization.owner.post('/patients', { kind: 'human', givenName: 'Pat' })
  await organization.inTenant((tx) => build.link(tx, person.accountId, body.id))
  await world.owner.query('insert into control.account_directory values ($1, $2)', [organization.id, person.accountId])
}

const waitingIn = async (organization: TestOrganization) =>
  (await organization.database.query('select from tenant.events where dispatched_at is null')).rowCount

const addPatient = (organization: TestOrganization) =>
  organization.owner.post('/patients', { kind: 'human', givenName: 'Ada' })

const failuresOf = async (placementId: string) =>
  (
    await world.owner.query('select max(failures) as failures from control.due_work where placement_id = $1', [
      placementId,
    ])
  ).rows[0].failures

test('a database that accepts and never answers is left alone, holds up nobody and is told of once', async () => {
  const { log } = world.application.platform
  const [errors, news] = [vi.spyOn(log, 'error'), vi.spyOn(log, 'info')]
  const { id } = silent.tenant.placement
  // as many more behind the same door as a worker looks at, at once
  for (let nth = 0; nth < 8; nth++) {
    const placementId = newId()
    await world.owner.query(
      'insert into control.placements (id, name, connection_sealed) values ($1::uuid, $1::text, $2)',
      [
        placementId,
        sealForPlatform(
          world.application.platform.master,
          placementPurpose(placementId),
          await addressBehindDoor(silent),
        ),
      ],
    )
  }
  door.silence(true)
  await silent.database.query(
    `insert into tenant.events (organization_id, name, payload) values ($1, 'patient.added', '{}')`,
    [silent.id],
  )
  world.application.platform.changes.signal(id, silent.id)
  await vi.waitFor(async () => expect(await failuresOf(id)).toBeGreaterThan(1), patience)

  expect((await addPatient(other)).status).toBe(201)
  await vi.waitFor(async () => expect(await waitingIn(other)).toBe(0), patience)
  expect(await addPatient(silent)).toMatchObject({ status: 503, body: { code: 'unavailable' } })
  expect(await waitingIn(silent)).toBeGreaterThan(0)
  const told = (calls: unknown[][]) => calls.filter(([facts]) => (facts as { placement?: string }).placement === id)
  expect(told(errors.mock.calls)).toHaveLength(1)
  const health = await world.application.http!.inject({ url: '/health/ready' })
  expect(health.json()).toMatchObject({ status: 'ready', silentDatabases: 9 })

  door.silence(false)
  await vi.waitFor(async () => expect(await waitingIn(silent)).toBe(0), patience)
  await vi.waitFor(async () => expect(await failuresOf(id)).toBe(0), patience)
  await vi.waitFor(async () => expect((await addPatient(silent)).status).toBe(201), patience)
  expect(told(news.mock.calls)).toHaveLength(1)
})

test('whoever has records in several organizations sees those that answer, and which one does not', async () => {
  const missing = [{ slug: silent.slug, name: silent.tenant.name }]
  const all = await person.get('/api/v1/me')
  expect(all.body.patients).toHaveLength(2)
  expect(all.body).not.toHaveProperty('unanswered')
  door.silence(true)
  try {
    // the other one is given seconds, and a machine may be too busy for them once
    await vi.waitFor(async () => {
      const me = await person.get('/api/v1/me')
      expect(me).toMatchObject({ status: 200, body: { unanswered: missing } })
      expect(me.body.patients).toMatchObject([{ organization: { slug: other.slug } }])
    }, patience)
    await vi.waitFor(async () => {
      const next = await person.get('/api/v1/me/next-visits')
      expect(next).toMatchObject({ status: 200, body: { items: [], unanswered: missing } })
    }, patience)
    // a copy of all that is kept is whole or is not given
    expect((await person.get('/api/v1/me/export')).status).toBe(503)
  } finally {
    door.silence(false)
  }
})
