import { sql } from 'kysely'
import type { Language } from '@polyclinic/contract/kit/language.ts'
import type { Standing } from '@polyclinic/contract/kit/standing/standing.ts'
import type { Rule } from '@polyclinic/contract/kit/toggles/decide.ts'
import { DatabaseAway, isAway } from '../../../kit/db/outages/away.ts'
import { findTenantById, type PlanTerms, type Support, type Tenant } from '../../../kit/db/tenant.ts'
import {
  inControl,
  inTenant,
  ownTransactions,
  type Caller,
  type ControlTx,
  type OwnTransactions,
  type TenantTx,
} from '../../../kit/db/tenant-tx.ts'
import { extensionPoint } from '../../../kit/extension.ts'
import type { Access } from '../../../kit/http/gate.ts'
import type { Platform } from '../../../kit/http/platform.ts'
import { bool, json, nullable, text, textOf, texts, uuid } from '../../../kit/db/columns.ts'
import { type RowOf, shape } from '../../../kit/db/row.ts'

const accountRow = shape({
  id: uuid,
  name: text,
  email: text,
  language: textOf<Language>(),
  platform_role: nullable(textOf<'operator' | 'reader'>()),
  has_second_factor: bool,
  memberships: nullable(json<MembershipRow[]>()),
  supports: nullable(json<SupportRow[]>()),
  patient_of: nullable(texts),
  consents_asked: nullable(json<{ id: string; slug: string; name: string }[]>()),
})

export type AccountRow = RowOf<typeof accountRow>

/** What decides which features are on. */
export interface Switched {
  organization: { id: string }
  plan: PlanTerms
  toggle_rules: Rule[]
}

interface MembershipRow extends Switched {
  organization: {
    id: string
    slug: string
    name: string
    kind: string
    country: string
    currency: string
    timeZone: string
    logoFileId: string | null
    standing: Standing
    accent: string | null
  }
  role_key: string
  role_name: string | null
  permissions: string[] | null
  clinic_ids: string[] | null
  needs_second_factor: boolean
}

/** An organization that let the account in as support. */
interface SupportRow extends Switched {
  organization: MembershipRow['organization']
  support: Support & { reason: string; isBreakGlass: boolean }
}

const organization = sql`
  jsonb_build_object('id', o.id, 'slug', o.slug, 'name', o.name, 'kind', o.kind, 'country', o.country,
    'currency', o.currency, 'timeZone', o.time_zone, 'logoFileId', o.logo_file_id, 'accent', o.brand #>> '{own,accent}',
    'standing', jsonb_strip_nulls(jsonb_build_object('status', o.status, 'reason', o.status_reason,
      'since', to_char(o.status_since at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
      'closesAt', to_char(o.closes_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))))`

export const findAccount = (control: ControlTx, accountId: string) =>
  control.maybe(accountRow`
    select a.id, a.name, a.email, a.language, control.operator_role() as platform_role, a.has_second_factor,
      (select jsonb_agg(jsonb_build_object(
          'organization', ${organization},
          'plan', e.standing -> 'plan', 'toggle_rules', e.standing -> 'toggleRules',
          'role_key', m.role_key, 'role_name', r.name, 'permissions', r.permissions, 'clinic_ids', m.clinic_ids,
          'needs_second_factor', coalesce(m.role_key = any (sp.second_factor_roles), false)) order by o.name)
        from control.memberships m join control.organizations o on o.id = m.organization_id
        cross join lateral (select control.standing(o.id) as standing) e
        left join control.roles r on r.organization_id = m.organization_id and r.key = m.role_key
        left join control.security_policies sp on sp.organization_id = m.organization_id
        where m.account_id = a.id) as memberships,
      (select jsonb_agg(jsonb_build_object('organization', ${organization}, 'support', s.open,
          'plan', e.standing -> 'plan', 'toggle_rules', e.standing -> 'toggleRules') order by o.name)
        from (select id, control.open_support(id) as open from control.organizations_supported() id) s
        join control.organizations o on o.id = s.id
        cross join lateral (select control.standing(o.id) as standing) e
        where s.open is not null
          and not exists (select from control.memberships m where m.organization_id = o.id and m.account_id = a.id)) as supports,
      (select array_agg(d.organization_id::text) from control.account_directory d where d.account_id = a.id) as patient_of,
      (select jsonb_agg(e) from control.organizations_asking_me() e) as consents_asked
    from control.accounts a where a.id = ${accountId}`)

