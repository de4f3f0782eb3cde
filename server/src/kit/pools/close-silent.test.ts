import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addressOf, testMaster, testRolePrefix } from '../../testing/cluster.ts'
import { createTestDatabases, type TestDatabases } from '../../testing/databases.ts'
import { ask } from '../db/ask.ts'
import { int } from '../db/columns.ts'
import { openDatabases, type Databases } from '../db/databases.ts'
import { isAway } from '../db/outages/away.ts'
import { shape } from '../db/row.ts'
import { inTransaction, type Transaction } from '../db/transaction.ts'
import { openDoor } from './silent-door-fixture.ts'

const silence = { request: 500, job: 500 }
const one = shape({ n: int })`select 1 as n`

let world: TestDatabases
let door: Awaited<ReturnType<typeof openDoor>>
let databases: Databases
beforeAll(async () => {
  world = await createTestDatabases()
  door = await openDoor(world.ownerUrl)
  const url = addressOf(`postgres://127.0.0.1:${door.port}/`, new URL(world.ownerUrl).pathname.slice(1))
  const names = { rolePrefix: testRolePrefix, master: testMaster }
  databases = openDatabases({ url, ...names, hasWorker: true, silence, onError: () => {} })
})
afterAll(async () => {
  door.silence(false)
  await databases.close()
  await door.close()
  await world.drop()
})

const written = (work: (tx: Transaction) => Promise<unknown>) =>
  inTransaction(databases.control, { settings: {}, mode: 'write' }, (tx) => tx, work)

type Fall = () => void
const asked: [how: string, ask: (fall: Fall) => Promise<unknown>][] = [
  ['read', (fall) => (fall(), ask(databases.control, one))],
  ['written', (fall) => written(async (tx) => (fall(), await tx.one(one)))],
  ['committed', (fall) => written(async (tx) => (await tx.one(one), fall()))],
  ['asked about an account', (fall) => (fall(), databases.accounts.query('select 1'))],
  ['asked for by a job', (fall) => (fall(), databases.worker.query('select 1'))],
  ['done at length', (fall) => (fall(), ask(databases.longWork.control, one))],
]

test.each(asked)(
  'what is %s when a database falls silent fails as away, and its connection is closed',
  async (_how, run) => {
    await run(() => {})
    const open = door.open()
    const error: unknown = await run(() => door.silence(true)).catch((thrown: unknown) => thrown)
    door.silence(false)
    expect(isAway(error), String(error)).toBe(true)
    await expect.poll(() => door.open()).toBe(open - 1)
    await run(() => {})
  },
)

test('a connection that nothing is asked on stays open', async () => {
  await ask(databases.control, one)
  const open = door.open()
  await pause(3 * silence.request)
  expect(door.open()).toBe(open)
  expect(await ask(databases.control, one)).toEqual([{ n: 1 }])
})
