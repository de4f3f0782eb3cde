import { features } from '../server/src/app.ts'
import { readableIn, sealedIn } from '../server/src/kit/feature.ts'
import type { DatabaseRule, Installation } from './database-rules.ts'

/** Types that hold no words: whatever is of another type is sealed or has a reason. */
const wordless =
  'bool, int2, int4, int8, float4, float8, numeric, uuid, date, time, timestamp, timestamptz, interval, tstzrange, daterange'

/** Columns of tenant tables that hold words or bytes: no arrays of numbers, and no single word out of a list that is closed by a check. */
const wordy = `
  select n.nspname || '.' || c.relname as place, a.attname as name, n.nspname || '.' || c.relname || '.' || a.attname as whole, a.atttypid as type
  from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace join pg_type t on t.oid = a.atttypid
  where n.nspname = 'tenant' and 'tenant' = any ($1::text[]) and c.relkind in ('r', 'p') and a.attnum > 0 and not a.attisdropped
    and case when t.typcategory = 'A' then t.typelem else t.oid end <> all ('{${wordless}}'::regtype[]::oid[])
    and not exists (select from pg_constraint k where k.conrelid = c.oid and k.contype = 'c' and k.conkey = array[a.attnum]
      and pg_get_constraintdef(k.oid) ~ ('^CHECK \\(\\(' || a.attname || ' = (ANY \\(ARRAY\\[|''[^'']*''::text\\))'))`

/** What a tenant table says in words is sealed, or a manifest says why it may be read. */
export function columnRules({ schemas }: Pick<Installation, 'schemas'>): DatabaseRule[] {
  const sealed = sealedIn(features)
  const readable = Object.keys(readableIn(features))
  return [
    {
      guarantee: 'what is in words is sealed, or it is said why not',
      sql: `with wordy as (${wordy})
        select place, 'column ' || name || ' may be read by whoever reads the database: seal it (\`sealed(…)\` in its feature), or say under \`readable\` in the manifest why it may' as sentence
        from wordy where whole <> all ($2::text[]) and whole <> all ($3::text[])`,
      values: [schemas, sealed, readable],
    },
    {
      guarantee: 'what is declared as sealed is there, in bytes',
      sql: `with wordy as (${wordy})
        select regexp_replace(s, '\\.[^.]*$', '') as place, 'column ' || s || ' is declared as sealed and is no bytea' as sentence
        from unnest($2::text[]) s where 'tenant' = any ($1::text[]) and not exists (select from wordy w where w.whole = s and w.type = 'bytea'::regtype)`,
      values: [schemas, sealed],
    },
    {
      guarantee: 'reasons are for columns that are there',
      sql: `with wordy as (${wordy})
        select regexp_replace(r, '\\.[^.]*$', '') as place, 'column ' || r || ' has a reason under \`readable\` and needs none' as sentence
        from unnest($2::text[]) r where 'tenant' = any ($1::text[]) and (r = any ($3::text[]) or not exists (select from wordy w where w.whole = r))`,
      values: [schemas, readable, sealed],
    },
    {
      guarantee: 'nothing is sealed by its name alone',
      sql: `with wordy as (${wordy})
        select place, 'column ' || name || ' is called sealed and no feature declares how' as sentence
        from wordy where name like '%\\_sealed' and whole <> all ($2::text[])`,
      values: [schemas, sealed],
    },
  ]
}
