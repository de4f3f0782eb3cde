import type { Permission } from '@polyclinic/contract/kit/permission.ts'
import type { Chart } from '@polyclinic/contract/records/charts/charts.ts'
import { conditionStatuses } from '@polyclinic/contract/records/condition-words.ts'
import type { ChartEntry } from '@polyclinic/contract/records/entries.ts'
import type { EntryKind } from '@polyclinic/contract/records/entry-kinds.ts'
import { goalStatuses } from '@polyclinic/contract/records/goal-words.ts'
import { kindsFor } from '@polyclinic/contract/records/measurement-kinds.ts'
import type { Sealer } from '../../../kit/crypto/seal.ts'
import { pageFrom } from '../../../kit/http/cursor.ts'
import type { EntryRow } from '../entries/queries.ts'
import { entryView } from '../entries/view.ts'
import { rangesOf, type AgedRange } from '../ranges/rules.ts'
import type { ChartRows } from './queries.ts'
import { shown } from './rules.ts'

interface Given {
  sealer: Sealer
  can: (permission: Permission) => boolean
  ranges: readonly AgedRange[]
  now: number
}

/** Each section as its own list answers it. */
export function chartView({ head, parts }: ChartRows, { sealer, can, ranges, now }: Given): Chart {
  const view = (row: EntryRow) => entryView(row, sealer, can)
  const rows = (part: EntryKind | 'latest' | 'timeline') => parts.get(part) ?? []
  const all = <Told>(part: EntryKind | 'latest', told: (entry: ChartEntry) => Told | undefined) =>
    rows(part).flatMap((row) => told(view(row)) ?? [])
  const page = <Told>(part: 'outcome' | 'motion' | 'special-test', told: (entry: ChartEntry) => Told | undefined) => {
    const { items, nextCursor } = pageFrom(rows(part), shown[part], view, (row) => [row.at, row.id])
    return { items: items.flatMap((entry) => told(entry) ?? []), ...(nextCursor && { nextCursor }) }
  }
  const kinds = kindsFor(head.kind)
  const latest = all('latest', (entry) => entry.measurement).filter(({ kind }) => kinds.includes(kind))
  const measured = pageFrom(rows('measurement'), shown.measurement, view, (row) => [row.id])
  return {
    layout: head.layout ?? { sections: [], hidden: [] },
    conditions: {
      items: inOrderOf(
        conditionStatuses,
        all('condition', (entry) => entry.condition),
      ),
    },
    goals: {
      items: inOrderOf(
        goalStatuses,
        all('goal', (entry) => entry.goal),
      ),
    },
    immunizations: { items: all('immunization', (entry) => entry.immunization) },
    measurements: {
      ...measured,
      items: measured.items.flatMap((entry) => entry.measurement ?? []),
      latest: latest.toSorted((one, other) => kinds.indexOf(one.kind) - kinds.indexOf(other.kind)),
      ranges: rangesOf(ranges, head, now),
    },
    outcomes: page('outcome', (entry) => entry.outcome),
    motions: page('motion', (entry) => entry.motion),
    specialTests: page('special-test', (entry) => entry.specialTest),
    entries: pageFrom(rows('timeline'), shown.timeline, view, (row) => [row.at, row.id]),
  }
}

const inOrderOf = <Status extends string, Item extends { status: Status }>(
  statuses: readonly Status[],
  items: readonly Item[],
): Item[] => items.toSorted((one, other) => statuses.indexOf(one.status) - statuses.indexOf(other.status))
