import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { sealed, text } from '../crypto/sealed.ts'
import { bytea, nullable, uuid } from '../db/columns.ts'
import { shape } from '../db/row.ts'
import type { TenantTx } from '../db/tenant-tx.ts'

/** The keys of what the audit holds of persons, sealed by the organization's own. */
export const auditKeys = sealed('audit_keys', { key: text }, { person_id: 'uuid' })

/**
 * The audit's keys of these persons, made where there are none; undefined of one who is forgotten. One that another
 * transaction is making is waited for.
 */
export async function keysOf(tx: TenantTx, personIds: readonly string[]): Promise<Map<string, Buffer | undefined>> {
  const ids = [...new Set(personIds)].toSorted()
  const organizationId = tx.organization.id
  await tx.run(sql`
    insert into tenant.audit_keys (organization_id, person_id, key_sealed)
    select ${organizationId}, n.id, n.key from unnest(${ids}::uuid[], ${ids.map((id) => fresh(tx, id))}::bytea[]) n (id, key)
    where not exists (select from tenant.audit_keys k where k.organization_id = ${organizationId} and k.person_id = n.id)
    on conflict do nothing`)
  return readKeys(tx, ids)
}

const fresh = (tx: TenantTx, id: string) => auditKeys.seal(tx.sealer, id, 'key', randomBytes(32).toString('base64'))

export async function readKeys(tx: TenantTx, ids: readonly string[]): Promise<Map<string, Buffer | undefined>> {
  const rows = await tx.all(shape({ person_id: uuid, key_sealed: nullable(bytea) })`
    select k.person_id, k.key_sealed from tenant.audit_keys k
    where k.organization_id = ${tx.organization.id} and k.person_id = any (${[...ids]}::uuid[])`)
  return new Map(
    rows.map(({ person_id: id, key_sealed }) => {
      const { key } = auditKeys.open(tx.sealer, { id, key_sealed })
      return [id, key === undefined ? undefined : Buffer.from(key, 'base64')]
    }),
  )
}

/**
 * Makes unreadable what the audit held of a patient or a guardian before and after each change, for ever; that something
 * was changed, when and by whom stays, and so does the chain. What still waits for it is dropped when it is chained.
 */
export const forgetInAudit = (tx: TenantTx, personId: string): Promise<number> =>
  tx.run(sql`
    insert into tenant.audit_keys (organization_id, person_id, forgotten_at)
    values (${tx.organization.id}, ${personId}, clock_timestamp())
    on conflict (organization_id, person_id) do update set key_sealed = null, forgotten_at = clock_timestamp()`)
