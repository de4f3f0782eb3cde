import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { Benchmark } from './report.ts'
import { median } from './rounds.ts'
import { freePort } from '../server/src/testing/free-port.ts'

const root = path.join(import.meta.dirname, '..')
const longest = 60_000

interface Start {
  seconds: number
  /** Seconds of CPU in our own process; PostgreSQL's are not in it. */
  cpu: number
}

/** From nothing to a ready answer; the server is stopped again. */
async function start(dataDir: string): Promise<Start> {
  const port = await freePort()
  const { DATABASE_URL: _elsewhere, ...around } = process.env
  const began = performance.now()
  const server = spawn(process.execPath, ['server/src/start.ts'], {
    cwd: root,
    env: { ...around, DATA_DIR: dataDir, DEMO: 'off', PORT: String(port) },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const ended = once(server, 'exit')
  const kill = () => void server.kill('SIGTERM')
  process.once('exit', kill)
  try {
    for (;;) {
      if (server.exitCode !== null) throw new Error(`the server ended with ${server.exitCode} before it was ready`)
      if (performance.now() - began > longest) throw new Error('the server was not ready within a minute')
      const ready = await fetch(`http://localhost:${port}/health/ready`).then(
        ({ ok }) => ok,
        () => false,
      )
      if (ready) return { seconds: (performance.now() - began) / 1000, cpu: cpuOf(server.pid ?? 0) }
      await wait(10)
    }
  } finally {
    kill()
    await ended
    process.off('exit', kill)
  }
}

/** From /proc, in hundredths of a second; not a number where there is none. */
function cpuOf(pid: number): number {
  if (!existsSync(`/proc/${pid}/stat`)) return Number.NaN
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
  return (Number(fields[11]) + Number(fields[12])) / 100
}

export const startUp: Benchmark = {
  name: 'start-up',
  async run({ isQuick }) {
    const first: Start[] = []
    const second: Start[] = []
    for (let round = 0; round < (isQuick ? 1 : 5); round++) {
      const dataDir = mkdtempSync(path.join(os.tmpdir(), 'polyclinic-start-'))
      try {
        first.push(await start(dataDir))
        second.push(await start(dataDir))
      } finally {
        rmSync(dataDir, { recursive: true, force: true })
      }
    }
    const line = (what: string, starts: Start[], most: number) => {
      const seconds = starts.map((each) => each.seconds)
      const figures = `${median(seconds).toFixed(2)} s (worst ${Math.max(...seconds).toFixed(2)} s); ${median(starts.map(({ cpu }) => cpu)).toFixed(2)} s of CPU beside the database`
      return { what, figures, goal: `≤ ${most} s`, isMet: median(seconds) <= most, isTimed: true }
    }
    return [line('first start to ready', first, 5), line('second start to ready', second, 2)]
  },
}
