import { spanOf } from '@polyclinic/contract/kit/partial-date.ts'
import type { MeasurementKind } from '@polyclinic/contract/records/measurement-kinds.ts'
import type { ReferenceRange } from '@polyclinic/contract/records/measurements.ts'

export interface AgedRange extends ReferenceRange {
  /** `human`, or a species. */
  species: string
  /** In months; `to` is no part of it. */
  from: number
  to: number
}

/** Lines of species, from, to, kind, low, high, unit, note, source and how it was checked, apart by tabs; the first names them. */
export const readRanges = (text: string): AgedRange[] =>
  text
    .trimEnd()
    .split('\n')
    .slice(1)
    .map((line) => {
      const [species = '', from, to, kind, low, high, unit = '', note, source = '', checked = ''] = line.split('\t')
      return {
        species,
        from: Number(from),
        to: to ? Number(to) : Infinity,
        kind: kind as MeasurementKind,
        low: Number(low),
        high: Number(high),
        unit,
        ...(note && { note }),
        source,
        isChecked: !checked.includes('memory'),
      }
    })

interface Subject {
  kind: 'human' | 'animal'
  species: string | null
  birth_date: string | null
}

const month = (365.25 / 12) * 86_400_000

/** What is usual of this patient at a moment; of whom no birth is known what is usual of the grown. */
export function rangesOf(
  all: readonly AgedRange[],
  { kind, species, birth_date }: Subject,
  at: number,
): ReferenceRange[] {
  const age = birth_date ? (at - Date.parse(spanOf(birth_date)[0])) / month : Infinity
  const isMeant = (range: AgedRange) =>
    range.species === (kind === 'human' ? 'human' : species) &&
    age >= range.from &&
    (age < range.to || (age === Infinity && range.to === Infinity))
  return all.filter(isMeant).map(({ species: _species, from: _from, to: _to, ...range }) => range)
}
