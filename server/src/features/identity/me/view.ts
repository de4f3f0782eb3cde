import type { Me } from '@polyclinic/contract/identity/me.ts'
import { isBuiltInRole, permissionsOf, supportPermissions } from '@polyclinic/contract/kit/permission.ts'
import type { SessionFacts } from '../../../kit/http/platform.ts'
import { featuresOff, type Asking } from '../../../kit/toggles/toggles.ts'
import type { AccountRow, Answered, Switched } from './queries.ts'

export function meView(row: AccountRow, { answers, unanswered }: Answered<Me['patients']>, session?: SessionFacts): Me {
  return {
    account: {
      id: row.id,
      name: row.name,
      email: row.email,
      language: row.language,
      ...(row.platform_role && {
        platformRole: row.platform_role,
        platformNeedsSecondFactor: !session?.hasSecondFactor,
      }),
      hasSecondFactor: row.has_second_factor,
    },
    ...(session?.lockAfterMinutes && { lockAfterMinutes: session.lockAfterMinutes }),
    memberships: [...memberships(row, session), ...supports(row, session)],
    patients: answers.flat(),
    ...(unanswered && { unanswered }),
    consentsAsked: (row.consents_asked ?? []).map((organization) => ({ organization })),
  }
}

type Memberships = Me['memberships']

const memberships = (row: AccountRow, session: SessionFacts | undefined): Memberships =>
  (row.memberships ?? []).map((one) => {
    const { organization, role_key, role_name, permissions, clinic_ids, needs_second_factor } = one
    const scope = clinic_ids && { clinicIds: clinic_ids }
    return {
      organization,
      role: { key: role_key, name: role_name ?? role_key },
      permissions: [...(isBuiltInRole(role_key) ? permissionsOf(role_key) : (permissions ?? []))],
      needsSecondFactor: needs_second_factor && !session?.hasSecondFactor,
      ...scope,
      featuresOff: off(one, { accountId: row.id, roleKey: role_key, ...scope }),
    }
  })

/** No membership: what the gate opens while it lasts, for whoever runs the platform. */
const supports = (row: AccountRow, session: SessionFacts | undefined): Memberships =>
  (row.supports ?? []).map((one) => {
    const { id, reason, scope, mayWrite, isBreakGlass, expiresAt } = one.support
    return {
      organization: one.organization,
      role: { key: 'support', name: 'support' },
      permissions: supportPermissions(scope, mayWrite),
      needsSecondFactor: !session?.hasSecondFactor,
      support: { accessId: id, reason, scope, mayWrite, isBreakGlass, expiresAt },
      featuresOff: off(one, { accountId: row.id, roleKey: 'support' }),
    }
  })

const off = ({ organization: { id }, plan, toggle_rules }: Switched, asking: Asking) =>
  featuresOff({ id, plan, toggleRules: toggle_rules }, asking)
