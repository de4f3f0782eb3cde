import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync } from 'node:fs'
import path from 'node:path'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { createWorld, type Person, type World } from '../../testing/world.ts'
import { inControl } from '../db/tenant-tx.ts'
import { listPieces, openPieces } from './pieces.ts'
import { queueWork } from './queue.ts'
import { secretsOf } from './secrets.ts'
import type { AnyWork } from './work.ts'
import { lines, linesOf, startWorker, type Hooks, type TestWorker } from './works-fixture.ts'

let world: World
const started: TestWorker[] = []
beforeAll(async () => {
  world = await createWorld({}, { hasWorker: false })
})
afterEach(async () => {
  for (const each of started.splice(0)) await each.stop()
  await world.owner.query('update control.works set clear_at = now(), expires_at = now()')
})
afterAll(() => world.close())

const worker = async (works: readonly AnyWork[]): Promise<TestWorker> => {
  const each = await startWorker(world.application.platform, world.ownerUrl, works)
  started.push(each)
  return each
}
const workerOf = (hooks?: Hooks) => worker([lines(hooks)])

const as =
  (who: Person) =>
  <Result>(work: Parameters<typeof inControl<Result>>[3]) =>
    inControl(
      world.application.platform.transactions,
      { requestId: 'test', accountId: who.accountId },
      { mode: 'write' },
      work,
    )

const ask = (who: Person, text: string, count: number, onceKey?: string) =>
  as(who)((control) =>
    queueWork(control, world.application.platform.master, lines(), {
      input: { text, count },
      ...(onceKey && { onceKey }),
    }),
  )

interface Seen {
  state: string
  error: string | null
  attempts: number
  done: number
  pieces: number
}

async function rowOf(id: string): Promise<Seen | undefined> {
  const { rows } = await world.owner.query<Seen>(
    'select state, error, attempts, done, pieces from control.works where id = $1',
    [id],
  )
  return rows[0]
}

/** The file as whoever asked for it reads it. */
async function fileOf(who: Person, id: string): Promise<string> {
  const { blobs, master } = world.application.platform
  const { rows } = await world.owner.query<{ key_sealed: Buffer; result_sealed: Buffer }>(
    'select key_sealed, result_sealed from control.works where id = $1',
    [id],
  )
  const secrets = secretsOf(master, id)
  const key = Buffer.from(secrets.open<string>('key', rows[0]!.key_sealed), 'base64')
  const { size } = secrets.open<{ size: number }>('result', rows[0]!.result_sealed)
  const pieces = await as(who)((control) => listPieces(control, id))
  const read = openPieces({ workId: id, ownerId: who.accountId, key }, blobs, pieces)(0, size - 1)
  const content: Uint8Array[] = []
  for await (const bytes of read) content.push(bytes)
  return Buffer.concat(content).toString()
}

/** Names of what lies on the disk for an account, and of what the database knows of. */
async function keptFor(who: Person): Promise<{ files: string[]; rows: string[] }> {
  const folder = path.join(world.application.platform.config.dataDir, 'files', who.accountId)
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((each) => each.isFile())
  const { rows } = await world.owner.query<{ id: string }>('select id from control.work_pieces where account_id = $1', [
    who.accountId,
  ])
  return { files: files.map(({ name }) => name).toSorted(), rows: rows.map(({ id }) => id).toSorted() }
}

async function until(condition: () => Promise<boolean>): Promise<void> {
  while (!(await condition())) await new Promise((resolve) => setTimeout(resolve, 20))
}

test('a work whose worker is killed in the middle of a step goes on at the last one that was kept, and makes one file', async () => {
  const ada = await world.account()
  const id = await ask(ada, 'ada', 10)
  const dying = spawn(
    process.execPath,
    [path.join(import.meta.dirname, 'works-fixture.ts'), world.ownerUrl, world.application.platform.config.dataDir],
    { stdio: 'inherit' },
  )
  const [, signal] = (await once(dying, 'exit')) as [number | null, string | null]
  expect(signal).toBe('SIGKILL')
  expect(await rowOf(id)).toMatchObject({ state: 'running', done: 3, attempts: 1 })
  expect((await keptFor(ada)).files.length).toBe(4)

  const again: number[] = []
  const { workers } = await workerOf({ written: (_text, line) => void again.push(line) })
  await until(async () => {
    await workers.freeLost()
    await workers.drain()
    return (await rowOf(id))?.state === 'done'
  })
  expect(again).toEqual([3, 4, 5, 6, 7, 8, 9])
  expect(await fileOf(ada, id)).toBe(linesOf('ada', 10))
  const { files, rows } = await keptFor(ada)
  expect(files).toEqual(rows)
  expect(files.length).toBe(10)
})

