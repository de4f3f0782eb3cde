import { sql, type RawBuilder } from 'kysely'
import type { AccessReview } from '@polyclinic/contract/organizations/access.ts'
import { heldBeside } from '../../../kit/audit/held.ts'
import { eventPage, waitingEvents, type PageOfEvents } from '../../../kit/audit/pages.ts'
import { securityAudit } from '../../../kit/audit/store.ts'
import type { Sealer } from '../../../kit/crypto/seal.ts'
import type { ControlTx, TenantTx } from '../../../kit/db/tenant-tx.ts'
import { extensionPoint } from '../../../kit/extension.ts'
import {
  bigint,
  bool,
  bytea,
  int,
  json,
  nullable,
  text,
  texts,
  timestamptz,
  uuid,
  uuids,
} from '../../../kit/db/columns.ts'
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

/** Who of those who run the platform was let in, or asks. */
type ListSupport = (control: ControlTx, organizationId: string) => Promise<AccessReview['support']>

export const reviewedSupport = extensionPoint<ListSupport>('organizations.reviewed-support')

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

const tellingRow = shape({
  id: uuid,
  at: timestamptz,
  account_id: nullable(uuid),
  account_name: nullable(text),
  action: text,
  subject: text,
  subject_id: text,
  fields: texts,
  person: text,
  details: nullable(json<Record<string, unknown>>()),
  payload: nullable(bytea),
  key_sealed: nullable(bytea),
  origin: nullable(text),
  request_id: nullable(text),
  support_id: nullable(uuid),
})

export type ControlEventRow = Omit<RowOf<typeof tellingRow>, 'person' | 'payload' | 'key_sealed'>

interface EventFilter extends PageOfEvents {
  organizationId: string
  accountId?: string
  scope?: readonly string[]
  /** The event of this id alone. */
  only?: string
}

/** Not about a table: it says something of itself. */
const tells = sql`(e.action in ('sign-in', 'refuse', 'export', 'grant') or e.subject = 'accounts')`

const told = {
  account_name: sql`a.name`,
  person: sql`e.person_id::text`,
  details: sql`case when ${tells} then e.after end`,
  payload: sql`case when ${tells} then e.payload end`,
  key_sealed: sql`k.key_sealed`,
}

/**
 * Newest first, by audit_events_by_account, _by_action or the primary key. What rows held before and after stays hidden, save
 * what an event says of itself, as long as it was not forgotten. A caller scoped to clinics sees what the members did whom it sees.
 */
export async function listControlEvents(
  control: ControlTx,
  sealer: Sealer,
  { organizationId, accountId, scope, only, ...asked }: EventFilter,
): Promise<ControlEventRow[]> {
  const place = { schema: 'control', organizationId } as const
  const conditions = sql`${accountId ? sql`and e.account_id = ${accountId}` : sql``}
    ${
      scope
        ? sql`and e.account_id in (select m.account_id from control.memberships m
          where m.organization_id = ${organizationId} ${seenInScope(scope)})`
        : sql``
    } ${only ? sql`and e.id = ${only}` : sql``}`
  const rows = await control.all(tellingRow`
    with ${waitingEvents(place)}
    select ${tellingRow.of('e', told)} from (${eventPage({ ...place, columns: sql`e.*`, conditions }, asked)}) e
    left join control.accounts a on a.id = e.account_id
    left join control.audit_keys k on k.organization_id = e.organization_id and k.person_id = e.person_id and ${tells}
    order by e.id desc`)
  const store = securityAudit(control, organizationId, sealer)
  return rows.map(({ payload, key_sealed, person, ...row }) => ({
    ...row,
    details: row.details ?? heldBeside(store, { id: row.id, person, payload, key_sealed })?.after ?? null,
  }))
}
