import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { createTestDatabases, type TestDatabases } from '../../testing/databases.ts'
import { newId } from '../db/ids.ts'
import {
  addMissing,
  freeWork,
  giveBack,
  keepPromises,
  leaveAlone,
  makeAllDue,
  take,
  untilNext,
  wake,
} from './due-rows.ts'
import { dueWork } from './due-work.ts'
import { promisedLooks } from './promised-looks.ts'

let databases: TestDatabases
beforeAll(async () => void (databases = await createTestDatabases()))
afterAll(() => databases.drop())

const kinds = [
  dueWork('kit.events', { in: 'tenant', next: 'null' }, async () => {}),
  dueWork('kit.look', { in: 'control', every: 10 }, async () => {}),
]
const names = kinds.map(({ name }) => name)
const room = { databases: 8, away: 2 }
const control = () => databases.databases.control
const takeAs = (worker: string, given = room) => take(control(), worker, names, [], given)

/** So many databases, of which each has something to do now. */
async function place(count: number): Promise<string[]> {
  const ids = Array.from({ length: count }, newId)
  await databases.owner.query(
    'insert into control.placements (id, name, connection_sealed) select id, id, $2 from unnest($1::uuid[]) id',
    [ids, Buffer.from('sealed')],
  )
  await addMissing(control(), kinds, true)
  await databases.owner.query("update control.due_work set next_at = '-infinity' where placement_id = any ($1)", [ids])
  return ids
}

const rowOf = async (id: string) =>
  (
    await databases.owner.query(
      `select next_at <= now() as "isDue", next_at = 'infinity' as "isNever", taken_by as "takenBy", failures
       from control.due_work where placement_id = $1 and kind = 'kit.events'`,
      [id],
    )
  ).rows[0]

beforeEach(async () => {
  await databases.owner.query('delete from control.placements where connection_sealed is not null')
  await databases.owner.query("update control.due_work set next_at = 'infinity', taken_by = null")
})

test('the control database alone has what only the control database has', async () => {
  const [id] = await place(1)
  const { rows } = await databases.owner.query('select kind from control.due_work where placement_id = $1', [id])
  expect(rows).toEqual([{ kind: 'kit.events' }])
})

test('databases that are new are looked at one after the other, and none is left out', async () => {
  await place(3)
  await databases.owner.query('delete from control.due_work where placement_id <> $1', [newId()])
  await addMissing(control(), kinds, false)
  const { rows } = await databases.owner.query(
    `select count(distinct next_at)::int as moments, count(*)::int as rows from control.due_work where kind = 'kit.events'`,
  )
  expect(rows).toEqual([{ moments: 4, rows: 4 }])
})

test('of workers that take at once none takes what another one has', async () => {
  const ids = await place(40)
  const taken = await Promise.all(
    Array.from({ length: 10 }, (_, nth) => takeAs(`worker-${nth}`, { databases: 5, away: 2 })),
  )
  const placements = taken.flat().map(({ placement }) => placement.id)
  expect(new Set(placements).size).toBe(placements.length)
  expect(placements.length).toBeGreaterThan(4)
  for (const each of taken) expect(each.length).toBeLessThanOrEqual(5)
  let rest: unknown[]
  do placements.push(...((rest = (await takeAs('last')).map(({ placement }) => placement.id)) as string[]))
  while (rest.length > 0)
  expect(placements.toSorted()).toEqual(ids.toSorted())
})

test('what is asked for while a database is worked on is done once more', async () => {
  const [id = ''] = await place(1)
  await takeAs('worker')
  expect(await rowOf(id)).toMatchObject({ isNever: true, takenBy: 'worker' })
  await wake(control(), [id])
  expect(await takeAs('another')).toEqual([])
  await giveBack(control(), id, [{ kind: 'kit.events', seconds: null, rest: 0 }])
  expect(await rowOf(id)).toMatchObject({ isDue: true, takenBy: null })
})

test('a database with nothing to do is due never, and no worker wakes for it', async () => {
  const [id = ''] = await place(1)
  await takeAs('worker')
  await giveBack(control(), id, [{ kind: 'kit.events', seconds: null, rest: 0 }])
  expect(await rowOf(id)).toMatchObject({ isNever: true, takenBy: null })
  expect(await takeAs('worker')).toEqual([])
  expect(await untilNext(control(), names)).toBeUndefined()
})

test('what a killed worker had taken is due at once', async () => {
  const [id = ''] = await place(1)
  await takeAs('killed')
  await freeWork(control(), ['killed'], [])
  expect(await takeAs('alive')).toMatchObject([{ placement: { id }, kinds: ['kit.events'] }])
})

