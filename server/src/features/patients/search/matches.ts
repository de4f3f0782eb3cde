import { firstDayOf } from '@polyclinic/contract/kit/partial-date.ts'
import { shownEmail } from '@polyclinic/contract/kit/reading/email.ts'
import { fold } from '@polyclinic/contract/kit/reading/fold.ts'
import type { Identifiers } from '@polyclinic/contract/patients/front-page/identifiers.ts'
import type { Match } from '@polyclinic/contract/patients/matches.ts'
import { isChip, isIdentifier, isPhone } from './numbers.ts'
import { emailsOf, phonesOf } from './found-by.ts'
import {
  domainOf,
  foldedBefore,
  likenessesOf,
  searchTextOf,
  type Contact,
  type Term,
  type SearchTerms,
} from './rules.ts'

interface Known {
  names: readonly string[]
  birthDate?: string | null
  microchip?: string
  identifiers?: Identifiers
  contact?: Contact
  guardians?: readonly { name: string; contact?: Contact }[]
}

const strength: readonly Match['by'][] = [
  'phone',
  'microchip',
  'identifier',
  'email',
  'birthDate',
  'name',
  'guardian',
  'sound',
]

/**
 * Why somebody was found: the strongest reason, but `sound` where a term is met by nothing else; undefined where it was a
 * coincidence of hashes, since one of the terms meets nothing on file.
 */
export function matchOf(known: Known, terms: SearchTerms): Match | undefined {
  const matches = terms.map((term) => matchOfTerm(known, term))
  if (matches.includes(undefined)) return undefined
  const sorted = matches
    .filter((match) => match !== undefined)
    .toSorted((one, other) => strength.indexOf(one.by) - strength.indexOf(other.by))
  return sorted.at(-1)?.by === 'sound' || sorted[0]?.by === 'name' ? sorted.at(-1) : sorted[0]
}

function matchOfTerm(known: Known, { names, number, address, domain, born, like }: Term): Match | undefined {
  const contacts = [known.contact, ...(known.guardians ?? []).map(({ contact }) => contact)]
  // a year alone is on file as its first day
  const birthDate = known.birthDate && firstDayOf(known.birthDate)
  if (number !== undefined) {
    const phone = contacts.flatMap(phonesOf).find((each) => isPhone(each, number))
    if (phone) return { by: 'phone', text: phone }
    const numbered = matchOfNumber(known, number)
    if (numbered) return numbered
  }
  const isAddress = (email: string) =>
    domainOf(email) === domain ||
    (address !== undefined && [email, shownEmail(email)].some((form) => form.startsWith(address)))
  const email = contacts.flatMap(emailsOf).find(isAddress)
  if (birthDate && born.some(([from, to]) => from <= birthDate && birthDate <= to))
    return { by: 'birthDate', text: known.birthDate ?? birthDate }
  const guardians = (known.guardians ?? []).map(({ name }) => name)
  if (isNamed(known.names, names)) return { by: 'name' }
  if (isNamed([...known.names, ...guardians], names)) return { by: 'guardian' }
  if (email) return { by: 'email', text: email }
  return like !== undefined && isLike([...known.names, ...guardians], like) ? { by: 'sound' } : undefined
}

function matchOfNumber({ microchip, identifiers = [] }: Known, typed: string): Match | undefined {
  const chips = [microchip, ...identifiers.flatMap(({ kind, value }) => (kind === 'microchip' ? [value] : []))]
  const chip = chips.find((each) => each !== undefined && isChip(each, typed))
  if (chip) return { by: 'microchip', text: chip }
  const other = identifiers.find(({ kind, value }) => kind !== 'microchip' && isIdentifier(value, typed))
  return other && { by: 'identifier', text: other.value }
}

function isNamed(names: readonly string[], ways: Term['names']): boolean {
  const text = `${searchTextOf(names, [])} ${names.map(foldedBefore).join(' ')}`
  return ways.some((way) => way.every((part) => text.includes(part)))
}

function isLike(names: readonly string[], word: string): boolean {
  const likenesses = new Set(likenessesOf(word).map(([kind, value]) => `${kind} ${value}`))
  const words = names.flatMap((name) => fold(name).split(' '))
  return words.some((each) => likenessesOf(each).some(([kind, value]) => likenesses.has(`${kind} ${value}`)))
}
