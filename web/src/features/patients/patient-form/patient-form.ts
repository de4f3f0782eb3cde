import type { useFormState } from '../../../kit/fields/forms.ts'
import type { PatientValues } from './patient-values.ts'

/** The state of a patient's form, handed to its parts. */
export type PatientFormState = ReturnType<typeof useFormState<PatientValues>>

export type FieldsProps = { form: PatientFormState; isNew: boolean }
