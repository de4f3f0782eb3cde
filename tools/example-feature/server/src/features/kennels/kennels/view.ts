import type { Kennel } from '@polyclinic/contract/kennels/kennels.ts'
import type { Sealer } from '../../../kit/crypto/seal.ts'
import { sealed, text } from '../../../kit/crypto/sealed.ts'
import type { KennelRow } from './queries.ts'

export const kennelSecrets = sealed('kennels', { memo: text })

export function kennelView(row: KennelRow, sealer: Sealer): Kennel {
  const { memo } = kennelSecrets.open(sealer, row)
  return {
    id: row.id,
    name: row.name,
    ...(memo && { memo }),
    ...(row.checked_at && { checkedAt: row.checked_at }),
    version: row.version,
  }
}
