import { z } from 'zod'
import type { TenantTx } from '../db/tenant-tx.ts'
import type { AnyJob, Job, PayloadOf, Shape } from './job.ts'

declare const payloadType: unique symbol

/** Something that happened: a name that stays, and what a row of `tenant.events` says about it. */
export interface EventType<Payload> {
  readonly name: string
  /** What is written of it; refused where it is not as declared, and nothing beyond that is kept. */
  readonly write: (payload: Payload) => object
  readonly [payloadType]?: Payload
}

/** Declares an event: `event('patient.added', { patientId: id })`. Ids only; the name's first word is its noun. */
export function event<const S extends Shape>(name: `${string}.${string}`, shape: S): EventType<PayloadOf<S>> {
  const declared = z.object(shape)
  return { name, write: (payload) => declared.parse(payload) }
}

export interface Listener {
  readonly event: string
  readonly jobs: readonly AnyJob[]
}

export const on = <Payload>({ name }: EventType<Payload>, ...jobs: Job<Payload>[]): Listener => ({ event: name, jobs })

/** What listens in the same transaction: where it fails, what was announced did not happen. */
export interface ListenerWithin {
  readonly event: string
  readonly hear: (tx: TenantTx, payload: object) => Promise<void>
}

/** Heard when the work is done and before its commit; what was left for the commit is not written yet. */
export const within = <Payload>(
  { name }: EventType<Payload>,
  hear: (tx: TenantTx, payload: Payload) => Promise<void>,
): ListenerWithin => ({ event: name, hear: (tx, payload) => hear(tx, payload as Payload) })

export interface Waiting {
  add(tx: TenantTx, name: string, payload: object): void
  /** In the order of what was announced; what a listener announces itself is heard as well. */
  hearAll(): Promise<void>
}

/** Listeners that make each other announce something would never end. */
const maxHeard = 10_000

export function waitingListeners(all: readonly ListenerWithin[]): Waiting {
  const waiting: (() => Promise<void>)[] = []
  return {
    add(tx, name, payload) {
      for (const { event: heard, hear } of all) if (heard === name) waiting.push(() => hear(tx, payload))
    },
    async hearAll() {
      for (let at = 0; at < waiting.length; at++) {
        if (at === maxHeard) throw new Error('listeners announce without an end')
        await waiting[at]?.()
      }
    },
  }
}
