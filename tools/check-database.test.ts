import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { roleName } from '../server/src/kit/db/roles.ts'
import { testRolePrefix } from '../server/src/testing/cluster.ts'
import { createTestDatabases, type TestDatabases } from '../server/src/testing/databases.ts'
import { madeIn, violationsOf } from './check-database.ts'
import { hotQueries, queriesWithoutIndex } from './hot-queries.ts'

const role = (kind: Parameters<typeof roleName>[1]) => `"${roleName(testRolePrefix, kind)}"`
const [app, auth, portal, relay, search] = [role('app'), role('auth'), role('portal'), role('relay'), role('search')]

let databases: TestDatabases
let owner: pg.Client
/** What is wrong without any change is for `npm run check` to say. */
let known = new Set<string>()
beforeAll(async () => {
  databases = await createTestDatabases()
  owner = new pg.Client({ connectionString: databases.ownerUrl })
  await owner.connect()
  known = new Set(await saidOf('select 1'))
})
afterAll(async () => {
  await owner.end()
  await databases.drop()
})

/** What the rules newly say while a change stands; the change is taken back. */
async function saidOf(change: string): Promise<string[]> {
  await owner.query('begin')
  try {
    await owner.query(change)
    const said = (await violationsOf(owner, testRolePrefix)).map(({ place, sentence }) => `${place}: ${sentence}`)
    return said.filter((each) => !known.has(each))
  } finally {
    await owner.query('rollback')
  }
}

const ours = `organization_id = (select nullif(current_setting('app.organization_id', true), '')::uuid)`
const goodTable = `create table tenant.things (organization_id uuid not null, id uuid not null, size int, primary key (organization_id, id)); call tenant.guard('things', 'select, insert');`
const definer = (options: string) =>
  `create function tenant.peek() returns int language sql security definer ${options} as 'select 1';`

test('a table made by the rules is right', async () => {
  expect(await saidOf(goodTable)).toEqual([])
})

test('a word of a closed list, numbers and times may be read without a reason', async () => {
  const plain = `state text check (state in ('open', 'done')), sizes int[], taken_at timestamptz, amounts numeric`
  expect(await saidOf(goodTable.replace('primary key', `${plain}, primary key`))).toEqual([])
  expect(await saidOf(goodTable.replace('primary key', `state text check (state <> ''), primary key`))).not.toEqual([])
})

