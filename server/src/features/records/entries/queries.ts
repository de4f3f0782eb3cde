import { sql, type RawBuilder } from 'kysely'
import type { EntryKind } from '@polyclinic/contract/records/entry-kinds.ts'
import { json, textOf, timestamptz, uuid, type Columns } from '../../../kit/db/columns.ts'
import { leftJoined, shape, type RowOf } from '../../../kit/db/row.ts'
import type { TenantTx } from '../../../kit/db/tenant-tx.ts'
import { patients, type PatientScope } from '../../patients/public.ts'
import { conditionRow, partial, type ConditionRow } from '../conditions/queries.ts'
import { given, immunizationRow, type ImmunizationRow } from '../immunizations/queries.ts'
import { measurementRow, type MeasurementRow } from '../measurements/queries.ts'

const entryRow = shape({
  id: uuid,
  kind: textOf<EntryKind>(),
  at: timestamptz,
  /** The row, as its noun reads it; what is sealed as text of bytes. */
  row: json<ConditionRow | MeasurementRow | ImmunizationRow>(),
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
  /** The moment under which it stands, as its index has it. */
  at: RawBuilder<unknown>
  row: RawBuilder<unknown>
}

const sources: Readonly<Record<EntryKind, Source>> = {
  condition: {
    table: sql`tenant.conditions c`,
    at: sql`c.recorded_at`,
    row: asJson(conditionRow.columns, 'c', { onset: partial('onset'), abatement: partial('abated') }),
  },
  measurement: {
    table: sql`tenant.measurements m`,
    at: sql`m.measured_at`,
    row: asJson(measurementRow.columns, 'm'),
  },
  immunization: {
    table: sql`tenant.immunizations i`,
    at: sql`(i.given_on::timestamp at time zone 'UTC')`,
    row: asJson(immunizationRow.columns, 'i', { given }),
  },
}

const alias: Readonly<Record<EntryKind, string>> = { condition: 'c', measurement: 'm', immunization: 'i' }

interface Asked {
  kind?: EntryKind
  /** Behind which entry the page begins: its moment and its id. */
  after?: readonly [at: string, id: string]
  limit: number
}

/**
 * For a reader, the newest first; each kind by its own index (…_by_patient), as many of each as the page holds. Undefined
 * where the caller sees no such patient.
 */
export async function readEntries(
  tx: TenantTx,
  patientId: string,
  scope: PatientScope,
  { kind, after, limit }: Asked,
): Promise<EntryRow[] | undefined> {
  const partOf = (of: EntryKind) => {
    const { table, at, row } = sources[of]
    const [organizationId, patient, id] = ['organization_id', 'patient_id', 'id'].map((name) =>
      sql.ref(`${alias[of]}.${name}`),
    )
    return sql`(select ${sql.lit(of)}::text as kind, ${id} as id, ${at} as at, ${row} as row from ${table}
      where ${organizationId} = ${tx.organization.id} and ${patient} = o.patient_id
        ${after ? sql`and (${at}, ${id}) < (${after[0]}::timestamptz, ${after[1]}::uuid)` : sql``}
      order by ${at} desc, ${id} desc limit ${limit})`
  }
  const kinds = kind ? [kind] : (Object.keys(sources) as EntryKind[])
  const rows = await tx.all(leftJoined(entryRow)`
    with ${patients.openChart(tx, patientId, scope, 'chart')}
    select ${entryRow.of('e')} from opened o left join lateral (
      select x.* from (${sql.join(kinds.map(partOf), sql` union all `)}) x order by x.at desc, x.id desc limit ${limit}) e on true
    order by e.at desc, e.id desc`)
  return rows.length === 0 ? undefined : rows.filter((row) => row.id !== null)
}
