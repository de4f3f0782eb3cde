/** One edition of a list of codes as it is searched: two long texts and where their lines begin, not a hundred thousand objects. */
export interface SearchedList {
  /** A line for each code, behind a line break: the code without its dot and the words of its titles, each behind a space, folded. */
  readonly haystack: string
  readonly haystackStarts: Uint32Array
  /** The same lines as they are shown: the code and its titles, apart by tabs. */
  readonly shown: string
  readonly shownStarts: Uint32Array
}

const marks = /\p{M}/gu
const gaps = /[^\p{L}\p{N}]+/gu
const plainGaps = /[^a-z\d]+/g
const isPlain = /^\p{ASCII}*$/u

/** Without case, accents and what stands between words; of most lines plain letters are all there is to fold. */
export function foldWords(value: string): string {
  const lower = value.toLowerCase()
  if (isPlain.test(lower)) return lower.replaceAll(plainGaps, ' ').trim()
  return lower.normalize('NFKD').replaceAll(marks, '').replaceAll(gaps, ' ').trim()
}

const withoutDot = (code: string) => foldWords(code.replaceAll('.', ''))

const codeLike = /^\p{L}+\d[\p{L}\d.]*$/u

/** What is looked for: beginnings of words, and of codes with or without their dot. */
export const termsOf = (typed: string): string[] =>
  typed
    .trim()
    .split(/\s+/)
    .flatMap((part) => (codeLike.test(part) ? [withoutDot(part)] : foldWords(part).split(' ')))
    .filter(Boolean)
    .slice(0, 8)

/** A line as it stands in the haystack: `code`, tab, title, and further titles behind tabs. */
export function foldedLine(line: string): string {
  const end = line.indexOf('\t')
  return `\n ${withoutDot(line.slice(0, end))} ${foldWords(line.slice(end))}`
}

/** `folded`: each of the lines as {@link foldedLine} has it. */
export function searchedList(lines: readonly string[], folded: readonly string[]): SearchedList {
  return {
    haystack: folded.join(''),
    haystackStarts: startsOf(folded),
    shown: lines.join(''),
    shownStarts: startsOf(lines),
  }
}

/** Where each begins once they are joined, and where the last one ends. */
function startsOf(parts: readonly string[]): Uint32Array {
  const starts = new Uint32Array(parts.length + 1)
  let at = 0
  for (const [index, part] of parts.entries()) {
    starts[index] = at
    at += part.length
  }
  starts[parts.length] = at
  return starts
}

const lineAt = (text: string, starts: Uint32Array, index: number) => text.slice(starts[index], starts[index + 1])

/** The code and its titles. */
export const shownAt = (list: SearchedList, index: number): string[] =>
  lineAt(list.shown, list.shownStarts, index).split('\t')

/** Which line holds a place of the haystack. */
function lineOf(starts: Uint32Array, place: number): number {
  let [low, high] = [0, starts.length - 1]
  while (high - low > 1) {
    const middle = (low + high) >> 1
    if ((starts[middle] ?? 0) <= place) low = middle
    else high = middle
  }
  return low
}

interface Hit {
  /** Where its line begins. */
  at: number
  rank: number
}

/**
 * The lines in which a word begins with each term, the nearest first: a code that begins so, a title that begins so, and of
 * equals the shortest. The rarest term leads through the text.
 */
export function searchLines(list: SearchedList, terms: readonly string[], limit: number): number[] {
  const { haystack, haystackStarts } = list
  const [lead, ...others] = rarestFirst(haystack, terms)
  if (lead === undefined) return []
  const phrase = terms.join(' ')
  const hits: Hit[] = []
  for (let at = haystack.indexOf(lead); at >= 0;) {
    const start = haystack.lastIndexOf('\n', at)
    const next = haystack.indexOf('\n', at + 1)
    const end = next < 0 ? haystack.length : next
    const line = haystack.slice(start, end)
    if (others.every((term) => line.includes(term))) keep(hits, { at: start, rank: rankOf(line, phrase) }, limit)
    at = next < 0 ? -1 : haystack.indexOf(lead, end)
  }
  return hits.map(({ at }) => lineOf(haystackStarts, at))
}

function rarestFirst(haystack: string, [term = '', ...others]: readonly string[]): string[] {
  // a single letter alone begins a code, or nothing that anybody looks for
  if (others.length === 0) return term === '' ? [] : [term.length === 1 ? `\n ${term}` : ` ${term}`]
  const begun = [term, ...others].map((one) => ` ${one}`)
  const counted = begun.map((one) => ({ term: one, count: countOf(haystack, one) }))
  return counted.toSorted((a, b) => a.count - b.count).map((one) => one.term)
}

function countOf(haystack: string, term: string): number {
  let count = 0
  for (let at = haystack.indexOf(term); at >= 0; at = haystack.indexOf(term, at + term.length)) count += 1
  return count
}

function rankOf(line: string, phrase: string): number {
  const title = line.indexOf(' ', 2) + 1
  if (line.startsWith(phrase, 2)) return title
  const shortest = Math.min(line.length, 999)
  if (line.startsWith(phrase, title)) return 1000 + shortest
  return (line.includes(` ${phrase}`) ? 2000 : 3000) + shortest
}

/** Inserts where it belongs; of equals the one that stands first in the list comes first. */
function keep(hits: Hit[], hit: Hit, limit: number): void {
  if (hits.length === limit && hit.rank >= (hits.at(-1) as Hit).rank) return
  const place = hits.findIndex(({ rank }) => rank > hit.rank)
  hits.splice(place < 0 ? hits.length : place, 0, hit)
  if (hits.length > limit) hits.pop()
}

/** Where a code stands, written as the list writes it; -1 where it does not. */
export function indexOfCode(list: SearchedList, code: string): number {
  const at = list.haystack.indexOf(`\n ${withoutDot(code)} `)
  const index = at < 0 ? -1 : lineOf(list.haystackStarts, at)
  return index >= 0 && shownAt(list, index)[0] === code ? index : -1
}
