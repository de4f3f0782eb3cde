import { afterAll, beforeAll, expect, test } from 'vitest'
import { createWorld, type TestOrganization, type World } from '../../../testing/world.ts'
import { build } from '../build.ts'
import { contactTokens, patientsBehind } from '../connections/queries.ts'
import { linkAccount } from '../links/actions.ts'
import { guardiansOf } from '../printouts/queries.ts'

let world: World
let org: TestOrganization
beforeAll(async () => {
  world = await createWorld()
  org = await world.organization()
})
afterAll(() => world?.close())

test('who is kept out comes in neither as the patient nor by an old link, and is not printed with a contact', async () => {
  const contact = { email: 'carl@guardian.test' }
  const kept = await org.inTenant((tx) => build.guardian(tx, { name: 'Carl', contact }))
  const child = (await org.inTenant((tx) => build.patient(tx, { kind: 'human', contact, guardianIds: [kept.id] }))).id
  const account = await world.account('Pat Person')
  const link = { patientId: child, relation: 'guardian', guardianId: kept.id } as const
  await org.inTenant((tx) => linkAccount(tx, account.accountId, [link]))
  await world.owner.query('insert into control.account_directory values ($1, $2)', [org.id, account.accountId])
  await org.owner.delete(`/patients/${child}/links/${account.accountId}`, 1)
  const behind = () =>
    org.inTenant(async (tx) =>
      (await patientsBehind(tx, contactTokens(tx, 'carl@guardian.test'))).map(({ relation }) => relation),
    )
  const printed = () => org.inTenant((tx) => guardiansOf(tx, child))
  expect(await behind()).toEqual(['self'])
  expect(await printed()).toMatchObject([{ name: 'Carl', contact: { email: 'carl@guardian.test' } }])
  await org.owner.patch(`/patients/${child}/relations/${kept.id}`, { blocked: { reason: 'court order' } }, 1)
  expect(await behind()).toEqual([])
  expect(await printed()).toEqual([{ name: 'Carl' }])
  await org.inTenant((tx) => linkAccount(tx, account.accountId, [{ patientId: child, relation: 'self' }]))
  expect((await account.get('/api/v1/me')).body.patients).toEqual([])
  const { rows } = await org.database.query(
    'select relation, ended_at is not null as over from tenant.patient_accounts where patient_id = $1',
    [child],
  )
  expect(rows).toEqual([{ relation: 'guardian', over: true }])
})
