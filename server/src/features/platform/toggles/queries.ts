import { sql } from 'kysely'
import type { RuleKind } from '@polyclinic/contract/kit/toggles/decide.ts'
import type { ToggleKey } from '@polyclinic/contract/kit/toggles/toggles.ts'
import type { NewToggleRule } from '@polyclinic/contract/platform/toggles.ts'
import { findTenantById } from '../../../kit/db/tenant.ts'
import { inControl, inTenant, type Caller, type ControlTx } from '../../../kit/db/tenant-tx.ts'
import type { Platform } from '../../../kit/http/platform.ts'
import { bool, nullable, text, textOf, timestamptz, uuid } from '../../../kit/db/columns.ts'
import { shape, type RowOf } from '../../../kit/db/row.ts'

const ruleRow = shape({
  id: uuid,
  toggle: text,
  kind: textOf<RuleKind>(),
  organization_id: nullable(uuid),
  slug: nullable(text),
  organization_name: nullable(text),
  subject: nullable(text),
  account_name: nullable(text),
  account_email: nullable(text),
  is_on: bool,
  reason: text,
  at: timestamptz,
})

export type RuleRow = RowOf<typeof ruleRow>

/** Of one toggle or of each, the oldest first; what operators decided is small, and read whole. */
export const listRules = (control: ControlTx, toggle?: ToggleKey) =>
  control.all(ruleRow`
    select ${ruleRow.of('r', {
      slug: sql`o.slug`,
      organization_name: sql`o.name`,
      account_name: sql`a.name`,
      account_email: sql`a.email`,
    })}
    from control.toggle_rules r
    left join control.organizations o on o.id = r.organization_id
    left join control.accounts a on r.kind = 'account' and a.id::text = r.subject
    where ${toggle ?? null}::text is null or r.toggle = ${toggle ?? null}
    order by r.id`)

export async function findOrganizationNamed(control: ControlTx, slug: string): Promise<string | undefined> {
  const row = await control.maybe(shape({ id: uuid })`select id from control.organizations where slug = ${slug}`)
  return row?.id
}

/** As an operator, who knows an address and learns no name; undefined where there is no such account. */
export async function findAccountNamed(control: ControlTx, email: string): Promise<string | undefined> {
  const row = await control.one(shape({ id: nullable(uuid) })`select control.account_named(${email}) as id`)
  return row.id ?? undefined
}

const knownRow = shape({ is_known: bool })

/** As an operator, who knows a key and learns nothing else of the role. */
export const hasRole = async (control: ControlTx, organizationId: string, key: string): Promise<boolean> =>
  (await control.one(knownRow`select control.has_role(${organizationId}, ${key}) as is_known`)).is_known

/** Whether a rule names a clinic that is there, where its organization lies; undefined where it names none. */
export async function namesClinic(
  { transactions }: Platform,
  caller: Caller,
  rule: NewToggleRule,
): Promise<boolean | undefined> {
  if (rule.kind !== 'clinic') return undefined
  const id = await inControl(transactions, caller, { mode: 'read', as: 'operator' }, (control) =>
    findOrganizationNamed(control, rule.organization),
  )
  const tenant =
    id && (await inControl(transactions, caller, { mode: 'read' }, (control) => findTenantById(control, id)))
  if (!tenant) return false
  const { is_known: isKnown } = await inTenant(transactions, tenant, caller, { mode: 'read', as: 'operator' }, (tx) =>
    tx.one(knownRow`select tenant.has_clinic(${rule.clinicId}) as is_known`),
  )
  return isKnown
}
