import type pg from 'pg'
import { pooledPlacementId } from '../databases.ts'
import type { Log } from '../../log/log.ts'
import { DatabaseAway, isAway } from './away.ts'
import { answers } from './silence.ts'

/** Milliseconds: how long an answer proves anything, and the pauses after silence, which grow. */
const [proves, firstPause, longestPause] = [5_000, 1_000, 60_000]

interface State {
  failures: number
  askAgainAt: number
  answeredAt: number
  asking?: Promise<void>
}

/** One state a dedicated database. The control database has none: without it nothing works. */
export class Breaker {
  private readonly states = new Map<string, State>()
  private readonly log: Log

  constructor(log: Log) {
    this.log = log
  }

  /** Runs `work`, but for a database that is left alone: rejects with `DatabaseAway` then. */
  async run<Result>(placementId: string, pool: pg.Pool, work: () => Promise<Result>): Promise<Result> {
    if (placementId === pooledPlacementId) return work()
    const state = this.stateOf(placementId)
    const now = performance.now()
    if (state.failures > 0 && now < state.askAgainAt) throw new DatabaseAway('the database did not answer')
    if (now - state.answeredAt > proves && !isCrowded(pool))
      await (state.asking ??= this.askWhether(placementId, state, pool))
    try {
      const result = await work()
      state.answeredAt = performance.now()
      return result
    } catch (error) {
      // it may be another database that was asked within: the next call finds out
      if (isAway(error)) state.answeredAt = -Infinity
      throw error
    }
  }

  private stateOf(placementId: string): State {
    const known = this.states.get(placementId) ?? { failures: 0, askAgainAt: 0, answeredAt: -Infinity }
    this.states.set(placementId, known)
    return known
  }

  private async askWhether(placement: string, state: State, pool: pg.Pool): Promise<void> {
    const began = performance.now()
    try {
      if (!(await answers(pool))) return
      if (state.failures > 0) this.log.info({ part: 'database', placement }, 'a database answers again')
      state.failures = 0
      state.answeredAt = performance.now()
    } catch (error) {
      // it answered others meanwhile
      if (state.answeredAt > began) return
      if (state.failures++ === 0)
        this.log.error({ part: 'database', placement, err: error }, 'a database does not answer; it is left alone')
      state.askAgainAt = performance.now() + Math.min(longestPause, firstPause * 2 ** (state.failures - 1))
      throw new DatabaseAway('the database does not answer', { cause: error })
    } finally {
      state.asking = undefined
    }
  }
}

/** All connections are at work: whoever asks then would wait for them, which proves nothing. */
const isCrowded = (pool: pg.Pool) => pool.idleCount === 0 && pool.totalCount >= pool.options.max
