import { sql, type RawBuilder } from 'kysely'
import type { EntryKind } from '@polyclinic/contract/records/entry-kinds.ts'
import { json, textOf, timestamptz, uuid, type Columns } from '../../../kit/db/columns.ts'
import { leftJoined, shape, type RowOf, type RowShape } from '../../../kit/db/row.ts'
import type { TenantTx } from '../../../kit/db/tenant-tx.ts'
import { patients, type PatientScope } from '../../patients/public.ts'
import { conditionRow, partial, type ConditionRow } from '../conditions/queries.ts'
import { goalRow, type GoalRow } from '../goals/queries.ts'
import { given, immunizationRow, type ImmunizationRow } from '../immunizations/queries.ts'
import { measurementRow, type MeasurementRow } from '../measurements/queries.ts'
import { motionRow, type MotionRow } from '../motions/queries.ts'
import { outcomeRow, type OutcomeRow } from '../outcomes/queries.ts'
import { specialTestRow, type SpecialTestRow } from '../special-tests/queries.ts'

/** The row of each kind, as its noun reads it; what is sealed as text of bytes. */
export interface RowOfKind {
  condition: ConditionRow
  measurement: MeasurementRow
  immunization: ImmunizationRow
  outcome: OutcomeRow
  motion: MotionRow
  'special-test': SpecialTestRow
  goal: GoalRow
}

const placedRow = shape({ id: uuid, kind: textOf<EntryKind>(), at: timestamptz })

const entryRow = shape({ ...placedRow.columns, row: json<RowOfKind[EntryKind]>() })

export type EntryRow = RowOf<typeof entryRow>

/** What of each kind a search reads: what is told in words, and what it is called in lists. All of a row costs four times as much. */
const searched = {
  condition: ['id', 'code', 'text_sealed', 'note_sealed'],
  measurement: ['id', 'kind', 'note_sealed'],
  immunization: ['id', 'code', 'text_sealed', 'batch_sealed', 'site_sealed', 'note_sealed'],
  outcome: ['id', 'measure', 'answers_sealed', 'note_sealed'],
  motion: ['id', 'joint', 'movement', 'note_sealed'],
  'special-test': ['id', 'test', 'text_sealed', 'note_sealed'],
  goal: ['id', 'measure', 'text_sealed', 'note_sealed'],
} as const satisfies { readonly [Kind in EntryKind]: readonly (keyof RowOfKind[Kind])[] }

export type SearchedOfKind = {
  [Kind in EntryKind]: Pick<RowOfKind[Kind], keyof RowOfKind[Kind] & (typeof searched)[Kind][number]>
}

const searchedRow = shape({ ...placedRow.columns, row: json<SearchedOfKind[EntryKind]>() })

export type SearchedRow = RowOf<typeof searchedRow>

