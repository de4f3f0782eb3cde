import type { Service } from '@polyclinic/contract/scheduling/services.ts'
import { updateAbility, type Can } from '../update-ability.ts'
import type { ServiceRow } from './queries.ts'

export function serviceView(row: ServiceRow, can: Can): Service {
  return {
    id: row.id,
    name: row.name,
    durationMinutes: row.duration_minutes,
    ...(row.price_amount !== null &&
      row.price_currency !== null && { price: { amount: row.price_amount, currency: row.price_currency } }),
    bufferBefore: row.buffer_before,
    bufferAfter: row.buffer_after,
    hue: row.hue,
    ...(row.at_listed_clinics && { clinicIds: row.clinic_ids }),
    ...(row.by_listed_practitioners && { practitionerIds: row.practitioner_ids }),
    ...(row.in_listed_rooms && { roomIds: row.room_ids }),
    ...(row.archived_at !== null && { archivedAt: row.archived_at }),
    version: row.version,
    abilities: { update: updateAbility(row, can) },
  }
}
