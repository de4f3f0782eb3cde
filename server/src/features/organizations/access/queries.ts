import { sql, type RawBuilder } from 'kysely'
import type { AccessReview } from '@polyclinic/contract/organizations/access.ts'
import { withinIds } from '../../../kit/db/ids.ts'
import type { ControlTx, TenantTx } from '../../../kit/db/tenant-tx.ts'
import { extensionPoint } from '../../../kit/extension.ts'
import { bigint, bool, int, json, nullable, text, texts, timestamptz, uuid, uuids } from '../../../kit/db/columns.ts'
import { type RowOf, shape } from '../../../kit/db/row.ts'

const policyRow = shape({
  second_factor_roles: texts,
  idle_minutes: nullable(int),
  absolute_hours: nullable(int),
  version: int,
})

export type PolicyRow = RowOf<typeof policyRow>

/** Absent until the first change. */
export const findPolicy = (control: ControlTx, organizationId: string) =>
  control.maybe(
    policyRow`select ${policyRow.of('p')} from control.security_policies p where p.organization_id = ${organizationId}`,
  )

const reviewedMemberRow = shape({
  account_id: uuid,
  name: text,
  email: text,
  role_key: text,
  role_name: nullable(text),
  permissions: nullable(texts),
  clinic_ids: nullable(uuids),
  joined_at: timestamptz,
  last_used_at: nullable(timestamptz),
  has_second_factor: bool,
  needs_second_factor: bool,
})

export type ReviewedMemberRow = RowOf<typeof reviewedMemberRow>

/** Members whom a caller scoped to clinics meets: in one of its clinics, or in all. */
export const seenInScope = (scope: readonly string[] | undefined) =>
  scope ? sql`and (m.clinic_ids is null or m.clinic_ids && ${[...scope]}::uuid[])` : sql``

export const listReviewedMembers = (control: ControlTx, organizationId: string, scope?: readonly string[]) =>
  control.all(reviewedMemberRow`
    select m.account_id, a.name, a.email, m.role_key, r.name as role_name, r.permissions, m.clinic_ids, m.joined_at,
      u.last_at as last_used_at,
      a.has_second_factor, coalesce(m.role_key = any (p.second_factor_roles), false) as needs_second_factor
    from control.memberships m join control.accounts a on a.id = m.account_id
    left join control.roles r on r.organization_id = m.organization_id and r.key = m.role_key
    left join control.security_policies p on p.organization_id = m.organization_id
    left join control.uses u on u.organization_id = m.organization_id and u.user_id = m.account_id
    where m.organization_id = ${organizationId} ${seenInScope(scope)} order by a.name, m.account_id`)

export type ReviewedPrograms = Pick<AccessReview, 'keys' | 'apps'>

/** `madeBy`: keys of these accounts alone. */
type ListPrograms = (
  control: ControlTx,
  organizationId: string,
  madeBy: ReadonlySet<string> | undefined,
) => Promise<ReviewedPrograms>

export const reviewedPrograms = extensionPoint<ListPrograms>('organizations.reviewed-programs')

const premisesRow = shape({
  clinics: nullable(json<{ id: string; name: string }[]>()),
  portal_accounts: bigint,
})

export type PremisesRow = RowOf<typeof premisesRow>

/** How many accounts look in from outside, as SQL; `scope`: at the patients of these clinics alone. */
export type CountPortalAccounts = (tx: TenantTx, scope: readonly string[] | undefined) => RawBuilder<unknown>

export const portalAccounts = extensionPoint<CountPortalAccounts>('organizations.portal-accounts')

/** What the organization's own database adds: names of clinics, and how many accounts look in from outside. */
export const findPremises = (tx: TenantTx, scope: readonly string[] | undefined, seesAllPatients: boolean) => {
  const counts = tx.extensions(portalAccounts).map((count) => count(tx, seesAllPatients ? undefined : scope))
  return tx.one(premisesRow`
    select
      (select jsonb_agg(jsonb_build_object('id', c.id, 'name', c.name) order by c.name, c.id) from tenant.clinics c
        where c.organization_id = ${tx.organization.id} ${scope ? sql`and c.id = any (${[...scope]}::uuid[])` : sql``}) as clinics,
      (${sql.join([sql`0`, ...counts], sql` + `)}) as portal_accounts`)
}

const controlEventRow = shape({
  id: uuid,
  at: timestamptz,
  account_id: nullable(uuid),
  account_name: nullable(text),
  action: text,
  subject: text,
  subject_id: text,
  fields: texts,
  details: nullable(json<Record<string, unknown>>()),
  origin: nullable(text),
  request_id: nullable(text),
})

export type ControlEventRow = RowOf<typeof controlEventRow>

interface EventFilter {
  organizationId: string
  accountId?: string
  actions?: readonly string[]
  /** Instants: from the first on, before the second. */
  from?: string
  to?: string
  scope?: readonly string[]
  before?: string
  /** The event of this id alone. */
  only?: string
  limit: number
}

/**
 * Newest first: ids are made in the order of time. What rows held before and after stays hidden, save where the row is
 * not about a table but says something of itself. A caller scoped to clinics sees what the members did whom it sees.
 */
export const listControlEvents = (control: ControlTx, filter: EventFilter) =>
  control.all(controlEventRow`
    select e.id, e.at, e.account_id, a.name as account_name, e.action, e.subject, e.subject_id, e.fields,
      case when e.action in ('sign-in', 'refuse', 'export', 'grant') or e.subject = 'accounts' then e.after end as details,
      e.origin, e.request_id
    from control.audit_events e left join control.accounts a on a.id = e.account_id
    where e.organization_id = ${filter.organizationId} ${filter.accountId ? sql`and e.account_id = ${filter.accountId}` : sql``}
      ${
        filter.scope
          ? sql`and e.account_id in (select m.account_id from control.memberships m
            where m.organization_id = ${filter.organizationId} ${seenInScope(filter.scope)})`
          : sql``
      }
      ${filter.actions ? sql`and e.action = any (${[...filter.actions]}::text[])` : sql``}
      ${filter.only ? sql`and e.id = ${filter.only}` : sql``} ${withinIds('e', filter)} order by e.id desc limit ${filter.limit}`)
