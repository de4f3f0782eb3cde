import type { Standing } from '@polyclinic/contract/kit/standing/standing.ts'
import type { StandingRow } from './queries.ts'

export const standingView = ({ status, status_since, status_reason, closes_at }: StandingRow): Standing => ({
  status,
  since: status_since,
  ...(status_reason && { reason: status_reason }),
  ...(closes_at && { closesAt: closes_at }),
})
