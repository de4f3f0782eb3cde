import { existsSync, mkdtempSync, rmSync, statfsSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { masterKeyFrom } from '../kit/crypto/master-key.ts'
import { migrate } from '../kit/db/migrate.ts'
import { startTestCluster } from '../kit/postgres/launcher.ts'
import { oldestBinaries, startOldestPostgres } from './peers/oldest-postgres.ts'
import { startPooler } from './peers/pooler.ts'

/** Known to all tests: nothing they seal matters. */
export const testMaster = masterKeyFrom(Buffer.alloc(32, 7))
export const testRolePrefix = 'polyclinic_test'

declare module 'vitest' {
  export interface ProvidedContext {
    /** The superuser's address of the test cluster, without a database. */
    cluster: string
    /** A pooler's in front of it (`TEST_POOLER=pgbouncer`); empty where there is none. */
    pooler: string
  }
}

export function addressOf(url: string, database: string): string {
  const parsed = new URL(url)
  parsed.pathname = `/${database}`
  return parsed.href
}

/** One cluster for a run, on the memory disk where there is room; two migrated templates, cloned per test file. */
export async function startClusterWithTemplates(): Promise<{ url: string; stop(): Promise<void> }> {
  const cluster = process.env.TEST_POSTGRES === 'oldest' ? await startOldest() : await startBundled()
  const admin = new pg.Client({ connectionString: cluster.url })
  await admin.connect()
  await admin.query('create database template_control')
  await admin.query('create database template_tenant')
  await admin.end()
  const common = { rolePrefix: testRolePrefix, master: testMaster }
  await migrate({ ...common, url: addressOf(cluster.url, 'template_control'), lines: ['control', 'tenant'] })
  await migrate({ ...common, url: addressOf(cluster.url, 'template_tenant'), lines: ['tenant'] })
  return {
    url: cluster.url,
    stop: cluster.stop,
  }
}

async function startBundled(): Promise<{ url: string; stop(): Promise<void> }> {
  const directory = mkdtempSync(path.join(roomyFolder(), 'polyclinic-test-'))
  const cluster = await startTestCluster({ directory })
  return {
    url: cluster.url,
    async stop() {
      await cluster.stop()
      rmSync(directory, { recursive: true, force: true })
    },
  }
}

/** The oldest version that we promise to run on (`TEST_POSTGRES=oldest`). */
async function startOldest(): Promise<{ url: string; stop(): Promise<void> }> {
  const cluster = await startOldestPostgres()
  if (!cluster) throw new Error(`there is no PostgreSQL in ${oldestBinaries}`)
  return cluster
}

/** Where a cluster of a test lies: in memory where there is room. */
export function roomyFolder(): string {
  if (!existsSync('/dev/shm')) return os.tmpdir()
  const { bavail, bsize } = statfsSync('/dev/shm')
  return bavail * bsize > 1_500_000_000 ? '/dev/shm' : os.tmpdir()
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const cluster = await startClusterWithTemplates()
  const isPooled = process.env.TEST_POOLER === 'pgbouncer'
  const installation = { rolePrefix: testRolePrefix, master: testMaster }
  const pooler = isPooled ? await startPooler(cluster.url, installation) : undefined
  project.provide('cluster', cluster.url)
  project.provide('pooler', pooler?.url ?? '')
  return async () => {
    await pooler?.stop()
    await cluster.stop()
  }
}
