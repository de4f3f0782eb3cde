import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import pg from 'pg'
import { addressOf, startClusterWithTemplates } from '../server/src/testing/cluster.ts'

/**
 * Writes server/src/database-tables/, the row types of the migrated schemas. `--check` compares instead of writing.
 */
const schemas = ['control', 'tenant'] as const
const fileOf = (schema: string) => path.join(import.meta.dirname, `../server/src/database-tables/${schema}.ts`)

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

/** The text of each file, by schema. */
async function generateTables(ownerUrl: string): Promise<[schema: string, text: string][]> {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  const { rows } = await client.query<Column>(
    `select n.nspname as schema, c.relname as "table", a.attname as name, t.typname as type, not a.attnotnull as nullable, a.atthasdef as has_default
    from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace join pg_type t on t.oid = a.atttypid
    where n.nspname = any ($1) and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped
    order by 1, 2, a.attnum`,
    [schemas],
  )
  await client.end()
  return schemas.map((schema) => [
    schema,
    textOf(
      schema,
      rows.filter((row) => row.schema === schema),
    ),
  ])
}

function textOf(schema: string, columns: Column[]): string {
  const tables = Map.groupBy(columns, ({ table }) => `${schema}.${table}`)
  const body = [...tables].map(([name, own]) => `  '${name}': {\n${own.map(line).join('\n')}\n  }`).join('\n')
  const called = `${schema.charAt(0).toUpperCase()}${schema.slice(1)}Tables`
  return `import type { Generated } from 'kysely'\n\n/** Rows of every table of the schema ${schema}. Generated from the migrations by \`npm run gen:tables\`; not edited by hand. */\nexport interface ${called} {\n${body}\n}\n`
}

function line({ name, type, nullable, has_default }: Column): string {
  const base = types[type] ?? 'unknown'
  const full = nullable ? `${base} | null` : base
  return `    ${name}: ${has_default ? `Generated<${full}>` : full}`
}

if (import.meta.main) {
  const cluster = await startClusterWithTemplates()
  const generated = await generateTables(addressOf(cluster.url, 'template_control')).finally(() => cluster.stop())
  const plain = (text: string) => text.replaceAll(/\s+/g, ' ')
  if (process.argv.includes('--check')) {
    const old = generated.filter(([schema, text]) => plain(readFileSync(fileOf(schema), 'utf8')) !== plain(text))
    console.log(
      old.length === 0
        ? 'database-tables/ agrees with the migrations'
        : 'database-tables/ is out of date: npm run gen:tables',
    )
    process.exit(old.length === 0 ? 0 : 1)
  }
  for (const [schema, text] of generated) writeFileSync(fileOf(schema), text)
  spawnSync('npx', ['oxfmt', ...schemas.map(fileOf)], { stdio: 'inherit' })
}