test.each<[string, string, string]>([
  [
    'a table without row security',
    `alter table tenant.patients disable row level security`,
    'tenant.patients: row level security must be',
  ],
  [
    'row security that its owner passes by',
    `alter table control.memberships no force row level security`,
    'control.memberships: row level security must be',
  ],
  [
    'a policy without WITH CHECK',
    `alter policy own_organization on tenant.patients to ${app}; drop policy own_organization on tenant.patients; create policy p on tenant.patients to ${app} using (${ours})`,
    'policy p lacks WITH CHECK',
  ],
  [
    'a policy without USING',
    `create policy p on tenant.patients for update to ${app} with check (${ours})`,
    'policy p lacks USING',
  ],
  [
    'an open policy',
    `create policy p on tenant.patients for select to ${app} using (true)`,
    'policy p lets everything through',
  ],
  [
    'an open policy for a role and a known one',
    `create policy p on tenant.patients for select to ${search}, ${portal} using (true)`,
    'policy p lets everything through',
  ],
  [
    'a policy that is open while nothing is set',
    `create policy p on tenant.patients for select to ${app} using (current_setting('app.organization_id', true) is null or ${ours})`,
    'open while nothing is set',
  ],
  [
    'a policy that asks for no setting',
    `create policy p on tenant.patients for select to ${app} using (kind = 'human')`,
    'does not ask for app.organization_id',
  ],
  [
    'a tenant policy by account alone',
    `create policy p on tenant.patient_accounts for select to ${portal} using (account_id = nullif(current_setting('app.account_id', true), '')::uuid)`,
    'does not ask for app.organization_id',
  ],
  [
    'a table that names a patient and says not where its rows go',
    goodTable.replace('size int', 'size int, patient_id uuid'),
    'no manifest says under `moves`',
  ],
  [
    'a table that names a patient and says not whether it is copied',
    goodTable.replace('size int', 'size int, patient_id uuid'),
    'no manifest says under `copies`',
  ],
  [
    'a column that an answer about copies names and that is not there',
    `alter table tenant.measurements rename column patient_id to whose`,
    'tenant.measurements.patient_id: is named under `copies`',
  ],
  [
    'a table whose rows go along and do not lead on',
    `drop trigger leads_on on tenant.messages`,
    'tenant.messages: goes along with a merged record',
  ],
  ['a policy for everybody', `create policy p on tenant.patients for select using (${ours})`, 'is for PUBLIC'],
  ['a mighty role', `alter role ${app} bypassrls`, 'is bypassrls'],
  ['a role that makes roles', `alter role ${auth} createrole`, 'is createrole'],
  ['a silent role that may sign in', `alter role ${relay} login`, 'is able to sign in'],
  [
    'a table of the application',
    `grant create on schema tenant to ${app}; alter table tenant.clinics owner to ${app}`,
    'tenant.clinics: polyclinic_test_app owns it',
  ],
  ['a way to become another role', `grant ${search} to ${app}`, 'is a member of polyclinic_test_search'],
  [
    'a table that says nothing of those from outside',
    `drop policy visitor_sees on tenant.rooms`,
    'tenant.rooms: says not what polyclinic_test_visitor sees',
  ],
  [
    'columns that a patient may read of a table in which none is theirs',
    `grant select (name) on tenant.rooms to ${portal}`,
    'tenant.rooms: polyclinic_test_portal may read columns of it and sees no row',
  ],
  [
    'a change by a patient that no policy bounds',
    `grant update (permissions) on tenant.patient_accounts to ${portal}`,
    'polyclinic_test_portal may change it',
  ],
  [
    'rights of patients without becoming one',
    `alter role ${app} inherit; revoke ${portal} from ${app}; grant ${portal} to ${app}`,
    'inherits what',
  ],
  ['an unknown definer', definer(`set search_path = ''`), 'is security definer and not listed'],
  ['a definer that is gone', `drop function tenant.mark_dispatched`, 'is gone or is not'],
  ['a definer of a superuser', definer(`set search_path = ''`), 'must be able neither to sign in'],
  [
    'a definer without search_path',
    `alter function tenant.find_by_terms reset search_path`,
    'search_path is not pinned',
  ],
  ['a definer for everybody', `grant execute on function tenant.find_by_terms to public`, 'EXECUTE is not revoked'],
  [
    'a function without search_path',
    `create function tenant.f() returns int language sql as 'select 1'`,
    'tenant.f: its search_path is not pinned',
  ],
  [
    'a foreign key by id alone',
    `${goodTable} create unique index u on tenant.things (id); create table tenant.others (organization_id uuid not null, id uuid not null, thing_id uuid references tenant.things (id), primary key (organization_id, id)); call tenant.guard('others', 'select')`,
    'must begin with organization_id on both sides',
  ],
  [
    'a foreign key across schemas',
    `alter table tenant.clinics add constraint across foreign key (organization_id) references control.organizations (id)`,
    'crosses from tenant to control',
  ],
  [
    'a primary key without the organization',
    `create table tenant.things (organization_id uuid not null, id uuid primary key); call tenant.guard('things', 'select')`,
    'must begin with organization_id',
  ],
  [
    'a unique index without the organization',
    `create unique index u on tenant.patients (name_key)`,
    'unique index u must begin',
  ],
  [
    'an exclusion without the organization',
    `alter table tenant.claims add constraint x exclude using gist (resource_id with =, tstzrange(starts_at, ends_at) with &&)`,
    'unique index x must begin',
  ],
  [
    'a table without primary key',
    `create table tenant.things (organization_id uuid not null); call tenant.guard('things', 'select')`,
    'has no primary key',
  ],
  [
    'a table of no organization',
    `create table tenant.things (id uuid primary key); alter table tenant.things enable row level security, force row level security`,
    'has no organization_id',
  ],
  ['history that can be changed', `grant update (reason) on tenant.audit_events to ${app}`, 'append-only'],
  ['events that can be removed', `grant delete on tenant.events to ${app}`, 'append-only'],
  ['a table that can be emptied', `grant truncate on tenant.patients to ${app}`, 'may truncate'],
  ['something for everybody', `grant select on tenant.clinics to public`, 'PUBLIC has select'],
  ['a column for everybody', `grant select (name) on tenant.clinics to public`, 'PUBLIC has select on name'],
  ['a schema for everybody', `grant usage on schema tenant to public`, 'PUBLIC has usage'],
  [
    'a record without audit',
    `create table tenant.things (organization_id uuid not null, id uuid not null, primary key (organization_id, id)); call tenant.guard('things', 'select', audited => false)`,
    'tenant.things: has no trigger “audited”',
  ],
  [
    'an audit that is switched off',
    `alter table tenant.patients disable trigger audited`,
    'tenant.patients: has no trigger “audited”',
  ],
  [
    'an audit of insertions alone',
    `drop trigger audited on tenant.rooms; create trigger audited after insert on tenant.rooms for each row execute function tenant.record_change('id')`,
    'tenant.rooms: has no trigger “audited”',
  ],
  [
    'an audit that misses what is inserted',
    `drop trigger audited_when_inserted on tenant.rooms`,
    'tenant.rooms: has a trigger “audited” and none for what is inserted',
  ],
  ['a view by its owner’s rights', `create view tenant.v as select * from tenant.patients`, 'security_invoker'],
  [
    'a copy without row security',
    `create materialized view tenant.v as select * from tenant.patients`,
    'passes row security by',
  ],
  ['a role without time-out', `alter role ${app} reset lock_timeout`, 'has no lock_timeout'],
  ['a time-out of nothing', `alter role ${app} set statement_timeout = 0`, 'has no statement_timeout'],
  [
    'a finding in clear',
    `alter table tenant.appointments add column finding text`,
    'tenant.appointments: column finding may be read by whoever reads the database: seal it',
  ],
  [
    'a reason in clear',
    `${goodTable} alter table tenant.things add column overbook_reason text`,
    'tenant.things: column overbook_reason may be read',
  ],
  ['words inside of JSON', `alter table tenant.appointments add column note jsonb`, 'column note may be read'],
  ['words in a row', `alter table tenant.appointments add column wishes text[]`, 'column wishes may be read'],
  ['bytes of any kind', `alter table tenant.patients add column photo bytea`, 'column photo may be read'],
  [
    'sealed by name only',
    `alter table tenant.appointments add column wish_sealed bytea`,
    'column wish_sealed is called sealed and no feature declares how',
  ],
  [
    'sealed in words',
    `alter table tenant.appointments drop column note_sealed, add column note_sealed text`,
    'column tenant.appointments.note_sealed is declared as sealed and is no bytea',
  ],
  [
    'a reason that nobody needs',
    `alter table tenant.rooms drop column name`,
    'column tenant.rooms.name has a reason under `readable` and needs none',
  ],
])('%s is found', async (_what, change, sentence) => {
  expect(
    (await saidOf(change)).filter((said) => new RegExp(sentence.replaceAll(/[().*]/g, '.')).test(said)),
  ).not.toEqual([])
})

test('an index that row security keeps from being used is found, and a query without one', async () => {
  const appRole = roleName(testRolePrefix, 'app')
  expect(await queriesWithoutIndex(owner, appRole)).toEqual([])
  const unused = {
    called: 'names by any part',
    table: 'tenant.patients',
    sql: `select * from tenant.patients where search_text like '%abc%' and $1::uuid is not null`,
    keys: ['organization_id', 'search_text'],
  }
  const [byKey] = hotQueries
  const missing = { ...(byKey as (typeof hotQueries)[number]), keys: ['organization_id', 'clinic_id', 'state'] }
  expect(await queriesWithoutIndex(owner, appRole, [unused, missing])).toHaveLength(2)
})

test('a violation is shown where the thing is made', () => {
  expect(madeIn('tenant.patients')).toMatchObject({
    file: 'server/database/migrations/tenant/0003_patients.sql',
    line: 18,
  })
  expect(madeIn('control.enter')).toMatchObject({ file: 'server/database/functions/organizations/enter.sql' })
})
