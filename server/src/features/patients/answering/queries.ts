import { sql } from 'kysely'

type Alias = 'l' | 'r' | 'patient_guardians'

/** Whether a row of tenant.patient_guardians has begun and not ended: its days are instants, so that nothing has to happen on them. */
export const runsNow = (alias: Alias = 'l') =>
  sql`(coalesce(${sql.ref(`${alias}.begins_at`)} <= now(), true) and coalesce(${sql.ref(`${alias}.ends_at`)} > now(), true))`

/** Whether it runs or has still to begin: what finds a patient by its guardians is made before the day comes. */
export const isNotOver = sql`coalesce(l.ends_at > now(), true)`

/** Whether whoever answers for a patient by a row of tenant.patient_guardians, `l`, is let in at all. */
export const isLetIn = sql`(${runsNow()} and l.blocked_at is null)`

/** Whether they are told of its appointments. */
export const hearsNow = sql`(${isLetIn} and 'messages' = any (l.permissions))`

/** The preferred one first, then who has answered longest. */
export const foremost = sql`l.is_preferred desc, l.since, l.guardian_id`

/** Whether a link of an account, `l` of tenant.patient_accounts, hangs on a relation that opens nothing now. */
export const isShutByRelation = sql`(l.guardian_id is not null and not exists (
  select from tenant.patient_guardians r where r.organization_id = l.organization_id and r.patient_id = l.patient_id
    and r.guardian_id = l.guardian_id and ${runsNow('r')}))`

/** Whether it hangs on one that is blocked. */
export const isBlockedByRelation = (alias: 'l' | 'patient_accounts' = 'l') => sql`exists (
  select from tenant.patient_guardians r where r.organization_id = ${sql.ref(`${alias}.organization_id`)}
    and r.patient_id = ${sql.ref(`${alias}.patient_id`)} and r.guardian_id = ${sql.ref(`${alias}.guardian_id`)}
    and r.blocked_at is not null)`
