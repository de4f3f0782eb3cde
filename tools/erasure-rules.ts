import { features } from '../server/src/app.ts'
import { erasuresIn } from '../server/src/kit/feature.ts'
import type { DatabaseRule, Installation } from './database-rules.ts'

/** Tables of tenants that name a patient, with columns that an answer empties. */
const naming = `
  select n.nspname || '.' || c.relname as place, c.oid from pg_attribute a join pg_class c on c.oid = a.attrelid
    join pg_namespace n on n.oid = c.relnamespace
  where n.nspname = 'tenant' and 'tenant' = any ($1::text[]) and c.relkind in ('r', 'p') and a.attname = 'patient_id' and not a.attisdropped`

/** What becomes of the rows of every table when a patient is erased. */
export function erasureRules({ schemas }: Pick<Installation, 'schemas'>): DatabaseRule[] {
  const erasures = Object.entries(erasuresIn(features))
  const answered = erasures.map(([table]) => table)
  const going = erasures.filter(([, erasure]) => !('stays' in erasure)).map(([table]) => table)
  const emptied = erasures.flatMap(([table, erasure]) =>
    'empties' in erasure ? (erasure.empties ?? []).map((column) => `${table}.${column}`) : [],
  )
  return [
    {
      guarantee: 'it is said of every row that names a patient what becomes of it when they are erased',
      sql: `with naming as (${naming})
        select place, 'names a patient, and no manifest says under \`erasures\` what becomes of its rows when that person is erased' as sentence
        from naming where place <> all ($2::text[])`,
      values: [schemas, answered],
    },
    {
      guarantee: 'what goes can be taken away',
      sql: `with naming as (${naming})
        select place, 'goes with an erased patient: its migration says \`call tenant.erased_with_patient(…)\`' as sentence
        from naming n where place = any ($2::text[]) and not exists (select from pg_policy p where p.polrelid = n.oid and p.polname = 'erasure_takes')`,
      values: [schemas, going],
    },
    {
      guarantee: 'what is emptied is there and can be empty',
      sql: `select e as place, 'is emptied by an erasure, and is no column that can be null' as sentence
        from unnest($2::text[]) e where 'tenant' = any ($1::text[]) and not exists (
          select from pg_attribute a where a.attrelid = to_regclass(split_part(e, '.', 1) || '.' || split_part(e, '.', 2))
            and a.attname = split_part(e, '.', 3) and not a.attnotnull and not a.attisdropped)`,
      values: [schemas, emptied],
    },
    {
      guarantee: 'answers about erasures are for tables that name a patient',
      sql: `with naming as (${naming})
        select a as place, 'has an answer under \`erasures\` and names no patient' as sentence
        from unnest($2::text[]) a where 'tenant' = any ($1::text[]) and not exists (select from naming where place = a)`,
      values: [schemas, answered],
    },
  ]
}
