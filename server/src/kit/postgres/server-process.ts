import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import fs from 'node:fs'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { ServerAccount } from './account.ts'
import type { Binaries } from './binaries.ts'
import { lastLine, serverEnvironment, standingIn } from './cluster.ts'
import { StartupError } from './startup-error.ts'

// Crash recovery after a power cut may take its time; it prints nothing that would be worth giving up for.
const START_PATIENCE_MS = 120_000

const settings = {
  listen_addresses: '',
  // Beside the data, in a folder that only PostgreSQL's user (and root) may enter: that is what makes trust safe.
  unix_socket_directories: '.',
  unix_socket_permissions: '0700',
  port: '5432',
  max_connections: '200',
  shared_buffers: '128MB',
  work_mem: '8MB',
  maintenance_work_mem: '64MB',
  effective_cache_size: '512MB',
  jit: 'off',
  // Parallel plans need /dev/shm, of which containers have 64 MB, and gain nothing on two cores.
  max_parallel_workers_per_gather: '0',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_min_messages: 'warning',
  // Statements and details would put patients' data into the log.
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  ...(process.platform === 'linux' ? { recovery_init_sync_method: 'syncfs' } : {}),
}

const settingsForTests = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  wal_level: 'minimal',
  max_wal_senders: '0',
}

export type ServerOptions = {
  clusterDir: string
  logFile: string
  binaries: Binaries
  account: ServerAccount
  durable: boolean
}

export async function startServer(options: ServerOptions): Promise<ChildProcess> {
  const { clusterDir, logFile, binaries, account, durable } = options
  const logStart = rotate(logFile)
  const log = fs.openSync(logFile, 'a', 0o600)
  const flags = Object.entries({ ...settings, ...(durable ? {} : settingsForTests) })
  const child = spawn(
    binaries.postgres,
    ['-D', standingIn(clusterDir), ...flags.flatMap(([k, v]) => ['-c', `${k}=${v}`])],
    {
      ...account.ids,
      cwd: clusterDir,
      env: serverEnvironment,
      stdio: ['ignore', 'ignore', log],
      // A group of its own: Ctrl-C in the terminal must reach PostgreSQL only after the server has drained.
      detached: true,
    },
  )
  fs.closeSync(log)
  // Without a stop (an uncaught error), PostgreSQL should not outlive us either.
  const interrupt = () => void child.kill('SIGINT')
  process.once('exit', interrupt)
  child.once('exit', () => process.off('exit', interrupt))
  let failure = ''
  child.once('error', (error) => (failure = error.message))
  child.once('exit', (code, signal) => (failure = `it ended with ${signal ?? code}`))
  for (const deadline = Date.now() + START_PATIENCE_MS; !failure; await wait(5)) {
    if (isReady(clusterDir, child.pid)) return child
    if (Date.now() > deadline) failure = 'it does not become ready'
  }
  child.kill('SIGQUIT')
  const said = fs.readFileSync(logFile, 'utf8').slice(logStart).trim()
  throw new StartupError(
    `PostgreSQL does not start on ${clusterDir}: ${said ? lastLine(said) : failure} (see ${logFile}).`,
  )
}

export async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
}

function isReady(clusterDir: string, pid: number | undefined): boolean {
  try {
    const lines = fs.readFileSync(path.join(clusterDir, 'postmaster.pid'), 'utf8').split('\n')
    return Number(lines[0]) === pid && lines[7]?.trim() === 'ready'
  } catch {
    return false
  }
}

/** Keeps the log from growing for ever; returns where this start's lines begin. */
function rotate(logFile: string): number {
  const size = fs.statSync(logFile, { throwIfNoEntry: false })?.size ?? 0
  if (size < 5_000_000) return size
  fs.renameSync(logFile, `${logFile}.1`)
  return 0
}
