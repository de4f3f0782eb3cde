import { spawn, type ChildProcess } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import { startEmbeddedPostgres, type EmbeddedPostgres } from '../kit/postgres/launcher.ts'
import { runsOn } from '../kit/postgres/survivor.ts'
import { roomyFolder } from '../testing/cluster.ts'
import { freePort } from '../testing/free-port.ts'

export const masterSecret = createHash('sha256').update('an installation that crashes').digest()
export const rolePrefix = 'polyclinic_crash'
/** What the tokens of the clients are issued for, whichever process they reach. */
export const origin = 'http://localhost:3999'

export type Victim = 'api' | 'worker' | 'postgres'

interface Process {
  entry: 'api.ts' | 'worker.ts'
  port: number
  child?: ChildProcess
}

/** A whole installation as operators run it: PostgreSQL that keeps what it commits, two api processes, a worker. */
export class Installation {
  readonly folder = mkdtempSync(path.join(roomyFolder(), 'polyclinic-crash-'))
  /** What ended without having been killed; it is started again, as a supervisor does. */
  readonly deaths: Process['entry'][] = []
  private said = ''
  private postgres: EmbeddedPostgres | undefined
  private readonly processes: Process[] = []

  get url(): string {
    if (!this.postgres) throw new Error('PostgreSQL is not running')
    return this.postgres.url
  }

  get addresses(): string[] {
    return this.processes.filter(({ entry }) => entry === 'api.ts').map(({ port }) => `http://127.0.0.1:${port}`)
  }

  get lastWords(): string {
    return this.said.slice(-4000)
  }

  async startPostgres(): Promise<void> {
    this.postgres = await startEmbeddedPostgres({ dataDir: this.folder })
  }

  async stopPostgres(): Promise<void> {
    await this.postgres?.stop()
  }

  async startProcesses(): Promise<void> {
    for (const entry of ['api.ts', 'api.ts', 'worker.ts'] as const)
      this.processes.push({ entry, port: await freePort() })
    await Promise.all(this.processes.map((each) => this.start(each)))
  }

  /** Waits until the worker holds its sign of life: before that, it does not begin without a database. */
  async workerHasBegun(): Promise<void> {
    for (const deadline = Date.now() + 300_000; Date.now() < deadline; await wait(50)) {
      const locks = await this.query(`select from pg_locks where locktype = 'advisory' and objsubid = 2 and granted`)
      if (locks.length > 0) return
    }
    throw new Error(`no worker has begun: ${this.lastWords}`)
  }

  /** Kills without warning and brings back what was killed. */
  async kill(victim: Victim, nth: number): Promise<void> {
    this.said += `killing ${victim} ${new Date().toISOString()}\n`
    if (victim === 'postgres') {
      const cluster = path.join(this.folder, 'postgres')
      for (const pid of readdirSync('/proc')
        .map(Number)
        .filter((id) => runsOn(id, cluster)))
        killNow(pid)
      await this.postgres?.stop()
      await this.startPostgres()
      return
    }
    const candidates = this.processes.filter(({ entry }) => entry === `${victim}.ts`)
    const target = candidates[nth % candidates.length] as Process
    const { child } = target
    target.child = undefined
    child?.kill('SIGKILL')
    if (child && child.exitCode === null && child.signalCode === null) await once(child, 'exit')
    await this.start(target)
  }

  async query<Row extends pg.QueryResultRow>(text: string, values: unknown[] = [], url = this.url): Promise<Row[]> {
    const client = new pg.Client({ connectionString: url })
    client.on('error', () => {})
    await client.connect()
    try {
      return (await client.query<Row>(text, values)).rows
    } finally {
      await client.end()
    }
  }

  async close(): Promise<void> {
    const children = this.processes.flatMap(({ child }) => child ?? [])
    for (const each of this.processes) each.child = undefined
    for (const child of children) child.kill('SIGKILL')
    await this.postgres?.stop()
    rmSync(this.folder, { recursive: true, force: true })
  }

  private async start(process_: Process): Promise<void> {
    const child = spawn(process.execPath, [path.join(import.meta.dirname, '..', process_.entry)], {
      env: {
        PATH: process.env.PATH,
        NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE,
        DATABASE_URL: this.url,
        ROLE_PREFIX: rolePrefix,
        MASTER_KEY: masterSecret.toString('base64'),
        DATA_DIR: this.folder,
        PORT: String(process_.port),
        PUBLIC_ORIGIN: origin,
        REQUESTS_PER_MINUTE: '10000000',
        LOG_LEVEL: 'error',
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    process_.child = child
    const hear = (text: Buffer) => (this.said = (this.said + text.toString()).slice(-20_000))
    child.stdout.on('data', hear)
    child.stderr.on('data', hear)
    child.once('exit', (code) => {
      if (process_.child !== child) return
      this.deaths.push(process_.entry)
      this.said += `${process_.entry} ended by itself with ${code}\n`
      setTimeout(() => void (process_.child === child && this.start(process_)), 500)
    })
    if (process_.entry === 'api.ts' && !(await isReady(process_.port)))
      throw new Error(`no answer on port ${process_.port}: ${this.lastWords}`)
  }
}

function killNow(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // it went with its postmaster
  }
}

async function isReady(port: number): Promise<boolean> {
  for (const deadline = Date.now() + 300_000; Date.now() < deadline; await wait(50)) {
    const signal = AbortSignal.timeout(20_000)
    const answer = await fetch(`http://127.0.0.1:${port}/health/ready`, { signal }).catch(() => undefined)
    if (answer?.status === 200) return true
  }
  return false
}
