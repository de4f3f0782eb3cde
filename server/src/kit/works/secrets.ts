import type { MasterKey } from '../crypto/master-key.ts'
import { openForPlatform, sealerOf, sealForPlatform } from '../crypto/seal.ts'
import type { Tenant } from '../db/tenant.ts'

export type SealedColumn = 'input' | 'key' | 'place' | 'result'

/** What is kept of a work, sealed: with the keys of its organization, which go with it, or with the platform's. */
export interface WorkSecrets {
  seal(column: SealedColumn, value: unknown): Buffer
  open<Value>(column: SealedColumn, sealed: Buffer): Value
}

export function secretsOf(master: MasterKey, id: string, tenant?: Tenant): WorkSecrets {
  const sealer = tenant && sealerOf(master, tenant.organizationId, tenant.keys)
  const place = (column: SealedColumn) => ({ table: 'works', row: id, column })
  const purpose = (column: SealedColumn) => `work|${id}|${column}`
  return {
    seal(column, value) {
      const text = JSON.stringify(value)
      return sealer ? sealer.seal(place(column), text) : sealForPlatform(master, purpose(column), text)
    },
    open: <Value>(column: SealedColumn, sealed: Buffer) =>
      JSON.parse(
        sealer ? sealer.open(place(column), sealed) : openForPlatform(master, purpose(column), sealed),
      ) as Value,
  }
}
