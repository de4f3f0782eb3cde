import type { Permission } from '@polyclinic/contract/kit/permission.ts'
import type { Patient, PatientSummary } from '@polyclinic/contract/patients/patients.ts'
import type { Sealer } from '../../../kit/crypto/seal.ts'
import type { Contact } from '../search/rules.ts'
import type { PatientRow, PatientSummaryRow } from './queries.ts'

type SealedColumn = 'contact_sealed' | 'memo_sealed' | 'microchip_sealed'

const place = (id: string, column: SealedColumn) => ({ table: 'patients', row: id, column })

export const sealPatientField = (
  sealer: Sealer,
  id: string,
  column: SealedColumn,
  value: string | undefined | null,
): Buffer | null => (value ? sealer.seal(place(id, column), value) : null)

/** What is sealed of a patient, in clear. */
interface PatientSecrets {
  contact?: Contact
  memo?: string
  microchip?: string
}

export function openPatient(
  sealer: Sealer,
  row: { id: string } & Partial<Record<SealedColumn, Buffer | null>>,
): PatientSecrets {
  const open = (column: SealedColumn) => (row[column] ? sealer.open(place(row.id, column), row[column]) : undefined)
  const contact = open('contact_sealed')
  const memo = open('memo_sealed')
  const microchip = open('microchip_sealed')
  return {
    ...(contact && { contact: JSON.parse(contact) as Contact }),
    ...(memo && { memo }),
    ...(microchip && { microchip }),
  }
}

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
    ...openPatient(sealer, row),
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
