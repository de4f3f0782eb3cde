import { firstDayOf } from '@polyclinic/contract/kit/partial-date.ts'
import { shownEmail } from '@polyclinic/contract/kit/reading/email.ts'
import { fold } from '@polyclinic/contract/kit/reading/fold.ts'
import type { Match } from '@polyclinic/contract/patients/matches.ts'
import { isChip, isPhone } from './numbers.ts'
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
  contact?: Contact
  guardians?: readonly { name: string; contact?: Contact }[]
}

const strength: readonly Match['by'][] = ['phone', 'microchip', 'email', 'birthDate', 'name', 'guardian', 'sound']

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
  const { microchip } = known
  // a year alone is on file as its first day
  const birthDate = known.birthDate && firstDayOf(known.birthDate)
  if (number !== undefined) {
    const phone = contacts.find((contact) => contact?.phone && isPhone(contact.phone, number))?.phone
    if (phone) return { by: 'phone', text: phone }
    if (microchip && isChip(microchip, number)) return { by: 'microchip', text: microchip }
  }
  const isAddress = (email: string) =>
    domainOf(email) === domain ||
    (address !== undefined && [email, shownEmail(email)].some((form) => form.startsWith(address)))
  const email = contacts.find((contact) => contact?.email && isAddress(contact.email))?.email
  if (birthDate && born.some(([from, to]) => from <= birthDate && birthDate <= to))
    return { by: 'birthDate', text: known.birthDate ?? birthDate }
  const guardians = (known.guardians ?? []).map(({ name }) => name)
  if (isNamed(known.names, names)) return { by: 'name' }
  if (isNamed([...known.names, ...guardians], names)) return { by: 'guardian' }
  if (email) return { by: 'email', text: email }
  return like !== undefined && isLike([...known.names, ...guardians], like) ? { by: 'sound' } : undefined
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
