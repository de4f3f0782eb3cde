import type { TaskList } from 'graphile-worker'
import type pg from 'pg'
import { pooledPlacementId, type Placement } from '../db/databases.ts'
import { findTenantById } from '../db/tenant.ts'
import { newId } from '../db/ids.ts'
import { inControl, inTenant, type Caller } from '../db/tenant-tx.ts'
import type { Platform } from '../http/platform.ts'
import type { LiveFeed } from '../live/change-feed.ts'
import type { AnyJob, Job } from './job.ts'
import { startRunner } from './runner.ts'
import { ask } from '../db/ask.ts'
import { bigint, bool, bytea, json, nullable, text, uuid } from '../db/columns.ts'
import { shape } from '../db/row.ts'

const eventRow = shape({ organization_id: uuid, id: uuid, name: text, payload: json<Record<string, unknown>>() })

export interface JobRegistry {
  jobs: Readonly<Record<string, AnyJob>>
  listeners: Readonly<Record<string, readonly string[]>>
  /** Runs in every sweep, each 10 s and after news: work that belongs to no single event. */
  sweeps: readonly Sweep[]
}

export type Sweep = (platform: Platform, placement: Placement, addJob: AddJob) => Promise<void>

export type AddJob = <Payload>(
  job: Job<Payload>,
  payload: { organizationId: string } & NoInfer<Payload>,
  options?: { key?: string; runAt?: string },
) => Promise<void>

export interface Workers {
  /** Hands on what waits and runs it; resolves when nothing is left. For tests and for platforms without a process of their own. */
  drain(): Promise<void>
  stop(): Promise<void>
}

const sweepEvery = 10_000
const heldBackFor = 100

