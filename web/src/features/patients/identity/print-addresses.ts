import type { Language } from '@polyclinic/contract/kit/language.ts'

/** Where what is printed of a patient comes from, in the reader's language. */
export const printAddress = (organization: string, id: string, form: 'front-page' | 'label', language: Language) =>
  `/api/v1/organizations/${organization}/patients/${id}/printout?form=${form}&language=${language}`
