import { afterAll, beforeAll, expect, test } from 'vitest'
import { createWorld, type World } from '../../../testing/world.ts'
import { begun, done, importOf } from '../imports/imports-fixture.ts'
import { listImports } from '../ledger/queries.ts'
import { openImport } from '../ledger/view.ts'
import { emptyDue } from './jobs.ts'

let world: World
beforeAll(async () => void (world = await createWorld({}, { hasWorker: false })))
afterAll(() => world.close())

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
  const due = async () =>
    (await world.owner.query('select * from tenant.organizations_with_imports_to_empty(10)')).rows as object[]
  expect(await due()).toEqual([])
  const { rows: before } = await world.owner.query('select tenant.next_import_to_empty_at() > now() as is_ahead')
  expect(before).toEqual([{ is_ahead: true }])
  await world.owner.query(`update tenant.imports set created_at = now() - interval '30 days' where id = any ($1)`, [
    [draft, checked],
  ])
  expect(await due()).toEqual([{ organization_id: place.id }])
  const look = (in_: typeof place) =>
    emptyDue.run({
      payload: {},
      inTenant: (mode: 'read' | 'write', work: never) => in_.inTenant(work, mode),
    } as never)
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
