import { sql, type RawBuilder } from 'kysely'
import type { TenantTx } from '../../../kit/db/tenant-tx.ts'
import { runsNow } from './queries.ts'

/** Entered by a slip: within the last day, never changed, and no account came in by it. */
const isSlip = sql`(l.since > now() - interval '1 day' and l.begins_on is null and l.version = 1 and not exists (
  select from tenant.patient_accounts a where a.organization_id = l.organization_id and a.patient_id = l.patient_id
    and a.guardian_id = l.guardian_id))`

/**
 * Steps of a statement after which those of the relations, `l`, that run have ended today; what was entered by a slip was
 * never there.
 */
export const endingRelations = ({ organization }: TenantTx, which: RawBuilder<unknown>) => sql`
  slips as (
    delete from tenant.patient_guardians l where l.organization_id = ${organization.id} and ${which} and ${runsNow()} and ${isSlip}),
  endings as (
    update tenant.patient_guardians l set ends_on = (now() at time zone ${organization.timeZone}::text)::date, ends_at = now(),
      is_preferred = false
    where l.organization_id = ${organization.id} and ${which} and ${runsNow()} and not ${isSlip})`

/** Whoever answered before begins anew, and owns no share that others may own by now; what runs or is blocked stays as it is. */
export const beginningAnew = ({ organization }: TenantTx) => sql`
  on conflict (organization_id, patient_id, guardian_id) do update
    set since = clock_timestamp(), begins_on = (now() at time zone ${organization.timeZone}::text)::date, begins_at = now(),
      ends_on = null, ends_at = null, sees_until_then = false, share = null
    where not ${runsNow('patient_guardians')}`
