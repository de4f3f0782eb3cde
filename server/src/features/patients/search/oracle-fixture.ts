import fc from 'fast-check'
import { fold, foldedForms } from '@polyclinic/contract/kit/reading/fold.ts'

export interface ModelContact {
  phone?: string
  email?: string
}

export interface ModelGuardian {
  name: string
  contact?: ModelContact
}

export interface ModelPatient {
  names: string[]
  born?: string
  chip?: string
  contact?: ModelContact
  guardians: ModelGuardian[]
}

type Term = { means: 'name' | 'number' | 'email' | 'date'; value: string; typed: string }

/** Whom the product promises to find by what is on file, without index, hash or SQL; who only resembles it comes after. */
export function isFound(patient: ModelPatient, terms: readonly Term[]): boolean {
  const formsOf = (name: string) => foldedForms(name).map((form) => form.split(' '))
  const words = [...patient.names, ...patient.guardians.map(({ name }) => name)].flatMap((name) => formsOf(name).flat())
  // one or two letters are the beginning of a name, save where a letter is a whole one
  const isShort = (part: string) => [...part].length < 3 && !/\p{Script=Han}/u.test(part)
  const occurs = (part: string) => words.some((word) => (isShort(part) ? word.startsWith(part) : word.includes(part)))
  // two letters are one umlaut in words that are long enough to be meant so
  const isNamed = (text: string) =>
    text
      .split(/\s+/)
      .every((word) =>
        formsOf(word).some(
          (form) =>
            (fold(word).length >= 5 || form.join(' ').length >= fold(word).length) &&
            form.filter(Boolean).every(occurs),
        ),
      )
  const contacts = [patient.contact, ...patient.guardians.map(({ contact }) => contact)]
  const emails = contacts.map((contact) => contact?.email).filter((email) => email !== undefined)
  const phones = contacts.map((contact) => contact?.phone).filter((phone) => phone !== undefined)
  const isNumber = (value: string): boolean =>
    patient.chip?.includes(value) === true || phones.some((phone) => isPhone(phone, value))
  // two and three digits of a name may be those of a number: the last ones, of a phone any three
  const isFewDigits = (text: string) =>
    /^\d{2,3}$/.test(text) &&
    (patient.chip?.endsWith(text) === true ||
      phones.some((phone) => (text.length === 2 ? phone.endsWith(text) : phone.replaceAll(/\D/g, '').includes(text))))
  const meets = ({ means, value, typed }: Term): boolean => {
    if (means === 'name') {
      const begins =
        /^[a-z\d][\w.+-]{2,}$/i.test(typed) && emails.some((email) => email.startsWith(typed.toLowerCase()))
      return isNamed(typed) || begins || isFewDigits(typed)
    }
    if (means === 'date') return patient.born === value
    if (means === 'email') return emails.includes(value)
    return isNumber(value) || isNamed(typed) || isNamed(typed.replaceAll(' ', ''))
  }
  return terms.every(meets)
}

/** A run of its digits, with a trunk zero the beginning of its national part, with a country's code all of it. */
function isPhone(phone: string, value: string): boolean {
  const digits = phone.replaceAll(/\D/g, '')
  const national = phone.startsWith('+') ? digits.replace(/^(49|1)/, '') : digits.replace(/^0/, '')
  const begins = /^0[1-9]/.test(value) && value.length > 3 && national.startsWith(value.slice(1))
  return digits.includes(value) || begins || value.endsWith(national)
}

const spelled = (text: string) => fc.constantFrom(text, text.toUpperCase(), fold(text))

/** Parts of what stands behind some patients, as people type them: at most two parts of names and one of each other thing. */
export function searches(patients: readonly ModelPatient[]): fc.Arbitrary<Term[]> {
  const some = <Value>(values: Value[], fallback: Value) => fc.constantFrom(...(values.length ? values : [fallback]))
  const contacts = patients
    .flatMap(({ contact, guardians }) => [contact, ...guardians.map((guardian) => guardian.contact)])
    .filter((contact) => contact !== undefined)
  const words = patients
    .flatMap(({ names, guardians }) => [...names, ...guardians.map(({ name }) => name)])
    .flatMap((name) => name.split(/[^\p{L}\p{N}]+/u))
  const name = fc
    .tuple(some([...new Set([...words, 'nobody', '2000'])], 'x'), fc.nat(9), fc.integer({ min: 1, max: 9 }))
    .map(([word, from, length]) => word.slice(from % word.length, (from % word.length) + length))
    .filter((part) => fold(part).length > 0 && fold(part).length < 12 && !/^\d{4}/.test(part))
    .chain((part) => spelled(part).map((typed): Term => ({ means: 'name', value: part, typed })))
  const numbers = [
    ...contacts.map(({ phone }) => phone?.replaceAll(/\D/g, '')),
    ...patients.map(({ chip }) => chip),
    '0000000',
    '2000',
  ].filter((number) => number !== undefined)
  const number = fc
    .tuple(some(numbers, '1234'), fc.integer({ min: 4, max: 15 }), fc.boolean())
    .map(([whole, length, isSpaced]): Term => {
      const value = whole.slice(-length)
      return {
        means: 'number',
        value,
        typed: isSpaced && /^\d+$/.test(value) ? `${value.slice(0, 3)} ${value.slice(3)}` : value,
      }
    })
  const email = some(
    contacts.map(({ email: address }) => address ?? 'no@example.org'),
    'no@example.org',
  ).chain((value) =>
    fc.constantFrom(value, value.toUpperCase()).map((typed): Term => ({ means: 'email', value, typed })),
  )
  const date = some(
    patients.map(({ born }) => born ?? '1999-09-09'),
    '1999-09-09',
  ).chain((value) => {
    const [year, month, day] = value.split('-').map(Number)
    return fc
      .constantFrom(value, `${day}.${month}.${year}`, `${day}/${month}/${year}`)
      .map((typed): Term => ({ means: 'date', value, typed }))
  })
  const names = fc.array(name, { maxLength: 2 })
  return fc
    .oneof(
      fc.array(name, { minLength: 1, maxLength: 4 }),
      fc.tuple(number, names).map(([key, rest]) => [key, ...rest]),
      fc.tuple(email, names).map(([key, rest]) => [key, ...rest]),
      fc.tuple(date, names).map(([key, rest]) => [key, ...rest]),
      fc.tuple(date, number).map((both) => [...both]),
    )
    .filter((terms) => isPlain(terms))
}

function isPlain(terms: readonly Term[]): boolean {
  const names = terms.filter(({ means }) => means === 'name').map(({ typed }) => typed)
  return names.every((typed) => !/\d/.test(typed)) || terms.length === 1
}
