import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { Stage } from './stage.ts'

export interface ApiProcess {
  origin: string
  /** Megabytes that it holds now, and the most it ever held. */
  memory(): { now: number; most: number }
  stop(): Promise<void>
}

export async function startApi(stage: Stage): Promise<ApiProcess> {
  const child = spawn(process.execPath, ['server/src/api.ts'], {
    cwd: path.join(import.meta.dirname, '..'),
    env: { PATH: process.env.PATH, ...stage.env },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const ended = once(child, 'exit')
  const kill = () => void child.kill('SIGKILL')
  process.once('exit', kill)
  const origin = `http://localhost:${stage.port}`
  const api = {
    origin,
    memory: () => memoryOf(child.pid ?? 0),
    async stop() {
      child.kill('SIGTERM')
      await ended
      process.off('exit', kill)
    },
  }
  for (let tries = 0; tries < 600; tries++) {
    if (child.exitCode !== null) throw new Error(`the api process ended with ${child.exitCode}`)
    if (
      await fetch(`${origin}/health/ready`).then(
        ({ ok }) => ok,
        () => false,
      )
    )
      return api
    await wait(50)
  }
  await api.stop()
  throw new Error('the api process was not ready within half a minute')
}

/** From /proc: there is no other way to look into another process without a dependency. */
function memoryOf(pid: number): { now: number; most: number } {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8')
  const megabytes = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(status)?.[1]) / 1000
  return { now: megabytes('VmRSS'), most: megabytes('VmHWM') }
}
