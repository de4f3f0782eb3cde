import type { TenantTx } from './db/tenant-tx.ts'
import { extensionPoint } from './extension.ts'

/**
 * What of the rows that name a patient is in the file of everything about them. `column`: the one that names the patient;
 * with `in`, the one that names a row of that table instead, which itself names the patient in `by`. `key`: the columns, all of
 * ids, that name a row beside its organization. `without`: columns that tell nothing of a person, or what not everybody reads who
 * may take a copy. `unless`: a column with which a row is of the past and is left out. `stays`: no row of it is taken.
 */
export type Copied =
  | {
      readonly key?: readonly string[]
      readonly column?: string
      readonly in?: { readonly table: string; readonly column: string; readonly by?: string }
      readonly without?: readonly string[]
      readonly unless?: string
    }
  | { readonly stays: string }

export type Copies = Readonly<Record<string, Copied>>

/** The answer of every table, for what copies. */
export const everyCopy = extensionPoint<Copies>('kit.copies')

/** All of its rows, as they are. */
export const isCopied: Copied = {}

/** Files that belong to patients, by the folder of the copy in which they are to lie. */
export interface CopiedFiles {
  readonly folder: string
  readonly list: (tx: TenantTx, patientIds: readonly string[]) => Promise<readonly string[]>
}

export const copiedFiles = extensionPoint<CopiedFiles>('kit.copied-files')
