import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { inject } from 'vitest'
import { sealForPlatform } from '../kit/crypto/seal.ts'
import { observeResults } from '../kit/db/batch.ts'
import { openDatabases, placementPurpose, type Databases } from '../kit/db/databases.ts'
import { retrying } from '../kit/db/collisions.ts'
import { newId } from '../kit/db/ids.ts'
import { addressOf, testMaster, testRolePrefix } from './cluster.ts'
import { compareResult } from './statements/row-shapes.ts'

observeResults(compareResult)

/**
 * The owner's pool; a connection that is cut when its database is dropped is no failure, and a statement that was in a
 * worker's way runs again.
 */
function ownersPool(connectionString: string): pg.Pool {
  const pool = new pg.Pool({ connectionString, max: 2 })
  const query = pool.query.bind(pool) as (...given: unknown[]) => Promise<unknown>
  pool.query = ((...given: unknown[]) => retrying(() => query(...given))) as typeof pool.query
  pool.on('error', () => {})
  pool.on('connect', (client) => void client.on('error', () => {}))
  return pool
}

export interface TestDatabases {
  databases: Databases
  /** The owner's address of the control database. */
  ownerUrl: string
  /** The pooler's address of the control database, where the tests run through one. */
  poolUrl?: string
  /** The owner of the control database, who sees through everything but forced row security only as superuser. */
  owner: pg.Pool
  /** A database for one organization: made, registered as a placement. */
  addDedicated(): Promise<{ placementId: string; owner: pg.Pool }>
  drop(): Promise<void>
}

/** Two files may clone at once: a template in use is refused for a moment. */
async function cloneTemplate(admin: pg.Pool, template: string, database: string): Promise<void> {
  for (let tries = 0; ; tries++) {
    try {
      await admin.query(`create database ${database} template ${template} strategy file_copy`)
      return
    } catch (error) {
      if ((error as pg.DatabaseError).code !== '55006' || tries > 400) throw error
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }
}

/** A control database of its own, cloned from the migrated template. */
export async function createTestDatabases(outside?: string): Promise<TestDatabases> {
  const cluster = outside ?? inject('cluster')
  const pooler = outside ? '' : inject('pooler')
  const name = `t_${randomBytes(6).toString('hex')}`
  const made: string[] = []
  const admin = new pg.Pool({ connectionString: cluster, max: 1 })
  admin.on('error', () => {})

  async function clone(template: string, database: string) {
    await cloneTemplate(admin, template, database)
    made.push(database)
    return addressOf(cluster, database)
  }

  const ownerUrl = await clone('template_control', name)
  const owners = [ownersPool(ownerUrl)]
  const owner = owners[0] as pg.Pool
  const pooled = pooler && { poolUrl: addressOf(pooler, name) }
  const common = { rolePrefix: testRolePrefix, master: testMaster, onError: () => {} }
  const databases = openDatabases({ ...common, ...pooled, url: ownerUrl })
  return {
    databases,
    ownerUrl,
    ...pooled,
    owner,
    async addDedicated() {
      const placementId = newId()
      const url = await clone('template_tenant', `${name}_${made.length}`)
      const sealed = sealForPlatform(testMaster, placementPurpose(placementId), url)
      await owner.query('insert into control.placements (id, name, connection_sealed) values ($1, $2, $3)', [
        placementId,
        placementId,
        sealed,
      ])
      const dedicatedOwner = ownersPool(url)
      owners.push(dedicatedOwner)
      return { placementId, owner: dedicatedOwner }
    },
    async drop() {
      await databases.close()
      await Promise.all(owners.map((pool) => pool.end()))
      for (const database of made.toReversed()) await admin.query(`drop database ${database} with (force)`)
      await admin.end()
    },
  }
}
