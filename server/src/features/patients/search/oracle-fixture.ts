import fc from 'fast-check'
import { fold } from '@polyclinic/contract/kit/fold.ts'

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

/** One thing that somebody types, and what it means. */
type Term = { means: 'name' | 'number' | 'email' | 'date'; value: string; typed: string }

/** What the product promises, without index, hash or SQL. */
export function isFound(patient: ModelPatient, terms: readonly Term[]): boolean {
  const words = [...patient.names, ...patient.guardians.map(({ name }) => name)].flatMap((name) =>
    fold(name).split(' '),
  )
  // one or two letters are the beginning of a name, save where a letter is a whole one
  const isShort = (part: string) => [...part].length < 3 && !/\p{Script=Han}/u.test(part)
  const isNamed = (text: string) =>
    fold(text)
      .split(' ')
      .filter(Boolean)
      .every((part) => words.some((word) => (isShort(part) ? word.startsWith(part) : word.includes(part))))
  const contacts = [patient.contact, ...patient.guardians.map(({ contact }) => contact)]
  const numbers = [...contacts.map((contact) => contact?.phone?.replaceAll(/\D/g, '')), patient.chip].filter(
    (number) => number !== undefined,
  )
  const meets = ({ means, value }: Term): boolean => {
    if (means === 'name') return isNamed(value)
    if (means === 'date') return patient.born === value
    if (means === 'email') return contacts.some((contact) => contact?.email === value)
    return numbers.some((number) => number.endsWith(value.slice(value.length >= 6 ? -6 : -4)))
  }
  // digits may also stand in names
  return (
    terms.every(meets) ||
    (terms.every(({ means }) => means === 'name' || means === 'number') && terms.every(({ typed }) => isNamed(typed)))
  )
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

/** Leaves out what reads as something else than it was meant as. */
function isPlain(terms: readonly Term[]): boolean {
  const names = terms.filter(({ means }) => means === 'name').map(({ typed }) => typed)
  return names.every((typed) => !/\d/.test(typed)) || terms.length === 1
}
