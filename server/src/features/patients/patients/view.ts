import type { Permission } from '@polyclinic/contract/kit/permission.ts'
import type { Patient, PatientSummary } from '@polyclinic/contract/patients/patients.ts'
import type { Sealer } from '../../../kit/crypto/seal.ts'
import { sealed } from '../../../kit/crypto/sealed.ts'
import { warningsView, type Reader } from '../warnings/view.ts'
import { clearFields, listedNames, namesInClear, sealedFields, sealedNames, type PatientValues } from './fields.ts'
import { withChip } from './chips.ts'
import { dayAt } from './rules.ts'
import type { chartColumns, PatientRow, PatientSummaryRow } from './queries.ts'

export const patientSecrets = sealed('patients', sealedFields)

const inClear = <Name extends keyof typeof clearFields>(names: readonly Name[], row: object) => {
  const columns = row as Record<string, unknown>
  return Object.fromEntries(names.map((name) => [name, columns[clearFields[name].column] ?? null])) as Pick<
    PatientValues,
    Name
  >
}

/** All that a row holds, in clear. */
export function knownOf(row: Pick<PatientRow, keyof typeof chartColumns | 'id'>, sealer: Sealer): PatientValues {
  const opened = patientSecrets.open(sealer, row)
  const secret = Object.fromEntries(sealedNames.map((name) => [name, opened[name] ?? null]))
  const known = { ...inClear(namesInClear, row), ...(secret as Pick<PatientValues, keyof typeof sealedFields>) }
  return { ...known, ...withChip(known, dayAt(Date.now())) }
}

export const summaryView = (row: PatientSummaryRow, reader: Reader): PatientSummary => ({
  id: row.id,
  kind: row.kind,
  ...present(inClear(listedNames, row)),
  ...present({ archivedAt: row.archived_at, pictureId: row.picture_id }),
  guardians: (row.guardians ?? []).map(({ id, name }) => ({ id, name })),
  warnings: warningsView(row.warnings, reader),
})

/** `can`: what the caller may do at all. */
export function patientView(row: PatientRow, sealer: Sealer, can: (permission: Permission) => boolean): Patient {
  const emergency = row.emergency_access
  return {
    ...summaryView(row, { sealer, can }),
    ...present(knownOf(row, sealer)),
    ...present({
      nextVisitAt: row.next_visit_at,
      lastVisitAt: row.last_visit_at,
      mergedRecords: row.merged_records,
      emergencyAccess: emergency && { id: emergency.id, expiresAt: emergency.expires_at },
    }),
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

type Present<Fields> = { [Name in keyof Fields as null extends Fields[Name] ? never : Name]: Fields[Name] } & {
  [Name in keyof Fields as null extends Fields[Name] ? Name : never]?: Exclude<Fields[Name], null>
}

export const present = <Fields extends object>(fields: Fields): Present<Fields> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null)) as Present<Fields>
