import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { migrate } from '../server/src/kit/db/migrate.ts'
import { startEmbeddedPostgres } from '../server/src/kit/postgres/launcher.ts'
import { addressOf, testMaster, testRolePrefix } from '../server/src/testing/cluster.ts'

/** A cluster as `npm start` runs it: on disk, with fsync, so that a commit costs what it costs an installation. */
export async function startDurableCluster(): Promise<{ url: string; stop(): Promise<void> }> {
  const directory = mkdtempSync(path.join(os.tmpdir(), 'polyclinic-durable-'))
  const cluster = await startEmbeddedPostgres({ dataDir: directory })
  const admin = new pg.Client({ connectionString: cluster.url })
  await admin.connect()
  await admin.query('create database template_control')
  await admin.end()
  await migrate({
    rolePrefix: testRolePrefix,
    master: testMaster,
    url: addressOf(cluster.url, 'template_control'),
    lines: ['control', 'tenant'],
  })
  return {
    url: cluster.url,
    async stop() {
      await cluster.stop()
      rmSync(directory, { recursive: true, force: true })
    },
  }
}
