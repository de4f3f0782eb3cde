import type { useFormState } from '../../../kit/fields/forms.ts'
import type { PatientValues } from './patient-values.ts'

export type PatientFormState = ReturnType<typeof useFormState<PatientValues>>

export type FieldsProps = { form: PatientFormState; isNew: boolean }
