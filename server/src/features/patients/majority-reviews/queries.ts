import { sql } from 'kysely'
import { majorityAge } from '@polyclinic/contract/patients/relations/majority.ts'
import { bytea, date, json, nullable, text, uuid } from '../../../kit/db/columns.ts'
import { shape, type RowOf } from '../../../kit/db/row.ts'
import type { TenantTx } from '../../../kit/db/tenant-tx.ts'
import { runsNow } from '../answering/queries.ts'
import { calledName, within, type PatientScope } from '../patients/queries.ts'
import { dayOf } from '../warnings/queries.ts'

const dueRow = shape({
  id: uuid,
  given_name: text,
  family_name: nullable(text),
  birth_date: date,
  of_age_on: date,
  contact_sealed: nullable(bytea),
  guardians: json<{ id: string; name: string }[]>(),
})

export type DueRow = RowOf<typeof dueRow>

/** How long somebody is asked about. */
const years = 3

/** Who answers for a row of tenant.patients, `p`, as for a child: since before it came of age. */
export const answersAsForAChild = (
  tx: TenantTx,
) => sql`(l.organization_id = p.organization_id and l.patient_id = p.id and ${runsNow()}
  and coalesce(l.kind, 'parent') in ('parent', 'carer')
  and (coalesce(l.begins_at, l.since) at time zone ${tx.organization.timeZone}::text)::date < ${ofAgeOn(tx)})`

const ofAgeOn = (tx: TenantTx) =>
  sql`(p.birth_date + make_interval(years => ${majorityAge(tx.organization.country)}::int))::date`

/** Whom nothing was decided of yet (patients_by_birth_date, patient_guardians_pkey). `patientId`: that one alone. */
export const dueReviews = (tx: TenantTx, scope: PatientScope, patientId?: string) => {
  const latest = sql`(${dayOf(tx)} - make_interval(years => ${majorityAge(tx.organization.country)}::int))::date`
  return tx.all(dueRow`
    select ${dueRow.of('p', { given_name: calledName, of_age_on: ofAgeOn(tx), guardians: sql`a.guardians` })}
    from tenant.patients p cross join lateral (
      select jsonb_agg(jsonb_build_object('id', g.id, 'name', g.name) order by g.name_key, g.id) as guardians
      from tenant.patient_guardians l join tenant.guardians g on g.organization_id = l.organization_id and g.id = l.guardian_id
      where ${answersAsForAChild(tx)}) a
    where p.organization_id = ${tx.organization.id} and p.birth_date <= ${latest}
      and p.birth_date > (${latest} - make_interval(years => ${years}::int))::date
      and p.birth_date_precision = 'day' and p.kind = 'human' and p.archived_at is null and p.deceased_on is null
      and a.guardians is not null ${patientId ? sql`and p.id = ${patientId}` : sql``} ${within(tx, scope)}
      and not exists (select from tenant.majority_reviews x where x.organization_id = p.organization_id and x.patient_id = p.id)
    order by p.birth_date desc, p.name_key, p.id limit 100`)
}
