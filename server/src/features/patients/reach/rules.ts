import { usualLanguage, type Language } from '@polyclinic/contract/kit/language.ts'
import type { Reach } from '@polyclinic/contract/patients/reach.ts'

export interface Reader {
  id: string
  name: string
  language: Language
  isPatient: boolean
  email?: string
  phone?: string
}

export type Known = Omit<Reader, 'language'> & { language: Language | null }

/** Who is written to: the patient's own address, else those of its guardians, each in their language, else the country's. */
export function readersOf(
  [patient, ...guardians]: [Known, ...Known[]],
  country: string,
): (Reader & { email: string })[] {
  const own = patient.language ?? guardians.find(({ language }) => language !== null)?.language
  const fallback = own ?? usualLanguage(country)
  const scope = patient.email ? [patient] : guardians
  return scope.flatMap(({ email, ...reader }) =>
    email ? [{ ...reader, email, language: reader.language ?? fallback }] : [],
  )
}

/** Whether an answering that ends then, if ever, reaches beyond the start of a visit. */
export const answersAt = (until: string | null, startsAt: string | undefined): boolean =>
  until === null || startsAt === undefined || Date.parse(until) > Date.parse(startsAt)

export function calledFor(people: readonly Known[]): Reach['call'] {
  const who = people.find(({ phone }) => phone)
  return who?.phone ? { name: who.name, phone: who.phone } : undefined
}

/** Enough of an address to tell two apart: `m…@example.org`. */
export const shortened = (email: string): string => {
  const at = email.lastIndexOf('@')
  const [first = ''] = email.slice(0, at)
  return `${first}…${email.slice(at)}`
}
