import { AsyncLocalStorage } from 'node:async_hooks'
import type pg from 'pg'

/*
 * A writing transaction keeps its client while its work asks for more: the control database's beside an organization's,
 * which may be the same pool. Were all clients of a pool held so, all would wait for one more and none would go on. So
 * outermost transactions hold two thirds of a pool at most; what is opened within them always finds a client.
 */

const inside = new AsyncLocalStorage<true>()

/** Milliseconds that an outermost transaction waits for its turn, as long as for a client. */
const patience = 15_000

interface Turns {
  left: number
  waiting: Set<() => void>
}

const turnsOf = new WeakMap<pg.Pool, Turns>()

/** Runs `work` with a client of the pool, which `work` gives back. */
export async function withClient<Result>(
  pool: pg.Pool,
  work: (client: pg.PoolClient) => Promise<Result>,
): Promise<Result> {
  if (inside.getStore()) return work(await pool.connect())
  const turns = turnsOf.get(pool) ?? { left: Math.max(1, Math.floor((pool.options.max * 2) / 3)), waiting: new Set() }
  turnsOf.set(pool, turns)
  await turn(turns)
  try {
    return await inside.run(true, async () => work(await pool.connect()))
  } finally {
    const [next] = turns.waiting
    if (next) next()
    else turns.left++
  }
}

function turn(turns: Turns): Promise<void> | undefined {
  if (turns.left > 0) {
    turns.left--
    return undefined
  }
  return new Promise((resolve, reject) => {
    const go = () => {
      turns.waiting.delete(go)
      clearTimeout(timer)
      resolve()
    }
    const timer = setTimeout(() => {
      turns.waiting.delete(go)
      reject(new Error('timeout exceeded when trying to connect'))
    }, patience)
    turns.waiting.add(go)
  })
}
