import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import pg from 'pg'
import { addressOf, startClusterWithTemplates } from '../server/src/testing/cluster.ts'

/**
 * Writes server/src/database-tables.ts, the row types of the migrated schema. `--check` compares instead of writing.
 */
const target = path.join(import.meta.dirname, '../server/src/database-tables.ts')

const types: Record<string, string> = {
  uuid: 'string',
  text: 'string',
  bool: 'boolean',
  int2: 'number',
  int4: 'number',
  int8: 'number',
  timestamptz: 'string',
  date: 'string',
  bytea: 'Buffer',
  jsonb: 'unknown',
  _text: 'string[]',
  _uuid: 'string[]',
}

interface Column {
  schema: string
  table: string
  name: string
  type: string
  nullable: boolean
  has_default: boolean
}

export async function generateTables(ownerUrl: string): Promise<string> {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  const { rows } = await client.query<Column>(`
    select n.nspname as schema, c.relname as "table", a.attname as name, t.typname as type, not a.attnotnull as nullable, a.atthasdef as has_default
    from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace join pg_type t on t.oid = a.atttypid
    where n.nspname in ('control', 'tenant') and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped
    order by 1, 2, a.attnum`)
  await client.end()
  const tables = Map.groupBy(rows, (row) => `${row.schema}.${row.table}`)
  const body = [...tables].map(([name, columns]) => `  '${name}': {\n${columns.map(line).join('\n')}\n  }`).join('\n')
  return `import type { Generated } from 'kysely'\n\n/** Rows of every table. Generated from the migrations by \`npm run gen:tables\`; not edited by hand. */\nexport interface Tables {\n${body}\n}\n`
}

function line({ name, type, nullable, has_default }: Column): string {
  const base = types[type] ?? 'unknown'
  const full = nullable ? `${base} | null` : base
  return `    ${name}: ${has_default ? `Generated<${full}>` : full}`
}

if (import.meta.main) {
  const cluster = await startClusterWithTemplates()
  const generated = await generateTables(addressOf(cluster.url, 'template_control')).finally(() => cluster.stop())
  if (process.argv.includes('--check')) {
    const same = readFileSync(target, 'utf8').replaceAll(/\s+/g, ' ') === generated.replaceAll(/\s+/g, ' ')
    console.log(
      same ? 'database-tables.ts agrees with the migrations' : 'database-tables.ts is out of date: npm run gen:tables',
    )
    process.exit(same ? 0 : 1)
  }
  writeFileSync(target, generated)
  spawnSync('npx', ['oxfmt', target], { stdio: 'inherit' })
}
