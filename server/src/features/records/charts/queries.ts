import { sql, type RawBuilder } from 'kysely'
import type { EntryKind } from '@polyclinic/contract/records/entry-kinds.ts'
import { measurementKinds } from '@polyclinic/contract/records/measurement-kinds.ts'
import type { Species } from '@polyclinic/contract/patients/species.ts'
import { json, nullable, textOf, timestamptz, uuid } from '../../../kit/db/columns.ts'
import { shape } from '../../../kit/db/row.ts'
import type { TenantTx } from '../../../kit/db/tenant-tx.ts'
import { patients, type PatientScope } from '../../patients/public.ts'
import { everyKind, everythingOf, partOf, type EntryRow, type RowOfKind } from '../entries/queries.ts'
import { shown } from './rules.ts'

/** What is asked of the patient and of the reader. */
interface Head {
  kind: 'human' | 'animal'
  species: Species | null
  birth_date: string | null
  layout: { sections: string[]; hidden: string[] } | null
}

/** Of each kind what its section shows, the newest measurement of each kind, and the newest of everything. */
type Part = EntryKind | 'latest' | 'timeline'

const partRow = shape({
  part: textOf<Part | 'head'>(),
  id: nullable(uuid),
  kind: nullable(textOf<EntryKind>()),
  at: nullable(timestamptz),
  row: nullable(json<RowOfKind[EntryKind]>()),
  head: nullable(json<Head>()),
})

export interface ChartRows {
  head: Head
  /** The newest first. */
  parts: ReadonlyMap<Part, EntryRow[]>
}

const limitOf = (part: EntryKind) => (part in shown ? shown[part as keyof typeof shown] + 1 : undefined)

/** Everything that a chart shows first, in one statement, which records the reading. Undefined where the caller sees no such patient. */
export async function readChart(tx: TenantTx, patientId: string, scope: PatientScope): Promise<ChartRows | undefined> {
  const sections = everyKind.map((kind) => asPart(kind, partOf(tx, kind, everythingOf, { limit: limitOf(kind) })))
  const newest = everyKind.map((kind) => partOf(tx, kind, everythingOf, { limit: shown.timeline + 1 }))
  const timeline = sql`(select x.* from (${sql.join(newest, sql` union all `)}) x
    order by x.at desc, x.id desc limit ${shown.timeline + 1})`
  const all = [...sections, asPart('latest', latestOf(tx)), asPart('timeline', timeline), headOf(tx)]
  const rows = await tx.all(partRow`
    with ${patients.openChart(tx, patientId, scope, 'chart')}
    select ${partRow.of('e')} from opened o, lateral (${sql.join(all, sql` union all `)}) e
    order by e.at desc, e.id desc`)
  const head = rows.find((row) => row.head)?.head
  return head ? { head, parts: byPart(rows) } : undefined
}

const asPart = (part: Part, rows: RawBuilder<unknown>) =>
  sql`select ${sql.lit(part)}::text as part, y.id, y.kind, y.at, y.row, null::json as head from ${rows} y`

/** The newest of each kind that counts (measurements_by_kind). */
const latestOf = (tx: TenantTx) => sql`(
  select m.id, 'measurement' as kind, m.measured_at as at, ${everythingOf('measurement')} as row
  from unnest(${Object.keys(measurementKinds)}::text[]) k (kind), lateral (
    select * from tenant.measurements m where m.organization_id = ${tx.organization.id} and m.patient_id = o.patient_id
      and m.kind = k.kind and m.status = 'final'
    order by m.measured_at desc, m.id desc limit 1) m)`

const headOf = (tx: TenantTx) => sql`
  select 'head', null, null, null, null, json_build_object('kind', p.kind, 'species', p.species, 'birth_date', ${patients.born},
    'layout', (select json_build_object('sections', l.sections, 'hidden', l.hidden) from tenant.chart_layouts l
      where l.organization_id = p.organization_id and l.account_id = ${tx.caller.accountId ?? null}::uuid))
  from tenant.patients p where p.organization_id = ${tx.organization.id} and p.id = o.patient_id`

interface Read {
  part: Part | 'head'
  id: string | null
  kind: EntryKind | null
  at: string | null
  row: RowOfKind[EntryKind] | null
}

function byPart(rows: readonly Read[]): Map<Part, EntryRow[]> {
  const parts = new Map<Part, EntryRow[]>()
  for (const { part, id, kind, at, row } of rows) {
    if (part === 'head' || !id || !kind || !at || !row) continue
    const of = parts.get(part)
    if (of) of.push({ id, kind, at, row })
    else parts.set(part, [{ id, kind, at, row }])
  }
  return parts
}
