import { sql } from 'kysely'
import type { TenantTx } from '../../../kit/db/tenant-tx.ts'

export interface ClinicRow {
  id: string
  name: string
  time_zone: string
  contact_sealed: Buffer | null
  version: number
  opening_hours: { weekday: number; from_minute: number; to_minute: number }[] | null
}

const selected = sql`
  c.id, c.name, c.time_zone, c.contact_sealed, c.version,
  (select jsonb_agg(jsonb_build_object('weekday', h.weekday, 'from_minute', h.from_minute, 'to_minute', h.to_minute)
    order by h.weekday, h.from_minute)
    from tenant.opening_hours h where h.organization_id = c.organization_id and h.clinic_id = c.id) as opening_hours`

/** `scope`: the clinics that the caller's role is scoped to. */
const within = (scope: readonly string[] | undefined) => (scope ? sql`and c.id = any (${scope}::uuid[])` : sql``)

export const listClinics = (tx: TenantTx, scope?: readonly string[]) =>
  tx.all(
    sql<ClinicRow>`select ${selected} from tenant.clinics c where c.organization_id = ${tx.organization.id} ${within(scope)}
      order by c.name, c.id`,
  )

export const findClinic = (tx: TenantTx, id: string, scope?: readonly string[]) =>
  tx.maybe(
    sql<ClinicRow>`select ${selected} from tenant.clinics c where c.organization_id = ${tx.organization.id}
      and c.id = ${id} ${within(scope)}`,
  )

/** Which of these clinics exist and lie within the caller's scope. */
export async function knownClinics(
  tx: TenantTx,
  ids: readonly string[],
  scope?: readonly string[],
): Promise<Set<string>> {
  const rows = await tx.all(
    sql<{
      id: string
    }>`select c.id from tenant.clinics c where c.organization_id = ${tx.organization.id}
      and c.id = any (${[...ids]}::uuid[]) ${within(scope)}`,
  )
  return new Set(rows.map((row) => row.id))
}

/** What a plan's limit counts. */
export const countedClinics = sql`tenant.clinics where true`
