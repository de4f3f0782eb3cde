import { pooledPlacementId, type Placement } from '../../../kit/db/databases.ts'
import { findEntranceById, type Entrance } from '../../../kit/db/entrance.ts'
import { newId } from '../../../kit/db/ids.ts'
import { inControl, inTenant, type Caller, type ControlTx, type TenantTx } from '../../../kit/db/tenant-tx.ts'
import type { Platform } from '../../../kit/http/platform.ts'
import { job } from '../../../kit/jobs/job.ts'
import { isControl, type AddJob } from '../../../kit/jobs/jobs.ts'
import { id } from '@polyclinic/contract/kit/ids.ts'
import { minute } from '@polyclinic/contract/kit/durations.ts'
import { footprintOf } from '@polyclinic/contract/scheduling/footprints.ts'
import {
  confirmClaim,
  fillTime,
  markFilled,
  nameClaim,
  noteAbandoned,
  noteBooked,
  releaseClaim,
  shareCalendar,
  type BusyClaim,
  type OpenEnd,
} from './actions.ts'
import { findOutcome, findUnconfirmed, findUnfilledAppointments, type UnfilledAppointment } from './queries.ts'

/** The doors of one organization, for the system's own work. */
interface Doors {
  entrance: Entrance
  control<Result>(work: (control: ControlTx) => Promise<Result>): Promise<Result>
  tenant<Result>(mode: 'read' | 'write', work: (tx: TenantTx) => Promise<Result>): Promise<Result>
}

const doorsOf = (platform: Platform, entrance: Entrance, caller: Caller): Doors => ({
  entrance,
  control: (work) => inControl(platform.door, caller, { mode: 'write', organizationId: entrance.organizationId }, work),
  tenant: (mode, work) => inTenant(platform.door, entrance, caller, { mode }, work),
})

/** Undefined: the organization is gone. */
async function enter(platform: Platform, organizationId: string): Promise<Doors | undefined> {
  const caller: Caller = { requestId: `busy-${newId()}`, origin: 'job' }
  const entrance = await inControl(platform.door, caller, { mode: 'read' }, (control) =>
    findEntranceById(control, organizationId),
  )
  return entrance && doorsOf(platform, entrance, caller)
}

/** Answers for claims whose transaction has ended, whichever way: whoever commits first decides, no clock does. */
export async function settle(platform: Platform, organizationId: string, openEnds: readonly OpenEnd[]): Promise<void> {
  const doors = await enter(platform, organizationId)
  if (doors) for (const openEnd of openEnds) await settleOne(doors, openEnd)
}

async function settleOne({ control, tenant }: Doors, openEnd: OpenEnd): Promise<void> {
  const { placed, earlier } = openEnd
  let found = await tenant('read', (tx) => findOutcome(tx, openEnd))
  if (placed && !found.outcome) {
    await tenant('write', (tx) => noteAbandoned(tx, placed))
    found = await tenant('read', (tx) => findOutcome(tx, openEnd))
  }
  const isReplaced = earlier !== undefined && found.named !== earlier
  if (!placed && !isReplaced) return
  await control(async (tx) => {
    if (placed) await (found.outcome === 'booked' ? confirmClaim(tx, placed) : releaseClaim(tx, placed))
    if (isReplaced) await releaseClaim(tx, earlier)
  })
}

/** The net below whoever replaced a claim and could not release it. */
export const releaseReplacedClaim = job(
  'scheduling.release-claim',
  { claimId: id },
  async ({ platform, entrance, caller, payload }) => {
    await doorsOf(platform, entrance, caller).control((control) => releaseClaim(control, payload.claimId))
  },
)

/** Settles what nobody has answered for in 20 seconds. */
export const settleClaims = job('scheduling.settle-claims', {}, async ({ platform, entrance, caller }) => {
  const doors = doorsOf(platform, entrance, caller)
  for (const { id, appointment_id } of await doors.control(findUnconfirmed)) {
    await settleOne(doors, { organizationId: entrance.organizationId, appointmentId: appointment_id, placed: id })
  }
})

