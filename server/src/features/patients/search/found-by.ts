import { fold } from '@polyclinic/contract/kit/reading/fold.ts'
import { shownEmail } from '@polyclinic/contract/kit/reading/email.ts'
import { phoneDigits } from '@polyclinic/contract/kit/reading/phone.ts'
import { chipPieces, identifierPieces, phonePieces, runOf } from './numbers.ts'
import { domainOf, likenessesOf, longest, shortest, type Contact, type SearchKey } from './rules.ts'

/** All phones and addresses of mail, whatever is preferred and valid. */
export const phonesOf = (contact: Contact | undefined) => valuesOf(contact, 'phone')
export const emailsOf = (contact: Contact | undefined) => valuesOf(contact, 'email')

function valuesOf(contact: Contact | undefined, kind: 'phone' | 'email'): string[] {
  const others = (contact?.others ?? []).flatMap((other) => (other.kind === kind ? [other.value ?? ''] : []))
  return [...new Set([contact?.[kind] ?? '', ...others])].filter(Boolean)
}

/** Under what a contact or a number can be found: the address, and numbers whole and by their last 4 and 6 characters. */
export function searchKeysOf(contact: Contact | undefined, identifiers: readonly string[] = []): SearchKey[] {
  const numbers = [...phonesOf(contact).map(phoneDigits), ...identifiers.map(runOf)]
  const values = new Set(numbers.flatMap((number) => [number, number.slice(-6), number.slice(-4)]).filter(Boolean))
  return [
    ...emailsOf(contact).map((value) => ({ kind: 'email', value }) as const),
    ...[...values].map((value) => ({ kind: 'number', value }) as const),
  ]
}

export interface Numbers {
  chips?: readonly string[]
  identifiers?: readonly string[]
}

/** What else somebody is found by, as kinds and values for hashes: sounds and slips of names, parts of contacts and chips. */
export function piecesOf(
  names: readonly string[],
  contacts: readonly (Contact | undefined)[],
  { chips = [], identifiers = [] }: Numbers = {},
): [kind: string, value: string][] {
  const words = [...new Set(names.flatMap((name) => fold(name).split(' ')))].filter(Boolean)
  const phones = contacts.flatMap(phonesOf).flatMap(phonePieces)
  const pieces = [...phones, ...chips.flatMap(chipPieces), ...identifiers.flatMap(identifierPieces)]
  return [
    ...words.flatMap((word) => likenessesOf(word)),
    ...pieces.map((piece): [string, string] => ['digits', piece]),
    ...contacts.flatMap(emailsOf).flatMap(addressPieces),
  ]
}

/** An address is found as it is kept and as its owner writes it: `xn--mller-kva` and `müller`. */
const addressPieces = (email: string): [string, string][] => [
  ['domain', domainOf(email)],
  ...[...new Set([...beginningsOf(email), ...beginningsOf(shownEmail(email))])].map((begun): [string, string] => [
    'address',
    begun,
  ]),
]

const beginningsOf = (address: string): string[] =>
  Array.from({ length: Math.max(0, Math.min(address.length, longest) - shortest + 1) }, (_, at) =>
    address.slice(0, at + shortest),
  )
