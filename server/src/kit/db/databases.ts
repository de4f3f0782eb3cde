import pg from 'pg'
import type { MasterKey } from '../crypto/master-key.ts'
import { openForPlatform } from '../crypto/seal.ts'
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
  /** The control database as the role that alone reaches the schema auth. */
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
  /** Whether jobs are worked off here. */
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

/** How the cap is shared out: the queue keeps sessions for as long as it lives, so they are set aside from the start. */
function sharesOf({
  poolSize = 24,
  hasWorker = false,
}: DatabasesOptions): Record<'worker' | 'common' | 'single', number> {
  if (poolSize < smallestPoolSize) throw new Error(`${smallestPoolSize} connections are needed`)
  const worker = hasWorker ? Math.min(8, Math.floor(poolSize / 3)) : 0
  const common = poolSize - worker - 1
  // a database that hangs takes half of them and leaves the others to go on
  return { worker, common, single: Math.ceil(common / 2) }
}

/** The same database, at the pooler. */
function atPooler(poolUrl: string, address: string): string {
  const pooled = new URL(poolUrl)
  pooled.pathname = new URL(address).pathname
  return pooled.href
}

/** Makes the pools of a process and closes them together. */
function poolMaker({ url, poolUrl, rolePrefix, master, onError }: DatabasesOptions, common: number) {
  const cap = {
    turns: new Turns(shareOf(common)),
    connections: new Connections(common),
    isSessionless: poolUrl !== undefined,
  }
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

  function kept<Pool extends pg.Pool>(created: Pool): Pool {
    created.on('error', (error) => {
      if (!isClosing) onError(error)
    })
    // a client in use has its own way to hear of it: the query that fails
    created.on('connect', (client) => void client.on('error', () => {}))
    open.push(created)
    return created
  }

  return {
    capped: (kind: RoleKind, options: pg.PoolConfig & { max: number }, address = url) =>
      kept(new CappedPool({ ...optionsOf(kind, poolUrl ? atPooler(poolUrl, address) : address), ...options }, cap)),
    apart: (kind: RoleKind, max: number) => kept(new pg.Pool({ ...optionsOf(kind, url), max })),
    async close() {
      isClosing = true
      await Promise.all(open.map((each) => each.end()))
    },
  }
}

export function openDatabases(options: DatabasesOptions): Databases {
  const { url, rolePrefix, master } = options
  setTypeParsers()
  const { worker, common, single } = sharesOf(options)
  const { capped, apart, close } = poolMaker(options, common)
  const control = capped('app', { max: common })
  const poolByDatabase = new Map<string, pg.Pool>()
  let queue: pg.Pool | undefined
  return {
    rolePrefix,
    control,
    accounts: capped('auth', { max: single, types: typesWithDates }),
    holding(placement) {
      if (!placement.connectionSealed) return control
      const address = openForPlatform(master, placementPurpose(placement.id), placement.connectionSealed)
      const key = `${placement.id}|${address}`
      let existing = poolByDatabase.get(key)
      if (!existing) poolByDatabase.set(key, (existing = capped('app', { max: single }, address)))
      return existing
    },
    get worker() {
      return (queue ??= apart('worker', worker))
    },
    listener: withPassword(addressAs(url, roleName(rolePrefix, 'app')), master, 'app'),
    close,
  }
}
