import { afterAll, beforeAll, expect, test } from 'vitest'
import { features } from '../../../app.ts'
import { pooledPlacementId } from '../../../kit/db/databases.ts'
import { doDueWork } from '../../../kit/jobs/do-due-work.ts'
import { createWorld, type TestOrganization, type World } from '../../../testing/world.ts'
import { begun, done, importOf } from '../imports/imports-fixture.ts'
import { listImports } from '../ledger/queries.ts'
import { openImport } from '../ledger/view.ts'
import { dueToEmpty, emptyDue } from './jobs.ts'

let world: World
beforeAll(async () => void (world = await createWorld({}, { hasWorker: false })))
afterAll(() => world.close())

const look = (in_: TestOrganization) =>
  emptyDue.run({
    payload: {},
    platform: world.application.platform,
    inTenant: (mode: 'read' | 'write', work: never) => in_.inTenant(work, mode),
  } as never)
const due = async () =>
  (await world.owner.query('select * from tenant.organizations_with_imports_to_empty(10)')).rows as object[]

test('a table that nobody brought along keeps nobody’s row and no faulty value after 30 days, and younger ones stay', async () => {
  const place = await world.organization()
  const other = await world.organization()
  const table = 'First name,Last name,Date of birth\r\nQuirla,Zaunkoenig,the day of Zaunkoenig'
  const [draft, checked, young] = [
    await begun(place.owner, table),
    await begun(place.owner, table),
    await begun(place.owner, table),
  ]
  const far = await begun(other.owner, table)
  const { setup } = await importOf(place.owner, checked)
  expect(await done(world, place.owner, checked, 'check')).toMatchObject({ state: 'checked', check: {} })
  expect(await due()).toEqual([])
  const { rows: before } = await world.owner.query('select tenant.next_import_to_empty_at() > now() as is_ahead')
  expect(before).toEqual([{ is_ahead: true }])
  await world.owner.query(`update tenant.imports set created_at = now() - interval '30 days' where id = any ($1)`, [
    [draft, checked],
  ])
  expect(await due()).toEqual([{ organization_id: place.id }])
  await look(place)
  await look(other)
  for (const id of [draft, checked]) {
    const emptied = await importOf(place.owner, id)
    expect(emptied).toMatchObject({
      state: 'draft',
      failure: 'gone',
      preview: [],
      heads: ['First name', 'Last name', 'Date of birth'],
    })
    expect(emptied.check).toBeUndefined()
  }
  expect((await importOf(place.owner, checked)).setup).toEqual(setup)
  const held = await place.inTenant(async (tx) =>
    (await listImports(tx)).filter(({ id }) => id !== young).map((row) => openImport(row, tx.sealer)),
  )
  expect(held.length).toBe(2)
  expect(JSON.stringify(held)).not.toContain('Zaunkoenig')
  for (const [owner, id] of [
    [place.owner, young],
    [other.owner, far],
  ] as const)
    expect((await importOf(owner, id)).preview).toEqual([['Quirla', 'Zaunkoenig', 'the day of Zaunkoenig']])
  const { rows: files } = await world.owner.query(
    `select count(*)::int as n from tenant.files where organization_id = $1 and state <> 'deleted'`,
    [place.id],
  )
  expect(files).toEqual([{ n: 1 }])
  expect(await due()).toEqual([])
})

test('one that stopped in the middle ends with the days in which it can be taken back; one that does not open hinders no other', async () => {
  const place = await world.organization()
  const table = 'First name,Last name\r\nQuirla,Zaunkoenig'
  const [broken, stopped, undoing] = [
    await begun(place.owner, table),
    await begun(place.owner, table),
    await begun(place.owner, table),
  ]
  const stop = (id: string, state: string, until: string) =>
    world.owner.query(`update tenant.imports set state = $2, undo_until = now() + $3::interval where id = $1`, [
      id,
      state,
      until,
    ])
  await stop(stopped, 'running', '1 hour')
  await stop(undoing, 'undoing', '1 hour')
  await world.owner.query(
    `update tenant.imports set created_at = now() - interval '40 days' where organization_id = $1 and state <> 'draft'`,
    [place.id],
  )
  await look(place)
  expect((await importOf(place.owner, stopped)).preview).toEqual([['Quirla', 'Zaunkoenig']])
  expect(await due()).toEqual([])
  await stop(stopped, 'running', '-1 second')
  await stop(undoing, 'undoing', '-1 second')
  await world.owner.query(
    `update tenant.imports set created_at = now() - interval '40 days', facts_sealed = '\\x01' where id = $1`,
    [broken],
  )
  const { rows } = await world.owner.query('select tenant.next_import_to_empty_at() <= now() as is_due')
  expect(rows).toEqual([{ is_due: true }])
  expect(await due()).toEqual([{ organization_id: place.id }])
  await look(place)
  expect(await importOf(place.owner, stopped)).toMatchObject({ state: 'done', failure: 'gone', preview: [] })
  expect(await importOf(place.owner, undoing)).toMatchObject({ state: 'undoing', preview: [] })
  const { rows: left } = await world.owner.query(
    `select id from tenant.imports where organization_id = $1 and emptied_at is null`,
    [place.id],
  )
  expect(left).toEqual([{ id: broken }])
})

test('what stays due, as in an organization that is closed, is looked at once a minute', async () => {
  const jobs: string[] = []
  const { platform } = world.application
  const placement = { id: pooledPlacementId, connectionSealed: null }
  const doWork = doDueWork({ platform, kinds: [dueToEmpty], addJob: async ({ name }) => void jobs.push(name) })
  const [moment] = await doWork({ placement, kinds: [dueToEmpty.name], isAway: false } as never)
  expect(moment).toMatchObject({ kind: 'imports.emptied', rest: 60 })
  // it is due still, since the job that was added did not run
  expect(moment?.seconds).toBeLessThan(0)
  expect(jobs).toEqual(['imports.empty'])
  for (const { name, in: where, next, rest } of features.flatMap((feature) => feature.due ?? []))
    if (where === 'tenant' && next) expect(rest, `${name} would be looked at without end`).toBeGreaterThan(0)
})
