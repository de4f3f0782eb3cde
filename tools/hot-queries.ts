import type pg from 'pg'
import type { OutsideRole } from '../server/src/kit/db/roles.ts'

/** A query that runs often over much: it must be found by its index, under row security. */
export interface HotQuery {
  called: string
  table: string
  /** Runs as the application, or as somebody from outside; $1 is the organization, the account and the link of the settings. */
  sql: string
  as?: OutsideRole
  /** Columns that the index must be entered by. */
  keys: readonly string[]
}

export const hotQueries: readonly HotQuery[] = [
  {
    called: 'the calendar: appointments of a clinic in a span',
    table: 'tenant.appointments',
    sql: `select * from tenant.appointments where clinic_id = $1::uuid and starts_at < now() + interval '7 days' and starts_at > now() - interval '12 hours' and ends_at > now()`,
    keys: ['organization_id', 'clinic_id', 'starts_at'],
  },
  {
    called: 'appointments of a practitioner in a span',
    table: 'tenant.appointments',
    sql: `select * from tenant.appointments where practitioner_id = $1::uuid and starts_at < now() + interval '7 days' and starts_at > now() - interval '12 hours'`,
    keys: ['organization_id', 'practitioner_id', 'starts_at'],
  },
  {
    called: 'visits of a patient, newest first',
    table: 'tenant.appointments',
    sql: `select * from tenant.appointments where patient_id = $1::uuid order by starts_at desc limit 50`,
    keys: ['organization_id', 'patient_id'],
  },
  {
    called: 'free time: what a resource has taken in a span',
    table: 'tenant.claims',
    sql: `select * from tenant.claims where resource_id = $1::uuid and taken_from < now() + interval '7 days' and taken_from > now() - interval '7 days' and free_from > now()`,
    keys: ['organization_id', 'resource_id', 'taken_from'],
  },
  {
    called: 'the next page of patients by name',
    table: 'tenant.patients',
    sql: `select * from tenant.patients where (name_key, id) > ('f', $1::uuid) order by name_key, id limit 50`,
    keys: ['organization_id', 'name_key'],
  },
  {
    called: 'patients born on a day',
    table: 'tenant.patients',
    sql: `select * from tenant.patients where birth_date = date '2000-01-01' + 7 and $1::uuid is not null`,
    keys: ['organization_id', 'birth_date'],
  },
  {
    called: 'patients by a keyed hash of a phone or a chip',
    table: 'tenant.search_tokens',
    sql: `select patient_id from tenant.search_tokens where token = any (array['\\x07'::bytea, '\\x08'::bytea]) and $1::uuid is not null`,
    keys: ['organization_id', 'token'],
  },
  {
    called: 'guardians by name',
    table: 'tenant.guardians',
    sql: `select * from tenant.guardians where (name_key, id) > ('f', $1::uuid) order by name_key, id limit 50`,
    keys: ['organization_id', 'name_key'],
  },
  {
    called: 'news: events from a position on',
    table: 'tenant.events',
    sql: `select * from tenant.events where xact >= 900 and xact < 1000 and $1::uuid is not null order by xact, id`,
    keys: ['organization_id', 'xact'],
  },
  {
    called: 'who saw a patient',
    table: 'tenant.audit_events',
    sql: `select * from tenant.audit_events where patient_id = $1::uuid and batch is not null order by id desc limit 50`,
    keys: ['organization_id', 'patient_id'],
  },
  {
    called: 'what an account did',
    table: 'tenant.audit_events',
    sql: `select * from tenant.audit_events where account_id = $1::uuid and batch is not null order by id desc limit 50`,
    keys: ['organization_id', 'account_id'],
  },
  {
    called: 'what was done to one kind of record',
    table: 'tenant.audit_events',
    sql: `select * from tenant.audit_events where subject = 'subject 7' and $1::uuid is not null and batch is not null order by id desc limit 50`,
    keys: ['organization_id', 'subject'],
  },
  {
    called: 'events of the audit that wait for the chain',
    table: 'tenant.audit_events',
    sql: `select * from tenant.audit_events where batch is null and $1::uuid is not null order by xact, id limit 500`,
    keys: ['organization_id'],
  },
  {
    called: 'all visits that a link to a patient opens',
    table: 'tenant.appointments',
    as: 'portal',
    sql: `select id from tenant.appointments`,
    keys: ['organization_id', 'patient_id = ANY'],
  },
  {
    called: 'the links to their pages',
    table: 'tenant.links',
    as: 'portal',
    sql: `select id from tenant.links`,
    keys: ['organization_id', 'subject_id = ANY'],
  },
  {
    called: 'the visit that a mailed link proves',
    table: 'tenant.appointments',
    as: 'visitor',
    sql: `select id from tenant.appointments`,
    keys: ['organization_id', 'appointments.id = ANY'],
  },
  {
    called: 'its patient',
    table: 'tenant.patients',
    as: 'visitor',
    sql: `select id from tenant.patients`,
    keys: ['organization_id', 'patients.id = ANY'],
  },
  {
    called: 'who answers for its patient',
    table: 'tenant.guardians',
    as: 'visitor',
    sql: `select id from tenant.guardians`,
    keys: ['organization_id', 'guardians.id = ANY'],
  },
]

