import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import pg from 'pg'
import { features } from '../server/src/app.ts'
import { kitOwns } from '../server/src/kit/feature.ts'
import { addressOf, startClusterWithTemplates } from '../server/src/testing/cluster.ts'

/**
 * Writes server/src/database-tables/, the row types of the migrated schemas: a file for each feature that owns tables, and one for
 * each schema that holds them all. `--check` compares instead of writing.
 */
const schemas = ['control', 'tenant'] as const
const folder = path.join(import.meta.dirname, '../server/src/database-tables')

const types: Record<string, string> = {
  uuid: 'string',
  text: 'string',
  bool: 'boolean',
  int2: 'number',
  int4: 'number',
  int8: 'number',
  float8: 'number',
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

type Written = readonly [file: string, text: string]

async function generateTables(ownerUrl: string): Promise<Written[]> {
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
  return schemas.flatMap((schema) =>
    filesOf(
      schema,
      rows.filter((row) => row.schema === schema),
    ),
  )
}

/** Whose each table is, as manifests say. */
const owners = new Map([
  ...kitOwns.map((table) => [table, 'kit'] as const),
  ...features.flatMap(({ name, owns }) => owns.map((table) => [table, name] as const)),
])

const named = (word: string) => `${word.charAt(0).toUpperCase()}${word.slice(1)}Tables`

function filesOf(schema: string, columns: Column[]): Written[] {
  const byOwner = Map.groupBy(columns, ({ table }) => owners.get(`${schema}.${table}`) ?? 'nobody')
  const parts = [...byOwner].toSorted(([one], [other]) => (one < other ? -1 : 1))
  const imports = parts.map(([owner]) => `import type { ${named(owner)} } from './${schema}/${owner}.ts'\n`)
  const whole = `${imports.join('')}\n/** Rows of every table of the schema ${schema}. ${byHand} */
export interface ${named(schema)} extends ${parts.map(([owner]) => named(owner)).join(', ')} {}\n`
  return [
    [`${schema}.ts`, whole],
    ...parts.map(([owner, own]): Written => [`${schema}/${owner}.ts`, textOf(schema, owner, own)]),
  ]
}

const byHand = 'Generated from the migrations by `npm run gen:tables`; not edited by hand.'

function textOf(schema: string, owner: string, columns: Column[]): string {
  const tables = Map.groupBy(columns, ({ table }) => `${schema}.${table}`)
  const body = [...tables].map(([name, own]) => `  '${name}': {\n${own.map(line).join('\n')}\n  }`).join('\n')
  const uses = body.includes('Generated<') ? "import type { Generated } from 'kysely'\n\n" : ''
  return `${uses}/** Tables of the schema ${schema} that ${owner} owns. ${byHand} */\nexport interface ${named(owner)} {\n${body}\n}\n`
}

function line({ name, type, nullable, has_default }: Column): string {
  const base = types[type] ?? 'unknown'
  const full = nullable ? `${base} | null` : base
  return `    ${name}: ${has_default ? `Generated<${full}>` : full}`
}

const plain = (text: string) => text.replaceAll(/\s+/g, ' ')

const isAsWritten = ([file, text]: Written) => {
  const at = path.join(folder, file)
  return existsSync(at) && plain(readFileSync(at, 'utf8')) === plain(text)
}

if (import.meta.main) {
  const cluster = await startClusterWithTemplates()
  const generated = await generateTables(addressOf(cluster.url, 'template_control')).finally(() => cluster.stop())
  if (process.argv.includes('--check')) {
    const there = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'))
    const agrees = there.length === generated.length && generated.every(isAsWritten)
    console.log(
      agrees ? 'database-tables/ agrees with the migrations' : 'database-tables/ is out of date: npm run gen:tables',
    )
    process.exit(agrees ? 0 : 1)
  }
  rmSync(folder, { recursive: true, force: true })
  for (const [file, text] of generated) {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true })
    writeFileSync(path.join(folder, file), text)
  }
  spawnSync('npx', ['oxfmt', folder], { stdio: 'inherit' })
}
