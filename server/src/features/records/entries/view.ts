import type { Permission } from '@polyclinic/contract/kit/permission.ts'
import type { ChartEntry } from '@polyclinic/contract/records/entries.ts'
import type { EntryKind } from '@polyclinic/contract/records/entry-kinds.ts'
import type { Sealer } from '../../../kit/crypto/seal.ts'
import { conditionSecrets, conditionView } from '../conditions/view.ts'
import { goalSecrets, goalView } from '../goals/view.ts'
import { immunizationSecrets, immunizationView } from '../immunizations/view.ts'
import { measurementSecrets, measurementView } from '../measurements/view.ts'
import { motionSecrets, motionView } from '../motions/view.ts'
import { outcomeSecrets, outcomeView } from '../outcomes/view.ts'
import { specialTestSecrets, specialTestView } from '../special-tests/view.ts'
import type { EntryRow, RowOfKind, SearchedOfKind, SearchedRow } from './queries.ts'
import type { Words } from './rules.ts'

type Can = (permission: Permission) => boolean

type Told = Omit<ChartEntry, 'id' | 'kind' | 'at'>

interface Reading<Row, Searched> {
  view: (row: Row, sealer: Sealer, can: Can) => Told
  /** What of it a search looks through: what is told in words, and what it is called in lists. */
  words: (row: Searched, sealer: Sealer) => Words
}

const readings: { readonly [Kind in EntryKind]: Reading<RowOfKind[Kind], SearchedOfKind[Kind]> } = {
  condition: {
    view: (row, sealer, can) => ({ condition: conditionView(row, sealer, can) }),
    words: (row, sealer) => {
      const { text, note } = conditionSecrets.open(sealer, row)
      return { told: [text, note], listed: [row.code] }
    },
  },
  measurement: {
    view: (row, sealer, can) => ({ measurement: measurementView(row, sealer, can) }),
    words: (row, sealer) => ({ told: [measurementSecrets.open(sealer, row).note], listed: [row.kind] }),
  },
  immunization: {
    view: (row, sealer, can) => ({ immunization: immunizationView(row, sealer, can) }),
    words: (row, sealer) => {
      const { text, batch, site, note } = immunizationSecrets.open(sealer, row)
      return { told: [text, batch, site, note], listed: [row.code] }
    },
  },
  outcome: {
    view: (row, sealer, can) => ({ outcome: outcomeView(row, sealer, can) }),
    words: (row, sealer) => {
      const { answers, note } = outcomeSecrets.open(sealer, row)
      return { told: [...(answers?.activities ?? []).map(({ text }) => text), note], listed: [row.measure] }
    },
  },
  motion: {
    view: (row, sealer, can) => ({ motion: motionView(row, sealer, can) }),
    words: (row, sealer) => ({ told: [motionSecrets.open(sealer, row).note], listed: [row.joint, row.movement] }),
  },
  'special-test': {
    view: (row, sealer, can) => ({ specialTest: specialTestView(row, sealer, can) }),
    words: (row, sealer) => {
      const { text, note } = specialTestSecrets.open(sealer, row)
      return { told: [text, note], listed: [row.test] }
    },
  },
  goal: {
    view: (row, sealer, can) => ({ goal: goalView(row, sealer, can) }),
    words: (row, sealer) => {
      const { text, note } = goalSecrets.open(sealer, row)
      return { told: [text, note], listed: [row.measure] }
    },
  },
}

/** The reading of a row by its kind: the statement gives to each kind the row of that kind. */
const readingOf = ({ kind }: Pick<EntryRow, 'kind'>) => readings[kind] as Reading<EntryRow['row'], SearchedRow['row']>

export const entryView = (entry: EntryRow, sealer: Sealer, can: Can): ChartEntry => ({
  id: entry.id,
  kind: entry.kind,
  at: entry.at,
  ...readingOf(entry).view(entry.row, sealer, can),
})

export const wordsOf = (entry: SearchedRow, sealer: Sealer): Words => readingOf(entry).words(entry.row, sealer)
