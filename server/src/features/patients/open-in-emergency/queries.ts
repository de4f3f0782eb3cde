import { sql, type RawBuilder } from 'kysely'

/** A row of tenant.patients, `p`, that the caller sees because of an emergency alone: restricted, and its role opens no such ones. */
export const isHidden = sql`(p.restricted_at is not null and coalesce(current_setting('app.hides_restricted', true), '') <> '')`

/** An emergency access, `x`, that opens a patient, `p`, to the account now (emergency_accesses_by_account). */
const isRunning = (accountId: RawBuilder<unknown>) => sql`
  x.organization_id = p.organization_id and x.account_id = ${accountId} and x.patient_id = p.id and x.expires_at > now()
    and x.ended_at is null`

export const isOpenInEmergency = (accountId: string) =>
  sql`exists (select from tenant.emergency_accesses x where ${isRunning(sql`${accountId}::uuid`)})`

/** The one that opens `p` to an account, as JSON; null: none. */
export const emergencyAccessOf = (accountId: RawBuilder<unknown>) => sql`(
  select jsonb_build_object('id', x.id, 'expires_at', to_char(x.expires_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))
  from tenant.emergency_accesses x where ${isRunning(accountId)} order by x.expires_at desc, x.id desc limit 1)`
