import { pooledPlacementId } from '../../../kit/db/databases.ts'
import { findTenantById, type Tenant } from '../../../kit/db/tenant.ts'
import { newId } from '../../../kit/db/ids.ts'
import { ownTransactions, inControl, type Caller, type OwnTransactions } from '../../../kit/db/tenant-tx.ts'
import type { Platform } from '../../../kit/http/platform.ts'
import { job } from '../../../kit/jobs/job.ts'
import { dueWork } from '../../../kit/jobs/due-work.ts'
import { id } from '@polyclinic/contract/kit/ids.ts'
import { minute } from '@polyclinic/contract/kit/durations.ts'
import { footprintOf } from '@polyclinic/contract/scheduling/footprints.ts'
import {
  fillTime,
  markFilled,
  nameClaim,
  noteBooked,
  releaseClaim,
  settle,
  shareCalendar,
  type BusyClaim,
} from './actions.ts'
import { findUnconfirmed, findUnfilledAppointments, type UnfilledAppointment } from './queries.ts'
import { uuid } from '../../../kit/db/columns.ts'
import { anyRow, shape } from '../../../kit/db/row.ts'

interface SystemTransactions extends OwnTransactions {
  isPooled: boolean
}

const systemTransactions = ({ transactions }: Platform, tenant: Tenant, caller: Caller): SystemTransactions => ({
  ...ownTransactions(transactions, tenant, caller),
  isPooled: tenant.placement.id === pooledPlacementId,
})

/** Undefined: the organization is gone. */
export async function transactionsOfOrganization(
  platform: Platform,
  organizationId: string,
): Promise<SystemTransactions | undefined> {
  const caller: Caller = { requestId: `busy-${newId()}`, origin: 'job' }
  const tenant = await inControl(platform.transactions, caller, { mode: 'read' }, (control) =>
    findTenantById(control, organizationId),
  )
  return tenant && systemTransactions(platform, tenant, caller)
}

/** The net below whoever replaced a claim and could not release it. */
export const releaseReplacedClaim = job(
  'scheduling.release-claim',
  { claimId: id },
  async ({ platform, tenant, caller, payload }) => {
    await ownTransactions(platform.transactions, tenant, caller).inControl('write', (control) =>
      releaseClaim(control, payload.claimId),
    )
  },
)

export const settleClaims = job('scheduling.settle-claims', {}, async ({ platform, tenant, caller }) => {
  const transactions = ownTransactions(platform.transactions, tenant, caller)
  for (const claim of await transactions.inControl('write', findUnconfirmed))
    await settle(transactions, { appointmentId: claim.appointment_id, placed: claim.id })
})

export const sharePractitioner = job(
  'scheduling.share-practitioner',
  { accountId: id },
  ({ platform, tenant, caller, payload }) => fillIn(systemTransactions(platform, tenant, caller), payload.accountId),
)

/** Answers that a late author must meet are kept for 30 days. */
export const abandonedClaims = dueWork(
  'scheduling.abandoned-claims',
  { in: 'tenant', next: 'tenant.next_abandoned_claim_at()', rest: 3600 },
  async ({ ask }) => void (await ask(anyRow`select from tenant.forget_abandoned_claims()`)),
)

export const openClaims = dueWork(
  'scheduling.open-claims',
  { in: 'control', next: 'control.next_open_claim_at()', rest: 2 },
  async ({ ask, addJob }) => {
    const open = await ask(
      shape({ organization_id: uuid })`select organization_id from control.organizations_with_open_claims()`,
    )
    for (const { organization_id } of open)
      await addJob(settleClaims, { organizationId: organization_id }, { key: `settle-claims|${organization_id}` })
  },
)

export const unfilledConsents = dueWork(
  'scheduling.unfilled-consents',
  {
    in: 'control',
    next: 'case when exists (select from control.busy_unfilled()) then statement_timestamp() end',
    rest: 10,
  },
  async ({ ask, addJob }) => {
    const unfilled = await ask(
      shape({
        organization_id: uuid,
        account_id: uuid,
      })`select organization_id, account_id from control.busy_unfilled()`,
    )
    for (const { organization_id, account_id } of unfilled) {
      await addJob(
        sharePractitioner,
        { organizationId: organization_id, accountId: account_id },
        { key: `share|${organization_id}|${account_id}` },
      )
    }
  },
)

/** How long an answer waits for the appointments that stood already; scheduling.unfilled-consents goes on from there. */
const patience = 10_000

/** Makes a consent true in every organization that shares the practitioner; what is away is finished later. */
export async function shareAcrossOrganizations(
  platform: Platform,
  accountId: string,
  organizationIds: readonly string[],
): Promise<void> {
  const until = Date.now() + patience
  for (const organizationId of organizationIds) {
    try {
      const transactions = await transactionsOfOrganization(platform, organizationId)
      if (transactions) await fillIn(transactions, accountId, until)
    } catch (error) {
      platform.log.warn({ part: 'busy', organizationId, err: error }, 'a consent could not be filled in; tried again')
      platform.changes.signal(pooledPlacementId, '')
    }
  }
}

/** First the mark, so that no booking passes the ledger by; then each appointment that stood. May be run again at any point. */
async function fillIn(transactions: SystemTransactions, accountId: string, until?: number): Promise<void> {
  const practitionerId = await transactions.inTenant('write', (tx) => shareCalendar(tx, accountId))
  while (practitionerId !== undefined) {
    const appointments = await transactions.inTenant('read', (tx) => findUnfilledAppointments(tx, practitionerId, 100))
    if (appointments.length === 0) break
    for (const appointment of appointments) {
      if (until !== undefined && Date.now() > until) throw new Error('there are many appointments')
      await enterAppointment(transactions, accountId, appointment)
    }
  }
  await transactions.inControl('write', (control) => markFilled(control, accountId))
}

/** Takes an appointment that stood before through the steps of a booking; one that changed meanwhile is met again. */
async function enterAppointment(
  transactions: SystemTransactions,
  accountId: string,
  appointment: UnfilledAppointment,
): Promise<void> {
  const start = Date.parse(appointment.starts_at)
  const need = {
    duration: Date.parse(appointment.ends_at) - start,
    before: appointment.buffer_before * minute,
    after: appointment.buffer_after * minute,
  }
  const claim: BusyClaim = {
    id: newId(),
    accountId,
    appointmentId: appointment.id,
    footprint: footprintOf(start, need),
  }
  if (transactions.isPooled) {
    await transactions.inTenant('write', async (tx) => {
      if (await nameClaim(tx, claim, appointment.version)) await fillTime(tx, claim, true)
    })
    return
  }
  await transactions.inControl('write', (control) => fillTime(control, claim, false))
  await transactions.inTenant('write', async (tx) => {
    if (await nameClaim(tx, claim, appointment.version)) await noteBooked(tx, claim.id)
  })
  await settle(transactions, { appointmentId: appointment.id, placed: claim.id })
}
