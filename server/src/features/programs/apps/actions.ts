import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { db } from '../../../database.ts'
import { secretHash } from '../../../kit/crypto/secret-hash.ts'
import { newId } from '../../../kit/db/ids.ts'
import type { ControlTx } from '../../../kit/db/tenant-tx.ts'
import { justWritten, writeVersioned } from '../../../kit/db/versioned.ts'
import { findApp, type AppRow } from './queries.ts'

export interface NewApp {
  organizationId: string
  name: string
  redirectUris: string[]
  scopes: string[]
  isConfidential: boolean
}

export async function letAppIn(control: ControlTx, fields: NewApp): Promise<{ row: AppRow; secret?: string }> {
  const id = newId()
  const secret = fields.isConfidential ? `pcs_${randomBytes(32).toString('base64url')}` : undefined
  await control.run(
    db.insertInto('control.oauth_clients').values({
      organization_id: fields.organizationId,
      id,
      name: fields.name,
      redirect_uris: [...new Set(fields.redirectUris)],
      secret_hash: secret ? secretHash(secret) : null,
      scopes: [...new Set(fields.scopes)],
    }),
  )
  return { row: await justWritten(findApp(control, fields.organizationId, id)), ...(secret && { secret }) }
}

/** Shuts an application out: a trigger ends its grants and tokens with the same commit. */
export async function shutAppOut(
  control: ControlTx,
  which: { organizationId: string; id: string; expectedVersion?: number },
): Promise<void> {
  await writeVersioned({
    find: () => findApp(control, which.organizationId, which.id),
    expectedVersion: which.expectedVersion,
    write: (before) =>
      control.run(sql`
        update control.oauth_clients set removed_at = clock_timestamp() where organization_id = ${which.organizationId}
          and id = ${which.id} and removed_at is null and version = ${before.version}`),
  })
}

/** None of an organization is let in any more; what was connected ends with its row. */
export const removeAllApps = (control: ControlTx, organizationId: string) =>
  control.run(sql`
    update control.oauth_clients set removed_at = clock_timestamp() where organization_id = ${organizationId} and removed_at is null`)