/** Fills in what a consent left open. */
export const sharePractitioner = job(
  'scheduling.share-practitioner',
  { accountId: id },
  ({ platform, entrance, caller, payload }) => fillIn(doorsOf(platform, entrance, caller), payload.accountId),
)

/** Finds claims without an answer and consents half done, and forgets old answers. */
export async function sweepBusyLedger(platform: Platform, placement: Placement, addJob: AddJob): Promise<void> {
  const { databases } = platform
  await databases.holding(placement).query('select tenant.forget_abandoned_claims()')
  if (!isControl(placement)) return
  const open = await databases.control.query<{ organization_id: string }>(
    'select organization_id from control.organizations_with_open_claims()',
  )
  for (const { organization_id } of open.rows)
    await addJob(settleClaims, { organizationId: organization_id }, { key: `settle-claims|${organization_id}` })
  const unfilled = await databases.control.query<{ organization_id: string; account_id: string }>(
    'select organization_id, account_id from control.busy_unfilled()',
  )
  for (const { organization_id, account_id } of unfilled.rows) {
    await addJob(
      sharePractitioner,
      { organizationId: organization_id, accountId: account_id },
      { key: `share|${organization_id}|${account_id}` },
    )
  }
}

/** How long an answer waits for the appointments that stood already; the sweep goes on from there. */
const patience = 10_000

/** Makes a consent true in every organization that shares the practitioner; what is away is finished by the sweep. */
export async function shareAcrossOrganizations(
  platform: Platform,
  accountId: string,
  organizationIds: readonly string[],
): Promise<void> {
  const until = Date.now() + patience
  for (const organizationId of organizationIds) {
    try {
      const doors = await enter(platform, organizationId)
      if (doors) await fillIn(doors, accountId, until)
    } catch (error) {
      platform.log.warn({ part: 'busy', organizationId, err: error }, 'a consent could not be filled in; tried again')
      platform.changes.signal(pooledPlacementId, '')
    }
  }
}

/** First the mark, so that no booking passes the ledger by; then each appointment that stood. May be run again at any point. */
async function fillIn(doors: Doors, accountId: string, until?: number): Promise<void> {
  const practitionerId = await doors.tenant('write', (tx) => shareCalendar(tx, accountId))
  while (practitionerId !== undefined) {
    const appointments = await doors.tenant('read', (tx) => findUnfilledAppointments(tx, practitionerId, 100))
    if (appointments.length === 0) break
    for (const appointment of appointments) {
      if (until !== undefined && Date.now() > until) throw new Error('there are many appointments')
      await enterAppointment(doors, accountId, appointment)
    }
  }
  await doors.control((control) => markFilled(control, accountId))
}

/** Takes an appointment that stood before through the steps of a booking; one that changed meanwhile is met again. */
async function enterAppointment(
  { entrance, control, tenant }: Doors,
  accountId: string,
  appointment: UnfilledAppointment,
): Promise<void> {
  const startsAt = Date.parse(appointment.starts_at)
  const need = {
    duration: Date.parse(appointment.ends_at) - startsAt,
    before: appointment.buffer_before * minute,
    after: appointment.buffer_after * minute,
  }
  const claim: BusyClaim = {
    id: newId(),
    accountId,
    appointmentId: appointment.id,
    footprint: footprintOf(startsAt, need),
  }
  if (entrance.placement.id === pooledPlacementId) {
    await tenant('write', async (tx) => {
      if (await nameClaim(tx, claim, appointment.version)) await fillTime(tx, claim, true)
    })
    return
  }
  await control((tx) => fillTime(tx, claim, false))
  await tenant('write', async (tx) => {
    if (await nameClaim(tx, claim, appointment.version)) await noteBooked(tx, claim.id)
  })
  await settleOne(
    { entrance, control, tenant },
    { organizationId: entrance.organizationId, appointmentId: appointment.id, placed: claim.id },
  )
}
