import pg from 'pg'
import type { MasterKey } from '../crypto/master-key.ts'
import { openForPlatform } from '../crypto/seal.ts'
import { roleName, rolePassword, type RoleKind } from './roles.ts'
import { setTypeParsers, typesWithDates } from './types.ts'

/** The placement of every organization that has no database of its own: the control database itself. */
export const pooledPlacementId = '00000000-0000-7000-8000-000000000001'

export interface Placement {
  id: string
  /** The database's address, sealed; null is the control database. */
  connectionSealed: Buffer | null
}

/** The databases of one installation, by pools that close when idle. Everything signs in as a role that owns nothing. */
export interface Databases {
  readonly rolePrefix: string
  readonly control: pg.Pool
  holding(placement: Placement): pg.Pool
  /** The control database as the role that alone reaches the schema auth. */
  readonly accounts: pg.Pool
  /** The control database as the role that alone reaches the job queue. */
  worker(options?: pg.PoolConfig): pg.Pool
  close(): Promise<void>
}

export interface DatabasesOptions {
  /** The owner's address of the control database; its user and password are replaced. */
  url: string
  rolePrefix: string
  master: MasterKey
  poolSize?: number
  onError(error: Error): void
}

export function addressAs(url: string, user: string, password: string): pg.ClientConfig {
  const parsed = new URL(url)
  const socket = parsed.searchParams.get('host')
  return {
    host: socket ?? decodeURIComponent(parsed.hostname || 'localhost'),
    port: Number(parsed.searchParams.get('port') ?? (parsed.port || 5432)),
    database: decodeURIComponent(parsed.pathname.slice(1)),
    user,
    password,
    ...(parsed.searchParams.get('sslmode') === 'require' && { ssl: { rejectUnauthorized: false } }),
    ...(parsed.searchParams.get('sslmode') === 'verify-full' && { ssl: true }),
  }
}

export const placementPurpose = (placementId: string) => `placement|${placementId}`

export function openDatabases({ url, rolePrefix, master, poolSize = 10, onError }: DatabasesOptions): Databases {
  setTypeParsers()
  const open: pg.Pool[] = []
  const poolByDatabase = new Map<string, pg.Pool>()
  let isClosing = false

  function pool(address: string, kind: RoleKind, options: pg.PoolConfig): pg.Pool {
    const created = new pg.Pool({
      ...addressAs(address, roleName(rolePrefix, kind), rolePassword(master, kind)),
      // queueing included: a burst waits rather than fails; a database that is away refuses at once
      connectionTimeoutMillis: 15_000,
      idleTimeoutMillis: 10_000,
      application_name: `polyclinic ${kind}`,
      ...options,
    })
    created.on('error', (error) => {
      if (!isClosing) onError(error)
    })
    // a client in use has its own way to hear of it: the query that fails
    created.on('connect', (client) => void client.on('error', () => {}))
    open.push(created)
    return created
  }

  const control = pool(url, 'app', { max: poolSize })
  const accounts = pool(url, 'auth', { max: 6, options: '-c search_path=auth', types: typesWithDates })
  return {
    rolePrefix,
    control,
    accounts,
    holding(placement) {
      if (!placement.connectionSealed) return control
      const address = openForPlatform(master, placementPurpose(placement.id), placement.connectionSealed)
      const key = `${placement.id}|${address}`
      let existing = poolByDatabase.get(key)
      if (!existing)
        poolByDatabase.set(key, (existing = pool(address, 'app', { max: Math.max(2, Math.ceil(poolSize / 2)) })))
      return existing
    },
    worker: (options = {}) => pool(url, 'worker', { max: 4, ...options }),
    async close() {
      isClosing = true
      await Promise.all(open.map((each) => each.end()))
    },
  }
}
