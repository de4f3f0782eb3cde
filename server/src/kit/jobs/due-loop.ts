import { setTimeout as wait } from 'node:timers/promises'
import type pg from 'pg'
import { newId } from '../db/ids.ts'
import type { Log } from '../log/log.ts'
import { addMissing, freeWork, giveBack, keepPromises, leaveAlone, makeAllDue } from './due-rows.ts'
import { take, takers, untilNext, wake, type NextMoment, type TakenWork } from './due-rows.ts'
import type { DueWork } from './due-work.ts'
import type { SignsOfLife } from './lost-workers.ts'

/** Databases that one worker looks at, at once; those that did not answer have fewer of them. */
const [maxAtOnce, maxAwayAtOnce] = [8, 2]

/** Milliseconds at most, and at least, between two looks at what is due. */
const [longestSleep, shortestSleep] = [2_000, 20]

const promisesEvery = 1_000

/** Milliseconds between two rounds of freeing what dead workers took and of meeting new databases. */
const housekeepingEvery = 10_000

export interface DueLoop {
  wake(placementId: string): void
  doAll(): Promise<void>
  keepHouse(): Promise<void>
  stop(): Promise<void>
}

export interface DueLoopOptions {
  control: pg.Pool
  kinds: readonly DueWork[]
  signs: SignsOfLife
  log: Log
  doWork(taken: TakenWork): Promise<NextMoment[]>
}

/** Does what is due where it is due: a database without anything to do is not visited. */
export function startDueLoop(options: DueLoopOptions): DueLoop {
  const loop = new Loop(options)
  void loop.begin()
  return loop
}

class Loop implements DueLoop {
  private readonly name = `due-${newId()}`
  private readonly atWork = new Map<string, { isAway: boolean; done: Promise<void> }>()
  private readonly woken = new Set<string>()
  private readonly kinds: string[]
  private readonly options: DueLoopOptions
  private running: Promise<void> | undefined
  private again = false
  private hasBegun = false
  private promisesKept = 0
  private isStopping = false
  private hasFailed = false
  private timer: NodeJS.Timeout | undefined
  private housekeeping: NodeJS.Timeout | undefined
  private keeping: Promise<void> = Promise.resolve()

  constructor(options: DueLoopOptions) {
    this.options = options
    this.kinds = options.kinds.map(({ name }) => name)
  }

  async begin(): Promise<void> {
    this.housekeeping = setInterval(() => void this.keepHouse(), housekeepingEvery)
    await this.keepHouse(true)
    this.hasBegun = true
    void this.look()
  }

  wake(placementId: string): void {
    this.woken.add(placementId)
    void this.look()
  }

  async doAll(): Promise<void> {
    const { control } = this.options
    await this.keepHouse()
    this.hasBegun = true
    this.promisesKept = 0
    await makeAllDue(control)
    for (;;) {
      await this.look()
      await Promise.all([...this.atWork.values()].map(({ done }) => done))
      if (((await untilNext(control, this.kinds)) ?? 1) > 0 && this.atWork.size === 0) return
    }
  }

  async stop(): Promise<void> {
    this.isStopping = true
    clearInterval(this.housekeeping)
    clearTimeout(this.timer)
    await Promise.allSettled([this.running, this.keeping, ...[...this.atWork.values()].map(({ done }) => done)])
  }

  /** Takes what is due; news that comes meanwhile makes it look once more. */
  private look(): Promise<void> {
    this.again = true
    // what is taken before the sign of life is held would be freed by others
    if (!this.hasBegun) return Promise.resolve()
    return (this.running ??= this.lookWhileAsked().finally(() => (this.running = undefined)))
  }

  private async lookWhileAsked(): Promise<void> {
    clearTimeout(this.timer)
    let sleep = longestSleep
    while (this.again && !this.isStopping) {
      this.again = false
      try {
        await this.lookOnce()
        sleep = Math.min(longestSleep, (await untilNext(this.options.control, this.kinds)) ?? longestSleep)
        if (this.hasFailed) this.options.log.info({ part: 'due' }, 'what is due is looked for again')
        this.hasFailed = false
      } catch (error) {
        if (!this.hasFailed) this.options.log.warn({ part: 'due', err: error }, 'what is due cannot be looked for')
        this.hasFailed = true
        await wait(500)
      }
    }
    if (!this.isStopping) this.timer = setTimeout(() => void this.look(), Math.max(shortestSleep, sleep))
  }

  private async lookOnce(): Promise<void> {
    const { control } = this.options
    await this.hearNews()
    if (performance.now() - this.promisesKept > promisesEvery) {
      await keepPromises(control)
      this.promisesKept = performance.now()
    }
    const away = [...this.atWork.values()].filter(({ isAway }) => isAway).length
    const room = { databases: maxAtOnce - this.atWork.size, away: maxAwayAtOnce - away }
    if (room.databases <= 0) return
    for (const work of await take(control, this.name, this.kinds, [...this.atWork.keys()], room)) {
      const done = this.doTaken(work).finally(() => {
        this.atWork.delete(work.placement.id)
        if (!this.isStopping) void this.look()
      })
      this.atWork.set(work.placement.id, { isAway: work.isAway, done })
    }
  }

  private async hearNews(): Promise<void> {
    const woken = [...this.woken]
    this.woken.clear()
    if (woken.length === 0) return
    try {
      await wake(this.options.control, woken)
    } catch (error) {
      for (const id of woken) this.woken.add(id)
      throw error
    }
  }

  /** Never rejects: what cannot be written down is freed by the next round. */
  private async doTaken(taken: TakenWork): Promise<void> {
    const { control, log, doWork } = this.options
    const { id } = taken.placement
    try {
      const moments = await doWork(taken).catch(async () => {
        await leaveAlone(control, id, this.name)
        return undefined
      })
      if (moments) await giveBack(control, id, moments)
    } catch (error) {
      log.warn({ part: 'due', placement: id, err: error }, 'what was done could not be written down; it is done again')
    }
  }

  keepHouse(isStart = false): Promise<void> {
    const { control, kinds, signs, log } = this.options
    this.keeping = this.keeping
      .then(async () => {
        if (this.isStopping) return
        await signs.hold(this.name)
        await addMissing(control, kinds, isStart)
        const dead = await signs.deadOf(await takers(control))
        await freeWork(control, dead, [])
        // taken and not given back, because that could not be written
        await freeWork(control, [this.name], [...this.atWork.keys()])
        await signs.freeJobsOfDeadWorkers()
      })
      .catch((error: Error) => log.warn({ part: 'due', err: error }, 'keeping house failed; tried again'))
    return this.keeping
  }
}
