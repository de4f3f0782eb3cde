import { z } from 'zod'
import type { Tenant } from '../db/tenant.ts'
import type { Caller, TenantTx } from '../db/tenant-tx.ts'
import type { TransactionMode } from '../db/transaction.ts'
import type { Platform } from '../http/platform.ts'
import type { AddJob } from './due-work.ts'

export type Shape = Readonly<Record<string, z.ZodType>>

export type PayloadOf<S extends Shape> = keyof S extends never ? object : z.infer<z.ZodObject<S>>

export interface JobContext<Payload> {
  platform: Platform
  tenant: Tenant
  caller: Caller
  payload: Payload
  /** The event that started it, if one did: the same one when it runs again. */
  eventId?: string
  /** What is left to another job, so that those of others come between. */
  addJob: AddJob
  inTenant<Result>(mode: TransactionMode, work: (tx: TenantTx) => Promise<Result>): Promise<Result>
}

declare const taken: unique symbol

/** Work after a commit, by a name that stays: what is queued under it outlives the process. */
export interface Job<Payload> {
  readonly name: string
  /** It seals or forgets the record of what was done: it goes on until an organization's keys are gone. */
  readonly isRecord?: boolean
  /** Reads what was queued, perhaps by an older version: what it does not know is left out. */
  readonly run: (context: JobContext<unknown>) => Promise<void>
  readonly [taken]?: (payload: Payload) => void
}

export type AnyJob = Job<never>

/** Declares a job: `job('patients.tell-owners', { accessId: id }, async ({ payload }) => …)`. May run twice. */
export function job<const S extends Shape>(
  name: `${string}.${string}`,
  shape: S,
  work: (context: JobContext<PayloadOf<S>>) => Promise<void>,
  { isRecord = false }: { isRecord?: boolean } = {},
): Job<PayloadOf<S>> {
  const declared = z.object(shape)
  return {
    name,
    isRecord,
    run: async (context) => work({ ...context, payload: declared.parse(context.payload) as PayloadOf<S> }),
  }
}
