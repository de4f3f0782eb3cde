import { afterAll, beforeAll, expect, test } from 'vitest'
import { createWorld, type TestOrganization, type World } from '../../../testing/world.ts'

let world: World
let org: TestOrganization

beforeAll(async () => {
  world = await createWorld()
  org = await world.organization()
})
afterAll(() => world?.close())

const found = async (path: string) => (await org.owner.get(path)).body.items.map(({ id }: { id: string }) => id)

test('rows of an earlier version are found as before, and by everything once the job came by; no change is recorded', async () => {
  const { body: patient } = await org.owner.post('/patients', {
    kind: 'human',
    givenName: 'Thị',
    familyName: 'Đỗ',
    contact: { phone: '0431 204060' },
  })
  const { body: guardian } = await org.owner.post('/guardians', { name: 'Ngô Đức', contact: { phone: '0431 778899' } })
  await world.owner.query(
    `update tenant.patients set search_text = ' thi đo', name_key = 'đo thi', search_keys = '{}', fold_version = 0 where id = $1`,
    [patient.id],
  )
  await world.owner.query(
    `update tenant.guardians set search_text = ' ngo đuc', name_key = 'ngo đuc', search_keys = '{}', fold_version = 0 where id = $1`,
    [guardian.id],
  )
  for (const typed of ['Đỗ', 'thị đ', 'thi', '204060', '4060'])
    expect([typed, await found(`/patients?search=${encodeURIComponent(typed)}`)]).toEqual([typed, [patient.id]])
  expect(await found(`/guardians?search=${encodeURIComponent('đức')}`)).toEqual([guardian.id])

  const recorded = () =>
    world.owner.query(
      'select (select count(*) from tenant.audit_events where organization_id = $1) as events, (select version from tenant.patients where id = $2) as version',
      [org.id, patient.id],
    )
  const { rows: before } = await recorded()
  await world.application.workers!.drain()
  expect((await recorded()).rows).toEqual(before)
  for (const typed of ['do thi', '0406', 'thj'])
    expect([typed, await found(`/patients?search=${encodeURIComponent(typed)}`)]).toEqual([
      typed,
      typed === 'thj' ? [] : [patient.id],
    ])
  for (const typed of ['duc', '788', '99'])
    expect([typed, await found(`/guardians?search=${typed}`)]).toEqual([typed, [guardian.id]])
})
