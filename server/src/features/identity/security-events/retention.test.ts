import { afterAll, beforeAll, expect, test } from 'vitest'
import { createWorld, type World } from '../../../testing/world.ts'
import { securityEventKinds } from './actions.ts'

let world: World
beforeAll(async () => void (world = await createWorld()))
afterAll(() => world.close())

const happened = (accountId: string, kind: string, age: string, count: number) =>
  world.owner.query(
    'insert into auth.security_event (user_id, kind, at) select $1, $2, now() - $3::interval from generate_series(1, $4)',
    [accountId, kind, age, count],
  )

async function countsOf(accountId: string): Promise<Record<string, number>> {
  const { rows } = await world.owner.query<{ kind: string; count: number }>(
    'select kind, count(*)::int as count from auth.security_event where user_id = $1 group by kind',
    [accountId],
  )
  return Object.fromEntries(rows.map(({ kind, count }) => [kind, count]))
}

test('whatever happens to the safety of an account has a rule, and no rule is of anything else', async () => {
  const { rows } = await world.owner.query<{ kind: string }>(
    "select kind from control.retention_rules() where log = 'account'",
  )
  expect(rows.map(({ kind }) => kind).toSorted()).toEqual(securityEventKinds.toSorted())
})

test('each kind goes when it was kept long enough, all of it, and nothing younger', async () => {
  const [ada, eve] = [await world.account(), await world.account()]
  await happened(ada.accountId, 'password-refused', '13 months 1 day', 1_100)
  await happened(ada.accountId, 'signed-out', '13 months 1 day', 5)
  await happened(ada.accountId, 'signed-out', '12 months', 3)
  await happened(ada.accountId, 'passkey-added', '13 months 1 day', 2)
  await happened(ada.accountId, 'passkey-removed', '3 years 1 day', 4)
  await happened(eve.accountId, 'exported', '2 years', 6)
  expect(await countsOf(ada.accountId)).toMatchObject({ 'password-refused': 1_100, 'passkey-removed': 4 })
  await world.application.workers!.drain()
  expect(await countsOf(ada.accountId)).toEqual({ 'signed-out': 3, 'passkey-added': 2 })
  expect(await countsOf(eve.accountId)).toEqual({ exported: 6 })
})

test('what takes old ones away can take no young ones, even by itself', async () => {
  const ada = await world.account()
  await happened(ada.accountId, 'signed-out', '1 year', 2)
  const client = await world.owner.connect()
  try {
    await client.query('begin')
    await client.query('set local role polyclinic_test_retention')
    expect((await client.query('delete from auth.security_event')).rowCount).toBe(0)
    await expect(client.query('select ip from auth.security_event')).rejects.toThrow(/permission/)
  } finally {
    await client.query('rollback')
    client.release()
  }
})
