import type { Status } from '@polyclinic/contract/kit/standing/status.ts'
import { bool, nullable, text, textOf, timestamptz } from '../../../kit/db/columns.ts'
import { anyRow, shape, type RowOf } from '../../../kit/db/row.ts'
import type { ControlTx, TenantTx } from '../../../kit/db/tenant-tx.ts'

const standingRow = shape({
  status: textOf<Status>(),
  status_since: timestamptz,
  status_reason: nullable(text),
  closes_at: nullable(timestamptz),
})

export type StandingRow = RowOf<typeof standingRow>

export const findStanding = (control: ControlTx, organizationId: string) =>
  control.one(standingRow`select ${standingRow.of('o')} from control.organizations o where o.id = ${organizationId}`)

/** Whether all that was done to its records stands in the chain (audit_events_waiting). */
export const isRecorded = async (tx: TenantTx): Promise<boolean> =>
  (await tx.maybe(anyRow`
    select from tenant.audit_events e where e.organization_id = ${tx.organization.id} and e.batch is null limit 1`)) ===
  undefined

const closingRow = shape({ closes_at: timestamptz, reason: nullable(text), is_told: bool })

export const findClosing = (control: ControlTx, organizationId: string) =>
  control.maybe(closingRow`
    select c.closes_at, c.reason, c.told_at is not null as is_told from control.closings c
    where c.organization_id = ${organizationId} for update`)
