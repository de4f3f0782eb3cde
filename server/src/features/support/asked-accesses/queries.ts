import { sql } from 'kysely'
import type { ControlTx } from '../../../kit/db/tenant-tx.ts'
import { bool, text, uuid } from '../../../kit/db/columns.ts'
import { shape } from '../../../kit/db/row.ts'
import { accessRow, computed } from '../support-accesses/queries.ts'

/** As {operator}, who reads nothing of who answered. */
const accesses = sql`
  select ${accessRow.of('s', computed)}
  from control.support_accesses s left join control.accounts o on o.id = s.account_id`

/** Newest first, by the primary key. */
export const listAsked = (
  control: ControlTx,
  organizationId: string,
  { before, limit }: { before?: string; limit: number },
) =>
  control.all(accessRow`
    ${accesses}
    where s.organization_id = ${organizationId} and (${before ?? null}::uuid is null or s.id < ${before ?? null})
    order by s.id desc limit ${limit}`)

export const findAsked = (control: ControlTx, organizationId: string, id: string) =>
  control.maybe(accessRow`${accesses} where s.organization_id = ${organizationId} and s.id = ${id}`)

const placeRow = shape({
  name: text,
  slug: text,
  country: text,
  time_zone: text,
  has_members: bool,
  /** The caller has a question there that waits, or is let in. */
  is_open: bool,
  allows_break_glass: bool,
})

/** The organization as it matters to support; undefined where there is none. */
export const findPlace = (control: ControlTx, organizationId: string) =>
  control.maybe(placeRow`
    select ${placeRow.of('o', {
      has_members: sql`exists (select from control.memberships m where m.organization_id = o.id)`,
      is_open: sql`exists (select from control.support_accesses s
        where s.organization_id = o.id and s.account_id = ${control.caller.accountId ?? null}
          and (s.state = 'asked' or s.state = 'granted' and s.expires_at > clock_timestamp()))`,
      allows_break_glass: sql`coalesce(
        (select r.allows_break_glass from control.support_rules r where r.organization_id = o.id), true)`,
    })}
    from control.organizations o where o.id = ${organizationId}`)

/** Addresses go into sealed mails and nowhere else. */
export const listRecipients = (control: ControlTx, organizationId: string) =>
  control.all(shape({ account_id: uuid, email: text, language: text })`
    select r.account_id, r.email, r.language from control.support_recipients(${organizationId}) r`)
