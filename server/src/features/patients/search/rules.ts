import type { z } from 'zod'
import { phoneDigits } from '@polyclinic/contract/kit/phone.ts'
import { fold } from '@polyclinic/contract/kit/fold.ts'
import type { contact } from '@polyclinic/contract/patients/patients.ts'

export type Contact = z.infer<typeof contact>

/** What a search looks for. A patient is found by the names alone, or by what else was typed together with the rest. */
export interface Wanted {
  /** Parts of names, all of which must occur; empty where something was typed that no name can be. */
  names: string[]
  /** The parts of names beside the number, address or date. */
  besides: string[]
  /** One of these must stand behind the patient. */
  keys: SearchKey[]
  born?: string
}

interface SearchKey {
  kind: 'email' | 'number'
  value: string
}

/** More words would only cost time. */
const mostWords = 4

/** Scripts without spaces between names: a short word is a whole name, not the beginning of one. */
const unspaced = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}]/u

/** Folded names as they are stored for search; the space in front makes the beginning of the first word like any other. */
export function searchTextOf(own: readonly (string | null | undefined)[], guardians: readonly string[]): string {
  const names = [...own.map((name) => fold(name ?? '')), ...guardians.map(fold).toSorted()]
  return ` ${names.filter(Boolean).join(' ')}`
}

/** What humans are sorted by: family name first; an animal by its own name. */
export const nameKeyOf = (kind: string, givenName: string, familyName: string | null) =>
  fold(kind === 'human' ? `${familyName ?? ''} ${givenName}` : givenName)

/** Under what a contact or a chip can be found: the address, and numbers whole and by their last 4 and 6 characters. */
export function searchKeysOf(contact: Contact | undefined, microchip?: string): SearchKey[] {
  const numbers = [contact?.phone && phoneDigits(contact.phone), microchip].filter(
    (number) => typeof number === 'string',
  )
  const values = new Set(numbers.flatMap((number) => [number, number.slice(-6), number.slice(-4)]))
  return [
    ...(contact?.email ? [{ kind: 'email', value: contact.email } as const] : []),
    ...[...values].map((value) => ({ kind: 'number', value }) as const),
  ]
}

/** Reads what somebody typed; undefined where nothing in it can be searched for. */
export function wantedBy(search: string): Wanted | undefined {
  const terms = search.normalize('NFKC').split(/\s+/).filter(Boolean)
  const born = terms.map(dateIn).find(Boolean)
  const address = terms.find((term) => /^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(term))
  const others = terms.filter((term) => term !== address && dateIn(term) === undefined)
  const digits = others.filter((term) => /^[+\d()./-]*\d[+\d()./-]*$/.test(term))
  // digits as people space them, or an old chip's letters and digits
  const spaced = digits.length ? digits : others.filter((term) => /^(?=.*\d)[a-z\d]{4,15}$/i.test(term)).slice(0, 1)
  const number = spaced
    .join('')
    .replaceAll(/[^a-z\d]/gi, '')
    .toUpperCase()
  const isKey = !address && number.length >= 4
  const keys = address ? [{ kind: 'email', value: address.toLowerCase() } as const] : isKey ? numberKeys(number) : []
  // an address or a date is never a part of a name
  const names = address || born ? [] : needles(terms)
  return names.length || keys.length || born
    ? { names, besides: needles(isKey ? others.filter((term) => !spaced.includes(term)) : others), keys, born }
    : undefined
}

/** `+49 170` and `0170` begin one phone: beyond six digits the last six decide, beyond four the last four. */
function numberKeys(number: string): SearchKey[] {
  const tail = number.length >= 6 ? number.slice(-6) : number.slice(-4)
  return [...new Set([number, tail])].map((value) => ({ kind: 'number', value }))
}

/** The words of these terms, folded, as parts of a name. */
export const needles = (terms: readonly string[]) =>
  terms
    .flatMap((term) => fold(term).split(' ').filter(Boolean))
    .slice(0, mostWords)
    .map(needle)

/** Shorter than three letters: only the beginning of a name, which the space before it stands for. */
function needle(word: string): string {
  return [...word].length < 3 && !unspaced.test(word) ? ` ${word}` : word
}

/** `2015-03-02`, `2.3.2015` or `2/3/2015`, as ISO; undefined where it is no day between 1800 and 2199. */
function dateIn(term: string): string | undefined {
  const iso = /^(\d{4})-(\d{2})-(\d{2})$/.exec(term)
  const local = /^(\d{1,2})([./])(\d{1,2})\2(\d{4})$/.exec(term)
  const [year, month, day] = iso ? [iso[1], iso[2], iso[3]] : local ? [local[4], local[3], local[1]] : []
  if (!year || !month || !day || year < '1800' || year > '2199') return undefined
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  return new Date(`${date}T00:00:00Z`).toJSON()?.startsWith(date) ? date : undefined
}
