import type { WorkerEvents } from 'graphile-worker'
import type pg from 'pg'
import { ask } from '../db/ask.ts'
import { bigint, int, nullable, text, timestamptz } from '../db/columns.ts'
import { anyRow, shape, type RowOf } from '../db/row.ts'
import { withoutData } from '../log/error-facts.ts'
import type { Log } from '../log/log.ts'
import { dueWork, type DueWork } from './due-work.ts'
import { JobHeld } from './held-jobs.ts'

const deadJobRow = shape({
  id: text,
  name: text,
  organization_id: nullable(text),
  attempts: int,
  since: timestamptz,
  last_error: nullable(text),
})

export type DeadJob = RowOf<typeof deadJobRow>

/** Oldest first, a hundred at most. What it failed by is told without what somebody typed. */
export async function listDeadJobs(pool: pg.Pool): Promise<DeadJob[]> {
  const rows = await ask(
    pool,
    deadJobRow`
      select j.id::text as id, t.identifier as name, j.payload ->> 'organizationId' as organization_id,
        j.attempts::int as attempts, j.updated_at as since, left(regexp_replace(j.last_error, '\\s+', ' ', 'g'), 300) as last_error
      from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
      where j.attempts >= j.max_attempts and j.locked_at is null order by j.updated_at limit 100`,
  )
  return rows.map((row) => ({ ...row, last_error: row.last_error && withoutData(row.last_error) }))
}

/** Runs them again from their first try on; answers how many of them are dead jobs. */
export async function retryDeadJobs(pool: pg.Pool, ids: readonly string[]): Promise<number> {
  const dead = await deadOnes(pool, ids)
  await ask(
    pool,
    anyRow`select from graphile_worker.reschedule_jobs(${dead}::bigint[], run_at => now(), attempts => 0)`,
  )
  return dead.length
}

/** Takes them away for good; answers how many of them were dead jobs. */
export async function dropDeadJobs(pool: pg.Pool, ids: readonly string[]): Promise<number> {
  const dead = await deadOnes(pool, ids)
  await ask(pool, anyRow`select from graphile_worker.complete_jobs(${dead}::bigint[])`)
  return dead.length
}

const deadOnes = async (pool: pg.Pool, ids: readonly string[]): Promise<string[]> =>
  (
    await ask(
      pool,
      shape({ id: text })`
        select id::text as id from graphile_worker._private_jobs
        where id = any (${ids}::bigint[]) and attempts >= max_attempts and locked_at is null`,
    )
  ).map(({ id }) => id)

export function tellOfDeadJobs(events: WorkerEvents, log: Log): void {
  events.on('job:failed', ({ job, error }) => {
    if (error instanceof JobHeld) return
    log.error({ part: 'jobs', job: job.task_identifier, id: job.id }, 'a job failed for the last time')
  })
}

/** Notes for the health of the installation how many there are: whoever answers requests does not reach the queue. */
export const countDeadJobs = (pool: pg.Pool): DueWork =>
  dueWork('kit.dead-jobs', { in: 'control', every: 30 }, async ({ ask: askControl }) => {
    const dead = await ask(
      pool,
      shape({ organization_id: nullable(text), count: bigint })`
        select payload ->> 'organizationId' as organization_id, count(*) as count
        from graphile_worker._private_jobs where attempts >= max_attempts and locked_at is null group by 1`,
    )
    const all = dead.reduce((sum, { count }) => sum + count, 0)
    const counts = Object.fromEntries(
      dead.flatMap(({ organization_id, count }) => (organization_id ? [[organization_id, count]] : [])),
    )
    await askControl(anyRow`select from control.note_dead_jobs(${JSON.stringify(counts)}::jsonb)`)
    await askControl(anyRow`
      insert into control.health (what, count) values ('dead-jobs', ${all}::bigint)
      on conflict (what) do update set count = excluded.count, at = clock_timestamp()`)
  })
