import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { chooseAccount, giveTo } from './account.ts'
import { type Binaries, prepareBinaries } from './binaries.ts'
import { ensureCluster } from './cluster.ts'
import { lockDataFolder } from './instance-lock.ts'
import { ended, startServer } from './server-process.ts'
import { StartupError } from './startup-error.ts'
import { codeOf } from '../thrown.ts'
import { clearSurvivor, endPostmaster } from './survivor.ts'

export type EmbeddedPostgres = {
  /** The superuser's connection string for database `polyclinic`, over the Unix socket. */
  url: string
  socketDirectory: string
  pid: number
  /** Resolves with a sentence when PostgreSQL ends without `stop` having been called. */
  unexpectedEnd: Promise<string>
  /** Ends PostgreSQL and gives the data folder free; may be called more than once. */
  stop: () => Promise<void>
}

export type EmbeddedPostgresOptions = {
  /** DATA_DIR: holds the cluster (`postgres/`), its log and the lock; made when missing. */
  dataDir: string
  /** False trades safety against power cuts for speed. Only for tests. */
  durable?: boolean
  log?: (sentence: string) => void
  binaries?: (account: ReturnType<typeof chooseAccount>) => Binaries
}

/** Starts the bundled PostgreSQL on a data folder, as root or not. Throws a StartupError when that cannot be done. */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const dataDir = path.resolve(options.dataDir)
  makeWritable(dataDir)
  const lock = await lockDataFolder(dataDir)
  // Ctrl-C while PostgreSQL is still starting: nobody else can stop it yet.
  const giveUp = () => process.exit(130)
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, giveUp)
  try {
    return await startLocked(dataDir, options, lock.release)
  } catch (error) {
    lock.release()
    throw error
  } finally {
    for (const signal of ['SIGINT', 'SIGTERM']) process.off(signal, giveUp)
  }
}

/** A cluster for tests, best on a memory disk: fast, and worth nothing after a power cut. */
export function startTestCluster({ directory }: { directory: string }): Promise<EmbeddedPostgres> {
  return startEmbeddedPostgres({ dataDir: directory, durable: false })
}

async function startLocked(
  dataDir: string,
  { durable = true, log = () => {}, binaries: choose = prepareBinaries }: EmbeddedPostgresOptions,
  release: () => void,
): Promise<EmbeddedPostgres> {
  const clusterDir = path.join(dataDir, 'postgres')
  const account = chooseAccount(clusterDir)
  const binaries = choose(account)
  if (fs.existsSync(clusterDir)) {
    // Files copied back by root (from a backup) are root's: hand them over, or PostgreSQL could not open them.
    if (fs.statSync(clusterDir).uid === 0 && account.ids.uid !== undefined) giveTo(account, clusterDir)
    if ((await clearSurvivor(clusterDir)) === 'stopped')
      log('Stopped the PostgreSQL of an earlier start that was killed')
  } else {
    log('Making the database')
  }
  ensureCluster(clusterDir, binaries, account, durable)
  const child = await startServer({
    clusterDir,
    logFile: path.join(dataDir, 'postgres.log'),
    binaries,
    account,
    durable,
  })
  const socket = reachableSocket(clusterDir)
  let stopping: Promise<void> | undefined
  const stop = async () => {
    child.ref()
    await endPostmaster(child.pid ?? 0, () => child.exitCode !== null || child.signalCode !== null)
    await ended(child)
    socket.remove()
    release()
  }
  const unexpectedEnd = ended(child).then(() =>
    stopping ? new Promise<string>(() => {}) : 'PostgreSQL has ended unexpectedly.',
  )
  try {
    await ensureDatabase(connectionString(socket.directory, 'postgres'))
  } catch (error) {
    await stop()
    throw new StartupError(
      `PostgreSQL started but does not answer: ${error instanceof Error ? error.message : String(error)}`,
    )
  }
  child.unref()
  return {
    url: connectionString(socket.directory, 'polyclinic'),
    socketDirectory: socket.directory,
    pid: child.pid ?? 0,
    unexpectedEnd,
    stop: () => (stopping ??= stop()),
  }
}

function makeWritable(dataDir: string): void {
  try {
    fs.mkdirSync(dataDir, { recursive: true, mode: 0o700 })
    const probe = fs.mkdtempSync(path.join(dataDir, '.probe-'))
    fs.rmdirSync(probe)
  } catch (error) {
    throw new StartupError(
      `the data folder ${dataDir} cannot be written (${codeOf(error)}): ` +
        'give it to the user who starts Polyclinic, or set DATA_DIR to another folder.',
    )
  }
}

/** Socket addresses are limited to about 100 bytes: a data folder with a longer path is reached through a short link. */
function reachableSocket(clusterDir: string): { directory: string; remove: () => void } {
  if (Buffer.byteLength(clusterDir) <= 80) return { directory: clusterDir, remove: () => {} }
  const temporary = Buffer.byteLength(os.tmpdir()) <= 60 ? os.tmpdir() : '/tmp'
  const folder = fs.mkdtempSync(path.join(temporary, 'polyclinic-'))
  const directory = path.join(folder, 'socket')
  fs.symlinkSync(clusterDir, directory)
  return { directory, remove: () => fs.rmSync(folder, { recursive: true, force: true }) }
}

/** `localhost` is only there because a URL needs a host; the parameter is what counts, to pg as to libpq. */
function connectionString(socketDirectory: string, database: string): string {
  return `postgres://postgres@localhost/${database}?host=${encodeURIComponent(socketDirectory)}&port=5432`
}

async function ensureDatabase(maintenanceUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: maintenanceUrl })
  await client.connect()
  try {
    const { rowCount } = await client.query("select from pg_database where datname = 'polyclinic'")
    if (rowCount === 0) await client.query('create database polyclinic')
  } finally {
    await client.end()
  }
}
