import { decrypt } from '../crypto/cipher.ts'
import { bytea, json, nullable, text, uuid } from '../db/columns.ts'
import { type RowOf, shape } from '../db/row.ts'
import { openedKey, readKeys } from './keys.ts'
import type { AuditStore } from './store.ts'

/** What an event held before and after; columns that the record seals are opened, and named as there. */
export interface Held {
  before: Record<string, unknown> | null
  after: Record<string, unknown> | null
}

export const heldRow = shape({
  id: uuid,
  subject: text,
  subject_id: text,
  person: text,
  payload: nullable(bytea),
  before: nullable(json<Record<string, unknown>>()),
  after: nullable(json<Record<string, unknown>>()),
})

/** Undefined where nobody can read it any more, because the person was forgotten; nulls where nothing was kept. */
export async function heldOf(store: AuditStore, event: RowOf<typeof heldRow>): Promise<Held | undefined> {
  const { before, after, payload, person } = event
  if (!payload) return { before: store.opened(event, before), after: store.opened(event, after) }
  const key = (await readKeys(store, [person])).get(person)
  return key && payloadOf(store, event, key)
}

/** Of a row that was read along with its person's key. */
export function heldBeside(
  store: AuditStore,
  row: { id: string; person: string; payload: Buffer | null; key_sealed: Buffer | null },
): Held | undefined {
  const key = row.payload ? openedKey(store, row.person, row.key_sealed) : undefined
  return key && payloadOf(store, row, key)
}

/** Undefined where the key does not open it. */
export function payloadOf(
  store: AuditStore,
  { id, payload }: { id: string; payload: Buffer | null },
  key: Buffer,
): Held | undefined {
  try {
    return JSON.parse(decrypt(key, store.payloadPlace(id), payload ?? Buffer.alloc(0)).toString())
  } catch {
    return undefined
  }
}
