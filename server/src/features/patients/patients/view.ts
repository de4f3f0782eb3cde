import type { Permission } from '@polyclinic/contract/kit/permission.ts'
import type { Patient, PatientSummary } from '@polyclinic/contract/patients/patients.ts'
import type { Sealer } from '../../../kit/crypto/seal.ts'
import { json, sealed, text } from '../../../kit/crypto/sealed.ts'
import type { Contact } from '../search/rules.ts'
import type { PatientRow, PatientSummaryRow } from './queries.ts'

export const patientSecrets = sealed('patients', { contact: json<Contact>(), memo: text, microchip: text })

export function summaryView(row: PatientSummaryRow): PatientSummary {
  return present({
    id: row.id,
    kind: row.kind,
    givenName: row.given_name,
    familyName: row.family_name,
    birthDate: row.birth_date,
    sex: row.sex,
    species: row.species,
    breed: row.breed,
    deceasedOn: row.deceased_on,
    archivedAt: row.archived_at,
    guardians: (row.guardians ?? []).map(({ id, name }) => ({ id, name })),
  }) as PatientSummary
}

/** `can`: what the caller may do at all. */
export function patientView(row: PatientRow, sealer: Sealer, can: (permission: Permission) => boolean): Patient {
  return {
    ...summaryView(row),
    ...(present({
      isNeutered: row.is_neutered,
      colour: row.colour,
      language: row.language,
      homeClinicId: row.home_clinic_id,
      nextVisitAt: row.next_visit_at,
      lastVisitAt: row.last_visit_at,
      emergencyAccess: row.emergency_access
        ? { id: row.emergency_access.id, expiresAt: row.emergency_access.expires_at }
        : null,
    }) as Partial<Patient>),
    ...patientSecrets.open(sealer, row),
    createdAt: row.created_at,
    version: row.version,
    abilities: abilitiesOf(row, can),
  }
}

function abilitiesOf(row: PatientRow, can: (permission: Permission) => boolean): Patient['abilities'] {
  const write = can('patients.write') ? { allowed: true } : { allowed: false, reason: 'not-allowed' }
  return { update: write, archive: write, book: bookable(row, can('appointments.write')) }
}

function bookable(row: PatientRow, mayBook: boolean): Patient['abilities']['book'] {
  const reason = !mayBook ? 'not-allowed' : row.deceased_on ? 'deceased' : row.archived_at ? 'archived' : undefined
  return reason ? { allowed: false, reason } : { allowed: true }
}

/** Without what is not known. */
export const present = (fields: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null))
