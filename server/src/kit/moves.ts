import { extensionPoint } from './extension.ts'

/**
 * What becomes of the rows that name a record in `patient_id`, when that record is merged into another one. `key`: the columns
 * that name a row beside organization and record. `unless`: rows stay where the other record has one that agrees in these.
 */
export type Move = { readonly key: readonly string[]; readonly unless?: readonly string[] } | { readonly stays: string }

export type Moves = Readonly<Record<string, Move>>

/** The answer of every table, for what merges. */
export const everyMove = extensionPoint<Moves>('kit.moves')

/** Its rows, named by their id, go along. */
export const goesAlong: Move = { key: ['id'] }
