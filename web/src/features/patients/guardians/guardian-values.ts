import type { Language } from '@polyclinic/contract/kit/language.ts'
import type { Guardian } from '@polyclinic/contract/patients/guardians.ts'
import { contactBody, contactValues, emptyContact, type ContactValues } from '../contacts/contact-values.ts'

export type GuardianValues = {
  name: string
  contact: ContactValues
  language: Language | null
  memo: string
}

export const emptyGuardian: GuardianValues = { name: '', contact: emptyContact, language: null, memo: '' }

export const guardianValues = (guardian: Guardian): GuardianValues => ({
  name: guardian.name,
  contact: contactValues(guardian.contact),
  language: guardian.language ?? null,
  memo: guardian.memo ?? '',
})

export const newGuardianBody = (values: GuardianValues) => ({
  name: values.name.trim(),
  contact: contactBody(values.contact),
  language: values.language ?? undefined,
  memo: values.memo.trim() || undefined,
})

/** What `guardians.update` takes: all that differs, null where it was emptied. */
export function guardianChange(before: GuardianValues, after: GuardianValues) {
  const next = newGuardianBody(after)
  const changed = (key: keyof GuardianValues) => JSON.stringify(before[key]) !== JSON.stringify(after[key])
  return {
    ...(changed('name') && { name: next.name }),
    ...(changed('contact') && { contact: next.contact ?? null }),
    ...(changed('language') && { language: next.language ?? null }),
    ...(changed('memo') && { memo: next.memo ?? null }),
  }
}
