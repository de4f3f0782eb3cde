import { sql, type RawBuilder } from 'kysely'
import type { EntryKind } from '@polyclinic/contract/records/entry-kinds.ts'
import { json, textOf, timestamptz, uuid, type Columns } from '../../../kit/db/columns.ts'
import { leftJoined, shape, type RowOf } from '../../../kit/db/row.ts'
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

const entryRow = shape({
  id: uuid,
  kind: textOf<EntryKind>(),
  at: timestamptz,
  row: json<RowOfKind[EntryKind]>(),
})

export type EntryRow = RowOf<typeof entryRow>

/** A row as JSON, under the names and in the form in which the columns of its shape are read. */
const asJson = (columns: Columns, table: string, computed: Readonly<Record<string, RawBuilder<unknown>>> = {}) =>
  sql`jsonb_build_object(${sql.join(
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
  row: RawBuilder<unknown>
}

const sources: Readonly<Record<EntryKind, Source>> = {
  condition: {
    table: sql`tenant.conditions c`,
    as: 'c',
    at: sql`c.recorded_at`,
    row: asJson(conditionRow.columns, 'c', { onset: partial('onset'), abatement: partial('abated') }),
  },
  measurement: {
    table: sql`tenant.measurements m`,
    as: 'm',
    at: sql`m.measured_at`,
    row: asJson(measurementRow.columns, 'm'),
  },
  immunization: {
    table: sql`tenant.immunizations i`,
    as: 'i',
    at: sql`(i.given_on::timestamp at time zone 'UTC')`,
    row: asJson(immunizationRow.columns, 'i', { given }),
  },
  outcome: {
    table: sql`tenant.outcomes u`,
    as: 'u',
    at: sql`u.measured_at`,
    row: asJson(outcomeRow.columns, 'u'),
  },
  motion: {
    table: sql`tenant.motions r`,
    as: 'r',
    at: sql`r.measured_at`,
    row: asJson(motionRow.columns, 'r'),
  },
  'special-test': {
    table: sql`tenant.special_tests s`,
    as: 's',
    at: sql`s.examined_at`,
    row: asJson(specialTestRow.columns, 's'),
  },
  goal: {
    table: sql`tenant.goals g`,
    as: 'g',
    at: sql`g.recorded_at`,
    row: asJson(goalRow.columns, 'g'),
  },
}

interface Asked {
  kind?: EntryKind
  /** From this moment on, and before that one. */
  from?: string
  until?: string
  /** Behind which entry the page begins: its moment and its id. */
  after?: readonly [at: string, id: string]
  limit: number
}

const every = Object.keys(sources) as EntryKind[]

/** The newest of one kind, by its own index (…_by_patient), of the patient of `opened`, `o`. */
function partOf(tx: TenantTx, of: EntryKind, { after, from, until, limit }: Asked): RawBuilder<unknown> {
  const { table, as, at, row } = sources[of]
  const [organizationId, patient, id] = ['organization_id', 'patient_id', 'id'].map((name) => sql.ref(`${as}.${name}`))
  return sql`(select ${sql.lit(of)}::text as kind, ${id} as id, ${at} as at, ${row} as row from ${table}
    where ${organizationId} = ${tx.organization.id} and ${patient} = o.patient_id
      ${from ? sql`and ${at} >= ${from}::timestamptz` : sql``} ${until ? sql`and ${at} < ${until}::timestamptz` : sql``}
      ${after ? sql`and (${at}, ${id}) < (${after[0]}::timestamptz, ${after[1]}::uuid)` : sql``}
    order by ${at} desc, ${id} desc limit ${limit})`
}

async function readThrough(way: RawBuilder<unknown>, tx: TenantTx, asked: Asked): Promise<EntryRow[] | undefined> {
  const kinds = asked.kind ? [asked.kind] : every
  const parts = kinds.map((kind) => partOf(tx, kind, asked))
  const rows = await tx.all(leftJoined(entryRow)`
    with ${way}
    select ${entryRow.of('e')} from opened o left join lateral (
      select x.* from (${sql.join(parts, sql` union all `)}) x order by x.at desc, x.id desc limit ${asked.limit}) e on true
    order by e.at desc, e.id desc`)
  return rows.length === 0 ? undefined : rows.filter((row) => row.id !== null)
}

/** For a reader, the newest first, as many of each kind as the page holds. Undefined where the caller sees no such patient. */
export const readEntries = (tx: TenantTx, patientId: string, scope: PatientScope, asked: Asked) =>
  readThrough(patients.openChart(tx, patientId, scope, 'chart'), tx, asked)

/**
 * All of a chart for one who searches in it, a page after the other: never more of it is held than that. That it was
 * searched is recorded with the first. Ends at once where the caller sees no such patient, with nothing given out.
 */
export async function* readToSearch(
  tx: TenantTx,
  patientId: string,
  scope: PatientScope,
  asked: Asked,
): AsyncGenerator<EntryRow[], void> {
  let way = patients.openChart(tx, patientId, scope, 'chart-search')
  let { after } = asked
  for (;;) {
    const rows = await readThrough(way, tx, { ...asked, after })
    if (!rows) return
    yield rows
    const last = rows.at(-1)
    if (!last || rows.length < asked.limit) return
    after = [last.at, last.id]
    // the chart is open now, and recorded once
    way = sql`opened as (select ${patientId}::uuid as patient_id)`
  }
}
