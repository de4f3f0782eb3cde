import { sql, type RawBuilder } from 'kysely'
import { foremost, hearsNow } from '../answering/queries.ts'
import type { Language } from '@polyclinic/contract/kit/language.ts'
import type { SealedValue } from '../../../kit/crypto/sealed.ts'
import type { TenantTx } from '../../../kit/db/tenant-tx.ts'
import { calledName, within, type PatientScope } from '../patients/queries.ts'
import { bool, bytea, date, json, nullable, text, textOf, uuid } from '../../../kit/db/columns.ts'
import { type RowOf, shape } from '../../../kit/db/row.ts'

const reachRow = shape({
  id: uuid,
  given_name: text,
  family_name: nullable(text),
  language: nullable(textOf<Language>()),
  contact_sealed: nullable<SealedValue>(bytea),
  deceased_on: nullable(date),
  /** Restricted, or kept from the caller: nobody is written to. */
  is_withheld: bool,
  guardians:
    nullable(
      json<
        {
          id: string
          name: string
          language: Language | null
          contact_sealed: string | null
          hears: boolean
          until: string | null
        }[]
      >(),
    ),
})

export type ReachRow = RowOf<typeof reachRow>

const guardiansOf = sql`(
  select json_agg(json_build_object('id', g.id, 'name', g.name, 'language', g.language, 'contact_sealed', g.contact_sealed,
    'hears', true, 'until', l.ends_at) order by ${foremost})
  from tenant.patient_guardians l join tenant.guardians g on g.organization_id = l.organization_id and g.id = l.guardian_id
  where l.organization_id = p.organization_id and l.patient_id = p.id and ${hearsNow})`

const unlessRestricted = (known: RawBuilder<unknown>) => sql`case when p.restricted_at is null then ${known} end`

/** A patient and who answers for it, first the one who has done so longest; of one who is restricted nobody is written to. */
export const findReachRow = (tx: TenantTx, patientId: string, scope: PatientScope) =>
  tx.maybe(reachRow`
    select ${reachRow.of('p', {
      given_name: calledName,
      is_withheld: sql`p.restricted_at is not null`,
      guardians: unlessRestricted(guardiansOf),
      contact_sealed: unlessRestricted(sql`p.contact_sealed`),
    })} from tenant.patients p
    where p.organization_id = ${tx.organization.id} and p.id = ${patientId} ${within(tx, scope)}`)
