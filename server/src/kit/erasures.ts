import type { RetentionClass } from '@polyclinic/contract/kit/retention.ts'
import type { TenantTx } from './db/tenant-tx.ts'
import { extensionPoint } from './extension.ts'

/**
 * What becomes of the rows that name a person in `patient_id`, when that person is erased: they go once their class need not be
 * kept any more, or, with `empties`, lose what is told in these columns. `stays`: they tell nothing of a person.
 */
export type Erasure =
  | { readonly class: RetentionClass; readonly empties?: readonly string[] }
  | { readonly stays: string }

export type Erasures = Readonly<Record<string, Erasure>>

/** The answer of every table, for what erases. */
export const everyErasure = extensionPoint<Erasures>('kit.erasures')

/** What else hangs on them and goes with a class: files, rows that name them in another column. Before their rows go. */
export interface ErasedAlong {
  readonly class: RetentionClass
  readonly erase: (tx: TenantTx, patientIds: readonly string[]) => Promise<void>
}

export const erasedAlong = extensionPoint<ErasedAlong>('kit.erased-along')

/** Whether a legal hold keeps what is there of a person, with the records merged into theirs: it is not moved away either. */
export const isHeldBack = extensionPoint<(tx: TenantTx, patientId: string) => Promise<boolean>>('kit.is-held-back')
