import { afterAll, beforeAll, expect, test } from 'vitest'
import { bigint, uuid } from '../../../kit/db/columns.ts'
import { shape } from '../../../kit/db/row.ts'
import type { TenantTx } from '../../../kit/db/tenant-tx.ts'
import { createWorld, type TestOrganization, type World } from '../../../testing/world.ts'
import { claimDueMessage } from './actions.ts'

/** Far more than any of these statements may look at. */
const reminders = 20_000

let world: World
let organization: TestOrganization
beforeAll(async () => {
  world = await createWorld({}, { hasWorker: false })
  organization = await world.organization()
  await insert(reminders, 'waiting', "interval '30 days'")
  await world.owner.query('vacuum analyze tenant.messages')
})
afterAll(() => world.close())

const insert = (count: number, state: string, after: string) =>
  world.owner.query(
    `insert into tenant.messages (organization_id, id, dedupe_key, channel, template, language, recipient_sealed, content_sealed,
       send_after, state, claimed_at)
     select $1, gen_random_uuid(), gen_random_uuid(), 'email', 'reminder', 'en', '\\x00', '\\x00', clock_timestamp() + ${after},
       $2, case when $2 = 'sending' then clock_timestamp() + ${after} end
     from generate_series(1, $3)`,
    [organization.id, state, count],
  )

const rowsSoFar = shape({ met: bigint })`
  select seq_tup_read + coalesce(idx_tup_fetch, 0) as met from pg_stat_xact_user_tables
  where schemaname = 'tenant' and relname = 'messages'`

/** What `work` answers, and how many rows of the outbox it met. */
async function countingRows<Result>(tx: TenantTx, work: (tx: TenantTx) => Promise<Result>): Promise<[Result, number]> {
  // counted by connection, so what stood there before is taken off
  const before = await tx.one(rowsSoFar)
  const result = await work(tx)
  return [result, (await tx.one(rowsSoFar)).met - before.met]
}

const dueOrganizations = (tx: TenantTx) =>
  tx.all(shape({ organization_id: uuid })`select organization_id from tenant.organizations_with_due_messages()`)

const waitingOrganizations = (tx: TenantTx) =>
  tx.all(shape({ organization_id: uuid })`select organization_id from tenant.organizations_with_waiting_messages()`)

const claimNothing = (tx: TenantTx) => claimDueMessage(tx, () => Promise.resolve(undefined))

test('whoever looks for due messages passes by all those that wait for another day', async () => {
  const [due, met] = await organization.inTenant((tx) => countingRows(tx, dueOrganizations))
  expect(due).toEqual([])
  expect(met).toBeLessThan(10)
  const [waiting, metWaiting] = await organization.inTenant((tx) => countingRows(tx, waitingOrganizations))
  expect(waiting).toEqual([{ organization_id: organization.id }])
  expect(metWaiting).toBeLessThan(10)
})

test('a delivery of the same organization passes them by, too', async () => {
  const [claimed, met] = await organization.inTenant((tx) => countingRows(tx, claimNothing))
  expect(claimed).toBeUndefined()
  expect(met).toBeLessThan(10)
})

test('of many that are due at one moment a delivery takes one and looks at few', async () => {
  await world.owner.query(
    `update tenant.messages set send_after = '2026-01-01' where id in (select id from tenant.messages limit 5000)`,
  )
  await world.owner.query('vacuum analyze tenant.messages')
  expect(await organization.inTenant(dueOrganizations)).toEqual([{ organization_id: organization.id }])
  const undo = new Error('taken back')
  let met = 0
  const taken = organization.inTenant(async (tx) => {
    // what it says cannot be opened here; the statements before that have run
    const claimed = await countingRows(tx, (counted) => claimNothing(counted).catch(() => {}))
    met = claimed[1]
    throw undo
  })
  await expect(taken).rejects.toBe(undo)
  expect(met).toBeGreaterThan(0)
  expect(met).toBeLessThan(20)
})

test('what was being sent for ten minutes is due to be given up, and nothing younger', async () => {
  await world.owner.query(`delete from tenant.messages`)
  await insert(1, 'sending', "interval '-9 minutes'")
  expect(await organization.inTenant(dueOrganizations)).toEqual([])
  await insert(1, 'sending', "interval '-11 minutes'")
  expect(await organization.inTenant(dueOrganizations)).toEqual([{ organization_id: organization.id }])
  await organization.inTenant(claimNothing)
  const { rows } = await world.owner.query('select state from tenant.messages order by claimed_at')
  expect(rows).toEqual([{ state: 'failed' }, { state: 'sending' }])
})
