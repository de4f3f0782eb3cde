import type { Clinic } from '@polyclinic/contract/organizations/clinics.ts'
import { wallTimeOf } from '@polyclinic/contract/kit/minutes.ts'
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

export function clinicView(row: ClinicRow, sealer: Sealer): Clinic {
  return {
    id: row.id,
    name: row.name,
    timeZone: row.time_zone,
    ...openClinicContact(sealer, row),
    openingHours: (row.opening_hours ?? []).map(({ weekday, from_minute, to_minute }) => ({
      weekday,
      from: wallTimeOf(from_minute),
      to: wallTimeOf(to_minute),
    })),
    version: row.version,
  }
}
