import type pg from 'pg'
import { ask } from '../db/ask.ts'
import { nullable, text, uuid } from '../db/columns.ts'
import { newId } from '../db/ids.ts'
import { anyRow, shape } from '../db/row.ts'
import type { Platform } from '../http/platform.ts'
import type { SignsOfLife } from '../jobs/lost-workers.ts'
import { runWork, type TakenWork } from './run.ts'
import type { AnyWork } from './work.ts'

/** Milliseconds between two looks, and between two rounds of freeing what dead workers had taken. */
const [lookEvery, housekeepingEvery] = [2_000, 10_000]

/** Milliseconds that works under way have to come to the end of a step when the process stops. */
const patience = 5_000

export interface WorkLoop {
  look(): void
  /** Does all that waits, until nothing does. */
  doAll(): Promise<void>
  /** Frees what dead workers had taken. */
  keepHouse(): Promise<void>
  stop(): Promise<void>
}

export interface WorkLoopOptions {
  platform: Platform
  works: readonly AnyWork[]
  signs: SignsOfLife
}

const takenRow = shape({ id: uuid, kind: text, account_id: uuid, organization_id: nullable(uuid), run: uuid })

/**
 * Does long work, a few at once, outside of the queue of jobs: who has taken a row holds a lock of its session for as long as it
 * lives, as with what is due, and whatever can take that lock gives the row back.
 */
export function startWorkLoop(options: WorkLoopOptions): WorkLoop {
  const loop = new Loop(options)
  void loop.begin()
  return loop
}

class Loop implements WorkLoop {
  private readonly name = `works-${newId()}`
  private readonly atWork = new Map<string, Promise<void>>()
  private readonly kinds: ReadonlyMap<string, AnyWork>
  private readonly platform: Platform
  private readonly signs: SignsOfLife
  private readonly control: pg.Pool
  private looking: Promise<void> | undefined
  private last: Promise<void> = Promise.resolve()
  private timers: NodeJS.Timeout[] = []
  private hasBegun = false
  private isStopping = false

  constructor({ platform, works, signs }: WorkLoopOptions) {
    this.platform = platform
    this.signs = signs
    this.control = platform.databases.control
    this.kinds = new Map(works.map((work) => [work.name, work]))
  }

  async begin(): Promise<void> {
    this.timers = [
      setInterval(() => this.look(), lookEvery),
      setInterval(() => void this.keepHouse(), housekeepingEvery),
    ]
    await this.keepHouse()
    this.look()
  }

  look(): void {
    void this.lookOnce()
  }

  async doAll(): Promise<void> {
    await this.keepHouse()
    do {
      await this.lookOnce()
      await Promise.all(this.atWork.values())
      await this.lookOnce()
    } while (this.atWork.size > 0)
  }

  async stop(): Promise<void> {
    this.isStopping = true
    for (const timer of this.timers) clearInterval(timer)
    const late = Promise.withResolvers<void>()
    const timer = setTimeout(late.resolve, patience)
    await Promise.race([Promise.allSettled([this.last, ...this.atWork.values()]), late.promise])
    clearTimeout(timer)
  }

  keepHouse(): Promise<void> {
    return this.inTurn('keeping house for long work failed; tried again', async () => {
      await this.signs.hold(this.name)
      this.hasBegun = true
      const takers = await ask(this.control, shape({ name: text })`select t as name from control.work_takers() t`)
      await this.free(await this.signs.deadOf(takers.map(({ name }) => name)), [])
      // taken, and what became of it could not be written
      await this.free([this.name], [...this.atWork.keys()])
    })
  }

  private free(workers: readonly string[], atWork: readonly string[]) {
    return ask(this.control, anyRow`select from control.free_works(${[...workers]}::text[], ${[...atWork]}::uuid[])`)
  }

  /** One thing at a time: what is just being taken would else be freed as lost. */
  private inTurn(failure: string, work: () => Promise<void>): Promise<void> {
    this.last = this.last
      .then(() => (this.isStopping ? undefined : work()))
      .catch((error: Error) => this.platform.log.warn({ part: 'works', err: error }, failure))
    return this.last
  }

  private lookOnce(): Promise<void> {
    return (this.looking ??= this.inTurn('long work cannot be looked for', () => {
      this.looking = undefined
      return this.takeWhileThereIsRoom()
    }))
  }

  private async takeWhileThereIsRoom(): Promise<void> {
    // what is taken before the sign of life is held would be freed by others
    while (this.hasBegun && !this.isStopping && this.atWork.size < this.platform.databases.longWork.places) {
      const [row] = await ask(
        this.control,
        takenRow`select ${takenRow.of('t')} from control.take_work(${this.name}, ${[...this.kinds.keys()]}::text[]) t`,
      )
      const kind = row && this.kinds.get(row.kind)
      if (!row || !kind) return
      const { account_id: accountId, organization_id: organizationId, ...rest } = row
      this.start({ ...rest, accountId, organizationId }, kind)
    }
  }

  private start(taken: TakenWork, kind: AnyWork): void {
    const done = runWork(this.platform, kind, taken, () => this.isStopping)
      .catch((error: Error) => this.platform.log.warn({ part: 'works', err: error }, 'long work did not begin'))
      .finally(() => {
        this.atWork.delete(taken.id)
        this.look()
      })
    this.atWork.set(taken.id, done)
  }
}
