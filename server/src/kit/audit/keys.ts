import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { bytea, nullable, uuid } from '../db/columns.ts'
import { shape } from '../db/row.ts'
import type { TenantTx } from '../db/tenant-tx.ts'
import { tableOf, type AuditStore } from './store.ts'

/**
 * The audit's keys of these persons, made where there are none; undefined of one who is forgotten. One that another
 * transaction is making is waited for.
 */
export async function keysOf(
  store: AuditStore,
  personIds: readonly string[],
): Promise<Map<string, Buffer | undefined>> {
  const ids = [...new Set(personIds)].toSorted()
  const { tx, organizationId } = store
  const keys = tableOf(store, 'keys')
  await tx.run(sql`
    insert into ${keys} (organization_id, person_id, key_sealed)
    select ${organizationId}, n.id, n.key
    from unnest(${ids}::uuid[], ${ids.map((id) => store.sealKey(id, randomBytes(32)))}::bytea[]) n (id, key)
    where not exists (select from ${keys} k where k.organization_id = ${organizationId} and k.person_id = n.id)
    on conflict do nothing`)
  return readKeys(store, ids)
}

const isId = (text: string) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text)

/** Whoever is not named by an id has no key. */
export async function readKeys(store: AuditStore, ids: readonly string[]): Promise<Map<string, Buffer | undefined>> {
  const rows = await store.tx.all(shape({ person_id: uuid, key_sealed: nullable(bytea) })`
    select k.person_id, k.key_sealed from ${tableOf(store, 'keys')} k
    where k.organization_id = ${store.organizationId} and k.person_id = any (${ids.filter(isId)}::uuid[])`)
  return new Map(rows.map((row) => [row.person_id, openedKey(store, row.person_id, row.key_sealed)]))
}

/** What opens nothing stands for a key that somebody touched: it is found where the chain is verified. */
export function openedKey(store: AuditStore, personId: string, sealed: Buffer | null): Buffer | undefined {
  try {
    return sealed ? store.openKey(personId, sealed) : undefined
  } catch {
    return Buffer.alloc(0)
  }
}

/**
 * Makes unreadable what the audit held of a patient or a guardian before and after each change, for ever; that something
 * was changed, when and by whom stays, and so does the chain. What still waits for it is dropped when it is chained. Of an
 * account the database does so where it is deleted (control.forget_in_audit).
 */
export const forgetInAudit = (tx: TenantTx, personId: string): Promise<number> =>
  tx.run(sql`
    insert into tenant.audit_keys (organization_id, person_id, forgotten_at)
    values (${tx.organization.id}, ${personId}, clock_timestamp())
    on conflict (organization_id, person_id) do update set key_sealed = null, forgotten_at = clock_timestamp()`)
