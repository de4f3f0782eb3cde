import { setTimeout as wait } from 'node:timers/promises'
import type { Application } from '../application.ts'
import { settle } from '../features/scheduling/busy/actions.ts'
import { transactionsOfOrganization } from '../features/scheduling/busy/jobs.ts'
import { pooledPlacementId } from '../kit/db/databases.ts'
import { siblingAddress } from '../kit/db/placements.ts'
import type { Client, KnownAppointment } from './client.ts'
import type { Installation } from './installation.ts'
import type { Organizations } from './organizations.ts'

interface Appointment {
  organization_id: string
  id: string
  practitioner_id: string
  state: string
  starts: number
  ends: number
  before: number
  after: number
  busy_claim_id: string | null
}

interface Taken {
  organization_id: string
  appointment_id: string
  resource_id: string
  taken_from: number
  starts: number
  ends: number
  free_from: number
}

const ms = (column: string) => `(extract(epoch from ${column}) * 1000)::float8`
const findAppointments = `select organization_id, id, practitioner_id, state, ${ms('starts_at')} as starts, ${ms('ends_at')} as ends,
  buffer_before * 60000 as before, buffer_after * 60000 as after, busy_claim_id from tenant.appointments`
const times = `${ms('taken_from')} as taken_from, ${ms('starts_at')} as starts, ${ms('ends_at')} as ends, ${ms('free_from')} as free_from`
const findClaims = `select organization_id, appointment_id, resource_id, ${times} from tenant.claims`
const findBusy = `select organization_id, appointment_id, id as resource_id, confirmed_at is not null as is_confirmed, ${times} from control.busy where account_id = $1`
const findHalf = `select
  (select count(*)::int from tenant.idempotency_keys where answer_sealed is null) as keys,
  (select count(*)::int from tenant.appointments a where not exists (select from tenant.events e where e.name = 'appointment.booked' and e.payload ->> 'appointmentId' = a.id::text)) as untold,
  (select count(*)::int from tenant.appointments a where not exists (select from tenant.audit_events e where e.subject = 'appointments' and e.action = 'create' and e.subject_id = a.id::text)) as unrecorded`
const findWaiting = `select count(*)::int as waiting from tenant.events where dispatched_at is null`
const findJobs = `select count(*)::int as waiting, max(attempts) as attempts, max(last_error) as error from graphile_worker.jobs where task_identifier like 'scheduling.%-claim%'`

const databasesOf = ({ url }: Installation) => [
  url,
  siblingAddress(url, `${decodeURIComponent(new URL(url).pathname.slice(1))}_crash`),
]

// a job that met the database while it was away waits longer each time, beyond a minute after the fourth
const hurryJobs = `update graphile_worker._private_jobs set run_at = now() where locked_at is null and run_at > now()
  and task_id in (select id from graphile_worker._private_tasks where identifier like 'scheduling.%-claim%')`

/** Makes claims without an answer look old and failed jobs due, and wakes the sweep: waiting proves no more. */
async function hurrySweep(installation: Installation, { placementId }: Organizations): Promise<void> {
  const news = JSON.stringify({ placements: [pooledPlacementId, placementId], organizations: [] })
  await installation.query(
    `with aged as (update control.busy set created_at = created_at - interval '1 minute' where confirmed_at is null returning id)
    select pg_notify('polyclinic', $1) from (select count(*) from aged) counted`,
    [news],
  )
  await installation.query(hurryJobs)
}

/** A sweep that waits for nobody: it settles claims of requests that are still at work. */
export async function settleRashly(installation: Installation, { platform }: Application): Promise<void> {
  const open = await installation.query<{ organization_id: string; id: string; appointment_id: string }>(
    'select organization_id, id, appointment_id from control.busy where confirmed_at is null',
  )
  for (const { organization_id, id, appointment_id } of open) {
    const transactions = await transactionsOfOrganization(platform, organization_id)
    if (transactions) await settle(transactions, { appointmentId: appointment_id, placed: id })
  }
}

/** Holds bookings up between their claim and their appointment: where a kill or the sweep does the most harm. */
export async function stall(installation: Installation, seconds: number): Promise<void> {
  for (const url of databasesOf(installation)) {
    await installation.query(
      `select pg_sleep($1) from (select count(*) from (select id from tenant.resources for update) locked) counted`,
      [seconds],
      url,
    )
  }
}

