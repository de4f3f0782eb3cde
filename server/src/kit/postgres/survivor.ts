import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { StartupError } from './startup-error.ts'

const leftovers = ['postmaster.pid', '.s.PGSQL.5432', '.s.PGSQL.5432.lock']

/**
 * Clears what a killed process left on the cluster: stops a PostgreSQL that still runs there, and removes stale lock files, which
 * would block the start as soon as their process id is in use again (in containers: at once).
 * Only call while holding the lock of the data folder.
 */
export async function clearSurvivor(clusterDir: string): Promise<'none' | 'stopped' | 'stale'> {
  const pidFile = path.join(clusterDir, 'postmaster.pid')
  if (!fs.existsSync(pidFile)) return 'none'
  const pid = Number(fs.readFileSync(pidFile, 'utf8').split('\n')[0])
  const running = runsOn(pid, clusterDir)
  if (running) await endPostmaster(pid, () => !runsOn(pid, clusterDir))
  // PostgreSQL refuses a second start while a process of the first still writes; with its lock file gone, that check is ours.
  await Promise.all(
    othersOn(clusterDir).map((other) => end(other, ['SIGQUIT', 'SIGKILL'], () => !runsOn(other, clusterDir))),
  )
  for (const file of leftovers) fs.rmSync(path.join(clusterDir, file), { force: true })
  return running ? 'stopped' : 'stale'
}

/** Asks for a fast shutdown, and for an immediate one (crash recovery at the next start, nothing committed is lost) when it hangs. */
export function endPostmaster(pid: number, hasEnded: () => boolean): Promise<void> {
  return end(pid, ['SIGINT', 'SIGQUIT', 'SIGKILL'], hasEnded)
}

/** Whether that process is a live PostgreSQL whose data folder is this one; a zombie or a reused process id is not. */
export function runsOn(pid: number, clusterDir: string): boolean {
  if (!Number.isInteger(pid) || pid <= 1) return false
  try {
    if (process.platform !== 'linux') {
      return execFileSync('ps', ['-p', String(pid), '-o', 'comm='], { encoding: 'utf8' }).includes('postgres')
    }
    if (!fs.readFileSync(`/proc/${pid}/comm`, 'utf8').startsWith('postgres')) return false
    const theirs = fs.statSync(`/proc/${pid}/cwd`)
    const ours = fs.statSync(clusterDir)
    return theirs.dev === ours.dev && theirs.ino === ours.ino
  } catch {
    return false
  }
}

function othersOn(clusterDir: string): number[] {
  if (process.platform !== 'linux') return []
  return fs
    .readdirSync('/proc')
    .map(Number)
    .filter((pid) => runsOn(pid, clusterDir))
}

async function end(pid: number, signals: NodeJS.Signals[], hasEnded: () => boolean): Promise<void> {
  for (const signal of signals) {
    if (!signalled(pid, signal)) return
    for (const deadline = Date.now() + 20_000; Date.now() < deadline; await wait(5)) if (hasEnded()) return
  }
  throw new StartupError(
    `a PostgreSQL left over from an earlier start (process ${pid}) cannot be stopped: end it by hand.`,
  )
}

function signalled(pid: number, signal: NodeJS.Signals): boolean {
  try {
    return process.kill(pid, signal)
  } catch {
    return false
  }
}
