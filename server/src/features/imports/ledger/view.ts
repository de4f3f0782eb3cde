import type { Ability } from '@polyclinic/contract/kit/ability.ts'
import type { PatientImport } from '@polyclinic/contract/imports/imports.ts'
import { importCan, type ImportVerb } from '@polyclinic/contract/imports/import-states.ts'
import type { Sealer } from '../../../kit/crypto/seal.ts'
import type { ImportRow } from './queries.ts'
import { hindrance } from './rules.ts'
import { importSecrets, type ImportFacts } from './secrets.ts'

export function openImport(row: ImportRow, sealer: Sealer) {
  const { facts, setup, check } = importSecrets.open(sealer, row)
  if (!facts || !setup) throw new Error('an import has a table and a way to read it')
  return { facts, setup, check }
}

const resultOf = (row: ImportRow): PatientImport['result'] => ({
  rows: row.rows_read,
  added: row.added,
  updated: row.updated,
  skipped: row.skipped,
  invalid: row.invalid,
  guardians: row.guardians,
  left: row.left_over,
  kept: row.kept,
})

const hasResult = ({ state }: ImportRow) => !importCan.update.includes(state)

export const summaryView = (row: ImportRow, sealer: Sealer) => ({
  id: row.id,
  state: row.state,
  name: openImport(row, sealer).facts.name,
  createdAt: row.created_at,
  createdBy: row.account_id,
  ...(hasResult(row) && { result: resultOf(row) }),
  ...(row.finished_at && { finishedAt: row.finished_at }),
})

interface Going {
  /** The newest work of this state that the caller asked for. */
  workId?: string | undefined
  underWay?: { done: number; total: number | null } | undefined
}

export function importView(row: ImportRow, sealer: Sealer, { workId, underWay }: Going = {}): PatientImport {
  const { facts, setup, check } = openImport(row, sealer)
  return {
    ...summaryView(row, sealer),
    ...sheetsOf(facts),
    heads: facts.heads,
    preview: facts.preview,
    setup,
    isRemembered: facts.isRemembered,
    ...(check && { check }),
    ...(row.failure && { failure: row.failure }),
    ...(workId && { workId }),
    ...(underWay && { underWay: { done: underWay.done, ...(underWay.total !== null && { total: underWay.total }) } }),
    ...(row.undo_until && { undoUntil: row.undo_until }),
    version: row.version,
    abilities: {
      update: ability('update', row),
      check: ability('check', row),
      run: ability('run', row),
      undo: ability('undo', row),
    },
  }
}

const sheetsOf = ({ reading }: ImportFacts) =>
  reading.format === 'xlsx' ? { sheets: reading.sheets, sheet: reading.sheet } : {}

function ability(verb: ImportVerb, row: ImportRow): Ability {
  const why = hindrance(verb, row)
  return why === undefined
    ? { allowed: true }
    : { allowed: false, reason: why === 'expired' ? 'link-ended' : 'wrong-state' }
}
