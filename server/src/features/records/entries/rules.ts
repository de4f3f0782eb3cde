import { fold } from '@polyclinic/contract/kit/reading/fold.ts'
import type { ChartExcerpt } from '@polyclinic/contract/records/entries.ts'

/** What of an entry a search looks through. What it is called in lists is found, but is nobody's words to show. */
export interface Words {
  told: readonly (string | undefined)[]
  listed: readonly (string | null)[]
}

/** The words of a search, folded; an entry holds all of them. */
export const termsOf = (search: string): string[] => [...new Set(fold(search).split(' ').filter(Boolean))]

/** Letters as they were folded: a chart is written in few, and folding is most of a search. */
const knownLetters = new Map<string, string>()
const maxKnown = 5000

function foldLetter(letter: string): string {
  const known = knownLetters.get(letter)
  if (known !== undefined) return known
  const folded = fold(letter) || ' '
  if (knownLetters.size < maxKnown) knownLetters.set(letter, folded)
  return folded
}

interface Folded {
  text: string
  /** For each unit of it the place in the original where its letter begins, and where it ends. */
  from: number[]
  to: number[]
}

/** Letter by letter, each with its marks, so that what is found in it can be shown in what was written. */
function foldKeepingPlaces(written: string): Folded {
  const folded: Folded = { text: '', from: [], to: [] }
  for (const { 0: letter, index } of written.matchAll(/\P{M}\p{M}*|\p{M}+/gsu)) {
    const plain = foldLetter(letter)
    folded.text += plain
    for (let unit = 0; unit < plain.length; unit += 1) {
      folded.from.push(index)
      folded.to.push(index + letter.length)
    }
  }
  return folded
}

/** Marks, and letters of two units: without them every unit is a letter. */
const longLetters = /[\p{M}\u{10000}-\u{10FFFF}]/u

/** The text of {@link foldKeepingPlaces} alone: most entries hold nothing of what is looked for. */
function foldByLetter(written: string): string {
  if (longLetters.test(written)) return foldKeepingPlaces(written).text
  let folded = ''
  for (let at = 0; at < written.length; at += 1) folded += foldLetter(written.charAt(at))
  return folded
}

/** Names of lists as they were folded: a chart repeats few of them. */
const knownNames = new Map<string, string>()

function foldName(name: string): string {
  const known = knownNames.get(name)
  if (known !== undefined) return known
  const folded = fold(name.replaceAll('-', ' '))
  if (knownNames.size < maxKnown) knownNames.set(name, folded)
  return folded
}

/** Where the words of a search stand in an entry; undefined where one of them does not. */
export function findIn({ told, listed }: Words, terms: readonly string[]): ChartExcerpt[] | undefined {
  const texts = told.filter((text) => text !== undefined && text !== '') as string[]
  const folded = texts.map(foldByLetter)
  const names = listed.filter((name) => name !== null).map(foldName)
  const isThere = (term: string) =>
    folded.some((text) => text.includes(term)) || names.some((name) => name.includes(term))
  if (!terms.every(isThere)) return undefined
  return texts.flatMap((text, nth) => {
    if (!terms.some((term) => folded[nth]?.includes(term))) return []
    return [excerptOf(text, marksOf(foldKeepingPlaces(text), terms))]
  })
}

type Mark = [from: number, to: number]

/** All places of all words, in order; what overlaps is one. */
function marksOf({ text, from, to }: Folded, terms: readonly string[]): Mark[] {
  const found: Mark[] = []
  for (const term of terms)
    for (let at = text.indexOf(term); at >= 0; at = text.indexOf(term, at + term.length))
      found.push([from[at] ?? 0, to[at + term.length - 1] ?? 0])
  const joined: Mark[] = []
  for (const [begin, end] of found.toSorted((a, b) => a[0] - b[0] || a[1] - b[1])) {
    const last = joined.at(-1)
    if (last && begin <= last[1]) last[1] = Math.max(last[1], end)
    else joined.push([begin, end])
  }
  return joined
}

const around = 60
const longest = 200

/** The words around the first mark, cut between words. */
function excerptOf(text: string, marks: readonly Mark[]): ChartExcerpt {
  const [first] = marks
  if (text.length <= longest || !first) return { text, marks: [...marks] }
  const begin = first[0] <= around ? 0 : text.indexOf(' ', first[0] - around) + 1 || first[0]
  const from = Math.min(begin, first[0])
  const cut = text.lastIndexOf(' ', from + longest)
  const to = Math.max(cut > from ? cut : from + longest, first[1])
  const [before, behind] = [from > 0 ? '…' : '', to < text.length ? '…' : '']
  const shown = marks.filter(([, end]) => end <= to)
  const shift = before.length - from
  return {
    text: `${before}${text.slice(from, to)}${behind}`,
    marks: shown.map(([start, end]): Mark => [start + shift, end + shift]),
  }
}
