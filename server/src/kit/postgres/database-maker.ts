import pg from 'pg'
import { mainServer, type DatabaseServer } from '../config/database-servers.ts'
import type { MasterKey } from '../crypto/master-key.ts'
import { sealForPlatform } from '../crypto/seal.ts'
import { placementPurpose } from '../db/databases.ts'
import { migrate } from '../db/migrate.ts'
import { siblingAddress, withoutUser } from '../db/placements.ts'

/** Makes databases of single organizations, as the owner of a server; each step can be done twice. */
export interface DatabaseMaker {
  /** Where they can be made, the server of DATABASE_URL first. */
  readonly servers: readonly Pick<DatabaseServer, 'name' | 'region'>[]
  /** Whether the server's owner may create databases; throws where it does not answer. */
  mayCreate(server: string): Promise<boolean>
  /** Works alone on one thing, in all processes; undefined where somebody else does. */
  alone<Result>(thing: string, work: () => Promise<Result>): Promise<Result | undefined>
  create(server: string, database: string): Promise<void>
  migrate(server: string, database: string): Promise<void>
  /** Also where it is not there. */
  drop(server: string, database: string): Promise<void>
  sealedAddress(server: string, database: string, placementId: string): Buffer
}

export interface DatabaseMakerOptions {
  servers: readonly DatabaseServer[]
  rolePrefix: string
  master: MasterKey
}

/** What an organization was promised is not configured any more. */
export class NoSuchServer extends Error {}

async function as<Result>(url: string, work: (owner: pg.Client) => Promise<Result>): Promise<Result> {
  const owner = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 })
  owner.on('error', () => {})
  await owner.connect()
  try {
    return await work(owner)
  } finally {
    await owner.end()
  }
}

export function databaseMaker({ servers, rolePrefix, master }: DatabaseMakerOptions): DatabaseMaker {
  const urlOf = (name: string): string => {
    const server = servers.find((one) => one.name === name)
    if (!server) throw new NoSuchServer(`no server is called ${name}`)
    return server.url
  }
  return {
    servers: servers.map(({ name, region }) => ({ name, region })),
    mayCreate: (server) => as(urlOf(server), mayCreate),
    alone: (thing, work) =>
      as(urlOf(mainServer), async (owner) => {
        const { rowCount: taken } = await owner.query(
          'select from (select pg_try_advisory_lock(hashtextextended($1, 0)) as is_taken) l where is_taken',
          [thing],
        )
        return taken ? work() : undefined
      }),
    create: (server, database) =>
      as(urlOf(server), async (owner) => {
        const { rowCount } = await owner.query('select from pg_database where datname = $1', [database])
        if (!rowCount) await owner.query(`create database ${pg.escapeIdentifier(database)}`)
      }),
    async migrate(server, database) {
      await migrate({ url: siblingAddress(urlOf(server), database), rolePrefix, master, lines: ['tenant'] })
    },
    drop: (server, database) =>
      as(urlOf(server), async (owner) => {
        await owner.query(`drop database if exists ${pg.escapeIdentifier(database)} with (force)`)
      }),
    sealedAddress: (server, database, placementId) =>
      sealForPlatform(master, placementPurpose(placementId), withoutUser(siblingAddress(urlOf(server), database))),
  }
}

async function mayCreate(owner: pg.Client): Promise<boolean> {
  const { rowCount } = await owner.query(
    'select from pg_roles where rolname = current_user and (rolcreatedb or rolsuper)',
  )
  return rowCount === 1
}
