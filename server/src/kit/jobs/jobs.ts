import { EventEmitter } from 'node:events'
import { behind } from '@polyclinic/contract/kit/standing/status.ts'
import type { TaskList, WorkerEvents } from 'graphile-worker'
import type pg from 'pg'
import { pooledPlacementId } from '../db/databases.ts'
import { findTenantById } from '../db/tenant.ts'
import { newId } from '../db/ids.ts'
import { inControl, inTenant, type Caller } from '../db/tenant-tx.ts'
import type { Platform } from '../http/platform.ts'
import type { LiveFeed } from '../live/change-feed.ts'
import { countDeadJobs, tellOfDeadJobs } from './dead-jobs.ts'
import { startDueLoop } from './due-loop.ts'
import { fairPlaces } from './fairness.ts'
import { isOver, JobHeld, layAside, noteDropped, runHeldJobs } from './held-jobs.ts'
import { areEventsWaiting } from './due-rows.ts'
import type { AddJob, DueWork } from './due-work.ts'
import type { AnyJob, JobContext } from './job.ts'
import { clearWorks } from '../works/clearing.ts'
import { startWorkLoop } from '../works/loop.ts'
import type { AnyWork } from '../works/work.ts'
import { keepSignsOfLife } from './lost-workers.ts'
import { relayOf, type Queue } from './relay.ts'
import { kitRetention } from './retention.ts'
import { startRunner } from './runner.ts'
import { doDueWork } from './do-due-work.ts'
import { ask } from '../db/ask.ts'
import { bigint } from '../db/columns.ts'
import { shape } from '../db/row.ts'

export interface JobRegistry {
  jobs: Readonly<Record<string, AnyJob>>
  listeners: Readonly<Record<string, readonly string[]>>
  due: readonly DueWork[]
  works?: readonly AnyWork[]
}

export interface Workers {
  /** Hands on what waits and runs it; resolves when nothing is left. For tests and for platforms without a process of their own. */
  drain(): Promise<void>
  /** Gives back what workers left that are dead; it happens every ten seconds by itself. */
  freeLost(): Promise<void>
  stop(): Promise<void>
}

export async function startWorkers(
  platform: Platform,
  feed: LiveFeed,
  { jobs, listeners, due, works = [] }: JobRegistry,
  pool: pg.Pool,
): Promise<Workers> {
  const { log } = platform
  const { control } = platform.databases

  const placeOf = fairPlaces()
  const queue: Queue = async (name, payload, { key, runAt } = {}) => {
    const mode = key ? 'preserve_run_at' : null
    await pool.query(
      `select graphile_worker.add_job($1, $2, run_at => coalesce($3, now()), job_key => $4, job_key_mode => $5,
        max_attempts => 12, priority => $6)`,
      [name, JSON.stringify(payload), runAt ?? null, key ?? null, mode, placeOf(payload.organizationId)],
    )
  }
  const addJob: AddJob = async ({ name, isRecord }, payload, options) => {
    if (isRecord || !(await isOver(control, payload.organizationId))) await queue(name, payload, options)
  }
  const taskList: TaskList = Object.fromEntries(
    Object.entries(jobs).map(([name, job]) => [
      name,
      async (payload: unknown, { job: { id } }) => {
        await runJob({ platform, addJob }, job, payload as Queued, () => layAside(pool, id))
      },
    ]),
  )
  const events = new EventEmitter() as WorkerEvents
  const signs = keepSignsOfLife(pool, events)
  tellOfDeadJobs(events, log)
  const runner = await startRunner(pool, taskList, log, events)
  const kinds = [
    ...relayOf(listeners, queue),
    ...kitRetention,
    clearWorks,
    countDeadJobs(pool),
    runHeldJobs(pool),
    ...due,
  ]
  const loop = startDueLoop({ control, kinds, signs, log, doWork: doDueWork({ platform, kinds, addJob }) })
  const workLoop = startWorkLoop({ platform, works, signs })
  feed.onPlacement((placementId) => {
    loop.wake(placementId)
    if (placementId === pooledPlacementId) workLoop.look()
  })

  const isQuiet = async () => {
    const [row] = await ask(
      pool,
      shape({ left: bigint })`
        select count(*) as left from graphile_worker.jobs
        where run_at <= now() and attempts < max_attempts and last_error is null`,
    )
    // a job that ended meanwhile may have announced something: looked at last
    return row?.left === 0 && !(await areEventsWaiting(control))
  }
  return {
    async drain() {
      let quiet = 0
      for (let round = 0; round < 2_000; round++) {
        await loop.doAll()
        await workLoop.doAll()
        quiet = (await isQuiet()) ? quiet + 1 : 0
        // what became a job between two looks is found by the next
        if (quiet === 2) return
        await new Promise((resolve) => setTimeout(resolve, 25))
      }
      throw new Error('jobs did not come to an end')
    },
    async freeLost() {
      await loop.keepHouse()
      await workLoop.keepHouse()
    },
    async stop() {
      await Promise.all([workLoop.stop(), loop.stop()])
      await runner.stop()
      await signs.end()
    },
  }
}

interface Queued {
  organizationId: string
  eventId?: string
}

async function runJob(
  { platform, addJob }: Pick<JobContext<unknown>, 'platform' | 'addJob'>,
  job: AnyJob,
  queued: Queued,
  wait: () => Promise<unknown>,
): Promise<void> {
  const caller: Caller = { requestId: `job-${newId()}`, origin: 'job' }
  const tenant = await inControl(platform.transactions, caller, { mode: 'read' }, (control) =>
    findTenantById(control, queued.organizationId),
  )
  // the organization is gone: so is its work
  if (!tenant) return
  const said = behind(tenant.status, job)
  if (said === 'waits') {
    await wait()
    throw new JobHeld()
  }
  if (said === 'ends') return void (await noteDropped(platform.transactions, caller, tenant, job.name))
  await job.run({
    platform,
    tenant,
    caller,
    payload: queued,
    eventId: queued.eventId,
    addJob,
    inTenant: (mode, work) => inTenant(platform.transactions, tenant, caller, { mode }, work),
  })
}
