import type pg from 'pg'
import type { World } from '../../../testing/world.ts'

interface Owned {
  owner: pg.Pool
}

/** Lets days pass for what an organization ordered and owes, and has done what is due then. */
export async function daysPass(world: World, organizationId: string, days: number): Promise<void> {
  await daysAreOver(world, organizationId, days)
  await doWhatIsDue(world)
}

/** Lets days pass, and nobody has looked yet. */
export async function daysAreOver({ owner }: Owned, organizationId: string, days: number): Promise<void> {
  await owner.query(
    // months differ: the period that is billed begins anew with its anchor
    `update control.subscriptions set anchor = period_from - $2::int, period_from = period_from - $2::int,
       period_to = (period_from - $2::int + interval '1 month')::date, trial_to = trial_to - $2::int, due_at = now()
     where organization_id = $1`,
    [organizationId, days],
  )
  await owner.query(
    `update control.platform_invoices set issued_on = issued_on - $2::int, due_on = due_on - $2::int,
       period_from = period_from - $2::int, period_to = period_to - $2::int where organization_id = $1`,
    [organizationId, days],
  )
}

/** Workers look at it with their next look. */
export const lookWhatIsDue = ({ owner }: Owned) =>
  owner.query(`update control.due_work set next_at = now(), not_before = now() where kind = 'subscriptions.due'`)

export async function doWhatIsDue(world: World): Promise<void> {
  await lookWhatIsDue(world)
  // whoever failed tries again later: here at once
  await world.owner.query(
    'update graphile_worker._private_jobs set run_at = now(), last_error = null where locked_at is null',
  )
  await world.application.workers?.drain()
}
