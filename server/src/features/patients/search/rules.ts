import type { z } from 'zod'
import { isPartialDate, spanOf } from '@polyclinic/contract/kit/partial-date.ts'
import { monthIn } from '@polyclinic/contract/kit/reading/birth-date.ts'
import { datesAsWritten } from '@polyclinic/contract/kit/reading/dates-as-written.ts'
import { withDigits } from '@polyclinic/contract/kit/reading/digits.ts'
import { readEmail } from '@polyclinic/contract/kit/reading/email.ts'
import { fold, foldedForms } from '@polyclinic/contract/kit/reading/fold.ts'
import type { contact } from '@polyclinic/contract/patients/front-page/contacts.ts'
import { runOf, runPieces, runsTyped } from './numbers.ts'
import { slipsOf, soundOf } from './sounds.ts'
import { isTitle } from './titles.ts'

export type Contact = z.infer<typeof contact>

/** One thing that was typed. Whoever is found meets each of them in one of its readings. */
export interface Term {
  /** Ways of writing a name: one of these, with all of its words; a space in front: only as the beginning of a word. */
  names: string[][]
  number?: string
  address?: string
  domain?: string
  born: [string, string][]
  like?: string
}

export type SearchTerms = readonly Term[]

export interface SearchKey {
  kind: 'email' | 'number'
  value: string
}

/** More words would only cost time. */
const maxTerms = 6

/** Scripts without spaces between names: a short word is a whole name, not the beginning of one. */
const unspaced = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}]/u

/** All ways of writing these names, word by word; the space in front makes the beginning of the first word like any other. */
export function searchTextOf(own: readonly (string | null | undefined)[], guardians: readonly string[]): string {
  const names = [...own.map((name) => name ?? ''), ...guardians.toSorted()]
  const words = names.flatMap((name) => foldedForms(name)).flatMap((form) => form.split(' '))
  return ` ${[...new Set(words)].join(' ')}`
}

interface Named {
  given_name: string
  family_name: string | null
  used_name: string | null
  aliases?: readonly { text: string }[] | null
}

/** All that somebody is called, in any script. */
export const namesOf = ({ given_name, family_name, used_name, aliases }: Named): string[] =>
  [used_name, given_name, family_name, ...(aliases ?? []).map((alias) => alias.text)].filter((name) => name !== null)

/** What humans are sorted by: family name first; an animal by its own name. */
export const nameKeyOf = (kind: string, givenName: string, familyName: string | null) =>
  fold(kind === 'human' ? `${familyName ?? ''} ${givenName}` : givenName)

export function likenessesOf(word: string): [kind: 'sound' | 'slip', value: string][] {
  const sound = soundOf(word)
  return [
    ...(sound ? [['sound', sound] satisfies ['sound', string]] : []),
    ...slipsOf(word).map((slip) => ['slip', slip] satisfies ['slip', string]),
  ]
}

/** Letters of an address that are looked for. */
export const [shortest, longest] = [3, 40]

export const domainOf = (email: string): string => email.slice(email.lastIndexOf('@') + 1)

export const piecesTyped = ({ number, address, domain }: Term): [kind: string, value: string][][] => [
  ...(number === undefined
    ? []
    : runsTyped(number).map((run) => runPieces(run).map((piece): [string, string] => ['digits', piece]))),
  ...(address === undefined ? [] : [[['address', address.slice(0, longest)] satisfies [string, string]]]),
  ...(domain === undefined ? [] : [[['domain', domain] satisfies [string, string]]]),
]

/** The keys among the tokens that a typed number or address has: whole, and by its tail. */
export function keysTyped({ number, address }: Term): SearchKey[] {
  const run = runOf(number ?? '')
  const tail = run.length >= 6 ? run.slice(-6) : run.length >= 4 ? run.slice(-4) : undefined
  const numbers = tail === undefined ? [] : [...new Set([run, tail])]
  return [
    ...(address?.includes('@') ? [{ kind: 'email', value: address } as const] : []),
    ...numbers.map((value) => ({ kind: 'number', value }) as const),
  ]
}

/** Reads what somebody typed, dates in the order of a country; undefined where nothing in it can be searched for. */
export function readSearch(search: string, country = 'GB'): SearchTerms | undefined {
  let rest = withDigits(search.normalize('NFKC')).split(/\s+/).filter(Boolean)
  const terms: Term[] = []
  while (rest.length > 0 && terms.length < maxTerms) {
    const [taken, read] = nextTerms(rest, country)
    terms.push(...read)
    rest = rest.slice(taken)
  }
  const named = terms.filter((term) => !isTitled(term))
  const kept = (named.length > 0 ? named : terms).slice(0, maxTerms)
  return kept.length > 0 ? kept : undefined
}

