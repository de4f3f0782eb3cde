import type { ReviewedSupport } from '@polyclinic/contract/organizations/access.ts'
import type { AskedAccess, SupportAccess } from '@polyclinic/contract/support/support-accesses.ts'
import type { AccessRow, AnsweredRow } from './queries.ts'

/** As operators see it: nobody of the organization is named. */
export function askedView(row: AccessRow): AskedAccess {
  const { scope, may_write, minutes, begins_at, expires_at } = row
  const isGranted = scope && may_write !== null && minutes !== null && begins_at && expires_at
  return {
    id: row.id,
    reason: row.reason,
    operator: { accountId: row.account_id, name: row.operator_name ?? '' },
    asked: { scope: row.asked_scope, mayWrite: row.asks_to_write, minutes: row.asked_minutes },
    state: row.state,
    askedAt: row.asked_at,
    mayOpenAt: row.may_open_at,
    lapsesAt: row.lapses_at,
    ...(row.answered_at && { answeredAt: row.answered_at }),
    ...(isGranted && { granted: { scope, mayWrite: may_write, minutes, beginsAt: begins_at, expiresAt: expires_at } }),
    ...(row.break_glass_reason && { breakGlassReason: row.break_glass_reason }),
    ...(row.ended_at && { endedAt: row.ended_at }),
    ...(row.ended_by && { endedBy: row.ended_by }),
    version: row.version,
  }
}

const reviewed = ['asked', 'granted', 'expired', 'ended'] as const

/** For the review of who can see what; what was refused, taken back or lapsed let nobody in. */
export function reviewedView(row: AnsweredRow): ReviewedSupport[] {
  const state = reviewed.find((one) => one === row.state)
  if (!state) return []
  return [
    {
      id: row.id,
      name: row.operator_name ?? '',
      reason: row.break_glass_reason ?? row.reason,
      scope: row.scope ?? row.asked_scope,
      mayWrite: row.may_write ?? row.asks_to_write,
      state,
      from: row.begins_at ?? row.asked_at,
      until: row.ended_at ?? row.expires_at ?? row.lapses_at,
      ...(row.answered_by_name && { grantedBy: row.answered_by_name }),
    },
  ]
}

export const supportAccessView = (row: AnsweredRow): SupportAccess => ({
  ...askedView(row),
  ...(row.answered_by && { answeredBy: { accountId: row.answered_by, name: row.answered_by_name ?? '' } }),
})