test('two workers never do one work at once, and do each once', async () => {
  const people = await Promise.all(Array.from({ length: 6 }, () => world.account()))
  const [running, runs] = [new Set<string>(), new Map<string, number>()]
  const hooks: Hooks = {
    written(text, line) {
      if (line > 0) return
      expect(running.has(text), text).toBe(false)
      running.add(text)
      runs.set(text, (runs.get(text) ?? 0) + 1)
    },
    kept: (text, line) => void (line === 2 && running.delete(text)),
  }
  const ids = await Promise.all(people.map((who, n) => ask(who, `work ${n}`, 3)))
  const all = [await workerOf(hooks), await workerOf(hooks), await workerOf(hooks)]
  await Promise.all(all.map(({ workers }) => workers.drain()))
  expect([...runs.values()]).toEqual(people.map(() => 1))
  for (const [n, who] of people.entries()) expect(await fileOf(who, ids[n]!)).toBe(linesOf(`work ${n}`, 3))
})

test('the works of one account come one after another, and keep nobody else waiting', async () => {
  const [ada, eve] = [await world.account(), await world.account()]
  const gate = Promise.withResolvers<void>()
  const order: string[] = []
  const hooks: Hooks = {
    async written(text) {
      order.push(text)
      if (text === 'ada 1') await gate.promise
    },
  }
  for (const n of [1, 2, 3]) await ask(ada, `ada ${n}`, 1)
  const others = await Promise.all([ask(eve, 'eve', 1), ask(await world.account(), 'bob', 1)])
  const workers = [await workerOf(hooks), await workerOf(hooks)]
  await until(async () => (await Promise.all(others.map(rowOf))).every((row) => row?.state === 'done'))
  expect(order.filter((text) => text.startsWith('ada'))).toEqual(['ada 1'])
  gate.resolve()
  await Promise.all(workers.map((each) => each.workers.drain()))
  expect(order.filter((text) => text.startsWith('ada'))).toEqual(['ada 1', 'ada 2', 'ada 3'])
})

test('a worker that was held for dead and lives writes nothing that counts, and leaves nothing on the disk', async () => {
  const ada = await world.account()
  const [gate, begun] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  const id = await ask(ada, 'ada', 4)
  const late: number[] = []
  await workerOf({
    async written(_text, line) {
      if (line !== 2) return
      begun.resolve()
      await gate.promise
    },
    kept: (_text, line) => void (line >= 2 && late.push(line)),
  })
  await begun.promise
  // as others do with what a dead worker had taken
  await world.owner.query(`select control.free_works(array(select taken_by from control.works where id = $1), '{}')`, [
    id,
  ])
  const { workers } = await workerOf()
  await until(async () => {
    await workers.drain()
    return (await rowOf(id))?.state === 'done'
  })
  gate.resolve()
  await started.shift()!.stop()
  expect(late).toEqual([])
  expect(await rowOf(id)).toMatchObject({ state: 'done', attempts: 2 })
  expect(await fileOf(ada, id)).toBe(linesOf('ada', 4))
  const { files, rows } = await keptFor(ada)
  expect(files).toEqual(rows)
})

test('a process that stops gives its work back after the step that it is at, and another goes on', async () => {
  const ada = await world.account()
  const [gate, begun] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  const id = await ask(ada, 'ada', 3)
  const first = await workerOf({
    async written(_text, line) {
      if (line !== 1) return
      begun.resolve()
      await gate.promise
    },
  })
  await begun.promise
  const stopping = first.workers.stop()
  gate.resolve()
  await stopping
  expect(await rowOf(id)).toMatchObject({ state: 'queued', attempts: 0, done: 2 })
  const rest: number[] = []
  const { workers } = await workerOf({ written: (_text, line) => void rest.push(line) })
  await workers.drain()
  expect(rest).toEqual([2])
  expect(await fileOf(ada, id)).toBe(linesOf('ada', 3))
})

test('a work that fails is tried five times, has failed then, and leaves no file', async () => {
  const ada = await world.account()
  const id = await ask(ada, 'ada', 3)
  const { workers } = await workerOf({
    written: (_text, line) => {
      if (line === 2) throw new Error('cannot be')
    },
  })
  for (let round = 1; round <= 5; round++) {
    await workers.drain()
    expect(await rowOf(id)).toMatchObject({ attempts: round, state: round < 5 ? 'queued' : 'failed' })
    await world.owner.query(`update control.works set not_before = '-infinity' where id = $1`, [id])
  }
  await workers.drain()
  expect(await rowOf(id)).toMatchObject({ error: 'unexpected', attempts: 5 })
  expect(await keptFor(ada)).toEqual({ files: [], rows: [] })
})

