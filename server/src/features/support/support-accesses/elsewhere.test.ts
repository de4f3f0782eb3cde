import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Application } from '../../../application.ts'
import { sessionCookie } from '../../../testing/callers.ts'
import { letIn, operatorOf } from '../../../testing/operators.ts'
import { createWorld, openBeside, type Person, type TestOrganization, type World } from '../../../testing/world.ts'

let world: World
let other: Application
let base: string
let operator: Person
let place: TestOrganization
let cookie: string
beforeAll(async () => {
  world = await createWorld()
  const beside = await openBeside(world)
  other = beside.other
  base = beside.base
  operator = await operatorOf(world)
  place = await world.organization()
  const { rows } = await world.owner.query<{ token: string }>(
    'select token from auth.session where user_id = $1 and second_factor_at is not null',
    [operator.accountId],
  )
  cookie = sessionCookie(world, rows[0]?.token ?? '').split(';')[0] ?? ''
})
afterAll(async () => {
  await other.close()
  await world.close()
})

const there = (path: string) =>
  fetch(`${base}/api/v1/organizations/${place.slug}${path}`, { headers: { cookie, host: 'localhost' } })
const askThere = async () => (await there('/patients')).status

/** Follows the stream of the other process; `state` says when it ended. */
async function follow() {
  const answer = await there('/changes')
  const state = { status: answer.status, hasEnded: false }
  const reader = answer.body?.getReader()
  void (async () => {
    while (reader && !(await reader.read()).done);
  })()
    .catch(() => {})
    .finally(() => (state.hasEnded = true))
  return state
}

const until = (state: { hasEnded: boolean }) =>
  expect.poll(() => state.hasEnded, { interval: 10, timeout: 15_000 }).toBe(true)

const leave = (id: string) => operator.post(`/api/v1/platform/organizations/${place.id}/support-accesses/${id}/ending`)

test('what is ended in one process is over in another, its streams included', async () => {
  const { id } = await letIn(world, operator, place)
  await expect.poll(askThere).toBe(200)
  const stream = await follow()
  expect(stream.status).toBe(200)
  expect((await leave(id)).status).toBe(200)
  await expect.poll(askThere, { interval: 10 }).toBe(404)
  await until(stream)
})

test('a stream ends at the moment at which the access does, although nothing happens and nobody ends it', async () => {
  await letIn(world, operator, place)
  const stream = await follow()
  expect(stream.status).toBe(200)
  await world.owner.query(
    `update control.support_accesses set expires_at = clock_timestamp() + interval '1 second' where state = 'granted'`,
  )
  await until(stream)
  expect(await askThere()).toBe(404)
})

test('who is not let in any more as an operator is out of the other process, too', async () => {
  await letIn(world, operator, place)
  await expect.poll(askThere).toBe(200)
  const stream = await follow()
  await world.owner.query(`update control.operators set ended_at = now() where account_id = $1`, [operator.accountId])
  await expect.poll(askThere, { interval: 10 }).toBe(404)
  await until(stream)
})
