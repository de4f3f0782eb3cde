import { fold, foldedForms } from '@polyclinic/contract/kit/reading/fold.ts'
import type { DuplicateReason } from '@polyclinic/contract/patients/duplicates/duplicate-checks.ts'
import { likenessesOf } from '../search/rules.ts'

export interface Person {
  kind?: 'human' | 'animal'
  /** As it is on file; `used`: with the name that everybody calls them by. */
  names: readonly string[]
  used?: readonly string[]
  aliases?: readonly string[]
  birthDate?: string | null
  species?: string | null
  emails?: readonly string[]
  phones?: readonly string[]
  chips?: readonly string[]
  identifiers?: readonly string[]
  guardianIds?: readonly string[]
}

export function reasonsFor(draft: Person, known: Person): DuplicateReason[] {
  if (draft.kind !== known.kind) return []
  const named = likenessOfAny(draft, known)
  const dated = likenessOfDates(draft.birthDate, known.birthDate)
  const share = (of: 'emails' | 'phones' | 'chips' | 'identifiers') =>
    (draft[of] ?? []).some((each) => known[of]?.includes(each))
  const shared = (draft.guardianIds ?? []).some((id) => known.guardianIds?.includes(id))
  const certain: DuplicateReason[] = [
    ...(share('chips') ? (['same-microchip'] as const) : []),
    ...(share('identifiers') ? (['same-identifier'] as const) : []),
    ...(share('emails') ? (['same-email'] as const) : []),
    ...(share('phones') ? (['same-phone'] as const) : []),
  ]
  const isProbable =
    draft.kind === 'animal' ? isProbableAnimal(draft, known, shared) : isProbablePerson(draft, known, dated)
  if (certain.length === 0 && !(named && isProbable)) return []
  return [
    ...certain,
    ...(named ? [named] : []),
    ...(dated ? [dated] : []),
    ...(shared ? (['same-guardian'] as const) : []),
  ]
}

/** A name alone is enough where a birth date is missing and the whole name is the same. */
function isProbablePerson(draft: Person, known: Person, dated: DuplicateReason | undefined): boolean {
  if (dated) return true
  const isWhole = wordsOf(draft.names).length > 1 && likenessOfAny(draft, known) === 'same-name'
  return isWhole && (!draft.birthDate || !known.birthDate)
}

/** Every second street has a Bella: one guardian, or one who is not known yet. */
function isProbableAnimal(draft: Person, known: Person, isShared: boolean): boolean {
  const isSpecies = !draft.species || draft.species === known.species
  return isSpecies && (isShared || draft.guardianIds === undefined)
}

/** Whatever each of them is called: a woman on file by the name of her birth is the one who comes with it. */
function likenessOfAny(draft: Person, known: Person): 'same-name' | 'similar-name' | undefined {
  const ways = ({ names, used, aliases = [] }: Person) => [
    names,
    ...(used ? [used] : []),
    ...aliases.map((one) => [one]),
  ]
  const found = ways(draft).flatMap((ours) => ways(known).map((theirs) => likenessOfNames(ours, theirs)))
  return found.includes('same-name') ? 'same-name' : found.find((each) => each !== undefined)
}

const wordsOf = (names: readonly string[]) => names.flatMap((name) => fold(name).split(' ')).filter(Boolean)

/** Whatever the order of the words: all the same in one of the ways of writing them, or each like one of the other. */
export function likenessOfNames(
  one: readonly string[],
  other: readonly string[],
): 'same-name' | 'similar-name' | undefined {
  const written = (names: readonly string[]) =>
    new Set(orders(names).flatMap((name) => foldedForms(name).map((form) => form.replaceAll(' ', ''))))
  const [ours, theirs] = [wordsOf(one), wordsOf(other)]
  if (ours.length === 0 || theirs.length === 0) return undefined
  const known = written(other)
  if ([...written(one)].some((form) => known.has(form))) return 'same-name'
  if (ours.toSorted().join(' ') === theirs.toSorted().join(' ')) return 'same-name'
  const [few, many] = ours.length <= theirs.length ? [ours, theirs] : [theirs, ours]
  const isEach = few.every((word) => many.some((each) => isLike(word, each)))
  return isEach && (few.length > 1 || many.length === 1) ? 'similar-name' : undefined
}

const orders = (names: readonly string[]) => [names.join(' '), names.toReversed().join(' ')]

function isLike(one: string, other: string): boolean {
  const [short, long] = one.length <= other.length ? [one, other] : [other, one]
  if (short === long || (short.length >= 3 && long.startsWith(short))) return true
  const known = new Set(likenessesOf(other).map(([kind, value]) => `${kind} ${value}`))
  return likenessesOf(one).some(([kind, value]) => known.has(`${kind} ${value}`))
}

export function likenessOfDates(
  one: string | null | undefined,
  other: string | null | undefined,
): 'same-birth-date' | 'birth-date-swapped' | 'birth-date-near' | undefined {
  if (!one || !other || one.length !== other.length) return undefined
  if (one === other) return 'same-birth-date'
  const [year = '', month = '', day = ''] = one.split('-')
  if (`${year}-${day}-${month}` === other) return 'birth-date-swapped'
  const isSameDay = one.slice(4) === other.slice(4)
  if (isSameDay && Math.abs(Number(year) - Number(other.slice(0, 4))) === 1) return 'birth-date-near'
  const different = Array.from(one).flatMap((digit, at) => (digit === other[at] ? [] : [at]))
  const [first = 0, second = 0] = different
  const isTurned = different.length === 2 && one[first] === other[second] && one[second] === other[first]
  return different.length === 1 || isTurned ? 'birth-date-near' : undefined
}

/** The more and the surer reasons, the likelier. */
const weights: Readonly<Record<DuplicateReason, number>> = {
  'same-microchip': 16,
  'same-identifier': 16,
  'same-email': 8,
  'same-phone': 8,
  'same-name': 6,
  'similar-name': 3,
  'same-birth-date': 6,
  'birth-date-swapped': 4,
  'birth-date-near': 3,
  'same-guardian': 4,
}

export const likelihood = (reasons: readonly DuplicateReason[]): number =>
  reasons.reduce((sum, reason) => sum + weights[reason], 0)
