import pg from 'pg'
import type { MasterKey } from '../crypto/master-key.ts'
import { openForPlatform } from '../crypto/seal.ts'
import { closeWhenSilent } from '../pools/close-silent.ts'
import { CappedPool } from '../pools/capped-pool.ts'
import { shareOf, Turns } from '../pools/turns.ts'
import { Connections } from '../pools/connections.ts'
import { withPassword } from '../pools/role-passwords.ts'
import { roleName, type RoleKind } from './roles.ts'
import { setTypeParsers, typesWithDates } from './types.ts'

/** The placement of every organization that has no database of its own: the control database itself. */
export const pooledPlacementId = '00000000-0000-7000-8000-000000000001'

export interface Placement {
  id: string
  /** The database's address, sealed; null is the control database. */
  connectionSealed: Buffer | null
}

/**
 * The databases of one installation, by pools that open when needed and close when idle, under one cap. Everything signs in
 * as a role that owns nothing.
 */
export interface Databases {
  readonly rolePrefix: string
  readonly control: pg.Pool
  holding(placement: Placement): pg.Pool
  /** The same for long work, which never takes a request's connection: few, set aside where jobs are worked off. */
  readonly longWork: Pick<Databases, 'control' | 'holding'> & {
    /** How many transactions of long work may be open at once. */
    readonly places: number
  }
  readonly accounts: pg.Pool
  /** The control database as the role that alone reaches the job queue; opened once, where jobs are worked off. */
  readonly worker: pg.Pool
  /** Where the application role can listen: a connection of its own, which the cap has left room for. */
  readonly listener: pg.ClientConfig
  close(): Promise<void>
}

export interface DatabasesOptions {
  /** The owner's address of the control database; its user and password are replaced. */
  url: string
  /** A pooler that gives each transaction any session, in front of the same databases; sessions are kept past it. */
  poolUrl?: string
  rolePrefix: string
  master: MasterKey
  /** How many connections the process may hold, all databases taken together; at least `smallestPoolSize`. */
  poolSize?: number
  /** Milliseconds without a byte, after which a connection that was asked something is closed. */
  silence?: { request: number; job: number }
  hasWorker?: boolean
  onError(error: Error): void
}

/** Below it the parts of a process would wait for each other. */
export const smallestPoolSize = 12

export function addressAs(url: string, user: string, password?: string): pg.ClientConfig {
  const parsed = new URL(url)
  const socket = parsed.searchParams.get('host')
  return {
    host: socket ?? decodeURIComponent(parsed.hostname || 'localhost'),
    port: Number(parsed.searchParams.get('port') ?? (parsed.port || 5432)),
    database: decodeURIComponent(parsed.pathname.slice(1)),
    user,
    ...(password !== undefined && { password }),
    ...(parsed.searchParams.get('sslmode') === 'require' && { ssl: { rejectUnauthorized: false } }),
    ...(parsed.searchParams.get('sslmode') === 'verify-full' && { ssl: true }),
  }
}

export const placementPurpose = (placementId: string) => `placement|${placementId}`

/**
 * How the cap is shared out: the queue keeps sessions for as long as it lives, so they are set aside from the start, and so
 * are those of long work, of which the last is left to single statements.
 */
function sharesOf({
  poolSize = 24,
  hasWorker = false,
}: DatabasesOptions): Record<'worker' | 'long' | 'common' | 'single', number> {
  if (poolSize < smallestPoolSize) throw new Error(`${smallestPoolSize} connections are needed`)
  const worker = hasWorker ? Math.min(8, Math.floor(poolSize / 3)) : 0
  const long = !hasWorker ? 0 : poolSize < 20 ? 2 : 3
  const common = poolSize - worker - long - 1
  // a database that hangs takes half of them and leaves the others to go on
  return { worker, long, common, single: Math.ceil(common / 2) }
}

/** Beyond what the roles' own limits let a statement take (migrate.ts). */
const usualSilence = { request: 10_000, job: 70_000 }

function atPooler(poolUrl: string, address: string): string {
  const pooled = new URL(poolUrl)
  pooled.pathname = new URL(address).pathname
  return pooled.href
}

function poolMaker({ url, poolUrl, rolePrefix, master, silence = usualSilence, onError }: DatabasesOptions) {
  const open: pg.Pool[] = []
  let isClosing = false

  function optionsOf(kind: RoleKind, address: string): pg.PoolConfig {
    return {
      ...withPassword(addressAs(address, roleName(rolePrefix, kind)), master, kind),
      // queueing included: a burst waits rather than fails; a database that is away refuses at once
      connectionTimeoutMillis: 15_000,
      idleTimeoutMillis: 10_000,
      application_name: `polyclinic ${kind}`,
    }
  }

  function kept<Pool extends pg.Pool>(created: Pool, answersWithin: number): Pool {
    created.on('error', (error) => {
      if (!isClosing) onError(error)
    })
    // a client in use has its own way to hear of it: the query that fails
    created.on('connect', (client) => {
      client.on('error', () => {})
      closeWhenSilent(client, answersWithin)
    })
    open.push(created)
    return created
  }

  return {
    cappedAt(limit: number, asker: keyof typeof silence) {
      const cap = {
        turns: new Turns(shareOf(limit)),
        connections: new Connections(limit),
        isSessionless: poolUrl !== undefined,
      }
      return (kind: RoleKind, options: pg.PoolConfig & { max: number }, address = url) =>
        kept(
          new CappedPool({ ...optionsOf(kind, poolUrl ? atPooler(poolUrl, address) : address), ...options }, cap),
          silence[asker],
        )
    },
    apart: (kind: RoleKind, max: number) => kept(new pg.Pool({ ...optionsOf(kind, url), max }), silence.job),
    async close() {
      isClosing = true
      await Promise.all(open.map((each) => each.end()))
    },
  }
}

/** One pool a database, by where it lies today. */
function holdingBy(control: pg.Pool, master: MasterKey, open: (address: string) => pg.Pool): Databases['holding'] {
  const pools = new Map<string, pg.Pool>()
  return (placement) => {
    if (!placement.connectionSealed) return control
    const address = openForPlatform(master, placementPurpose(placement.id), placement.connectionSealed)
    const key = `${placement.id}|${address}`
    let existing = pools.get(key)
    if (!existing) pools.set(key, (existing = open(address)))
    return existing
  }
}

function longWorkOf(
  cappedAt: ReturnType<typeof poolMaker>['cappedAt'],
  master: MasterKey,
  max: number,
): Databases['longWork'] {
  const capped = cappedAt(max, 'job')
  const options = { max, application_name: 'polyclinic long work' }
  const control = capped('app', options)
  const holding = holdingBy(control, master, (address) => capped('app', options, address))
  return { control, holding, places: Math.max(0, max - 1) }
}

export function openDatabases(options: DatabasesOptions): Databases {
  const { url, rolePrefix, master } = options
  setTypeParsers()
  const { worker, long, common, single } = sharesOf(options)
  const { cappedAt, apart, close } = poolMaker(options)
  const capped = cappedAt(common, 'request')
  const control = capped('app', { max: common })
  let queue: pg.Pool | undefined
  return {
    rolePrefix,
    control,
    accounts: capped('auth', { max: single, types: typesWithDates }),
    holding: holdingBy(control, master, (address) => capped('app', { max: single }, address)),
    longWork: longWorkOf(cappedAt, master, long),
    get worker() {
      return (queue ??= apart('worker', worker))
    },
    listener: withPassword(addressAs(url, roleName(rolePrefix, 'app')), master, 'app'),
    close,
  }
}