export async function startWorkers(
  platform: Platform,
  feed: LiveFeed,
  { jobs, listeners, sweeps }: JobRegistry,
  pool: pg.Pool,
): Promise<Workers> {
  const { log } = platform

  const queue = async (name: string, payload: object, { key, runAt }: { key?: string; runAt?: string } = {}) => {
    await pool.query(
      'select graphile_worker.add_job($1, $2, run_at => coalesce($3, now()), job_key => $4, job_key_mode => $5, max_attempts => 12)',
      [name, JSON.stringify(payload), runAt ?? null, key ?? null, key ? 'preserve_run_at' : null],
    )
  }

  const addJob: AddJob = ({ name }, payload, options) => queue(name, payload, options)
  const taskList: TaskList = Object.fromEntries(
    Object.entries(jobs).map(([name, job]) => [
      name,
      async (payload: unknown) => {
        await runJob(platform, job, payload as Queued)
      },
    ]),
  )

  async function placements(): Promise<Placement[]> {
    const rows = await ask(
      platform.databases.control,
      shape({ id: uuid, connection_sealed: nullable(bytea) })`select id, connection_sealed from control.placements`,
    )
    return rows.map((row) => ({ id: row.id, connectionSealed: row.connection_sealed }))
  }

  /** Every event becomes the jobs that listen to it. A crash in between hands it on twice: jobs are repeatable. */
  async function relay(placement: Placement): Promise<void> {
    const database = platform.databases.holding(placement)
    for (;;) {
      const rows = await ask(database, eventRow`select * from tenant.waiting_events(200)`)
      if (rows.length === 0) return
      for (const event of rows) {
        for (const name of listeners[event.name] ?? []) {
          const runAt = typeof event.payload.runAt === 'string' ? event.payload.runAt : undefined
          await queue(
            name,
            { ...event.payload, organizationId: event.organization_id, eventId: event.id },
            { key: `${event.id}|${name}`, runAt },
          )
        }
      }
      await database.query('select tenant.mark_dispatched($1)', [rows.map((row) => row.id)])
    }
  }

  async function isHeldBack(placement: Placement): Promise<boolean> {
    const [row] = await ask(
      platform.databases.holding(placement),
      shape({ held: bool })`select tenant.events_held_back() as held`,
    )
    return row?.held ?? false
  }

  const busy = new Map<string, Promise<void>>()
  const again = new Set<string>()
  let isStopping = false
  /** One drain per database at a time; news during a drain makes it run once more. */
  function drainPlacement(placement: Placement): Promise<void> {
    const running = busy.get(placement.id)
    if (running) {
      again.add(placement.id)
      return running
    }
    const work = (async () => {
      let looks = 40
      do {
        again.delete(placement.id)
        await relay(placement)
        for (const sweep of sweeps) await sweep(platform, placement, addJob)
        // an older transaction is still at work somewhere on the server: what it holds back is looked for again soon
        if (looks-- > 0 && !isStopping && (await isHeldBack(placement))) {
          await new Promise((resolve) => setTimeout(resolve, heldBackFor))
          again.add(placement.id)
        }
      } while (again.has(placement.id))
    })()
      .catch((error: Error) =>
        log.warn({ part: 'relay', placement: placement.id, err: error }, 'handing on events failed; tried again'),
      )
      .finally(() => busy.delete(placement.id))
    busy.set(placement.id, work)
    return work
  }

  const sweeping = new Set<Promise<void>>()
  const sweepAll = () => {
    const sweep = (async () => {
      for (const placement of await placements()) if (!isStopping) await drainPlacement(placement)
      if (!isStopping) await runner.freeJobsOfDeadWorkers()
    })().finally(() => sweeping.delete(sweep))
    sweeping.add(sweep)
    return sweep
  }
  feed.onPlacement((placementId) => {
    void placements()
      .then((all) => all.filter((each) => each.id === placementId).map(drainPlacement))
      .catch(() => {})
  })
  const timer = setInterval(
    () => void sweepAll().catch((error: Error) => log.warn({ part: 'sweep', err: error }, 'sweep failed')),
    sweepEvery,
  )
  const runner = await startRunner(pool, taskList, log)
  const anyWaiting = async () => {
    for (const placement of await placements()) if (await isHeldBack(placement)) return true
    return false
  }
  void sweepAll().catch(() => {})
  return {
    async drain() {
      let quiet = 0
      for (let round = 0; round < 200; round++) {
        await sweepAll()
        const [row] = await ask(
          pool,
          shape({ left: bigint })`
            select count(*) as left from graphile_worker.jobs
            where run_at <= now() and attempts < max_attempts and last_error is null`,
        )
        // a job that ended meanwhile may have announced something: looked at last
        quiet = row?.left === 0 && !(await anyWaiting()) ? quiet + 1 : 0
        // and what became a job between the two looks is found by the next
        if (quiet === 2) return
        await new Promise((resolve) => setTimeout(resolve, 25))
      }
      throw new Error('jobs did not come to an end')
    },
    async stop() {
      isStopping = true
      clearInterval(timer)
      await Promise.allSettled([...sweeping, ...busy.values()])
      await runner.stop()
    },
  }
}

interface Queued {
  organizationId: string
  eventId?: string
}

async function runJob(platform: Platform, job: AnyJob, queued: Queued): Promise<void> {
  const caller: Caller = { requestId: `job-${newId()}`, origin: 'job' }
  const tenant = await inControl(platform.transactions, caller, { mode: 'read' }, (control) =>
    findTenantById(control, queued.organizationId),
  )
  // the organization is gone: so is its work
  if (!tenant) return
  await job.run({
    platform,
    tenant,
    caller,
    payload: queued,
    eventId: queued.eventId,
    inTenant: (mode, work) => inTenant(platform.transactions, tenant, caller, { mode }, work),
  })
}

export const isControl = (placement: Placement) => placement.id === pooledPlacementId

export const inControlDatabase =
  (sweep: (platform: Platform) => Promise<void>): Sweep =>
  async (platform, placement) => {
    if (isControl(placement)) await sweep(platform)
  }
