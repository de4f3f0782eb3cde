import type { NewToggleRule } from '@polyclinic/contract/platform/toggles.ts'
import { kindsOfPeople } from '@polyclinic/contract/kit/toggles/decide.ts'
import { declarationOf, type ToggleKey } from '@polyclinic/contract/kit/toggles/toggles.ts'
import { builtInRoleKeys } from '@polyclinic/contract/kit/permission.ts'
import { db } from '../../../database.ts'
import type { ControlTx } from '../../../kit/db/tenant-tx.ts'
import { uuid, text, nullable, bool, textOf } from '../../../kit/db/columns.ts'
import { shape } from '../../../kit/db/row.ts'
import { refuse, refuseField } from '../../../kit/http/refusal.ts'
import { isDouble } from '../../../kit/thrown.ts'
import { recordAct } from '../log/actions.ts'
import { findPlan } from '../plans/queries.ts'
import { findAccountNamed, findOrganizationNamed, hasRole } from './queries.ts'

interface Subject {
  organizationId?: string
  subject?: string
}

/** The database tells every process with the commit. */
export async function addRule(
  control: ControlTx,
  toggle: ToggleKey,
  rule: NewToggleRule,
  isClinicKnown?: boolean,
): Promise<void> {
  if (declarationOf(toggle).actsOn === 'organization' && kindsOfPeople.includes(rule.kind))
    throw refuseField('kind', 'choice', 'is one answer for all of an organization')
  const { organizationId, subject } = await subjectOf(control, rule)
  if (isClinicKnown === false) throw refuseField('clinicId', 'unknown', 'is no clinic of this organization')
  try {
    await control.run(
      db.insertInto('control.toggle_rules').values({
        toggle,
        kind: rule.kind,
        organization_id: organizationId ?? null,
        subject: subject ?? null,
        is_on: rule.isOn,
        reason: rule.reason,
      }),
    )
  } catch (error) {
    throw isDouble(error) ? refuse('already-exists') : error
  }
  await recordAct(control, 'toggle.add-rule', {
    ...(organizationId && { organizationId }),
    about: aboutOf(toggle, rule.kind, rule.isOn),
    reason: rule.reason,
  })
}

export async function removeRule(control: ControlTx, toggle: ToggleKey, id: string): Promise<void> {
  const removed = await control.maybe(shape({
    kind: textOf<NewToggleRule['kind']>(),
    organization_id: nullable(uuid),
    is_on: bool,
    reason: text,
  })`
    delete from control.toggle_rules where id = ${id} and toggle = ${toggle}
    returning kind, organization_id, is_on, reason`)
  if (!removed) throw refuse('not-found')
  await recordAct(control, 'toggle.remove-rule', {
    ...(removed.organization_id && { organizationId: removed.organization_id }),
    about: aboutOf(toggle, removed.kind, removed.is_on),
  })
}

/** As the log keeps it: keys, which screens and programs know. */
const aboutOf = (toggle: ToggleKey, kind: NewToggleRule['kind'], isOn: boolean) =>
  `${toggle}: ${isOn ? 'on' : 'off'} (${kind})`

/** Whom a rule is about, as rows name them; what an operator typed that is not there is refused at its field. */
async function subjectOf(control: ControlTx, rule: NewToggleRule): Promise<Subject> {
  switch (rule.kind) {
    case 'everybody':
      return {}
    case 'percentage':
      return { subject: String(rule.percentage) }
    case 'plan':
      if (!(await findPlan(control, rule.plan))) throw refuseField('plan', 'unknown', 'is no plan')
      return { subject: rule.plan }
    case 'account': {
      const account = await findAccountNamed(control, rule.email)
      if (!account) throw refuseField('email', 'unknown', 'is nobody’s')
      return { subject: account }
    }
    case 'organization':
      return { organizationId: await requireOrganizationNamed(control, rule.organization) }
    case 'clinic':
      return { organizationId: await requireOrganizationNamed(control, rule.organization), subject: rule.clinicId }
    case 'role': {
      const organizationId = rule.organization && (await requireOrganizationNamed(control, rule.organization))
      const isBuiltIn = builtInRoleKeys.some((key) => key === rule.role)
      if (!isBuiltIn && !(organizationId && (await hasRole(control, organizationId, rule.role))))
        throw refuseField('role', 'unknown', 'is no role there; in all organizations, only roles that all of them have')
      return { subject: rule.role, ...(organizationId && { organizationId }) }
    }
  }
}

async function requireOrganizationNamed(control: ControlTx, slug: string): Promise<string> {
  const id = await findOrganizationNamed(control, slug)
  if (!id) throw refuseField('organization', 'unknown', 'is no organization')
  return id
}
