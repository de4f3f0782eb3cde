import { decrypt } from '../crypto/cipher.ts'
import { bytea, json, nullable, text, uuid } from '../db/columns.ts'
import { type RowOf, shape } from '../db/row.ts'
import type { TenantTx } from '../db/tenant-tx.ts'
import { readKeys } from './keys.ts'
import { openedBy, payloadPlace, personOf } from './sealing.ts'

/** What an event held before and after; columns that the record seals are opened, and named as there. */
export interface Held {
  before: Record<string, unknown> | null
  after: Record<string, unknown> | null
}

export const heldRow = shape({
  id: uuid,
  subject: text,
  subject_id: text,
  patient_id: nullable(uuid),
  payload: nullable(bytea),
  before: nullable(json<Record<string, unknown>>()),
  after: nullable(json<Record<string, unknown>>()),
})

/** Undefined where nobody can read it any more, because the person was forgotten; nulls where nothing was kept. */
export async function heldOf(tx: TenantTx, event: RowOf<typeof heldRow>): Promise<Held | undefined> {
  const { before, after, payload } = event
  if (!payload) return { before: openedBy(tx, event, before), after: openedBy(tx, event, after) }
  const person = personOf(tx.organization.id, event)
  const key = (await readKeys(tx, [person])).get(person)
  return key && payloadOf(tx.organization.id, event, key)
}

/** Undefined where the key does not open it. */
export function payloadOf(
  organizationId: string,
  { id, payload }: { id: string; payload: Buffer | null },
  key: Buffer,
): Held | undefined {
  try {
    return JSON.parse(decrypt(key, payloadPlace(organizationId, id), payload ?? Buffer.alloc(0)).toString())
  } catch {
    return undefined
  }
}
