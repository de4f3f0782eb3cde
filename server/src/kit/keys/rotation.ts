import { derivedKeys, newKey } from '../crypto/ring.ts'
import type { SealedTable } from '../crypto/sealed.ts'
import { addKeys } from '../db/key-ring.ts'
import { newId } from '../db/ids.ts'
import { findTenantById, type Tenant } from '../db/tenant.ts'
import { inControl, inTenant, type Caller, type ControlTx, type TenantTx, type Transactions } from '../db/tenant-tx.ts'
import type { TransactionMode } from '../db/transaction.ts'
import {
  advance,
  finishRotation,
  openRotation,
  startRotation,
  stepsOf,
  untilSettled,
  type Rotation,
} from './queries.ts'
import { resealNext } from './resealing.ts'
import { justWritten } from '../db/versioned.ts'

/** What a feature makes with the key of searches. */
export interface Remade {
  /** Names it in the progress of a rotation. */
  readonly subject: string
  /** Makes the rows after `after` anew, a few hundred at most, and answers up to where; no `after`: there are no more. */
  step(tx: TenantTx, after: string | undefined): Promise<{ rows: number; after?: string }>
}

export interface Rotated {
  sealed: readonly SealedTable[]
  remade: readonly Remade[]
}

export interface RotationOptions {
  transactions: Transactions
  rotated: Rotated
  /** Milliseconds after which nobody works with the keys of before any more: more than a request may take. */
  settleFor?: number
}

type Step = { subject: string; step(after: string | undefined): Promise<{ rows: number; after?: string }> }

/**
 * Gives an organization new keys, of which everything is made from then on, and brings what stands under older ones to them
 * in small steps while everybody works. Cut off at any moment, it goes on where it was; begun twice, it is the same one.
 * Answers how many rows were made anew; undefined where there is no such organization.
 */
export async function rotateKeys(options: RotationOptions, organizationId: string): Promise<number | undefined> {
  const caller: Caller = { requestId: `keys-${newId()}`, origin: 'job' }
  const { transactions, settleFor = 60_000 } = options
  const control = <Result>(mode: TransactionMode, work: (tx: ControlTx) => Promise<Result>) =>
    inControl(transactions, caller, { mode, organizationId }, work)
  const find = () => control('read', (tx) => findTenantById(tx, organizationId))
  const before = await find()
  if (!before) return undefined
  const rotation = await control('write', (tx) => begin(tx, options, before))
  // its ring has the new keys
  const tenant = await justWritten(find())
  const steps = allSteps(options, caller, tenant, rotation)
  let rows = await takeAll(control, rotation, 1, steps)
  await untilSettled((work) => control('read', work), rotation, settleFor)
  rows += await takeAll(control, rotation, 2, steps)
  await control('write', (tx) => finishRotation(tx, rotation))
  return rows
}

async function begin(control: ControlTx, { transactions }: RotationOptions, tenant: Tenant): Promise<Rotation> {
  const { organizationId, keys } = tenant
  const open = await openRotation(control, organizationId)
  if (open) return open
  const rotation = await startRotation(control, organizationId)
  await addKeys(control, organizationId, [
    ...derivedKeys(transactions.master, organizationId, keys),
    ...(['seal', 'token', 'link'] as const).map((purpose) =>
      newKey(transactions.master, organizationId, purpose, rotation.number),
    ),
  ])
  return rotation
}

function allSteps(
  { transactions, rotated }: RotationOptions,
  caller: Caller,
  tenant: Tenant,
  { number }: Rotation,
): Step[] {
  const run = <Result>(mode: TransactionMode, work: (tx: TenantTx) => Promise<Result>) =>
    inTenant(transactions, tenant, caller, { mode }, work)
  return [
    ...rotated.sealed.map((table) => ({
      subject: table.table,
      step: (after: string | undefined) => resealNext(run, table, { number, ...(after && { after }) }),
    })),
    ...rotated.remade.map(({ subject, step }) => ({
      subject,
      step: (after: string | undefined) => run('write', (tx) => step(tx, after)),
    })),
  ]
}

/** Takes each step until there are no more; who else is at it takes the same ones, and none counts twice. */
async function takeAll(
  control: <Result>(mode: TransactionMode, work: (tx: ControlTx) => Promise<Result>) => Promise<Result>,
  rotation: Rotation,
  pass: 1 | 2,
  steps: readonly Step[],
): Promise<number> {
  const look = () =>
    control('write', (tx) =>
      stepsOf(
        tx,
        rotation,
        pass,
        steps.map(({ subject }) => subject),
      ),
    )
  let rows = 0
  let known = await look()
  for (const { subject, step } of steps) {
    for (let at = known.get(subject); at && !at.isFinished;) {
      const from = at.after
      const done = await step(from)
      if (await control('write', (tx) => advance(tx, rotation, { pass, subject, from, ...done }))) {
        rows += done.rows
        at = { after: done.after, isFinished: done.after === undefined }
      } else {
        known = await look()
        at = known.get(subject)
      }
    }
  }
  return rows
}