export interface LinkedRow {
  patient_id: string
  given_name: string
  family_name: string | null
  relation: 'self' | 'guardian'
  permissions: string[]
}

/** What an organization holds of an account as somebody's patient or guardian. */
export interface AccountRecords {
  /** Read with the patient's own role. */
  linked(tx: TenantTx): Promise<LinkedRow[]>
  /** The account looks at no record any more; what stands in the records stays. */
  end(tx: TenantTx, accountId: string): Promise<unknown>
}

export const accountRecords = extensionPoint<AccountRecords>('identity.account-records')

export async function linkedPatients(tx: TenantTx): Promise<LinkedRow[]> {
  const rows = []
  for (const records of tx.extensions(accountRecords)) rows.push(...(await records.linked(tx)))
  return rows
}

const organizationsOfPatient = async (control: ControlTx, accountId: string): Promise<string[]> => {
  const rows = await control.all(
    shape({ id: uuid })`select organization_id as id from control.account_directory where account_id = ${accountId}`,
  )
  return rows.map(({ id }) => id)
}

type AsPatient<Result> = (tx: TenantTx, tenant: Tenant, own: OwnTransactions) => Promise<Result>

export interface Answered<Result> {
  answers: Result[]
  /** Organizations whose database does not answer now; absent where all do. */
  unanswered?: { slug: string; name: string }[]
}

/** Milliseconds that a person waits for one of several databases. */
const patience = 5_000

/**
 * What the organizations answer whose patient the account is or answers for, each asked in its own database and with the
 * patient's own role, for a screen: one database that is away does not hide the others. `known`: their ids, where they have
 * been read already.
 */
export async function asPatientWhereAnswered<Result>(
  platform: Platform,
  { caller }: Access,
  work: AsPatient<Result>,
  known?: readonly string[],
): Promise<Answered<Result>> {
  const unanswered: { slug: string; name: string }[] = []
  const asked = await Promise.all(
    (await tenantsOfPatient(platform, caller, known)).map(async (tenant) => {
      try {
        return [await within(patience, askAsPatient(platform, caller, tenant, work))]
      } catch (error) {
        if (!isAway(error)) throw error
        unanswered.push({ slug: tenant.slug, name: tenant.name })
        return []
      }
    }),
  )
  return { answers: asked.flat(), ...(unanswered.length > 0 && { unanswered }) }
}

async function within<Result>(milliseconds: number, work: Promise<Result>): Promise<Result> {
  const silence = Promise.withResolvers<never>()
  const timer = setTimeout(() => silence.reject(new DatabaseAway('the database is slow to answer')), milliseconds)
  try {
    return await Promise.race([work, silence.promise])
  } finally {
    clearTimeout(timer)
  }
}

async function tenantsOfPatient(
  { transactions }: Platform,
  caller: Caller,
  known?: readonly string[],
): Promise<Tenant[]> {
  const inDirectory = <Found>(read: (control: ControlTx) => Promise<Found>) =>
    inControl(transactions, caller, { mode: 'read' }, read)
  const tenants: Tenant[] = []
  for (const id of known ?? (await inDirectory((control) => organizationsOfPatient(control, caller.accountId ?? '')))) {
    const tenant = await inDirectory((control) => findTenantById(control, id))
    if (tenant) tenants.push(tenant)
  }
  return tenants
}

function askAsPatient<Result>({ transactions }: Platform, caller: Caller, tenant: Tenant, work: AsPatient<Result>) {
  const own = ownTransactions(transactions, tenant, caller, 'portal')
  return inTenant(transactions, tenant, caller, { mode: 'read', as: 'portal' }, (tx) => work(tx, tenant, own))
}
