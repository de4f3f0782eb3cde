import type { Patient } from '@polyclinic/contract/patients/patients.ts'
import { fieldNames, type FieldName } from '../patient-form/patient-fields.ts'

/** What the kept record takes from the other one. */
export type Choice = ReadonlySet<FieldName>

export const isEmpty = (value: unknown): boolean => value === undefined || value === ''

const written = (value: unknown): string => JSON.stringify(value) ?? ''

export const isSame = (kept: Patient, merged: Patient, field: FieldName): boolean =>
  written(kept[field]) === written(merged[field])

/** Fields in which two records say different things, in the order of the form. */
export const differing = (kept: Patient, merged: Patient): FieldName[] =>
  fieldNames.filter((field) => !isSame(kept, merged, field))

/** What the kept record does not know it takes; that somebody has died is never taken unasked. */
export const usualChoice = (kept: Patient, merged: Patient): Choice =>
  new Set(differing(kept, merged).filter((field) => isEmpty(kept[field]) && field !== 'deceasedOn'))
