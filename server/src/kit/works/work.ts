import { z } from 'zod'
import type { Permission } from '@polyclinic/contract/kit/permission.ts'
import type { Tenant } from '../db/tenant.ts'
import type { Caller, OwnTransactions } from '../db/tenant-tx.ts'
import type { Platform } from '../http/platform.ts'
import type { PayloadOf, Shape } from '../jobs/job.ts'

export interface WorkContext<Input, Place> {
  /** Its transactions are those of long work: connections apart, a minute a statement, and reading alone. */
  platform: Platform
  /** Those of the application, as the caller, with the limits of a request: what it changes, it changes some hundred rows at a time. */
  own: OwnTransactions
  /** The account that asked for it. */
  caller: Caller & { accountId: string }
  /** Where it is about one organization. */
  tenant?: Tenant
  input: Input
  /** Where the last step that was kept said to go on; absent at the beginning. */
  place?: Place
  /** Adds to the file that it makes. What was added since the last step is forgotten where the work is cut off. */
  write(bytes: Uint8Array): Promise<void>
  /**
   * A step is done, of at most 500 rows: keeps the place and what was written until there, and shows how far it is. Rejects,
   * and so ends the work, where somebody cancelled it or it is another worker's by now.
   */
  step(at: { done: number; total?: number; place?: Place }): Promise<void>
}

export interface WorkResult {
  /** As the file is called. */
  name: string
  type: string
  /** What could not be had and is not in it, by name. */
  missing?: readonly string[]
}

/** A kind of long work, by a name that stays. */
export interface Work<Input> {
  readonly name: string
  /** Permissions that its file is taken with, as long as it is kept. */
  readonly needs: readonly Permission[]
  readonly run: (context: WorkContext<unknown, unknown>) => Promise<WorkResult>
  readonly write: (input: Input) => unknown
}

export type AnyWork = Pick<Work<never>, 'name' | 'run'>

/**
 * Declares long work: `work('identity.own-data', {}, async ({ write, step }) => …)`. A feature names it under `works` in its
 * manifest and asks for it by `queueWork`; `needs` is what its file is taken with. What a crash cuts off goes on from the last
 * step that was kept.
 */
export function work<const S extends Shape, Place = undefined>(
  name: `${string}.${string}`,
  shape: S,
  run: (context: WorkContext<PayloadOf<S>, Place>) => Promise<WorkResult>,
  { needs = [] }: { needs?: readonly Permission[] } = {},
): Work<PayloadOf<S>> {
  const declared = z.object(shape)
  return {
    name,
    needs,
    write: (input) => declared.parse(input),
    run: (context) =>
      run({ ...context, input: declared.parse(context.input) as PayloadOf<S> } as WorkContext<PayloadOf<S>, Place>),
  }
}
