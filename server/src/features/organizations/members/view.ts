import type { Member } from '@polyclinic/contract/organizations/members.ts'
import type { MemberRow } from './queries.ts'

export function memberView(row: MemberRow, mayManage: boolean, isOnlyOwner: boolean): Member {
  const ability = mayManage ? { allowed: true } : { allowed: false, reason: 'not-allowed' }
  return {
    accountId: row.account_id,
    name: row.name,
    email: row.email,
    role: { key: row.role_key, name: row.role_name ?? row.role_key },
    ...(row.clinic_ids && { clinicIds: row.clinic_ids }),
    joinedAt: row.joined_at,
    version: row.version,
    abilities: {
      update: ability,
      remove: mayManage && isOnlyOwner ? { allowed: false, reason: 'last-owner' } : ability,
    },
  }
}
