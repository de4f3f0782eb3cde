import pg from 'pg'
import { Logger, runMigrations as migrateJobs } from 'graphile-worker'
import type { MasterKey } from '../crypto/master-key.ts'
import { StartupError } from '../postgres/startup-error.ts'
import { addressAs } from './databases.ts'
import { keepFirstKey } from '../keys/first-key.ts'
import { applyFunctions, applyFunctionsThatCan, differingFunctions, type Target } from './functions.ts'
import { findsFunctions, readMigrations, type Migration, type MigrationLine } from './migrations.ts'
import { withPassword } from '../pools/role-passwords.ts'
import { isTaken, roleKinds, roleName, rolePassword, signsIn, withRoleNames } from './roles.ts'
import { codeOf, messageOf } from '../thrown.ts'

export interface MigrateOptions {
  url: string
  rolePrefix: string
  master: MasterKey
  /** `control` brings `tenant` along; a dedicated database has `tenant` alone. */
  lines: MigrationLine[]
  folder?: string
  log?(sentence: string): void
}

const silent = new Logger(() => () => {})

/** Any number: what all migrators of one database queue for. */
const migrationLock = 7_205_759

/**
 * Brings a database up to date: roles, then each missing migration in a transaction of its own, then the functions whose
 * text differs, all in one. Safe from two processes at once.
 */
export async function migrate(options: MigrateOptions): Promise<{ applied: number }> {
  const client = await connectAsOwner(options.url)
  try {
    await client.query('select pg_advisory_lock($1)', [migrationLock])
    await ensureRoles(client, options)
    await client.query('create schema if not exists migration')
    for (const table of ['applied', 'functions'])
      await client.query(`create table if not exists migration.${table}
        (line text, name text, sha256 text not null, at timestamptz not null default clock_timestamp(), primary key (line, name))`)
    let applied = 0
    for (const line of options.lines) {
      applied += await applyMissing(client, line, options)
      applied += await applyDiffering(client, { ...options, line }, options.log)
    }
    if (options.lines.includes('control')) {
      await keepFirstKey(client, options.master)
      await installJobs(client, options)
    }
    return { applied }
  } finally {
    await client.end()
  }
}

async function connectAsOwner(url: string): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: 5_000,
    application_name: 'polyclinic migrate',
  })
  client.on('error', () => {})
  try {
    await client.connect()
  } catch (error) {
    throw new StartupError(`the database at DATABASE_URL cannot be reached: ${messageOf(error)}`)
  }
  const { rows } = await client.query<{ version: number }>(
    "select current_setting('server_version_num')::int as version",
  )
  const version = rows[0]?.version ?? 0
  if (version < 150_000) {
    await client.end()
    throw new StartupError(`PostgreSQL 15 or later is needed; the server is ${Math.floor(version / 10_000)}`)
  }
  return client
}

async function applyMissing(client: pg.Client, line: MigrationLine, options: MigrateOptions): Promise<number> {
  const { rows } = await client.query<{ name: string; sha256: string }>(
    'select name, sha256 from migration.applied where line = $1',
    [line],
  )
  const known = readMigrations(line, options.folder)
  const done = new Map(rows.map((row) => [row.name, row.sha256]))
  for (const name of done.keys()) {
    if (!known.some((migration) => migration.name === name)) {
      throw new StartupError(
        `the database is newer than this version of Polyclinic (it holds the migration ${line}/${name}); start the newer version`,
      )
    }
  }
  const missing = known.filter((migration) => !done.has(migration.name))
  for (const migration of known) {
    const sha = done.get(migration.name)
    if (sha && sha !== migration.sha256)
      throw new StartupError(
        `the migration ${line}/${migration.name} was changed after it was applied; restore its file`,
      )
  }
  for (const migration of missing) await applyMigration(client, migration, { ...options, line })
  if (missing.length > 0) options.log?.(`Applied ${missing.length} migrations of ${line}`)
  return missing.length
}

async function applyMigration(client: pg.Client, migration: Migration, target: Target): Promise<void> {
  await asAWhole(client, `migration ${migration.line}/${migration.name}`, async () => {
    if (findsFunctions(migration)) await applyFunctionsThatCan(client, target)
    await client.query(withRoleNames(migration.sql, target.rolePrefix))
    await client.query('insert into migration.applied (line, name, sha256) values ($1, $2, $3)', [
      migration.line,
      migration.name,
      migration.sha256,
    ])
  })
}