test('what ends its worker again and again has failed, and what was to be cancelled is', async () => {
  const [ada, eve] = [await world.account(), await world.account()]
  const ids = [await ask(ada, 'ada', 3), await ask(eve, 'eve', 3)]
  await world.owner.query(
    `update control.works set state = 'running', run = gen_random_uuid(), taken_by = 'works-of-the-dead',
      attempts = case account_id when $1 then 5 else 1 end, cancel_asked_at = case account_id when $2 then now() end
     where id = any ($3)`,
    [ada.accountId, eve.accountId, ids],
  )
  const { workers } = await workerOf()
  await workers.freeLost()
  await workers.drain()
  expect(await rowOf(ids[0]!)).toMatchObject({ state: 'failed', error: 'interrupted' })
  expect(await rowOf(ids[1]!)).toMatchObject({ state: 'cancelled', error: null })
})

test('of two that would do the same the first is enough while it is under way, and the newest file afterwards', async () => {
  const ada = await world.account()
  const { workers } = await workerOf()
  const [one, two] = await Promise.all([ask(ada, 'old', 2, 'same'), ask(ada, 'old', 2, 'same')])
  expect(two).toBe(one)
  await workers.drain()
  const three = await ask(ada, 'new', 2, 'same')
  expect(three).not.toBe(one)
  await workers.drain()
  await workers.drain()
  expect(await rowOf(one)).toBeUndefined()
  expect(await fileOf(ada, three)).toBe(linesOf('new', 2))
  const { files, rows } = await keptFor(ada)
  expect(files).toEqual(rows)
})

test('after a week the work goes with its file', async () => {
  const ada = await world.account()
  const { workers } = await workerOf()
  const id = await ask(ada, 'ada', 2)
  await workers.drain()
  expect((await keptFor(ada)).files.length).toBe(2)
  const { rows } = await world.owner.query<{ days: number }>(
    'select extract(day from expires_at - finished_at)::int as days from control.works where id = $1 and clear_at = expires_at',
    [id],
  )
  expect(rows).toEqual([{ days: 7 }])
  await world.owner.query(`update control.works set expires_at = now(), clear_at = now() where id = $1`, [id])
  await workers.drain()
  expect(await rowOf(id)).toBeUndefined()
  expect(await keptFor(ada)).toEqual({ files: [], rows: [] })
})

test('nothing of it can be read in the database or on the disk, and a piece in another place does not open', async () => {
  const [ada, eve] = [await world.account(), await world.account()]
  const { workers } = await workerOf()
  const ids = [await ask(ada, 'xyzcanary', 2), await ask(eve, 'other', 2)]
  await workers.drain()
  const { rows } = await world.owner.query<{ row: string }>(
    `select w::text || p::text as row from control.works w join control.work_pieces p on p.work_id = w.id where w.id = $1`,
    [ids[0]],
  )
  expect(JSON.stringify(rows)).not.toContain(Buffer.from('xyzcanary').toString('hex'))
  expect(JSON.stringify(rows)).not.toContain('xyzcanary')
  await world.owner.query(`update control.work_pieces p set number = 1 - number where work_id = $1`, [ids[0]])
  await expect(fileOf(ada, ids[0]!)).rejects.toThrow()
  await world.owner.query(`update control.work_pieces set number = 1 - number where work_id = $1`, [ids[0]])
  expect(await fileOf(ada, ids[0]!)).toBe(linesOf('xyzcanary', 2))
  // another account sees neither row
  expect(await as(eve)((control) => listPieces(control, ids[0]!))).toEqual([])
})

test('what is cancelled while it runs stops after the step that it is at, and leaves no file', async () => {
  const ada = await world.account()
  const [gate, begun] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  const id = await ask(ada, 'ada', 9)
  const written: number[] = []
  const { workers } = await workerOf({
    async written(_text, line) {
      written.push(line)
      if (line !== 2) return
      begun.resolve()
      await gate.promise
    },
  })
  await begun.promise
  await world.owner.query('update control.works set cancel_asked_at = now() where id = $1', [id])
  gate.resolve()
  await workers.drain()
  expect(written).toEqual([0, 1, 2])
  expect(await rowOf(id)).toMatchObject({ state: 'cancelled' })
  expect(await keptFor(ada)).toEqual({ files: [], rows: [] })
})
