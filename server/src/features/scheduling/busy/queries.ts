import { isOver } from '@polyclinic/contract/scheduling/appointment-states.ts'
import { sql } from 'kysely'
import type { ControlTx, TenantTx } from '../../../kit/db/tenant-tx.ts'
import { inState, milliseconds } from '../availability/queries.ts'
import type { OpenEnd } from './actions.ts'
import { bigint, int, nullable, text, textOf, timestamptz, uuid } from '../../../kit/db/columns.ts'
import { type RowOf, shape } from '../../../kit/db/row.ts'

/** `[account, from, to]` in epoch milliseconds: when other organizations have taken these accounts. */
export const findBusyTimes = (control: ControlTx, accounts: readonly string[], from: number, to: number) =>
  control.all(shape({ account_id: uuid, start: bigint, end: bigint })`
    select a as account_id, ${milliseconds(sql`b.taken_from`)} as start, ${milliseconds(sql`b.free_from`)} as "end"
    from unnest(${[...accounts]}::uuid[]) a
    cross join lateral control.busy_times(a, ${new Date(from).toISOString()}::timestamptz - interval '1 day',
      ${new Date(to).toISOString()}::timestamptz + interval '1 day') b`)

interface Facts {
  practitioners: { id: string; account_id: string | null; shared: boolean }[] | null
  /** `[practitioner, from, to]` of other organizations. */
  busy: [string, number, number][] | null
}

/** Adds what other organizations have taken, where it does not lie in the organization's own database. */
export async function withBusyElsewhere<F extends Facts>(
  facts: F,
  { tx, from, to }: { tx: TenantTx; from: number; to: number },
): Promise<F> {
  const shared = (facts.practitioners ?? []).filter((each) => each.shared && each.account_id !== null)
  if (tx.organization.isPooled || shared.length === 0) return facts
  const accounts = shared.flatMap((each) => each.account_id ?? [])
  const times = await tx.inControl('read', (control) => findBusyTimes(control, accounts, from, to))
  const busy = times.flatMap(({ account_id, start, end }) =>
    shared
      .filter((each) => each.account_id === account_id)
      .map((each): [string, number, number] => [each.id, start, end]),
  )
  return { ...facts, busy }
}

/** What became of a placed claim, and which claim the appointment names now; both of one moment. */
export const findOutcome = (tx: TenantTx, { placed, appointmentId }: OpenEnd) =>
  tx.one(shape({ outcome: nullable(textOf<'booked' | 'abandoned'>()), named: nullable(uuid) })`select
    (select c.outcome from tenant.claim_outcomes c where c.organization_id = ${tx.organization.id}
      and c.claim_id = ${placed ?? null}::uuid) as outcome,
    (select a.busy_claim_id from tenant.appointments a where a.organization_id = ${tx.organization.id}
      and a.id = ${appointmentId}) as named`)

export const findUnconfirmed = (control: ControlTx) =>
  control.all(shape({ id: uuid, appointment_id: uuid })`select id, appointment_id from control.busy_unconfirmed()`)

const unfilledAppointmentRow = shape({
  id: uuid,
  starts_at: timestamptz,
  ends_at: timestamptz,
  buffer_before: int,
  buffer_after: int,
  version: int,
})

export type UnfilledAppointment = RowOf<typeof unfilledAppointmentRow>

export const findUnfilledAppointments = (tx: TenantTx, practitionerId: string, limit: number) =>
  tx.all(unfilledAppointmentRow`
    select ${unfilledAppointmentRow.of('a')} from tenant.appointments a
    where a.organization_id = ${tx.organization.id} and a.practitioner_id = ${practitionerId}
      and a.starts_at > clock_timestamp() - interval '2 days'
      and a.ends_at + make_interval(mins => a.buffer_after) > clock_timestamp()
      and ${inState((state) => !isOver(state))} and a.busy_claim_id is null
    order by a.starts_at limit ${limit}`)

export const consentOf = (control: ControlTx, organizationId: string, accountId: string) =>
  control.one(shape({ commonCalendar: nullable(text) })`
    select (select p.consent from control.practices p
      where p.organization_id = ${organizationId} and p.account_id = ${accountId}) as "commonCalendar"`)
