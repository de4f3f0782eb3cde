import { sql } from 'kysely'
import type { TenantTx } from '../../../kit/db/tenant-tx.ts'
import { within } from '../availability/queries.ts'
import { int, nullable, text, timestamptz, uuid } from '../../../kit/db/columns.ts'
import { type RowOf, shape } from '../../../kit/db/row.ts'

const roomRow = shape({
  id: uuid,
  name: text,
  clinic_id: uuid,
  capacity: int,
  archived_at: nullable(timestamptz),
  version: int,
})

export type RoomRow = RowOf<typeof roomRow>

export const listRooms = (tx: TenantTx, scope?: readonly string[]) =>
  tx.all(
    roomRow`select ${roomRow.of('r')} from tenant.rooms r
      where r.organization_id = ${tx.organization.id} ${within(sql`r.clinic_id`, scope)} order by r.name, r.id`,
  )

export const findRoom = (tx: TenantTx, id: string, scope?: readonly string[]) =>
  tx.maybe(
    roomRow`select ${roomRow.of('r')} from tenant.rooms r where r.organization_id = ${tx.organization.id}
      and r.id = ${id} ${within(sql`r.clinic_id`, scope)}`,
  )