/** Until every claim is answered for and every event handed on; a job that died with its worker is given back after a quarter of a minute. */
export async function untilQuiet(installation: Installation, organizations: Organizations): Promise<void> {
  let left = ''
  for (const deadline = Date.now() + 300_000; Date.now() < deadline; await wait(250)) {
    await hurrySweep(installation, organizations)
    const open = await installation.query('select organization_id, id from control.busy where confirmed_at is null')
    const waiting = [await installation.query<{ waiting: number }>(findJobs)]
    for (const url of databasesOf(installation))
      waiting.push(await installation.query<{ waiting: number }>(findWaiting, [], url))
    left = JSON.stringify({ open, waiting: waiting.flat() })
    if (open.length === 0 && waiting.flat().every((each) => each.waiting === 0)) return
  }
  throw new Error(`the sweep did not come to an end: ${left}`)
}

/** Everything that is not as it must be, in sentences. */
export async function findFaults(
  installation: Installation,
  organizations: Organizations,
  clients: readonly Client[],
): Promise<string[]> {
  const appointments: Appointment[] = []
  const claims: Taken[] = []
  const faults: string[] = []
  for (const url of databasesOf(installation)) {
    appointments.push(...(await installation.query<Appointment>(findAppointments, [], url)))
    claims.push(...(await installation.query<Taken>(findClaims, [], url)))
    const [half] = await installation.query<Record<string, number>>(findHalf, [], url)
    for (const [what, count] of Object.entries(half ?? {})) if (count > 0) faults.push(`${count} ${what}`)
  }
  const busy = await installation.query<Taken & { is_confirmed: boolean }>(findBusy, [organizations.locumId])
  const alive = appointments.filter(({ state }) => state !== 'cancelled')
  return [
    ...faults,
    ...overlaps(alive),
    ...differences(
      'a claim',
      new Set(alive.map((appointment) => taken(appointment, appointment.practitioner_id))),
      new Set(claims.map(same)),
    ),
    ...differences(
      'a claim of the ledger',
      new Set(alive.map((appointment) => taken(appointment, appointment.busy_claim_id))),
      new Set(busy.map(same)),
    ),
    ...busy.filter(({ is_confirmed }) => !is_confirmed).map((claim) => `unconfirmed: ${same(claim)}`),
    ...forgotten(
      appointments,
      clients.flatMap((client) => client.appointments),
    ),
    ...clients.flatMap((client) => client.surprises),
  ]
}

const same = ({ organization_id, appointment_id, resource_id, ...at }: Taken) =>
  [organization_id, appointment_id, resource_id, at.taken_from, at.starts, at.ends, at.free_from].join(' ')

const taken = ({ organization_id, id, starts, ends, before, after }: Appointment, by: string | null) =>
  [organization_id, id, by, starts - before, starts, ends, ends + after].join(' ')

function differences(what: string, expected: ReadonlySet<string>, found: ReadonlySet<string>): string[] {
  return [
    ...[...expected.difference(found)].map((each) => `a visit without ${what}: ${each}`),
    ...[...found.difference(expected)].map((each) => `${what} without a visit: ${each}`),
  ]
}

function overlaps(alive: readonly Appointment[]): string[] {
  const inOrder = alive.toSorted((a, b) => a.starts - b.starts)
  return inOrder.flatMap((a, nth) =>
    inOrder
      .slice(nth + 1)
      .filter((b) => b.starts < a.ends + Math.max(a.after, b.before))
      .map((b) => `${a.id} and ${b.id} overlap`),
  )
}

/** What was acknowledged is there, as it was acknowledged, and nothing else is. */
function forgotten(appointments: readonly Appointment[], known: readonly KnownAppointment[]): string[] {
  const byId = new Map(appointments.map((appointment) => [appointment.id, appointment]))
  const differing = known.flatMap(({ id, startsAt, isCancelled, maybeAt }) => {
    const appointment = byId.get(id)
    if (!appointment) return [`${id} was acknowledged and is gone`]
    if ((appointment.state === 'cancelled') !== isCancelled)
      return [`${id} is ${appointment.state}, its client was told otherwise`]
    const at = new Date(appointment.starts).toISOString()
    return at === startsAt || maybeAt.has(at) ? [] : [`${id} is at ${at}, its client was told ${startsAt}`]
  })
  const acknowledgedIds = new Set(known.map(({ id }) => id))
  return [
    ...differing,
    ...appointments.filter(({ id }) => !acknowledgedIds.has(id)).map(({ id }) => `${id} is there and nobody was told`),
  ]
}
