import type { Clinic } from '@polyclinic/contract/organizations/clinics.ts'
import type { Sealer } from '../../../kit/crypto/seal.ts'
import { json, sealed } from '../../../kit/crypto/sealed.ts'
import type { ClinicRow } from './queries.ts'

export interface ClinicContact {
  address?: Clinic['address']
  phone?: string
  email?: string
}

export const clinicSecrets = sealed('clinics', { contact: json<ClinicContact>() })

export const sealClinicContact = (sealer: Sealer, id: string, { address, phone, email }: ClinicContact) =>
  clinicSecrets.seal(sealer, id, 'contact', { address, phone, email })

export const openClinicContact = (sealer: Sealer, row: Pick<ClinicRow, 'id' | 'contact_sealed'>): ClinicContact =>
  clinicSecrets.open(sealer, row).contact ?? {}

/** `540` → `09:00`. */
const wallTime = (minutes: number) =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`

export function clinicView(row: ClinicRow, sealer: Sealer): Clinic {
  return {
    id: row.id,
    name: row.name,
    timeZone: row.time_zone,
    ...openClinicContact(sealer, row),
    openingHours: (row.opening_hours ?? []).map(({ weekday, from_minute, to_minute }) => ({
      weekday,
      from: wallTime(from_minute),
      to: wallTime(to_minute),
    })),
    version: row.version,
  }
}
