import { sql } from 'kysely'
import type { TenantTx } from '../../../kit/db/tenant-tx.ts'
import { within } from '../availability/queries.ts'

export interface RoomRow {
  id: string
  name: string
  clinic_id: string
  capacity: number
  archived_at: string | null
  version: number
}

const selected = sql`r.id, r.name, r.clinic_id, r.capacity, r.archived_at, r.version`

export const listRooms = (tx: TenantTx, scope?: readonly string[]) =>
  tx.all(
    sql<RoomRow>`select ${selected} from tenant.rooms r
      where r.organization_id = ${tx.organization.id} ${within(sql`r.clinic_id`, scope)} order by r.name, r.id`,
  )

export const findRoom = (tx: TenantTx, id: string, scope?: readonly string[]) =>
  tx.maybe(
    sql<RoomRow>`select ${selected} from tenant.rooms r where r.organization_id = ${tx.organization.id}
      and r.id = ${id} ${within(sql`r.clinic_id`, scope)}`,
  )
