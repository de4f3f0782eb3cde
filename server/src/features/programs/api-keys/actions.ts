import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { db } from '../../../database.ts'
import { secretHash } from '../../../kit/crypto/secret-hash.ts'
import { newId } from '../../../kit/db/ids.ts'
import type { ControlTx } from '../../../kit/db/tenant-tx.ts'
import { justWritten } from '../../../kit/db/versioned.ts'
import { refuse } from '../../../kit/http/refusal.ts'
import { findApiKey, type ApiKeyRow } from './queries.ts'
import { keyPrefix } from './rules.ts'

/** How much of a key is kept in clear: its prefix and 8 of its 43 characters, so that 210 of its 256 bits stay unknown. */
const shownCharacters = 12

export interface NewApiKey {
  organizationId: string
  createdBy: string
  name: string
  permissions: string[]
  days: number
}

/** Makes a key. Only its hash is kept: whoever reads the table cannot use it. */
export async function makeApiKey(control: ControlTx, fields: NewApiKey): Promise<{ row: ApiKeyRow; key: string }> {
  const id = newId()
  const key = `${keyPrefix}${randomBytes(32).toString('base64url')}`
  await control.run(
    db.insertInto('control.api_keys').values({
      organization_id: fields.organizationId,
      id,
      name: fields.name,
      secret_hash: secretHash(key),
      starts_with: key.slice(0, shownCharacters),
      permissions: [...new Set(fields.permissions)],
      created_by: fields.createdBy,
      expires_at: sql<string>`clock_timestamp() + make_interval(hours => 24 * ${fields.days})`,
    }),
  )
  return { row: await justWritten(findApiKey(control, fields.organizationId, id)), key }
}

/** Ends a key: the next request that carries it is refused. */
export async function revokeApiKey(
  control: ControlTx,
  organizationId: string,
  id: string,
  scope?: readonly string[],
): Promise<ApiKeyRow> {
  const before = await findApiKey(control, organizationId, id)
  if (!before) throw refuse('not-found')
  // a key reaches as far as whoever made it
  if (scope && !(before.maker_clinic_ids?.every((clinic) => scope.includes(clinic)) ?? false))
    throw refuse('shared-by-clinics')
  const changed = await control.run(sql`
    update control.api_keys set revoked_at = clock_timestamp()
    where organization_id = ${organizationId} and id = ${id} and revoked_at is null and expires_at > clock_timestamp()`)
  const after = await justWritten(findApiKey(control, organizationId, id))
  if (changed === 0) throw refuse('wrong-state', { state: after.state })
  return after
}

/** None of an organization works any more. */
export const revokeAllKeys = (control: ControlTx, organizationId: string) =>
  control.run(sql`
    update control.api_keys set revoked_at = clock_timestamp() where organization_id = ${organizationId} and revoked_at is null`)
