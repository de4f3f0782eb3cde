import type pg from 'pg'
import { sql } from 'kysely'
import { behind, type Status } from '@polyclinic/contract/kit/standing/status.ts'
import { ask } from '../db/ask.ts'
import { nullable, text, textOf, texts } from '../db/columns.ts'
import { anyRow, shape } from '../db/row.ts'
import type { Tenant } from '../db/tenant.ts'
import { inControl, type Caller, type Transactions } from '../db/tenant-tx.ts'
import { dueWork, type DueWork } from './due-work.ts'

/** Ends one time of a job that waits until its organization goes on: no try of it. */
export class JobHeld extends Error {
  constructor() {
    super('it waits for its organization')
  }
}

/**
 * Lays a job aside that is being run: whoever fails now leaves it where it is, and its tries begin anew. A crash after this
 * leaves it laid aside as well.
 */
export const layAside = (pool: pg.Pool, jobId: string) =>
  ask(
    pool,
    anyRow`update graphile_worker._private_jobs set run_at = 'infinity', attempts = 0 where id = ${jobId}::bigint`,
  )

/** What is known of a job that will not be run: its name and when. What it carried is not. */
export const noteDropped = (transactions: Transactions, caller: Caller, { organizationId }: Tenant, name: string) =>
  inControl(transactions, caller, { mode: 'write', organizationId, isBesideGate: true }, (control) =>
    control.run(sql`
      insert into control.dropped_jobs (organization_id, name) values (${organizationId}, ${name})
      on conflict (organization_id, name)
      do update set count = dropped_jobs.count + 1, last_at = clock_timestamp()`),
  )

const statusRow = shape({ status: nullable(textOf<Status>()) })

/** Whether a job would be dropped when its turn comes: it is not even queued. */
export async function isOver(control: pg.Pool, organizationId: string): Promise<boolean> {
  const [row] = await ask(control, statusRow`select control.standing(${organizationId}::uuid) ->> 'status' as status`)
  return row?.status ? behind(row.status) === 'ends' : false
}

const heldRow = shape({ organization_id: text, ids: texts })

/** Jobs that were laid aside run once their organization goes on, or is there no more. */
export const runHeldJobs = (pool: pg.Pool): DueWork =>
  dueWork('kit.held-jobs', { in: 'control', every: 5 }, async ({ ask: askControl }) => {
    const held = await ask(
      pool,
      heldRow`
        select payload ->> 'organizationId' as organization_id, array_agg(id::text order by id) as ids
        from graphile_worker._private_jobs where run_at = 'infinity' and locked_at is null group by 1`,
    )
    for (const { organization_id: organizationId, ids } of held) {
      const [row] = await askControl(statusRow`select control.standing(${organizationId}::uuid) ->> 'status' as status`)
      if (row?.status && behind(row.status) === 'waits') continue
      await ask(
        pool,
        anyRow`
          update graphile_worker._private_jobs set run_at = now(), attempts = 0, last_error = null
          where id = any (${ids}::bigint[]) and run_at = 'infinity' and locked_at is null`,
      )
    }
  })
