import { AsyncLocalStorage } from 'node:async_hooks'
import type pg from 'pg'

/*
 * A writing transaction keeps its client while its work asks for more: the control database's beside an organization's,
 * or a single statement anywhere. Were all clients held so, all would wait for one more and none would go on. Therefore
 * outermost transactions hold two thirds of the clients, each level within them one more, and the last is left to single
 * statements, which ask for nothing: whoever is at the deepest level always goes on. It holds for each pool and for all
 * of a process together.
 */

/** Milliseconds that somebody waits for a client. */
const patience = 15_000

export interface Share {
  readonly max: number
  inUse: number
  /** How many of them transactions keep. */
  kept: number
}

export const shareOf = (max: number): Share => ({ max, inUse: 0, kept: 0 })

/** 1 is an outermost transaction; a single statement has no level. */
type Level = number | undefined

function hasRoom({ max, inUse, kept }: Share, level: Level): boolean {
  if (inUse >= max) return false
  return level === undefined || kept < Math.min(max - 1, Math.max(1, Math.floor((max * 2) / 3)) + level - 1)
}

interface Turn {
  share: Share
  level: Level
  go: () => void
}

/** Gives clients to whoever asked first, and to those within a transaction before those outside. */
export class Turns {
  private waiting: Turn[] = []
  private readonly all: Share

  constructor(all: Share) {
    this.all = all
  }

  take(share: Share, level: Level): Promise<void> | undefined {
    if (this.begin(share, level)) return undefined
    return new Promise((resolve, reject) => {
      const turn: Turn = {
        share,
        level,
        go: () => {
          clearTimeout(timer)
          resolve()
        },
      }
      const timer = setTimeout(() => {
        this.waiting = this.waiting.filter((each) => each !== turn)
        reject(new Error('timeout exceeded when trying to connect'))
      }, patience)
      this.waiting.push(turn)
    })
  }

  giveBack(share: Share, level: Level): void {
    for (const each of [this.all, share]) {
      each.inUse--
      if (level !== undefined) each.kept--
    }
    if (this.waiting.length === 0) return
    const still: Turn[] = []
    for (const turn of this.waiting)
      if (this.begin(turn.share, turn.level)) turn.go()
      else still.push(turn)
    this.waiting = still
  }

  private begin(share: Share, level: Level): boolean {
    const both = [this.all, share]
    if (!both.every((each) => hasRoom(each, level))) return false
    for (const each of both) {
      each.inUse++
      if (level !== undefined) each.kept++
    }
    return true
  }
}

interface Within {
  level: number
  isOpening: boolean
}

const within = new AsyncLocalStorage<Within>()

export function withClient<Result>(pool: pg.Pool, work: (client: pg.PoolClient) => Promise<Result>): Promise<Result> {
  const level = (within.getStore()?.level ?? 0) + 1
  return within.run({ level, isOpening: true }, async () => work(await pool.connect()))
}

/** The level of the client that is asked for at this moment: that of `withClient`, once, or none. */
export function levelAskedFor(): Level {
  const here = within.getStore()
  if (!here?.isOpening) return undefined
  here.isOpening = false
  return here.level
}
