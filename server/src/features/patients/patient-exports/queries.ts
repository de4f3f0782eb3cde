import { sql, type RawBuilder } from 'kysely'
import type { ControlTx, TenantTx } from '../../../kit/db/tenant-tx.ts'
import { json, int, nullable, text, textOf, uuid } from '../../../kit/db/columns.ts'
import { type RowOf, shape } from '../../../kit/db/row.ts'
import { guardiansWithContact } from '../listing/queries.ts'
import { born, chartColumns, within, type PatientScope } from '../patients/queries.ts'

export interface Exported {
  isArchived: boolean
  scope: PatientScope
  /** The id of the last one that is in the file already. */
  after?: string
}

const exportedRow = shape({
  id: uuid,
  kind: textOf<'human' | 'animal'>(),
  ...chartColumns,
  clinic: nullable(text),
  guardians: nullable(json<{ id: string; name: string; contact_sealed: string | null; hears: boolean }[]>()),
  /** A day in the organization's zone. */
  added_on: text,
})

export type ExportedRow = RowOf<typeof exportedRow>

const day = (instant: RawBuilder<unknown>, tx: TenantTx) =>
  sql`to_char(${instant} at time zone ${tx.organization.timeZone}, 'YYYY-MM-DD')`

const those = (tx: TenantTx, { isArchived, scope, after }: Exported) => sql`
  p.organization_id = ${tx.organization.id} ${after ? sql`and p.id > ${after}::uuid` : sql``}
  and ${isArchived ? sql`p.archived_at is not null` : sql`p.archived_at is null`} ${within(tx, scope)}`

/** In the order in which they were added, which no later change moves (primary key). */
export const exportedPatients = (tx: TenantTx, exported: Exported, limit: number): Promise<ExportedRow[]> =>
  tx.all(exportedRow`
    select ${exportedRow.of('p', {
      birth_date: born,
      guardians: guardiansWithContact,
      clinic: sql`(
        select c.name from tenant.clinics c where c.organization_id = p.organization_id and c.id = p.home_clinic_id)`,
      added_on: day(sql`p.created_at`, tx),
    })}
    from tenant.patients p where ${those(tx, exported)} order by p.id limit ${limit}`)

export async function countExported(tx: TenantTx, exported: Exported): Promise<number> {
  const { count } = await tx.one(shape({ count: int })`
    select count(*)::int as count from tenant.patients p where ${those(tx, exported)}`)
  return count
}

/** The language of whoever asks, in which the file is written. */
export async function languageOf(control: ControlTx, accountId: string): Promise<string> {
  const { language } = await control.one(shape({ language: text })`
    select a.language from control.accounts a where a.id = ${accountId}`)
  return language
}