const isTitled = ({ like, number, born }: Term) =>
  like !== undefined && number === undefined && born.length === 0 && isTitle(like)

/** The longest date with a month's name, else a number as people space it, else one word. */
function nextTerms(rest: readonly string[], country: string): [taken: number, terms: Term[]] {
  for (const size of [4, 3, 2]) {
    const window = rest.slice(0, size)
    if (window.length < size || !/\p{L}/u.test(window.join(''))) continue
    const born = datesAsWritten(window.join(' '), country)
    if (born.length > 0) return [size, [{ names: [], born: born.map((day) => [day, day]) }]]
    const month = monthIn(window.join(' '))
    if (month !== undefined) return [size, withinMonth(month, window, country)]
  }
  const [word = ''] = rest
  if (/[./-]/.test(word)) {
    const born = datesAsWritten(word, country)
    if (born.length > 0) return [1, [{ names: [], born: born.map((day) => [day, day]) }]]
  }
  const others = rest.findIndex((each) => !/^[+\d()./-]*\d[+\d()./-]*$/.test(each))
  const digits = others === -1 ? rest.length : others
  return digits > 0 ? [digits, [numberTerm(rest.slice(0, digits).join(' '), country)]] : [1, wordTerms(word)]
}

/** `June 1999` is also somebody called June whose number ends so: each of its words keeps its own readings. */
const withinMonth = (month: string, words: readonly string[], country: string): Term[] =>
  words
    .flatMap((word) => nextTerms([word], country)[1])
    .map((term) => ({ ...term, born: [...term.born, spanOf(month)] }))

function numberTerm(typed: string, country: string): Term {
  const partial = isPartialDate(typed) ? typed : monthIn(typed)
  const days = datesAsWritten(typed, country).map((day): [string, string] => [day, day])
  return {
    names: waysOf(typed),
    ...(runOf(typed).length >= 2 && { number: typed }),
    born: partial === undefined ? days : [spanOf(partial)],
  }
}

function wordTerms(typed: string): Term[] {
  const address = typed.includes('@') ? (readEmail(typed) ?? typed.toLowerCase()) : typed.toLowerCase()
  const domain = domainTyped(typed)
  if (typed.includes('@'))
    return address.length >= shortest ? [{ names: [], address, ...(domain && { domain }), born: [] }] : []
  const isAddress = /^[a-z\d][\w.+-]{2,}$/i.test(typed)
  const isChip = /^(?=.*\d)[a-z\d]{4,15}$/i.test(typed)
  const also = {
    ...(isAddress && { address }),
    ...(domain && { domain }),
    ...(isChip && { number: typed }),
    born: [],
  }
  const words = fold(typed).split(' ').filter(Boolean)
  if (words.length === 0) return []
  if (/\d/.test(typed) || words.length === 1 || /[._]/.test(typed))
    return [{ names: waysOf(typed), ...also, ...(words.length === 1 && !/\d/.test(typed) && { like: words[0] }) }]
  return words.map((word) => ({ names: waysOf(word), born: [], like: word }))
}

/** `müller.example`, with or without the @ before it, as it is kept. */
function domainTyped(typed: string): string | undefined {
  const host = typed.replace(/^@/, '')
  const email = host.includes('.') && !host.includes('@') ? readEmail(`x@${host}`) : undefined
  return email && domainOf(email)
}

/** Two letters for an umlaut are taken for one in words that are long enough to be meant so. */
const minUmlautWord = 5

/** The ways of writing a name that find it; the last as earlier versions folded, for rows that still wait for this one. */
function waysOf(typed: string): string[][] {
  const main = fold(typed)
  const before = foldedBefore(typed)
  const forms = foldedForms(typed).filter((form) => main.length >= minUmlautWord || form.length >= main.length)
  const ways = [...new Set([...forms, before])].map((form) =>
    form.split(' ').filter(Boolean).slice(0, maxTerms).map(needle),
  )
  return ways.filter((way) => way.length > 0)
}

export const foldedBefore = (name: string) =>
  name
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

/** Shorter than three letters: only the beginning of a name, which the space before it stands for. */
function needle(word: string): string {
  return [...word].length < 3 && !unspaced.test(word) ? ` ${word}` : word
}

/** Names and dates alone: what tells nobody whose number or address it is. */
export const withoutContacts = (search: SearchTerms | undefined): SearchTerms | undefined => {
  const terms = (search ?? []).map(({ names, born, like }) => ({ names, born, ...(like !== undefined && { like }) }))
  return terms.length > 0 && terms.every(({ names, born }) => names.length > 0 || born.length > 0) ? terms : undefined
}
