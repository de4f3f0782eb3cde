import { sql } from 'kysely'
import type { TenantTx } from '../../../kit/db/tenant-tx.ts'
import { patients } from '../../patients/public.ts'
import { milliseconds } from '../availability/queries.ts'
import type { RequestedSlot } from './actions.ts'
import { json } from '../../../kit/db/columns.ts'
import { type RowOf, shape } from '../../../kit/db/row.ts'

/** What stands near a time on the practitioner or in a room, and whose it is; instants in epoch milliseconds. */
export interface NearbyClaim {
  resource_id: string
  takenFrom: number
  start: number
  end: number
  freeFrom: number
  clinic_id: string | null
  clinic_name: string | null
  given_name: string | null
  family_name: string | null
}

const nearClaimsRow = shape({
  claims: json<NearbyClaim[]>(),
  /** `[place, room, its name]` of the rooms that would do. */
  places: json<[string, string, string][]>(),
})

export type NearbyClaims = RowOf<typeof nearClaimsRow>

/** Claims within a day of a time that could not be had (claims_by_time); holds without an appointment have no clinic. */
export function findNearbyClaims(
  tx: TenantTx,
  { practitionerId, pool, start: asked, without }: RequestedSlot,
): Promise<NearbyClaims> {
  const o = tx.organization.id
  const start = new Date(asked).toISOString()
  return tx.one(nearClaimsRow`
    select coalesce((select json_agg(json_build_object('resource_id', c.resource_id,
        'takenFrom', ${milliseconds(sql`c.taken_from`)}, 'start', ${milliseconds(sql`c.starts_at`)},
        'end', ${milliseconds(sql`c.ends_at`)}, 'freeFrom', ${milliseconds(sql`c.free_from`)},
        'clinic_id', a.clinic_id, 'clinic_name', k.name, 'given_name', ${patients.calledName}, 'family_name', p.family_name)
      order by c.starts_at, c.appointment_id)
      from tenant.claims c
      left join tenant.appointments a on a.organization_id = ${o} and a.id = c.appointment_id
      left join tenant.clinics k on k.organization_id = ${o} and k.id = a.clinic_id
      left join tenant.patients p on p.organization_id = ${o} and p.id = a.patient_id
      where c.organization_id = ${o} and c.resource_id = any (${[practitionerId, ...pool]}::uuid[])
        and c.taken_from > ${start}::timestamptz - interval '1 day' and c.taken_from < ${start}::timestamptz + interval '1 day'
        and (c.expires_at is null or c.expires_at > clock_timestamp())
        and c.appointment_id is distinct from ${without ?? null}::uuid), '[]') as claims,
      coalesce((select json_agg(json_build_array(r.id, m.id, m.name)) from tenant.resources r
        join tenant.rooms m on m.organization_id = ${o} and m.id = r.room_id
        where r.organization_id = ${o} and r.id = any (${[...pool]}::uuid[])), '[]') as places`)
}
