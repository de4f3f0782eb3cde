// Kinds of work for tests. Run as a process of its own, it is a worker that is killed between writing and keeping what it wrote.
import { z } from 'zod'
import type { Permission } from '@polyclinic/contract/kit/permission.ts'
import { openApplication } from '../../application.ts'
import { testMaster, testRolePrefix } from '../../testing/cluster.ts'
import { readConfig } from '../config/config.ts'
import { openDatabases } from '../db/databases.ts'
import type { Platform } from '../http/platform.ts'
import { startWorkers, type JobRegistry, type Workers } from '../jobs/jobs.ts'
import type { LiveFeed } from '../live/change-feed.ts'
import { createLog } from '../log/log.ts'
import { partBytes } from '../storage/chunks.ts'
import { work, type AnyWork } from './work.ts'

export interface Hooks {
  /** Before a line is kept that was written already. */
  written?(text: string, line: number): Promise<void> | void
  kept?(text: string, line: number): Promise<void> | void
}

/** Writes a text so many times, a line a step, and goes on at the line after the last one that was kept. */
export const lines = ({ written, kept }: Hooks = {}, needs: readonly Permission[] = []) =>
  work<{ text: z.ZodString; count: z.ZodNumber }, number>(
    'tests.lines',
    { text: z.string(), count: z.number() },
    async ({ input: { text, count }, place = 0, write, step }) => {
      for (let line = place; line < count; line++) {
        await write(Buffer.from(`${text} ${line}\n`))
        await written?.(text, line)
        await step({ done: line + 1, total: count, place: line + 1 })
        await kept?.(text, line)
      }
      return { name: 'lines.txt', type: 'text/plain' }
    },
    { needs },
  )

export const linesOf = (text: string, count: number) =>
  Array.from({ length: count }, (_, line) => `${text} ${line}\n`).join('')

export interface TestWorker {
  workers: Workers
  platform: Platform
  stop(): Promise<void>
}

/** A worker with connections of its own, as another process has them. */
export async function startWorker(
  platform: Platform,
  url: string,
  works: readonly AnyWork[],
  others: Omit<JobRegistry, 'works'> = { jobs: {}, listeners: {}, due: [] },
): Promise<TestWorker> {
  const databases = openDatabases({
    url,
    rolePrefix: testRolePrefix,
    master: testMaster,
    hasWorker: true,
    onError: () => {},
  })
  const own = { ...platform, databases, transactions: { ...platform.transactions, databases } }
  const registry = { ...others, works }
  const workers = await startWorkers(own, platform.changes as LiveFeed, registry, databases.worker)
  return {
    workers,
    platform: own,
    async stop() {
      await workers.stop()
      await databases.close()
    },
  }
}

/** The same work, which tells of each part that it wrote and has not kept yet. */
export const watched = (watchedWork: AnyWork, written: (parts: number) => Promise<void> | void): AnyWork => ({
  name: watchedWork.name,
  run: (context) => {
    let parts = 0
    return watchedWork.run({
      ...context,
      async write(bytes) {
        await context.write(bytes)
        await written(++parts)
      },
    })
  },
})

/** Of a process of its own, whose arguments are the database and the folder of data: a worker that does this work. */
async function workHere(own: AnyWork): Promise<void> {
  const [url = '', dataDir = ''] = process.argv.slice(2)
  const { platform } = await openApplication({
    config: readConfig({ DATA_DIR: dataDir, DEMO: 'off' }),
    log: createLog('silent'),
    master: testMaster,
    url,
    rolePrefix: testRolePrefix,
    parts: { api: false, worker: false },
  })
  await startWorker(platform, url, [own])
}

/** Likewise one that is killed between writing a part and keeping it: the sixth, or the one that its third argument names. */
export const workUntilKilled = (own: AnyWork): Promise<void> =>
  workHere(
    watched(own, (parts) => void (parts === Number(process.argv[4] ?? 6) && process.kill(process.pid, 'SIGKILL'))),
  )

if (import.meta.main) {
  const killed = work<{ text: z.ZodString; count: z.ZodNumber }, number>(
    'tests.lines',
    { text: z.string(), count: z.number() },
    async ({ input: { text }, write, step }) => {
      for (let line = 0; ; line++) {
        // a whole piece that is on the disk, and no step that keeps it
        if (line === 3) {
          await write(Buffer.alloc(partBytes, 'x'))
          process.kill(process.pid, 'SIGKILL')
        }
        await write(Buffer.from(`${text} ${line}\n`))
        await step({ done: line + 1, total: 10, place: line + 1 })
      }
    },
  )
  await workHere(killed)
}