async function applyDiffering(client: pg.Client, target: Target, log: MigrateOptions['log']): Promise<number> {
  const differing = await differingFunctions(client, target)
  const count = differing.changed.length
  if (count + differing.gone.length === 0) return 0
  await asAWhole(client, `the functions of ${target.line}`, () => applyFunctions(client, target, differing))
  if (count > 0) log?.(`Applied ${count} functions of ${target.line}`)
  return count
}

async function asAWhole(client: pg.Client, called: string, work: () => Promise<void>): Promise<void> {
  try {
    await client.query('begin')
    await client.query("set local lock_timeout = '10s'")
    await work()
    await client.query('commit')
  } catch (error) {
    await client.query('rollback').catch(() => {})
    const message = messageOf(error)
    if (codeOf(error) === '42501')
      throw new StartupError(`the database user of DATABASE_URL lacks a right that ${called} needs: ${message}`)
    throw new StartupError(`${called} failed and was taken back whole: ${message}`)
  }
}

const powerless = 'nosuperuser nocreatedb nocreaterole nobypassrls'
const limits = { app: '5s', auth: '5s', worker: '60s' } as const

async function ensureRoles(
  client: pg.Client,
  { rolePrefix, master }: Pick<MigrateOptions, 'rolePrefix' | 'master'>,
): Promise<void> {
  const statements: string[] = []
  const { rows } = await client.query<{ rolname: string }>('select rolname from pg_roles where rolname = any ($1)', [
    roleKinds.map((kind) => roleName(rolePrefix, kind)),
  ])
  const existing = new Set(rows.map((row) => row.rolname))
  for (const kind of roleKinds) {
    const name = roleName(rolePrefix, kind)
    if (existing.has(name)) continue
    const role = pg.escapeIdentifier(name)
    statements.push(
      signsIn(kind)
        ? `create role ${role} login noinherit ${powerless} password ${pg.escapeLiteral(rolePassword(master, kind))}`
        : `create role ${role} nologin ${powerless}`,
    )
    if (kind === 'app' || kind === 'auth' || kind === 'worker') {
      statements.push(
        `alter role ${role} set statement_timeout = '${limits[kind]}'`,
        `alter role ${role} set lock_timeout = '4s'`,
        `alter role ${role} set idle_in_transaction_session_timeout = '15s'`,
        `alter role ${role} set timezone = 'UTC'`,
        // statements are prepared once per connection; planning them anew at each call costs more than it finds
        `alter role ${role} set plan_cache_mode = 'force_generic_plan'`,
      )
    }
    if (isTaken(kind)) statements.push(`grant ${role} to ${pg.escapeIdentifier(roleName(rolePrefix, 'app'))}`)
    if (!signsIn(kind)) statements.push(`grant ${role} to current_user`)
  }
  if (statements.length > 0) {
    try {
      await client.query(`begin; ${statements.join('; ')}; commit`)
    } catch (error) {
      await client.query('rollback')
      if (codeOf(error) !== '42501') throw error
      throw new StartupError(
        'the database user of DATABASE_URL may not create roles; let an administrator run this, then start again:\n' +
          `${statements.join(';\n')};`,
      )
    }
  }
  const names = (['app', 'auth', 'worker'] as const)
    .map((kind) => pg.escapeIdentifier(roleName(rolePrefix, kind)))
    .join(', ')
  await client.query(`grant connect on database ${await databaseOf(client)} to ${names}`)
}

async function installJobs(client: pg.Client, { url, rolePrefix, master }: MigrateOptions): Promise<void> {
  const worker = roleName(rolePrefix, 'worker')
  const { rowCount } = await client.query("select from pg_namespace where nspname = 'graphile_worker'")
  const onDatabase = `on database ${await databaseOf(client)}`
  // the queue makes its schema itself, which needs the right for that moment
  if (!rowCount) await client.query(`grant create ${onDatabase} to ${pg.escapeIdentifier(worker)}`)
  const pool = new pg.Pool({ ...withPassword(addressAs(url, worker), master, 'worker'), max: 1 })
  pool.on('error', () => {})
  pool.on('connect', (connected) => void connected.on('error', () => {}))
  try {
    await migrateJobs({ pgPool: pool, logger: silent })
  } finally {
    await pool.end()
    if (!rowCount) await client.query(`revoke create ${onDatabase} from ${pg.escapeIdentifier(worker)}`)
  }
}

async function databaseOf(client: pg.Client): Promise<string> {
  const { rows } = await client.query<{ name: string }>('select current_database() as name')
  return pg.escapeIdentifier(rows[0]?.name ?? '')
}
