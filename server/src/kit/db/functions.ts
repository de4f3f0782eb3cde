import { createHash } from 'node:crypto'
import { globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type pg from 'pg'
import { databaseFolder, type MigrationLine } from './migrations.ts'
import { ownsFunctions, roleKinds, roleName, withRoleNames } from './roles.ts'
import { codeOf } from '../thrown.ts'

export interface SqlFunction {
  line: MigrationLine
  /** `scheduling/occupy`: the file below `functions`, without its ending. */
  name: string
  schema: string
  called: string
  sql: string
  sha256: string
}

/** A function of `{schema}` is one text for both lines. */
const declared = /^create or replace (?:function|procedure) (\{schema\}|[a-z]+)\.([a-z0-9_]+)\(/gm

export function readFunctions(line: MigrationLine, folder = databaseFolder): SqlFunction[] {
  const files = globSync('*/*.sql', { cwd: path.join(folder, 'functions') }).map((file) => file.replaceAll('\\', '/'))
  return files
    .map((file) => readFunction(line, file, readFileSync(path.join(folder, 'functions', file), 'utf8')))
    .filter((one) => one !== undefined)
    .toSorted((one, other) => (rank(one) < rank(other) ? -1 : 1))
}

const rank = ({ name }: SqlFunction) => (name.startsWith('kit/') ? ` ${name}` : name)

function readFunction(line: MigrationLine, file: string, text: string): SqlFunction | undefined {
  const [only, ...more] = [...text.matchAll(declared)]
  const [, schema = '', called = ''] = only ?? []
  // `kit/control.record_change.sql`: the schema in front where both have a text of their own
  if (more.length > 0 || ![called, `${schema}.${called}`].includes(path.basename(file, '.sql')))
    throw new Error(`functions/${file} must declare the one function that it is called after`)
  if (schema !== '{schema}' && line !== (schema === 'tenant' ? 'tenant' : 'control')) return undefined
  const sql = text.replaceAll('{schema}', line)
  const sha256 = createHash('sha256').update(sql).digest('hex')
  return { line, name: file.replace(/\.sql$/, ''), schema: schema.replace('{schema}', line), called, sql, sha256 }
}

export interface Target {
  line: MigrationLine
  rolePrefix: string
  folder?: string
}

export async function differingFunctions(
  client: pg.Client,
  { line, folder }: Target,
): Promise<{ changed: SqlFunction[]; gone: string[] }> {
  const { rows } = await client.query<{ name: string; sha256: string }>(
    'select name, sha256 from migration.functions where line = $1',
    [line],
  )
  const appliedHashes = new Map(rows.map((row) => [row.name, row.sha256]))
  const known = readFunctions(line, folder)
  const names = new Set(known.map(({ name }) => name))
  return {
    changed: known.filter(({ name, sha256 }) => appliedHashes.get(name) !== sha256),
    gone: [...appliedHashes.keys()].filter((name) => !names.has(name)),
  }
}

/** Inside a transaction. The names of files that are gone are forgotten; what they made is dropped by a migration. */
export async function applyFunctions(
  client: pg.Client,
  target: Target,
  { changed, gone }: { changed: readonly SqlFunction[]; gone: readonly string[] },
): Promise<void> {
  await withOwnersAtHome(client, target, async () => {
    for (const one of changed) await apply(client, one, target.rolePrefix)
  })
  await client.query('delete from migration.functions where line = $1 and name = any ($2)', [target.line, gone])
}

/** 3F000 schema, 42P01 table, 42703 column, 42704 type or other object, 42883 function. */
const isNotThere = (error: unknown) => ['3F000', '42P01', '42703', '42704', '42883'].includes(codeOf(error) ?? '')

/**
 * Inside the transaction of a migration, ahead of it: a migration finds today's functions. Those that name what a
 * migration has still to make wait for the next one, or for the end.
 */
export async function applyFunctionsThatCan(client: pg.Client, target: Target): Promise<void> {
  const { changed } = await differingFunctions(client, target)
  if (changed.length === 0) return
  await withOwnersAtHome(client, target, async () => {
    for (const one of changed) {
      await client.query('savepoint function')
      try {
        await apply(client, one, target.rolePrefix)
      } catch (error) {
        if (!isNotThere(error)) throw error
        await client.query('rollback to savepoint function')
      }
    }
  })
}

/** Who gets a function must be allowed to make one, for this moment; bodies may name what comes later. */
async function withOwnersAtHome(
  client: pg.Client,
  { line, rolePrefix }: Target,
  work: () => Promise<void>,
): Promise<void> {
  const owners = roleKinds.filter(ownsFunctions).map((kind) => `"${roleName(rolePrefix, kind)}"`)
  await client.query(`set local check_function_bodies = off; grant create on schema ${line} to ${owners.join(', ')}`)
  await work()
  await client.query(`revoke create on schema ${line} from ${owners.join(', ')}`)
}

/** Grants begin anew with each text: what left a file has left the database. */
const revocations = `
  select format('revoke all on routine %s from %s', p.oid::regprocedure,
    case x.grantee when 0 then 'public' else quote_ident(pg_get_userbyid(x.grantee)) end) as revocation
  from pg_proc p join pg_namespace n on n.oid = p.pronamespace, aclexplode(p.proacl) x
  where n.nspname = $1 and p.proname = $2 and x.grantee <> p.proowner`

async function apply(client: pg.Client, one: SqlFunction, rolePrefix: string): Promise<void> {
  try {
    const { rows } = await client.query<{ revocation: string }>(revocations, [one.schema, one.called])
    await client.query([...rows.map((row) => row.revocation), withRoleNames(one.sql, rolePrefix)].join(';\n'))
  } catch (error) {
    if (error instanceof Error) error.message = `functions/${one.name}.sql: ${error.message}`
    throw error
  }
  await client.query(
    `insert into migration.functions (line, name, sha256) values ($1, $2, $3)
     on conflict (line, name) do update set sha256 = excluded.sha256, at = clock_timestamp()`,
    [one.line, one.name, one.sha256],
  )
}
