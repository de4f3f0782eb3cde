import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createWorld, type TestOrganization, type World } from '../../testing/world.ts'
import { bigint, text } from './columns.ts'
import { shape } from './row.ts'
import { inTenant, type TenantTx } from './tenant-tx.ts'

let world: World
let places: TestOrganization[]
beforeAll(async () => {
  world = await createWorld()
  places = [await world.organization(), await world.organization({ dedicated: true })]
})
afterAll(() => world.close())

const clinics = shape({ count: bigint })`select count(*) as count from tenant.clinics`

const inSnapshot = <Result>(place: TestOrganization, isLong: boolean, work: (tx: TenantTx) => Promise<Result>) =>
  inTenant(
    { ...world.application.platform.transactions, isLong },
    place.tenant,
    { requestId: 'snapshot', accountId: place.owner.accountId },
    { mode: 'snapshot' },
    work,
  )

const addClinic = (place: TestOrganization) =>
  place.owner.post('/clinics', { name: 'Another', timeZone: 'Europe/Berlin' })

test('all statements of a snapshot see one moment, whatever is committed between them', async () => {
  for (const place of places)
    for (const isLong of [false, true]) {
      const [before, between] = await inSnapshot(place, isLong, async (tx) => {
        const first = await tx.one(clinics)
        expect((await addClinic(place)).status).toBe(201)
        return [first.count, (await tx.one(clinics)).count]
      })
      expect(between).toBe(before)
      expect((await inSnapshot(place, isLong, (tx) => tx.one(clinics))).count).toBe((before ?? 0) + 1)
    }
})

test('a snapshot writes nothing, not even in the name of its organization, nor anything along with its end', async () => {
  const [place] = places as [TestOrganization]
  const change = sql`update tenant.clinics set name = 'Changed' where organization_id = ${place.id}`
  for (const isLong of [false, true]) {
    await expect(inSnapshot(place, isLong, (tx) => tx.asOrganization(() => tx.run(change)))).rejects.toMatchObject({
      code: '25006',
    })
    await expect(inSnapshot(place, isLong, async (tx) => tx.atCommit(change))).rejects.toThrow(/no commit/)
  }
  const names = await place.inTenant((tx) => tx.all(shape({ name: text })`select name from tenant.clinics`), 'read')
  expect(names.map(({ name }) => name)).not.toContain('Changed')
})

test('a snapshot that failed leaves its connection as it was', async () => {
  const [place] = places as [TestOrganization]
  const role = shape({ role: text, organization: text, isolation: text })`
    select current_user::text as role, coalesce(current_setting('app.organization_id', true), '') as organization,
      current_setting('transaction_isolation') as isolation`
  const { longWork } = world.application.platform.databases
  for (let round = 0; round < 5; round++)
    await expect(
      inSnapshot(place, true, async (tx) =>
        tx.all(shape({ n: bigint })`select 1 / (count(*) - count(*)) as n from tenant.clinics`),
      ),
    ).rejects.toMatchObject({ code: '22012' })
  const { rows } = await longWork.control.query(
    "select current_user::text as role, coalesce(current_setting('app.organization_id', true), '') as organization, current_setting('transaction_isolation') as isolation",
  )
  expect(rows).toEqual([
    { role: `${world.application.platform.databases.rolePrefix}_app`, organization: '', isolation: 'read committed' },
  ])
  expect(await inSnapshot(place, true, (tx) => tx.one(role))).toMatchObject({
    organization: place.id,
    isolation: 'repeatable read',
  })
})
