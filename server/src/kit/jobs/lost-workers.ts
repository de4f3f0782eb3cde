import { makeWorkerUtils, type WorkerEvents } from 'graphile-worker'
import type pg from 'pg'
import { silent } from './silent.ts'
import { ask } from '../db/ask.ts'
import { bool, text } from '../db/columns.ts'
import { shape } from '../db/row.ts'

/** Any number: the first half of the locks by which workers show that they live. */
const lockSpace = 7_205_760

/**
 * A worker that was killed leaves its jobs locked for hours. Each worker therefore holds a lock of its session, which
 * PostgreSQL takes back the moment its connection is gone: whoever can take it knows that the worker is dead.
 */
export interface SignsOfLife {
  hold(name: string): Promise<void>
  deadOf(names: readonly string[]): Promise<string[]>
  freeJobsOfDeadWorkers(): Promise<void>
  end(): Promise<void>
}

export function keepSignsOfLife(pool: pg.Pool, events: WorkerEvents): SignsOfLife {
  const own = new Set<string>()
  let session: Promise<pg.PoolClient> | undefined
  let hasEnded = false
  let last: Promise<void> = Promise.resolve()

  /** One after the other: workers begin at once, and a connection does one thing at a time. */
  function holdAll(workerIds: readonly string[]): Promise<void> {
    last = last.then(async () => {
      // a connection that is taken now would be given back by nobody
      if (hasEnded) return
      session ??= open()
      const client = await session
      await client.query('select pg_try_advisory_lock($1, hashtext(id)) from unnest($2::text[]) id', [
        lockSpace,
        workerIds,
      ])
    })
    last = last.catch(() => void (session = undefined))
    return last
  }

  async function open(): Promise<pg.PoolClient> {
    const client = await pool.connect()
    // the server let go of it: whoever lives shows it again at once, or others would take its jobs away from it
    client.once('end', () => {
      session = undefined
      client.release(true)
      if (!hasEnded) void holdAll([...own])
    })
    return client
  }

  // jobs are locked under the name of the pool, not of the worker within it
  events.on('pool:create', ({ workerPool }) => {
    own.add(workerPool.id)
    void holdAll([workerPool.id])
  })
  events.on('pool:release', ({ workerPool }) => own.delete(workerPool.id))

  async function deadOf(names: readonly string[]): Promise<string[]> {
    const dead: string[] = []
    for (const name of names) if (!own.has(name) && (await isFree(pool, name))) dead.push(name)
    return dead
  }

  return {
    async hold(name) {
      if (session && own.has(name)) return
      own.add(name)
      await holdAll(session ? [name] : [...own])
    },
    deadOf,
    async freeJobsOfDeadWorkers() {
      const rows = await ask(
        pool,
        shape({ locked_by: text })`
          select distinct locked_by from graphile_worker._private_jobs
          where locked_by is not null and locked_at < now() - interval '15 seconds'`,
      )
      const dead = await deadOf(rows.map((row) => row.locked_by))
      if (dead.length === 0) return
      const utils = await makeWorkerUtils({ pgPool: pool, logger: silent })
      await utils.forceUnlockWorkers(dead)
      await utils.release()
    },
    async end() {
      hasEnded = true
      await last
      // closing the connection gives the locks back; its end releases it
      const client = await session?.catch(() => undefined)
      await client?.end()
    },
  }
}

async function isFree(pool: pg.Pool, workerId: string): Promise<boolean> {
  const [row] = await ask(
    pool,
    shape({ free: bool })`
      select case when pg_try_advisory_xact_lock(${lockSpace}, hashtext(${workerId})) then true else false end as free`,
  )
  return row?.free ?? false
}
