import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { inject } from 'vitest'
import { sealForPlatform } from '../kit/crypto/seal.ts'
import { observeResults } from '../kit/db/batch.ts'
import { openDatabases, placementPurpose, type Databases } from '../kit/db/databases.ts'
import { newId } from '../kit/db/ids.ts'
import { addressOf, testMaster, testRolePrefix } from './cluster.ts'
import { compareResult } from './row-shapes.ts'

observeResults(compareResult)

/** The owner's pool; a connection that is cut when its database is dropped is no failure. */
function ownersPool(connectionString: string): pg.Pool {
  const pool = new pg.Pool({ connectionString, max: 2 })
  pool.on('error', () => {})
  pool.on('connect', (client) => void client.on('error', () => {}))
  return pool
}

export interface TestDatabases {
  databases: Databases
  /** The owner's address of the control database. */
  ownerUrl: string
  /** The owner of the control database, who sees through everything but forced row security only as superuser. */
  owner: pg.Pool
  /** A database for one organization: made, registered as a placement. */
  addDedicated(): Promise<{ placementId: string; owner: pg.Pool }>
  drop(): Promise<void>
}

/** A control database of its own, cloned from the migrated template. */
export async function createTestDatabases(cluster: string = inject('cluster')): Promise<TestDatabases> {
  const name = `t_${randomBytes(6).toString('hex')}`
  const made: string[] = []
  const admin = new pg.Pool({ connectionString: cluster, max: 1 })
  admin.on('error', () => {})

  async function clone(template: string, database: string) {
    // two files may clone at once: a template in use is refused for a moment
    for (let tries = 0; ; tries++) {
      try {
        await admin.query(`create database ${database} template ${template} strategy file_copy`)
        break
      } catch (error) {
        if ((error as pg.DatabaseError).code !== '55006' || tries > 400) throw error
        await new Promise((resolve) => setTimeout(resolve, 50))
      }
    }
    made.push(database)
    return addressOf(cluster, database)
  }

  const ownerUrl = await clone('template_control', name)
  const owners = [ownersPool(ownerUrl)]
  const owner = owners[0] as pg.Pool
  const databases = openDatabases({ url: ownerUrl, rolePrefix: testRolePrefix, master: testMaster, onError: () => {} })
  return {
    databases,
    ownerUrl,
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