/** Values of a row as JSON, under the names and in the form in which the columns of its shape are read. */
const asJson = (columns: Columns, table: string, computed: Readonly<Record<string, RawBuilder<unknown>>> = {}) =>
  sql`json_build_object(${sql.join(
    Object.entries(columns).map(([name, { type }]) => {
      const value = computed[name] ?? sql.ref(`${table}.${name}`)
      const read =
        type === 'timestamptz' ? sql`to_char(${value} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')` : value
      return sql`${sql.lit(name)}, ${read}`
    }),
  )})`

interface Source {
  table: RawBuilder<unknown>
  /** What the table is called in the statement. */
  as: string
  /** The moment under which it stands, as its index has it. */
  at: RawBuilder<unknown>
  columns: Columns
  computed?: Readonly<Record<string, RawBuilder<unknown>>>
}

const sources: Readonly<Record<EntryKind, Source>> = {
  condition: {
    table: sql`tenant.conditions c`,
    as: 'c',
    at: sql`c.recorded_at`,
    columns: conditionRow.columns,
    computed: { onset: partial('onset'), abatement: partial('abated') },
  },
  measurement: {
    table: sql`tenant.measurements m`,
    as: 'm',
    at: sql`m.measured_at`,
    columns: measurementRow.columns,
  },
  immunization: {
    table: sql`tenant.immunizations i`,
    as: 'i',
    at: sql`(i.given_on::timestamp at time zone 'UTC')`,
    columns: immunizationRow.columns,
    computed: { given },
  },
  outcome: {
    table: sql`tenant.outcomes u`,
    as: 'u',
    at: sql`u.measured_at`,
    columns: outcomeRow.columns,
  },
  motion: {
    table: sql`tenant.motions r`,
    as: 'r',
    at: sql`r.measured_at`,
    columns: motionRow.columns,
  },
  'special-test': {
    table: sql`tenant.special_tests s`,
    as: 's',
    at: sql`s.examined_at`,
    columns: specialTestRow.columns,
  },
  goal: {
    table: sql`tenant.goals g`,
    as: 'g',
    at: sql`g.recorded_at`,
    columns: goalRow.columns,
  },
}

export interface Asked {
  kind?: EntryKind
  /** From this moment on, and before that one. */
  from?: string
  until?: string
  /** Behind which entry the page begins: its moment and its id. */
  after?: readonly [at: string, id: string]
  /** Absent: all of them. */
  limit?: number
}

export const everyKind = Object.keys(sources) as EntryKind[]

export const everythingOf = (of: EntryKind) => asJson(sources[of].columns, sources[of].as, sources[of].computed)

const searchedOf = (of: EntryKind) =>
  asJson(Object.fromEntries(searched[of].map((name) => [name, uuid])), sources[of].as)

const idsOf = ({ as }: Source) => ['organization_id', 'patient_id', 'id'].map((name) => sql.ref(`${as}.${name}`))

type Part = (of: EntryKind) => RawBuilder<unknown>

/** The newest of one kind, by its own index (…_by_patient), of the patient of `opened`, `o`. */
export function partOf(
  tx: TenantTx,
  of: EntryKind,
  row: Part,
  { after, from, until, limit }: Asked,
): RawBuilder<unknown> {
  const { table, at } = sources[of]
  const [organizationId, patient, id] = idsOf(sources[of])
  return sql`(select ${sql.lit(of)}::text as kind, ${id} as id, ${at} as at, ${row(of)} as row from ${table}
    where ${organizationId} = ${tx.organization.id} and ${patient} = o.patient_id
      ${from ? sql`and ${at} >= ${from}::timestamptz` : sql``} ${until ? sql`and ${at} < ${until}::timestamptz` : sql``}
      ${after ? sql`and (${at}, ${id}) < (${after[0]}::timestamptz, ${after[1]}::uuid)` : sql``}
    order by ${at} desc, ${id} desc limit ${limit ?? null})`
}

/** A page by way of `opened`, each row as `shaped` and `row` have it; no row at all where nothing was opened. */
function pageThrough<Its extends typeof entryRow.columns | typeof searchedRow.columns>(
  shaped: RowShape<Its>,
  row: Part,
  way: RawBuilder<unknown>,
  tx: TenantTx,
  asked: Asked,
) {
  const kinds = asked.kind ? [asked.kind] : everyKind
  const parts = kinds.map((kind) => partOf(tx, kind, row, asked))
  return tx.all(leftJoined(shaped)`
    with ${way}
    select ${shaped.of('e')} from opened o left join lateral (
      select x.* from (${sql.join(parts, sql` union all `)}) x order by x.at desc, x.id desc limit ${asked.limit ?? null}) e on true
    order by e.at desc, e.id desc`)
}

/** For a reader, the newest first, as many of each kind as the page holds. Undefined where the caller sees no such patient. */
export async function readEntries(
  tx: TenantTx,
  patientId: string,
  scope: PatientScope,
  asked: Asked,
): Promise<EntryRow[] | undefined> {
  const way = patients.openChart(tx, patientId, scope, 'chart')
  const rows = await pageThrough(entryRow, everythingOf, way, tx, asked)
  return rows.length === 0 ? undefined : rows.filter((row) => row.id !== null)
}

/**
 * All of a chart for one who searches in it, a page after the other: never more of it is held than that. That it was
 * searched is recorded with the first. Ends at once where the caller sees no such patient, with nothing given out.
 */
export async function* readToSearch(
  tx: TenantTx,
  patientId: string,
  scope: PatientScope,
  asked: Asked & { limit: number },
): AsyncGenerator<SearchedRow[], void> {
  let way = patients.openChart(tx, patientId, scope, 'chart-search')
  let { after } = asked
  for (;;) {
    const read = await pageThrough(searchedRow, searchedOf, way, tx, { ...asked, after })
    if (read.length === 0) return
    const rows = read.filter((row) => row.id !== null)
    yield rows
    const last = rows.at(-1)
    if (!last || rows.length < asked.limit) return
    after = [last.at, last.id]
    // the chart is open now, and recorded once
    way = sql`opened as (select ${patientId}::uuid as patient_id)`
  }
}

/** All of what was found in a chart that the transaction has opened, by its key. */
export async function findEntries(
  tx: TenantTx,
  patientId: string,
  found: readonly Pick<EntryRow, 'id' | 'kind'>[],
): Promise<Map<string, EntryRow>> {
  const byKind = Map.groupBy(found, ({ kind }) => kind)
  if (byKind.size === 0) return new Map()
  const parts = [...byKind].map(([kind, of]) => {
    const { table, at } = sources[kind]
    const [organizationId, patient, id] = idsOf(sources[kind])
    return sql`select ${sql.lit(kind)}::text as kind, ${id} as id, ${at} as at, ${everythingOf(kind)} as row from ${table}
      where ${organizationId} = ${tx.organization.id} and ${patient} = ${patientId}
        and ${id} = any (${of.map((one) => one.id)}::uuid[])`
  })
  const rows = await tx.all(entryRow`select ${entryRow.of('e')} from (${sql.join(parts, sql` union all `)}) e`)
  return new Map(rows.map((row) => [row.id, row]))
}