const rows = 5000
const uuid = (number: string) => `('00000000-0000-7000-8000-' || lpad((${number})::text, 12, '0'))::uuid`
/** Organizations, clinics, practitioners and resources are five, 0 to 4; this one is asked for. */
const fifth = uuid('i % 5')
const one = uuid('1')
const from = `from generate_series(1, ${rows}) i`
const start = `now() - interval '100 days' + i * interval '1 hour'`

/** Enough rows that a sequential scan would not be cheaper. Foreign keys and triggers are off: only plans matter here. */
const filling = [
  `set local session_replication_role = replica`,
  `insert into tenant.patients (organization_id, id, kind, given_name, name_key, search_text, birth_date)
     select ${fifth}, ${uuid('i')}, 'human', 'N', md5(i::text), md5(i::text), date '2000-01-01' + i % 1000 ${from}`,
  `insert into tenant.guardians (organization_id, id, name, name_key) select ${fifth}, ${uuid('i')}, 'N', md5(i::text) ${from}`,
  `insert into tenant.search_tokens (organization_id, token, patient_id) select ${fifth}, decode(md5(i::text), 'hex'), ${uuid('i')} ${from}`,
  `insert into tenant.appointments (organization_id, id, patient_id, service_id, practitioner_id, clinic_id, starts_at, ends_at, buffer_before, buffer_after)
     select ${fifth}, ${uuid('i')}, ${uuid('i % 100')}, ${one}, ${fifth}, ${fifth}, ${start}, ${start} + interval '15 minutes', 0, 0 ${from}`,
  `insert into tenant.claims (organization_id, resource_id, appointment_id, taken_from, starts_at, ends_at, free_from)
     select organization_id, practitioner_id, id, starts_at, starts_at, ends_at, ends_at from tenant.appointments`,
  `insert into tenant.events (organization_id, id, name, payload, xact) select ${fifth}, ${uuid('i')}, 'a.b', '{}', i ${from}`,
  `insert into tenant.audit_events (organization_id, id, action, subject, subject_id, patient_id, account_id, batch)
     select ${fifth}, ${uuid('i')}, 'read', 'subject ' || i % 100, '', ${uuid('i % 100')}, ${uuid('i % 100')}, nullif(i % 50, 0) ${from}`,
  `insert into tenant.links (organization_id, id, purpose, subject_id, expires_at)
     select ${fifth}, ${uuid('i')}, 'appointment', ${uuid('i')}, now() + interval '1 year' ${from}`,
  `insert into tenant.patient_guardians (organization_id, patient_id, guardian_id) select ${fifth}, ${uuid('i')}, ${uuid('i')} ${from}`,
  `set local session_replication_role = origin`,
  `analyze tenant.patients, tenant.guardians, tenant.search_tokens, tenant.appointments, tenant.claims, tenant.events, tenant.audit_events,
     tenant.links, tenant.patient_guardians`,
]

interface Plan {
  Schema?: string
  'Relation Name'?: string
  'Index Cond'?: string
  Plans?: Plan[]
  'Node Type': string
}

const nodesOf = (plan: Plan): Plan[] => [plan, ...(plan.Plans ?? []).flatMap(nodesOf)]

/** Queries whose index is not entered by organization and key. Runs in a transaction that is rolled back. */
export async function queriesWithoutIndex(
  owner: pg.Client,
  role: string,
  queries: readonly HotQuery[] = hotQueries,
): Promise<{ place: string; sentence: string }[]> {
  await owner.query('begin')
  try {
    for (const statement of filling) await owner.query(statement)
    const settings = ['organization_id', 'account_id', 'link_id'].map(
      (name) => `set_config('app.${name}', (${one})::text, true)`,
    )
    await owner.query(`select ${settings.join(', ')}`)
    const found = []
    for (const { called, table, sql, keys, as = 'app' } of queries) {
      await owner.query(`set local role ${JSON.stringify(role.replace(/app$/, as))}`)
      const explained = await owner.query<{ 'QUERY PLAN': { Plan: Plan }[] }>(
        `explain (format json, verbose) ${sql.replaceAll('$1', one)}`,
      )
      const nodes = nodesOf(explained.rows[0]?.['QUERY PLAN'][0]?.Plan ?? { 'Node Type': 'nothing' })
      const conditions = nodes.flatMap((node) => node['Index Cond'] ?? [])
      if (conditions.some((condition) => keys.every((key) => condition.includes(key)))) continue
      found.push({
        place: table,
        sentence: `${called}: the index is not entered by ${keys.join(', ')} (${conditions.join('; ') || nodes.map((node) => node['Node Type']).join(', ')})`,
      })
    }
    return found
  } finally {
    await owner.query('rollback')
  }
}
