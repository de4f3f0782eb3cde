import pg from 'pg'
import { migrate } from '../server/src/kit/db/migrate.ts'
import { readFunctions } from '../server/src/kit/db/functions.ts'
import { readMigrations } from '../server/src/kit/db/migrations.ts'
import { roleName } from '../server/src/kit/db/roles.ts'
import { addressOf, startClusterWithTemplates, testMaster, testRolePrefix } from '../server/src/testing/cluster.ts'
import { columnRules } from './column-rules.ts'
import { databaseRules } from './database-rules.ts'
import { copyRules } from './copy-rules.ts'
import { erasureRules } from './erasure-rules.ts'
import { moveRules } from './move-rules.ts'
import { queriesWithoutIndex } from './hot-queries.ts'
import { oldestBinaries, startOldestPostgres } from '../server/src/testing/peers/oldest-postgres.ts'
import { lineAt, report, type Violation } from './sources.ts'

interface Found {
  place: string
  sentence: string
}

export async function violationsOf(owner: pg.Client, rolePrefix: string): Promise<Found[]> {
  const { rows } = await owner.query<{ name: string }>(
    "select nspname::text as name from pg_namespace where nspname in ('control', 'tenant')",
  )
  const found: Found[] = []
  const schemas = rows.map((row) => row.name)
  for (const { sql, values } of [
    ...databaseRules({ rolePrefix, schemas }),
    ...columnRules({ schemas }),
    ...moveRules({ schemas }),
    ...erasureRules({ schemas }),
    ...copyRules({ schemas }),
  ]) {
    // a statement takes only the parameters that it names
    const named = values.filter((_, index) => sql.includes(`$${index + 1}`))
    found.push(...(await owner.query<Found>(sql, named)).rows)
  }
  return found
}

/** Where a table or a function is made: the place to mend it. */
export function madeIn(place: string): { file: string; line: number } {
  for (const line of ['tenant', 'control'] as const) {
    const made = readFunctions(line).find(({ schema, called }) => place === `${schema}.${called}`)
    if (made) return { file: `server/database/functions/${made.name}.sql`, line: 1 }
    for (const { name, sql } of readMigrations(line)) {
      const made = new RegExp(
        `create (?:or replace )?(?:table|view|type) (?:if not exists )?${place.replace('.', '\\.')}\\b`,
      ).exec(sql)
      if (made) return { file: `server/database/migrations/${line}/${name}.sql`, line: lineAt(sql, made.index) }
    }
  }
  return { file: 'server/database/migrations', line: 1 }
}

async function checkCluster(called: string, url: string): Promise<Violation[]> {
  const violations: Violation[] = []
  for (const database of ['template_control', 'template_tenant']) {
    const owner = new pg.Client({ connectionString: addressOf(url, database) })
    await owner.connect()
    try {
      const found = await violationsOf(owner, testRolePrefix)
      if (database === 'template_tenant')
        found.push(...(await queriesWithoutIndex(owner, roleName(testRolePrefix, 'app'))))
      violations.push(
        ...found.map(({ place, sentence }) => ({
          ...madeIn(place),
          sentence: `${place}: ${sentence} (${called}, ${database})`,
        })),
      )
    } finally {
      await owner.end()
    }
  }
  return violations
}

async function migrated(url: string): Promise<void> {
  const admin = new pg.Client({ connectionString: url })
  await admin.connect()
  for (const name of ['template_control', 'template_tenant']) await admin.query(`create database ${name}`)
  await admin.end()
  const common = { rolePrefix: testRolePrefix, master: testMaster }
  await migrate({ ...common, url: addressOf(url, 'template_control'), lines: ['control', 'tenant'] })
  await migrate({ ...common, url: addressOf(url, 'template_tenant'), lines: ['tenant'] })
}

async function checkBundled(): Promise<Violation[]> {
  const cluster = await startClusterWithTemplates()
  try {
    return await checkCluster('bundled PostgreSQL', cluster.url)
  } finally {
    await cluster.stop()
  }
}

/** Undefined where Debian's PostgreSQL 15 is not installed. */
async function checkOldest(): Promise<Violation[] | undefined> {
  const cluster = await startOldestPostgres()
  if (!cluster) return undefined
  try {
    await migrated(cluster.url)
    return await checkCluster('PostgreSQL 15', cluster.url)
  } finally {
    await cluster.stop()
  }
}

if (import.meta.main) {
  const bundled = await checkBundled()
  const oldest = await checkOldest()
  if (!oldest) console.log(`Not run on PostgreSQL 15: ${oldestBinaries} is not there`)
  report('database', [...bundled, ...(oldest ?? [])])
}
