import { features } from '../server/src/app.ts'
import type { Copied } from '../server/src/kit/copies.ts'
import { copiesIn } from '../server/src/kit/feature.ts'
import type { DatabaseRule, Installation } from './database-rules.ts'

type Taken = Exclude<Copied, { stays: string }>

/** `tenant.conditions.patient_id`, with the type that it has to have; where any will do, none. */
const columnsOf = (
  table: string,
  { column = 'patient_id', key = ['id'], in: through, without = [], unless }: Taken,
) => [
  ...[column, ...key].map((name) => [`${table}.${name}`, 'uuid'] as const),
  ...(through ? [through.column, through.by ?? 'patient_id'] : []).map(
    (name) => [`${through?.table}.${name}`, 'uuid'] as const,
  ),
  ...[...without, ...(unless ? [unless] : [])].map((name) => [`${table}.${name}`, ''] as const),
]

/** What of the rows of every table is in the file of everything about a patient. */
export function copyRules({ schemas }: Pick<Installation, 'schemas'>): DatabaseRule[] {
  const copies = Object.entries(copiesIn(features))
  const columns = copies.flatMap(([table, copy]) => ('stays' in copy ? [] : columnsOf(table, copy)))
  return [
    {
      guarantee: 'it is said of every row that names a patient whether it is in the file of everything about them',
      sql: `select 'tenant.' || c.relname as place,
          'names a patient, and no manifest says under \`copies\` whether its rows are in the file of everything about one' as sentence
        from pg_attribute a join pg_class c on c.oid = a.attrelid
        where c.relnamespace = to_regnamespace('tenant') and 'tenant' = any ($1::text[]) and c.relkind in ('r', 'p')
          and a.attname = 'patient_id' and not a.attisdropped and 'tenant.' || c.relname <> all ($2::text[])`,
      values: [schemas, copies.map(([table]) => table)],
    },
    {
      guarantee: 'what answers about copies name is there',
      sql: `select name as place, 'is named under \`copies\`, and is no column of that kind' as sentence
        from unnest($2::text[], $3::text[]) named (name, type) where 'tenant' = any ($1::text[]) and not exists (
          select from pg_attribute a where a.attrelid = to_regclass(split_part(name, '.', 1) || '.' || split_part(name, '.', 2))
            and a.attname = split_part(name, '.', 3) and not a.attisdropped and type in ('', format_type(a.atttypid, null)))`,
      values: [schemas, columns.map(([name]) => name), columns.map(([, type]) => type)],
    },
  ]
}
