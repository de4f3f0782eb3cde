import { sql } from 'kysely'
import type { Language } from '@polyclinic/contract/kit/language.ts'
import type { TenantTx } from '../../../kit/db/tenant-tx.ts'
import { within, type PatientScope } from '../patients/queries.ts'

export interface ReachRow {
  id: string
  given_name: string
  family_name: string | null
  language: Language | null
  contact_sealed: Buffer | null
  guardians: { id: string; name: string; language: Language | null; contact_sealed: string | null }[] | null
}

/** A patient and who answers for it, first the one who has done so longest. */
export const findReachRow = (tx: TenantTx, patientId: string, scope: PatientScope) =>
  tx.maybe(sql<ReachRow>`
    select p.id, p.given_name, p.family_name, p.language, p.contact_sealed,
      (select json_agg(json_build_object('id', g.id, 'name', g.name, 'language', g.language, 'contact_sealed', g.contact_sealed)
        order by l.since, g.id)
        from tenant.patient_guardians l join tenant.guardians g on g.organization_id = l.organization_id and g.id = l.guardian_id
        where l.organization_id = p.organization_id and l.patient_id = p.id) as guardians
    from tenant.patients p
    where p.organization_id = ${tx.organization.id} and p.id = ${patientId} ${within(tx, scope)}`)
