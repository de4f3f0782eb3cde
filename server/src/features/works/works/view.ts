import type { Ability } from '@polyclinic/contract/kit/ability.ts'
import type { BytesAnswer } from '@polyclinic/contract/kit/plain.ts'
import type { Permission } from '@polyclinic/contract/kit/permission.ts'
import type { Work } from '@polyclinic/contract/works/works.ts'
import { workCan } from '@polyclinic/contract/works/work-states.ts'
import type { MasterKey } from '../../../kit/crypto/master-key.ts'
import type { Tenant } from '../../../kit/db/tenant.ts'
import { rightsOf } from '../../../kit/http/rights.ts'
import type { BlobStore } from '../../../kit/storage/blobs.ts'
import { openPieces, type Piece } from '../../../kit/works/pieces.ts'
import type { KeptResult } from '../../../kit/works/run.ts'
import { secretsOf, type WorkSecrets } from '../../../kit/works/secrets.ts'
import type { WorkRow } from './queries.ts'

const resultOf = (secrets: WorkSecrets, row: WorkRow): KeptResult | undefined =>
  row.result_sealed ? secrets.open<KeptResult>('result', row.result_sealed) : undefined

/** What its file is taken with and whoever asked for it may not do any more. */
export const missingRight = ({ needs }: WorkRow, tenant?: Tenant): Permission | undefined => {
  const rights = tenant && rightsOf(tenant)
  return needs.find((permission) => !rights?.permissions.has(permission))
}

/** `tenant`: the organization that it is about. */
export function workView(master: MasterKey, row: WorkRow, tenant?: Tenant): Work {
  const result = resultOf(secretsOf(master, row.id, tenant), row)
  const can = (verb: keyof typeof workCan): Ability =>
    workCan[verb].includes(row.state) ? { allowed: true } : { allowed: false, reason: 'wrong-state' }
  return {
    id: row.id,
    kind: row.kind,
    state: row.state,
    progress: { done: row.done, ...(row.total !== null && { total: row.total }) },
    isStopping: row.is_stopping,
    ...(row.error && { error: row.error }),
    ...(result && {
      result: { name: result.name, type: result.type, size: result.size, missing: [...(result.missing ?? [])] },
    }),
    createdAt: row.created_at,
    ...(row.finished_at && { finishedAt: row.finished_at }),
    ...(row.expires_at && { expiresAt: row.expires_at }),
    abilities: {
      cancel: can('cancel'),
      download: missingRight(row, tenant) ? { allowed: false, reason: 'not-allowed' } : can('download'),
    },
  }
}

/** The file of a work that is done; undefined where it made none. */
export function resultView(
  master: MasterKey,
  blobs: BlobStore,
  row: WorkRow,
  pieces: readonly Piece[],
  tenant?: Tenant,
): BytesAnswer | undefined {
  const secrets = secretsOf(master, row.id, tenant)
  const result = resultOf(secrets, row)
  if (!result) return undefined
  const key = Buffer.from(secrets.open<string>('key', row.key_sealed), 'base64')
  const { name, type, size } = result
  const open = openPieces({ workId: row.id, ownerId: row.organization_id ?? row.account_id, key }, blobs, pieces)
  return { type, isShown: false, size, tag: row.id, name, open }
}
