import { randomBytes } from 'node:crypto'
import {
  appendFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { addressOf, testMaster, testRolePrefix } from '../../testing/cluster.ts'
import { readFunctions } from './functions.ts'
import { migrate } from './migrate.ts'
import { databaseFolder, withFunctions, type MigrationLine } from './migrations.ts'
import { roleKinds, roleName, withRoleNames } from './roles.ts'

const both: readonly MigrationLine[] = ['control', 'tenant']
const databases: string[] = []
const roles: string[] = []
const owners: pg.Client[] = []
let admin: pg.Client
let scratch: string

beforeAll(async () => {
  scratch = mkdtempSync(path.join(os.tmpdir(), 'polyclinic-functions-'))
  admin = new pg.Client({ connectionString: inject('cluster') })
  await admin.connect()
})
afterAll(async () => {
  await Promise.all(owners.map((owner) => owner.end()))
  for (const name of databases) await admin.query(`drop database ${name} with (force)`)
  for (const role of roles.toReversed()) await admin.query(`drop role if exists ${role}`)
  await admin.end()
  rmSync(scratch, { recursive: true })
})

interface Place {
  url: string
  owner: pg.Client
}

const emptyDatabase = () => makeDatabase()
/** As this version makes it from scratch. */
const freshDatabase = () => makeDatabase('template_control')

async function makeDatabase(template = 'template1'): Promise<Place> {
  const name = `f_${randomBytes(6).toString('hex')}`
  await admin.query(`create database ${name} template ${template}`)
  databases.push(name)
  const owner = new pg.Client({ connectionString: addressOf(inject('cluster'), name) })
  owners.push(owner)
  await owner.connect()
  return { url: addressOf(inject('cluster'), name), owner }
}

/** Starts a version of Polyclinic whose `server/database` is that folder; answers how many texts it applied. */
const start = async ({ url }: Place, folder?: string) =>
  (await migrate({ url, rolePrefix: testRolePrefix, master: testMaster, lines: [...both], folder })).applied

/** This version's migrations and functions, to be changed. */
function nextVersion(): string {
  const folder = mkdtempSync(path.join(scratch, 'next-'))
  cpSync(databaseFolder, folder, { recursive: true })
  return folder
}

/** A version from before functions had files, with migrations up to those. */
function versionBefore(last: Record<MigrationLine, string>): string {
  const folder = mkdtempSync(path.join(scratch, 'before-'))
  mkdirSync(path.join(folder, 'functions'))
  for (const line of both) {
    const [from, to] = [databaseFolder, folder].map((each) => path.join(each, 'migrations', line)) as [string, string]
    mkdirSync(to, { recursive: true })
    for (const file of readdirSync(from))
      if (file <= `${last[line]}.sql`) cpSync(path.join(from, file), path.join(to, file))
  }
  return folder
}

/** Every function as the database itself writes it, with its owner and who may call it. */
async function functionsIn({ owner }: Place): Promise<Record<string, string>> {
  const { rows } = await owner.query<{ called: string; text: string }>(`
    select n.nspname || '.' || p.proname as called,
      concat_ws(E'\\n', pg_get_functiondef(p.oid), pg_get_userbyid(p.proowner), array(select x::text from unnest(p.proacl) x order by 1)) as text
    from pg_proc p join pg_namespace n on n.oid = p.pronamespace
    where n.nspname in ('control', 'tenant', 'auth') order by p.oid::regprocedure::text`)
  expect(new Set(rows.map((row) => row.called)).size).toBe(rows.length)
  return Object.fromEntries(rows.map((row) => [row.called, row.text]))
}

/** Which transaction wrote each function last. */
async function writtenIn({ owner }: Place): Promise<Map<string, string>> {
  const { rows } = await owner.query<{ called: string; xmin: string }>(`
    select n.nspname || '.' || p.proname as called, p.xmin::text from pg_proc p join pg_namespace n on n.oid = p.pronamespace
    where n.nspname in ('control', 'tenant', 'auth')`)
  return new Map(rows.map((row) => [row.called, row.xmin]))
}

const rewrite = (folder: string, name: string, change: (text: string) => string) => {
  const file = path.join(folder, 'functions', `${name}.sql`)
  writeFileSync(file, change(readFileSync(file, 'utf8')))
}
const countOfTwo = (sql: string) => `create or replace function tenant.count_of_two() returns int
language sql stable set search_path = '' as $$ ${sql} $$;
revoke all on function tenant.count_of_two from public;
grant execute on function tenant.count_of_two to {app};\n`

test('a database from scratch and those of earlier versions end with the same functions, which are those of the files', async () => {
  const fresh = await emptyDatabase()
  await start(fresh)
  const expected = await functionsIn(fresh)
  const files = both.flatMap((line) => readFunctions(line))
  expect(Object.keys(expected).toSorted()).toEqual(files.map(({ schema, called }) => `${schema}.${called}`).toSorted())
  for (const last of [
    // all that there was before functions had files
    { control: withFunctions.control.at(-1) ?? '', tenant: '0016_patients_count' },
    // one that missed some releases: search_condition is not there yet
    { control: '0006_busy_filling', tenant: '0007_identity' },
  ]) {
    const older = await emptyDatabase()
    await start(older, versionBefore(last))
    await older.owner.query("insert into control.placements (id, name) values (control.uuid_v7(), 'kept')")
    await start(older)
    expect(await functionsIn(older)).toEqual(expected)
    expect((await older.owner.query("select from control.placements where name = 'kept'")).rowCount).toBe(1)
  }
})

test('every text names tables and columns that are there', async () => {
  const place = await freshDatabase()
  const { owner } = place
  for (const { name, sql } of both.flatMap((line) => readFunctions(line))) {
    await owner.query('begin; set local check_function_bodies = on')
    await expect(owner.query(withRoleNames(sql, testRolePrefix)), name).resolves.toBeDefined()
    await owner.query('rollback')
  }
})

test('a changed text is applied at the next start, with its grants and no older ones; no other function is touched', async () => {
  const place = await freshDatabase()
  const [before, written] = [await functionsIn(place), await writtenIn(place)]
  expect(await start(place)).toBe(0)
  expect(await writtenIn(place)).toEqual(written)

  const folder = nextVersion()
  rewrite(folder, 'messaging/organizations_with_due_messages', (text) =>
    text.replace("'10 minutes'", "'11 minutes'").replace('to {app};', 'to {portal};'),
  )
  expect(await start(place, folder)).toBe(1)
  const changed = 'tenant.organizations_with_due_messages'
  const after = await functionsIn(place)
  expect(after[changed]).toContain("'11 minutes'")
  expect(after[changed]).toContain(`${testRolePrefix}_relay\n`)
  expect(after[changed]).toContain(`${testRolePrefix}_portal=X`)
  expect(after[changed]).not.toContain(`${testRolePrefix}_app=X`)
  const now = await writtenIn(place)
  expect([...now.keys()].filter((called) => now.get(called) !== written.get(called))).toEqual([changed])
  // and back again, as whoever goes back to the version before
  expect(await start(place)).toBe(1)
  expect(await functionsIn(place)).toEqual(before)
})

test('a file that moves to another feature, and one that is taken away, leave nothing behind', async () => {
  const place = await freshDatabase()
  const before = await functionsIn(place)
  const folder = nextVersion()
  const at = (name: string) => path.join(folder, 'functions', `${name}.sql`)
  renameSync(at('scheduling/vacate'), at('patients/vacate'))
  rmSync(at('patients/folded_before'))
  writeFileSync(path.join(folder, 'migrations/tenant/9999_patients_folds.sql'), 'drop function tenant.folded_before;')
  await start(place, folder)
  const { 'tenant.folded_before': _gone, ...others } = before
  expect(await functionsIn(place)).toEqual(others)
  const { rows } = await place.owner.query("select name from migration.functions where line = 'tenant'")
  expect(rows.map((row) => row.name).toSorted((one, other) => (one < other ? -1 : 1))).toEqual(
    readFunctions('tenant', folder)
      .map(({ name }) => name)
      .toSorted((one, other) => (one < other ? -1 : 1)),
  )
  expect(await start(place, folder)).toBe(0)
})

test('other parameters: the file takes the function away before it makes it anew', async () => {
  const place = await freshDatabase()
  const folder = nextVersion()
  const folded = 'patients/folded_before'
  rewrite(folder, folded, (text) => text.replace('version int', 'since int').replaceAll('< version', '< since'))
  await expect(start(place, folder)).rejects.toThrow('functions/patients/folded_before.sql: cannot change name')
  rewrite(folder, folded, (text) => `drop function if exists tenant.folded_before(int, int);\n${text}`)
  expect(await start(place, folder)).toBe(1)
  const fresh = await emptyDatabase()
  await start(fresh, folder)
  expect(await functionsIn(place)).toEqual(await functionsIn(fresh))
})

test('a text that fails takes all others of that start back, and is named', async () => {
  const place = await freshDatabase()
  const before = await functionsIn(place)
  const folder = nextVersion()
  rewrite(folder, 'kit/next_version', (text) => text.replace('+ 1', '+ 2'))
  rewrite(folder, 'patients/without_derived', (text) => text.replace('record -', 'record - -'))
  appendFileSync(
    path.join(folder, 'functions/patients/without_derived.sql'),
    'grant execute on function tenant.nothing to {app};',
  )
  await expect(start(place, folder)).rejects.toThrow('functions/patients/without_derived.sql')
  expect(await functionsIn(place)).toMatchObject({ 'tenant.next_version': before['tenant.next_version'] })
})

test('a new migration finds today’s functions, from scratch and in a database of before; those that need it follow', async () => {
  const folder = nextVersion()
  writeFileSync(path.join(folder, 'functions/patients/count_of_two.sql'), countOfTwo('select 2'))
  writeFileSync(
    path.join(folder, 'functions/patients/two_of.sql'),
    `create or replace function tenant.two_of(one tenant.twos) returns int
language sql immutable set search_path = '' as $$ select one.two $$;
revoke all on function tenant.two_of from public;\n`,
  )
  const migrations = path.join(folder, 'migrations/tenant')
  writeFileSync(
    path.join(migrations, '9998_patients_twos.sql'),
    `create table tenant.twos (organization_id uuid not null, id uuid not null, two int not null default tenant.count_of_two(),
      primary key (organization_id, id));
    call tenant.guard('twos', 'select');`,
  )
  writeFileSync(
    path.join(migrations, '9999_patients_two_of.sql'),
    'alter table tenant.twos add check (tenant.two_of(twos) = 2);',
  )
  const [fresh, older] = [await emptyDatabase(), await freshDatabase()]
  await start(older, folder)
  await start(fresh, folder)
  expect(await functionsIn(older)).toEqual(await functionsIn(fresh))
  for (const { owner } of [fresh, older])
    expect(
      (await owner.query('insert into tenant.twos select tenant.uuid_v7(), tenant.uuid_v7() returning two')).rows,
    ).toEqual([{ two: 2 }])
})

test('a function that nothing makes room for stops the start', async () => {
  const place = await emptyDatabase()
  const folder = nextVersion()
  rewrite(folder, 'patients/folded_before', (text) => text.replace('most int', 'most tenant.nothing'))
  await expect(start(place, folder)).rejects.toThrow(
    'functions/patients/folded_before.sql: type tenant.nothing does not',
  )
  expect((await functionsIn(place))['tenant.occupy']).toBeDefined()
})

test('processes that start at once apply each text once, in an empty database and in one of before', async () => {
  const place = await emptyDatabase()
  const applied = await Promise.all([start(place), start(place), start(place)])
  expect(applied.filter((texts) => texts === 0)).toHaveLength(2)
  const folder = nextVersion()
  rewrite(folder, 'scheduling/occupy', (text) => `${text}-- said anew\n`)
  expect(new Set(await Promise.all([start(place, folder), start(place, folder)]))).toEqual(new Set([0, 1]))
})

test('an owner who is no superuser applies texts, also of functions that belong to other roles', async () => {
  const rolePrefix = `f_${randomBytes(4).toString('hex')}`
  roles.push(rolePrefix, ...roleKinds.map((kind) => roleName(rolePrefix, kind)))
  await admin.query(`create role ${rolePrefix} login createrole password 'secret'`)
  const place = await emptyDatabase()
  const url = new URL(place.url)
  await admin.query(`alter database ${url.pathname.slice(1)} owner to ${rolePrefix}`)
  const options = { url: '', rolePrefix, master: testMaster, lines: [...both] }
  url.username = rolePrefix
  url.password = 'secret'
  await migrate({ ...options, url: url.href })
  const folder = nextVersion()
  rewrite(folder, 'scheduling/busy_claim', (text) => text.replace('being filled in', 'being filled in still'))
  expect((await migrate({ ...options, url: url.href, folder })).applied).toBe(1)
  expect((await functionsIn(place))['control.busy_claim']).toContain(`still`)
  expect((await functionsIn(place))['control.busy_claim']).toContain(`${rolePrefix}_ledger`)
  const { rows } = await place.owner.query(`select r.rolname from pg_roles r, pg_namespace n
    where r.rolname like '${rolePrefix}\\_%' and n.nspname in ('control', 'tenant') and has_schema_privilege(r.oid, n.oid, 'create')`)
  expect(rows).toEqual([])
})

test('a file is called after the one function that it declares', () => {
  const folder = nextVersion()
  writeFileSync(path.join(folder, 'functions/patients/other.sql'), countOfTwo('select 2'))
  expect(() => readFunctions('tenant', folder)).toThrow('functions/patients/other.sql must declare the one function')
})