test('databases that did not answer come last, two at a time, after pauses that grow', async () => {
  const ids = await place(5)
  const pauses: number[] = []
  for (let failure = 0; failure < 8; failure++) {
    await leaveAlone(control(), ids[0] as string, 'worker')
    pauses.push(
      Math.round(
        (
          await databases.owner.query(
            'select extract(epoch from not_before - statement_timestamp())::float8 as pause from control.due_work where placement_id = $1',
            [ids[0]],
          )
        ).rows[0].pause,
      ),
    )
  }
  expect(pauses).toEqual([1, 2, 4, 8, 16, 32, 60, 60])
  for (const id of ids.slice(1, 4)) await leaveAlone(control(), id, 'worker')
  expect((await takeAs('worker')).map(({ placement }) => placement.id)).toEqual([ids[4]])
  await databases.owner.query("update control.due_work set not_before = '-infinity'")
  const taken = await takeAs('worker')
  expect(taken.map(({ isAway }) => isAway)).toEqual([true, true])
})

test('whoever commits there shows that a database answers', async () => {
  const [id = ''] = await place(1)
  await leaveAlone(control(), id, 'worker')
  expect(await takeAs('worker')).toEqual([])
  await wake(control(), [id])
  expect(await takeAs('worker')).toHaveLength(1)
  await giveBack(control(), id, [{ kind: 'kit.events', seconds: null, rest: 0 }])
  expect(await rowOf(id)).toMatchObject({ failures: 0 })
})

/** Resolves when some statement waits for a row that another transaction holds. */
async function untilOneWaits(): Promise<void> {
  for (;;) {
    const { rows } = await databases.owner.query(
      `select count(*)::int as waiting from pg_stat_activity
       where datname = current_database() and wait_event_type = 'Lock' and query like '%due_work%'`,
    )
    if (rows[0].waiting > 0) return
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

const lock = (id: string | undefined, also = '') => ({
  text: `select from control.due_work where placement_id = $1 for update ${also}`,
  values: [id],
})

test.each([
  ['all', (_ids: string[]) => makeAllDue(control())],
  ['those with news', (ids: string[]) => wake(control(), ids.toReversed())],
  ['those of a killed worker', (_ids: string[]) => freeWork(control(), ['killed'], [])],
])('rows are locked in the order of their key, wherever they lie: %s', async (_of, change) => {
  const ids = (await place(3)).toSorted()
  // written again from the last to the first, so that the first lies behind the others
  for (const id of ids.toReversed())
    await databases.owner.query(
      "update control.due_work set next_at = 'infinity', taken_by = 'killed' where placement_id = $1",
      [id],
    )
  const other = await databases.owner.connect()
  try {
    await other.query('begin')
    await other.query(lock(ids[0]))
    const changing = change(ids)
    await untilOneWaits()
    for (const id of ids.slice(1)) await other.query(lock(id, 'nowait'))
    await other.query('commit')
    await changing
  } finally {
    other.release(true)
  }
  for (const id of ids) expect(await rowOf(id)).toMatchObject({ isDue: true })
})

test('what is in the way of somebody who locks in another order runs again', async () => {
  const ids = (await place(2)).toSorted()
  await databases.owner.query("update control.due_work set next_at = 'infinity'")
  const other = await databases.owner.connect()
  try {
    // theirs waits as long as it takes: it is ours that is given up
    await other.query("set deadlock_timeout = '1min'")
    await other.query('begin')
    await other.query(lock(ids[1]))
    const changing = makeAllDue(control())
    await untilOneWaits()
    await other.query(lock(ids[0]))
    await other.query('commit')
    await changing
  } finally {
    other.release(true)
  }
  for (const id of ids) expect(await rowOf(id)).toMatchObject({ isDue: true })
})

test('a promised look makes its database due in its moment, once, and a promise serves all that follow it closely', async () => {
  const [id = ''] = await place(1)
  await takeAs('worker')
  await giveBack(control(), id, [{ kind: 'kit.events', seconds: null, rest: 0 }])
  const promise = promisedLooks(control())
  await Promise.all(Array.from({ length: 20 }, () => promise(id)))
  const { rows } = await databases.owner.query(
    `select look_at > now() + interval '10 seconds' as "isAhead", look_at < now() + interval '50 seconds' as "isSoon" from control.promised_looks`,
  )
  expect(rows).toEqual([{ isAhead: true, isSoon: true }])
  await keepPromises(control())
  expect(await rowOf(id)).toMatchObject({ isNever: true })
  await databases.owner.query("update control.promised_looks set look_at = look_at - interval '1 minute'")
  await Promise.all([keepPromises(control()), keepPromises(control())])
  expect(await rowOf(id)).toMatchObject({ isDue: true })
  expect((await databases.owner.query('select from control.promised_looks')).rowCount).toBe(0)
})
