import { features } from '../server/src/app.ts'
import { movesIn } from '../server/src/kit/feature.ts'
import type { DatabaseRule, Installation } from './database-rules.ts'

/** Tables of tenants that name a patient. */
const naming = `
  select n.nspname || '.' || c.relname as place, c.oid from pg_attribute a join pg_class c on c.oid = a.attrelid
    join pg_namespace n on n.oid = c.relnamespace
  where n.nspname = 'tenant' and 'tenant' = any ($1::text[]) and c.relkind in ('r', 'p') and a.attname = 'patient_id' and not a.attisdropped`

/** What becomes of the rows of every table when two records of a patient become one. */
export function moveRules({ schemas }: Pick<Installation, 'schemas'>): DatabaseRule[] {
  const moves = Object.entries(movesIn(features))
  const answered = moves.map(([table]) => table)
  const along = moves.filter(([, move]) => !('stays' in move)).map(([table]) => table)
  return [
    {
      guarantee: 'it is said of every row that names a patient where it goes when records are merged',
      sql: `with naming as (${naming})
        select place, 'names a patient, and no manifest says under \`moves\` what becomes of its rows when the record is merged' as sentence
        from naming where place <> all ($2::text[])`,
      values: [schemas, answered],
    },
    {
      guarantee: 'what goes along leads on',
      sql: `with naming as (${naming})
        select place, 'goes along with a merged record: its migration says \`call tenant.moves_with_patient(…)\`' as sentence
        from naming n where place = any ($2::text[]) and not exists (select from pg_trigger t where t.tgrelid = n.oid and t.tgname = 'leads_on')`,
      values: [schemas, along],
    },
    {
      guarantee: 'answers are for tables that name a patient',
      sql: `with naming as (${naming})
        select a as place, 'has an answer under \`moves\` and names no patient' as sentence
        from unnest($2::text[]) a where 'tenant' = any ($1::text[]) and not exists (select from naming where place = a)`,
      values: [schemas, answered],
    },
  ]
}
