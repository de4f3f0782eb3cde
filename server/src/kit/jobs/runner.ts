import { run, type Runner, type TaskList, type WorkerEvents } from 'graphile-worker'
import type pg from 'pg'
import type { Log } from '../log/log.ts'
import { silent } from './silent.ts'

export interface LastingRunner {
  stop(): Promise<void>
}

/** Milliseconds until the queue is opened again after its database went away. */
const again = 1000

export async function startRunner(
  pool: pg.Pool,
  taskList: TaskList,
  log: Log,
  events: WorkerEvents,
): Promise<LastingRunner> {
  let isStopping = false
  let runner: Runner | undefined
  let retry: NodeJS.Timeout | undefined

  async function open(): Promise<void> {
    runner = await run({
      pgPool: pool,
      taskList,
      events,
      concurrency: 4,
      pollInterval: 2000,
      noHandleSignals: true,
      logger: silent,
      parsedCronItems: [],
    })
    void runner.promise.then(reopen, reopen)
  }

  function reopen(error?: unknown): void {
    if (isStopping) return
    log.warn({ part: 'jobs', err: error }, 'the queue ended; opened again')
    runner = undefined
    retry = setTimeout(() => void open().catch(reopen), again)
  }

  await open()
  return {
    async stop() {
      isStopping = true
      clearTimeout(retry)
      await runner?.stop().catch(() => {})
    },
  }
}
