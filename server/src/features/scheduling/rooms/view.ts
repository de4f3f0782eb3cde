import type { Room } from '@polyclinic/contract/scheduling/rooms.ts'
import type { RoomRow } from './queries.ts'

export const roomView = (row: RoomRow): Room => ({
  id: row.id,
  name: row.name,
  clinicId: row.clinic_id,
  capacity: row.capacity,
  ...(row.archived_at !== null && { archivedAt: row.archived_at }),
  version: row.version,
})
