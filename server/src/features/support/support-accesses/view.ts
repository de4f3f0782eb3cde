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
    ...(row.answered_at && { answeredAt: row.answered_at }),
    ...(isGranted && { granted: { scope, mayWrite: may_write, minutes, beginsAt: begins_at, expiresAt: expires_at } }),
    ...(row.break_glass_reason && { breakGlassReason: row.break_glass_reason }),
    ...(row.ended_at && { endedAt: row.ended_at }),
    ...(row.ended_by && { endedBy: row.ended_by }),
    version: row.version,
  }
}

export const supportAccessView = (row: AnsweredRow): SupportAccess => ({
  ...askedView(row),
  ...(row.answered_by && { answeredBy: { accountId: row.answered_by, name: row.answered_by_name ?? '' } }),
})
