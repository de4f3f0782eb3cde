import { sql } from 'kysely'
import type { Ring } from '../crypto/ring.ts'
import type { ControlTx } from './tenant-tx.ts'

export const addKeys = (control: ControlTx, organizationId: string, keys: Ring) =>
  control.run(sql`
    insert into control.organization_keys (organization_id, purpose, number, wrapped)
    select ${organizationId}, * from unnest(${keys.map(({ purpose }) => purpose)}::text[],
      ${keys.map(({ number }) => number)}::int[], ${keys.map(({ wrapped }) => wrapped)}::bytea[])
    on conflict do nothing`)

/**
 * Takes all keys of an organization away for good: what it sealed can be read by nobody any more, in backups of its rows
 * either, and its address leads nowhere. The last step of closing it.
 */
export const destroyKeys = (control: ControlTx, organizationId: string) =>
  control.run(sql`delete from control.organization_keys where organization_id = ${organizationId}`)
