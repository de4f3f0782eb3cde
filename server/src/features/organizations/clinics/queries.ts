import { sql } from 'kysely'
import type { TenantTx } from '../../../kit/db/tenant-tx.ts'
import { bytea, int, json, nullable, text, uuid } from '../../../kit/db/columns.ts'
import { type RowOf, shape } from '../../../kit/db/row.ts'

const clinicRow = shape({
  id: uuid,
  name: text,
  time_zone: text,
  contact_sealed: nullable(bytea),
  version: int,
  opening_hours: nullable(json<{ weekday: number; from_minute: number; to_minute: number }[]>()),
})

export type ClinicRow = RowOf<typeof clinicRow>

const openingHours = sql`(
  select jsonb_agg(jsonb_build_object('weekday', h.weekday, 'from_minute', h.from_minute, 'to_minute', h.to_minute)
    order by h.weekday, h.from_minute)
  from tenant.opening_hours h where h.organization_id = c.organization_id and h.clinic_id = c.id)`

const selected = clinicRow.of('c', { opening_hours: openingHours })

/** `scope`: the clinics that the caller's role is scoped to. */
const within = (scope: readonly string[] | undefined) => (scope ? sql`and c.id = any (${scope}::uuid[])` : sql``)

export const listClinics = (tx: TenantTx, scope?: readonly string[]) =>
  tx.all(
    clinicRow`select ${selected} from tenant.clinics c where c.organization_id = ${tx.organization.id} ${within(scope)}
      order by c.name, c.id`,
  )

export const findClinic = (tx: TenantTx, id: string, scope?: readonly string[]) =>
  tx.maybe(
    clinicRow`select ${selected} from tenant.clinics c where c.organization_id = ${tx.organization.id}
      and c.id = ${id} ${within(scope)}`,
  )

export async function knownClinics(
  tx: TenantTx,
  ids: readonly string[],
  scope?: readonly string[],
): Promise<Set<string>> {
  const rows = await tx.all(
    shape({ id: uuid })`select c.id from tenant.clinics c where c.organization_id = ${tx.organization.id}
      and c.id = any (${[...ids]}::uuid[]) ${within(scope)}`,
  )
  return new Set(rows.map((row) => row.id))
}

export const countedClinics = sql`tenant.clinics where true`
