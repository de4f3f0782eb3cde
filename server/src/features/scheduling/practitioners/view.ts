import type { Practitioner } from '@polyclinic/contract/scheduling/practitioners.ts'
import { updateAbility, type Can } from '../update-ability.ts'
import type { HoursRow, PractitionerRow } from './queries.ts'

export const practitionerView = (row: PractitionerRow, can: Can): Practitioner => ({
  id: row.id,
  displayName: row.display_name,
  profession: row.profession,
  hue: row.hue,
  ...(row.account_id !== null && { accountId: row.account_id }),
  clinicIds: row.clinic_ids,
  ...(row.picture_id !== null && { pictureId: row.picture_id }),
  ...(row.archived_at !== null && { archivedAt: row.archived_at }),
  version: row.version,
  abilities: { update: updateAbility(row, can) },
})

/** `540` → `09:00`. */
const wallTime = (minutes: number) =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`

export const hoursView = ({ hours, version }: { hours: HoursRow[] | null; version: number }) => ({
  items: (hours ?? []).map(({ clinic_id, weekday, from_minute, to_minute }) => ({
    clinicId: clinic_id,
    weekday,
    from: wallTime(from_minute),
    to: wallTime(to_minute),
  })),
  version,
})
