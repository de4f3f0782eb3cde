import { isBuiltInRole, permissionsOf } from '@polyclinic/contract/kit/permission.ts'
import type { AccessReview, ControlEvent, SecurityPolicy } from '@polyclinic/contract/organizations/access.ts'
import type { ControlEventRow, PolicyRow, PremisesRow, ReviewedMemberRow, ReviewedPrograms } from './queries.ts'

/** Without a row nothing is asked; its version is 0, so that `If-Match` holds from the first change on. */
export const policyView = (row: PolicyRow | undefined): SecurityPolicy => ({
  secondFactorRoles: row?.second_factor_roles ?? [],
  idleMinutes: row?.idle_minutes ?? null,
  absoluteHours: row?.absolute_hours ?? null,
  version: row?.version ?? 0,
})

export interface ReviewFacts extends ReviewedPrograms {
  members: ReviewedMemberRow[]
  support: AccessReview['support']
}

/** `premises` names the clinics that the caller sees; others are left out of a member's list. */
export function reviewView(facts: ReviewFacts, premises: PremisesRow): AccessReview {
  const clinics = premises.clinics ?? []
  return {
    members: facts.members.map((row) => memberView(row, clinics)),
    keys: facts.keys,
    apps: facts.apps,
    support: facts.support,
    portalAccounts: premises.portal_accounts,
  }
}

function memberView(row: ReviewedMemberRow, clinics: { id: string; name: string }[]): AccessReview['members'][number] {
  const builtIn = isBuiltInRole(row.role_key) ? permissionsOf(row.role_key) : undefined
  return {
    accountId: row.account_id,
    name: row.name,
    email: row.email,
    role: { key: row.role_key, name: row.role_name ?? row.role_key },
    permissions: [...(builtIn ?? row.permissions ?? [])],
    ...(row.clinic_ids && { clinics: clinics.filter(({ id }) => row.clinic_ids?.includes(id)) }),
    joinedAt: row.joined_at,
    ...(row.last_used_at && { lastUsedAt: row.last_used_at }),
    hasSecondFactor: row.has_second_factor,
    needsSecondFactor: row.needs_second_factor,
  }
}

export const controlEventView = (row: ControlEventRow): ControlEvent => ({
  id: row.id,
  at: row.at,
  ...(row.account_id && { accountId: row.account_id }),
  ...(row.account_name && { accountName: row.account_name }),
  action: row.action as ControlEvent['action'],
  subject: row.subject,
  subjectId: row.subject_id,
  fields: row.fields.map((field) => field.replace(/_sealed$/, '')),
  ...(row.details && { details: row.details }),
})
