import type pg from 'pg'
import { ask } from '../db/ask.ts'
import { double } from '../db/columns.ts'
import { pooledPlacementId } from '../db/databases.ts'
import { shape } from '../db/row.ts'

/** Seconds between the moments that looks are promised for, and what has to be left of one: no commit takes longer. */
const [slot, margin] = [30, 15]

export type PromiseLook = (placementId: string) => Promise<void>

/**
 * Before a transaction of a dedicated database commits, a row in the control database says that somebody will look there
 * in a moment: whoever dies between its commit and the word of it delays what it wrote by seconds. One row serves all
 * that commit until shortly before.
 */
export function promisedLooks(control: pg.Pool): PromiseLook {
  const until = new Map<string, number>()
  const asking = new Map<string, Promise<void>>()

  async function promise(placementId: string): Promise<void> {
    const began = performance.now()
    const [row] = await ask(
      control,
      shape({ seconds: double })`
        with now as (select extract(epoch from statement_timestamp())::float8 as seconds),
        moment as (select to_timestamp(ceil((seconds + ${margin}::float8) / ${slot}::float8) * ${slot}::float8) as at from now),
        promised as (
          insert into control.promised_looks (look_at, placement_id) select at, ${placementId}::uuid from moment on conflict do nothing)
        select extract(epoch from at - statement_timestamp())::float8 as seconds from moment`,
    )
    until.set(placementId, began + ((row?.seconds ?? 0) - margin) * 1000)
  }

  return async (placementId) => {
    // which is looked at by itself
    if (placementId === pooledPlacementId) return
    if ((until.get(placementId) ?? 0) >= performance.now()) return
    const running = asking.get(placementId) ?? promise(placementId).finally(() => asking.delete(placementId))
    asking.set(placementId, running)
    await running
  }
}
