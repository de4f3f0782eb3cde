import pg from 'pg'
import { mainServer, type DatabaseServer } from '../config/database-servers.ts'
import type { MasterKey } from '../crypto/master-key.ts'
import { openForPlatform, sealForPlatform } from '../crypto/seal.ts'
import { placementPurpose, pooledPlacementId } from './databases.ts'
import { newId } from './ids.ts'
import { migrate } from './migrate.ts'
import { StartupError } from '../postgres/startup-error.ts'

export interface OwnerAccess {
  url: string
  rolePrefix: string
  master: MasterKey
}

function ownerClient(url: string): pg.Client {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => {})
  return client
}

export function siblingAddress(url: string, database: string): string {
  const address = new URL(url)
  address.pathname = `/${database}`
  return address.href
}

function asOwner(address: string, owner: string): string {
  const { username, password } = new URL(owner)
  const parsed = new URL(address)
  parsed.username = username
  parsed.password = password
  return parsed.href
}

export function withoutUser(address: string): string {
  const parsed = new URL(address)
  parsed.username = ''
  parsed.password = ''
  return parsed.href
}

/**
 * Makes a database for one organization on the control database's server and registers it as a placement; answers its
 * id, or nothing where the owner may not create databases. A placement of that name is used as it is.
 */
export async function provisionPlacement(
  { url, rolePrefix, master }: OwnerAccess,
  name: string,
): Promise<string | undefined> {
  const owner = ownerClient(url)
  await owner.connect()
  try {
    const known = await owner.query<{ id: string }>('select id from control.placements where name = $1', [name])
    if (known.rows[0]) return known.rows[0].id
    const { rows } = await owner.query<{ may: boolean; base: string }>(
      'select rolcreatedb or rolsuper as may, current_database() as base from pg_roles where rolname = current_user',
    )
    if (!rows[0]?.may) return undefined
    const database = `${rows[0].base}_${name}`
      .toLowerCase()
      .replaceAll(/[^a-z0-9_]/g, '_')
      .slice(0, 60)
    const exists = await owner.query('select from pg_database where datname = $1', [database])
    if (!exists.rowCount) await owner.query(`create database ${pg.escapeIdentifier(database)}`)
    const address = siblingAddress(url, database)
    await migrate({ url: address, rolePrefix, master, lines: ['tenant'] })
    const id = newId()
    await owner.query('insert into control.placements (id, name, connection_sealed) values ($1, $2, $3)', [
      id,
      name,
      sealForPlatform(master, placementPurpose(id), withoutUser(address)),
    ])
    return id
  } finally {
    await owner.end()
  }
}

/**
 * Brings the control database and every other one up to date, and answers how many texts that took; one that cannot be
 * reached stops the start. What lies on the server of the given address is in the region that is configured today.
 */
export async function migrateAll(
  { servers = [{ name: mainServer, region: '', url: '' }], ...access }: OwnerAccess & { servers?: DatabaseServer[] },
  log?: (sentence: string) => void,
): Promise<number> {
  let { applied } = await migrate({ ...access, lines: ['control', 'tenant'], log })
  const rows = await listPlacements(access.url, servers[0]?.region ?? '')
  for (const { id, server, database, connection_sealed } of rows) {
    const owner = server === mainServer ? access.url : servers.find(({ name }) => name === server)?.url
    if (!owner)
      throw new StartupError(
        `the database ${database} lies on the server ${server}, which DATABASE_SERVERS does not name`,
      )
    const address = asOwner(openForPlatform(access.master, placementPurpose(id), connection_sealed), owner)
    applied += (await migrate({ ...access, url: address, lines: ['tenant'], log })).applied
  }
  return applied
}

interface PlacementRow {
  id: string
  server: string
  database: string
  connection_sealed: Buffer
}

async function listPlacements(url: string, region: string): Promise<PlacementRow[]> {
  const owner = ownerClient(url)
  await owner.connect()
  try {
    await owner.query('update control.placements set region = $1 where id = $2 and region <> $1', [
      region,
      pooledPlacementId,
    ])
    const { rows } = await owner.query<PlacementRow>(
      'select id, server, name as database, connection_sealed from control.placements where connection_sealed is not null',
    )
    return rows
  } finally {
    await owner.end()
  }
}
