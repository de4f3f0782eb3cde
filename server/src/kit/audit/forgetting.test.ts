import { afterAll, beforeAll, expect, test } from 'vitest'
import { chainAll, securityOf, verified, type InAudit } from '../../testing/audits.ts'
import { createWorld, type TestOrganization, type World } from '../../testing/world.ts'
import { forgetNext } from './forgetting.ts'

let world: World
beforeAll(async () => void (world = await createWorld()))
afterAll(() => world.close())

/** So many events of an organization's log, of one age. */
const happened = ({ id, owner }: TestOrganization, action: string, age: string, count: number) =>
  world.owner.query(
    `insert into control.audit_events (organization_id, account_id, action, subject, subject_id, at, after)
     select $1, $2::uuid, $3, 'accounts', $2::uuid::text, now() - $4::interval, '{"kind": "told"}' from generate_series(1, $5)`,
    [id, owner.accountId, action, age, count],
  )

async function countsIn({ id }: TestOrganization): Promise<Record<string, number>> {
  const { rows } = await world.owner.query<{ action: string; count: number }>(
    `select action, count(*)::int as count from control.audit_events
     where organization_id = $1 and subject = 'accounts' group by action`,
    [id],
  )
  return Object.fromEntries(rows.map(({ action, count }) => [action, count]))
}

const forgetAll = async (inAudit: InAudit) => {
  for (let after: number | undefined = 0; after !== undefined;) {
    const last: number = after
    after = await inAudit((store) => forgetNext(store, last))
  }
}

test('sign-ins and refusals go after two years, nothing younger and no right does, and the chain is whole', async () => {
  const [place, other] = [await world.organization(), await world.organization()]
  for (const organization of [place, other]) {
    await happened(organization, 'sign-in', '1 year 364 days', 30)
    await happened(organization, 'update', '5 years', 20)
    await happened(organization, 'export', '5 years', 10)
  }
  await happened(place, 'refuse', '2 years 2 days', 1_200)
  await happened(place, 'sign-in', '2 years 2 days', 40)
  await happened(place, 'refuse', '1 hour', 7)
  const young = { 'sign-in': 30, update: 20, export: 10 }
  await chainAll(securityOf(world, place))
  await chainAll(securityOf(world, other))
  const whole = await verified(securityOf(world, place))
  expect(whole).toMatchObject({ findings: [], loose: 0 })

  for (const _ of [1, 2]) await world.application.workers!.drain()
  expect(await countsIn(place)).toEqual({ ...young, refuse: 7 })
  expect(await countsIn(other)).toEqual(young)
  const after = await verified(securityOf(world, place))
  // the head that somebody may have kept is the same, and so is every batch
  expect(after).toEqual({ ...whole, events: whole.events - 1_240 })
  expect(await verified(securityOf(world, other))).toMatchObject({ findings: [] })
})

test('what goes later joins what went before; what waits for the chain goes when it stands in it', async () => {
  const place = await world.organization()
  const inAudit = securityOf(world, place)
  await happened(place, 'refuse', '1 year', 20)
  await happened(place, 'refuse', '3 years', 20)
  await chainAll(inAudit)
  await forgetAll(inAudit)
  expect(await countsIn(place)).toEqual({ refuse: 20 })
  await forgetAll(inAudit)
  await happened(place, 'sign-in', '3 years', 5)
  await forgetAll(inAudit)
  expect(await countsIn(place)).toEqual({ refuse: 20, 'sign-in': 5 })
  await chainAll(inAudit)
  await forgetAll(inAudit)
  expect(await countsIn(place)).toEqual({ refuse: 20 })
  expect(await verified(inAudit)).toMatchObject({ findings: [] })
})

test('what somebody takes away by hand is found, although they note it as forgotten', async () => {
  const place = await world.organization()
  const inAudit = securityOf(world, place)
  await happened(place, 'refuse', '3 years', 10)
  await happened(place, 'refuse', '1 day', 10)
  await chainAll(inAudit)
  await forgetAll(inAudit)
  const { rows } = await world.owner.query<{ batch: string; places: Buffer }>(
    'select batch, places from control.audit_forgotten where organization_id = $1',
    [place.id],
  )
  expect(rows.length).toBe(1)
  const [{ batch, places } = { batch: '', places: Buffer.alloc(0) }] = rows
  await world.owner.query(
    `delete from control.audit_events where id = (
       select id from control.audit_events where organization_id = $1 and action = 'refuse' limit 1)`,
    [place.id],
  )
  const note = (bits: Buffer) =>
    world.owner.query('update control.audit_forgotten set places = $2 where organization_id = $1', [place.id, bits])
  await note(Buffer.alloc(places.length, 0xff))
  expect((await verified(inAudit)).findings).toContainEqual({ kind: 'batch-changed', batch: Number(batch) })
  await note(places)
  expect((await verified(inAudit)).findings).toEqual([{ kind: 'events-missing', count: 1, batch: Number(batch) }])
  await world.owner.query('delete from control.audit_forgotten where organization_id = $1', [place.id])
  expect((await verified(inAudit)).findings).toEqual([{ kind: 'events-missing', count: 11, batch: Number(batch) }])
})

test('a batch that somebody tampered with stays as it is, for whoever verifies', async () => {
  const place = await world.organization()
  const inAudit = securityOf(world, place)
  await happened(place, 'refuse', '3 years', 10)
  await chainAll(inAudit)
  await world.owner.query(
    `update control.audit_events set origin = 'web' where id = (
       select id from control.audit_events where organization_id = $1 and action = 'refuse' limit 1)`,
    [place.id],
  )
  await forgetAll(inAudit)
  expect(await countsIn(place)).toEqual({ refuse: 10 })
  expect((await verified(inAudit)).findings).toMatchObject([{ kind: 'event-changed' }])
})

test('what takes old events away can take no young ones, even by itself, and changes none', async () => {
  const place = await world.organization()
  await happened(place, 'refuse', '1 year', 3)
  await happened(place, 'update', '9 years', 3)
  await chainAll(securityOf(world, place))
  const client = await world.owner.connect()
  try {
    await client.query('begin')
    await client.query('set local role polyclinic_test_retention')
    const gone = await client.query('delete from control.audit_events where organization_id = $1', [place.id])
    expect(gone.rowCount).toBe(0)
    await expect(client.query("update control.audit_events set action = 'read'")).rejects.toThrow(/permission/)
  } finally {
    await client.query('rollback')
    client.release()
  }
})
