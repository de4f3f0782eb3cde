import { sql } from 'kysely'
import { db } from '../../../database.ts'
import { newId } from '../../../kit/db/ids.ts'
import type { TenantTx } from '../../../kit/db/tenant-tx.ts'
import { archivedAt, changeVersioned, justWritten } from '../../../kit/db/versioned.ts'
import { refuseField } from '../../../kit/http/refusal.ts'
import { roomChanged } from '../events.ts'
import { findRoom, type RoomRow } from './queries.ts'

/** Adds a room with a resource per place; the first place bears the room's id. */
export async function addRoom(
  tx: TenantTx,
  { name, clinicId, capacity = 1 }: { name: string; clinicId: string; capacity?: number },
  scope?: readonly string[],
  id: string = newId(),
): Promise<RoomRow> {
  const o = tx.organization.id
  const clinicIds = scope ? [...scope] : null
  const added = await tx.run(sql`
    insert into tenant.rooms (organization_id, id, clinic_id, name, capacity)
    select ${o}::uuid, ${id}::uuid, c.id, ${name}::text, ${capacity}::smallint
    from tenant.clinics c where c.organization_id = ${o} and c.id = ${clinicId}
      and (${clinicIds}::uuid[] is null or c.id = any (${clinicIds}::uuid[]))`)
  if (added === 0) throw refuseField('clinicId', 'unknown', 'is not known here')
  const places = [id, ...Array.from({ length: capacity - 1 }, newId)]
  await tx.run(sql`
    insert into tenant.resources (organization_id, id, room_id, place)
    select ${o}::uuid, x, ${id}::uuid, nth from unnest(${places}::uuid[]) with ordinality as u(x, nth)`)
  tx.announce(roomChanged, { roomId: id })
  return justWritten(findRoom(tx, id))
}

export async function changeRoom(
  tx: TenantTx,
  which: { id: string; scope?: readonly string[]; expectedVersion?: number },
  change: { name?: string; archived?: boolean },
): Promise<RoomRow> {
  return changeVersioned({
    find: () => findRoom(tx, which.id, which.scope),
    expectedVersion: which.expectedVersion,
    write: (before) =>
      tx.run(
        db
          .updateTable('tenant.rooms')
          .set({
            name: change.name ?? before.name,
            archived_at: archivedAt(change.archived, before),
          })
          .where('organization_id', '=', tx.organization.id)
          .where('id', '=', which.id)
          .where('version', '=', before.version),
      ),
    follow: () => tx.announce(roomChanged, { roomId: which.id }),
  })
}
