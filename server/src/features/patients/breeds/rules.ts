import { fold } from '@polyclinic/contract/kit/reading/fold.ts'
import { breeds as usual, type Species } from '@polyclinic/contract/patients/species.ts'
import { breedSpecies } from './listed-species.ts'
import { alsoCalled } from './also-called.ts'

export interface Breed {
  name: string
  /** Folded, the name first, each with its words and without spaces. */
  ways: readonly Way[]
  isUsual: boolean
}

interface Way {
  text: string
  words: readonly string[]
  squeezed: string
}

/** Of one species: what the lines of the list say (id, species, name, synonyms between bars), and what desks say beside it. */
export function breedsIn(lines: readonly string[], species: Species): Breed[] {
  const names = new Map<string, Set<string>>()
  const add = (name: string, ways: readonly string[]) => {
    const known = names.get(name) ?? new Set<string>()
    names.set(name, known)
    for (const way of [name, ...ways]) if (fold(way)) known.add(fold(way))
  }
  for (const line of lines) {
    const [, listed = '', name = '', synonyms = ''] = line.split('\t')
    if (breedSpecies[listed] === species) add(name, synonyms.split('|').flatMap(insideOut))
  }
  for (const [name, ways] of Object.entries(alsoCalled[species] ?? {}))
    add(
      name,
      ways.split(',').map((way) => way.trim()),
    )
  for (const name of usual[species]) add(name, [])
  return [...names].map(([name, ways]) => ({
    name,
    ways: [...ways].map((text) => ({ text, words: text.split(' '), squeezed: squeezed(text) })),
    isUsual: usual[species].includes(name),
  }))
}

/** `Terrier - Aberdeen` is also `Aberdeen Terrier`; what stands in brackets is a name of its own. */
function insideOut(synonym: string): string[] {
  const bare = synonym.replaceAll(/\([^)]*\)/g, ' ').trim()
  const [group, rest] = bare.split(/\s+[-–]\s+/)
  return [bare, ...(rest ? [`${rest} ${group}`] : [])].filter(Boolean)
}

const cross = /\s*(?:\b(?:cross(?:breed|bred)?|crosses|mix(?:ed)?(?:\s+breed)?|mischling|x)\b|[×+/&]|\s-\s)\s*/giu

/** How many names an answer holds. */
const most = 12

/**
 * Breeds as somebody types them, the likeliest first: by name, synonym, abbreviation, a slip; a cross of one or two of them by
 * what they are. What is none of this is kept as it was typed.
 */
export function breedsLike(breeds: readonly Breed[], typed: string): string[] {
  const parts = typed
    .split(cross)
    .map((part) => part.trim())
    .filter(Boolean)
  const isCross = typed.search(cross) >= 0 && parts.length > 0
  const crossed = isCross ? crossOf(breeds, parts) : undefined
  const whole = crossed ? placed(breeds, near(typed)) : ranked(breeds, typed)
  const exact = whole.filter(({ place }) => place === 0)
  const names = [...exact.map(({ name }) => name), ...(crossed ? [crossed] : []), ...whole.map(({ name }) => name)]
  return [...new Set(names)].slice(0, most)
}

function crossOf(breeds: readonly Breed[], parts: readonly string[]): string | undefined {
  const found = parts.slice(0, 3).map((part) => ranked(breeds, part)[0]?.name)
  if (found.some((name) => name === undefined)) return undefined
  const names = [...new Set(found)]
  return names.length === 1 ? `${names[0]} cross` : names.join(' × ')
}

interface Ranked {
  name: string
  place: number
}

function ranked(breeds: readonly Breed[], typed: string): Ranked[] {
  const found = placed(breeds, near(typed))
  return found.length > 0 ? found : placed(breeds, byASlip(typed))
}

function placed(breeds: readonly Breed[], place: (way: Way) => number | undefined): Ranked[] {
  const found = breeds.flatMap(({ name, ways, isUsual }) => {
    const places = ways.map((way) => place(way)).filter((each) => each !== undefined)
    return places.length > 0 ? [{ name, place: Math.min(...places), isUsual }] : []
  })
  return found.toSorted(
    (one, other) =>
      one.place - other.place ||
      Number(other.isUsual) - Number(one.isUsual) ||
      one.name.length - other.name.length ||
      one.name.localeCompare(other.name),
  )
}

/** 0 the same, 1 its beginning, 2 the beginnings of words in any order, 3 a part; undefined: not at all. */
function near(typed: string) {
  const wanted = fold(typed)
  const [words, run] = [wanted.split(' '), squeezed(wanted)]
  return ({ text, words: known, squeezed: whole }: Way): number | undefined => {
    if (run === '') return undefined
    if (whole === run) return 0
    if (text.startsWith(wanted)) return 1
    if (words.every((word) => known.some((each) => each.startsWith(word)))) return 2
    return run.length >= 3 && whole.includes(run) ? 3 : undefined
  }
}

const squeezed = (text: string) => text.replaceAll(' ', '')

/** From 4 on: a slip or two, the more letters the more of them. */
function byASlip(typed: string) {
  const wanted = fold(typed)
  const [words, run] = [wanted.split(' '), squeezed(wanted)]
  const allowed = run.length < 4 ? 0 : run.length < 7 ? 1 : run.length < 11 ? 2 : 3
  return ({ words: known, squeezed: whole }: Way): number | undefined => {
    if (run === '') return undefined
    const slips = slipsBetween(whole, run, allowed)
    if (slips <= allowed) return 3 + slips
    const sum = words.reduce((total, word) => total + slipsIn(known, word), 0)
    return Number.isFinite(sum) ? 7 + sum : undefined
  }
}

function slipsIn(known: readonly string[], word: string): number {
  const allowed = word.length < 4 ? 0 : word.length < 8 ? 1 : 2
  const least = Math.min(...known.map((each) => (each.startsWith(word) ? 0 : slipsBetween(each, word, allowed))))
  return least <= allowed ? least : Infinity
}

/** Words need not be compared whose lengths differ by more than is allowed, or which begin quite differently. */
const slipsBetween = (one: string, other: string, allowed: number): number =>
  allowed === 0 || Math.abs(one.length - other.length) > allowed || !beginsLike(one, other)
    ? Infinity
    : distance(one, other)

const beginsLike = (one: string, other: string) => one[0] === other[0] || one[1] === other[0] || one[0] === other[1]

/** Letters to put in, leave out, change, or turn round (Damerau–Levenshtein, optimal string alignment). */
function distance(one: string, other: string): number {
  let before: number[] = []
  let last = Array.from({ length: other.length + 1 }, (_, at) => at)
  for (let row = 1; row <= one.length; row += 1) {
    const now = [row]
    for (let at = 1; at <= other.length; at += 1) {
      const isSame = one[row - 1] === other[at - 1]
      const isTurned = row > 1 && at > 1 && one[row - 1] === other[at - 2] && one[row - 2] === other[at - 1]
      now[at] = Math.min(
        (last[at] ?? 0) + 1,
        (now[at - 1] ?? 0) + 1,
        (last[at - 1] ?? 0) + (isSame ? 0 : 1),
        isTurned ? (before[at - 2] ?? 0) + 1 : Infinity,
      )
    }
    before = last
    last = now
  }
  return last[other.length] ?? 0
}
