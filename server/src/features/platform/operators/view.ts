import type { OperatorInvitation, PlatformOperator } from '@polyclinic/contract/platform/operators.ts'
import type { InvitationRow, OperatorRow } from './queries.ts'

export const operatorView = (row: OperatorRow): PlatformOperator => ({
  accountId: row.account_id,
  name: row.name,
  email: row.email,
  role: row.role,
  since: row.since,
  ...(row.ended_at && { endedAt: row.ended_at }),
  hasSecondFactor: row.has_second_factor,
  version: row.version,
})

export const invitationView = (row: InvitationRow): OperatorInvitation => ({
  id: row.id,
  email: row.email,
  role: row.role,
  state: row.state,
  createdAt: row.created_at,
  expiresAt: row.expires_at,
})
