import { textOf, nullable, text, date, uuid } from '../../../kit/db/columns.ts'
import { shape, type RowOf } from '../../../kit/db/row.ts'
import type { TenantTx } from '../../../kit/db/tenant-tx.ts'
import { patients, type PatientScope } from '../../patients/public.ts'
import type { Species } from '@polyclinic/contract/patients/species.ts'

const subjectRow = shape({
  id: uuid,
  kind: textOf<'human' | 'animal'>(),
  species: nullable(textOf<Species>()),
  birth_date: nullable(text),
  deceased_on: nullable(date),
})

/** What is asked of a patient before something is written into the chart. */
export type SubjectRow = RowOf<typeof subjectRow>

/** Where the caller may see the patient; for a writer, whom the audit names with what is written. */
export const findSubject = (tx: TenantTx, patientId: string, scope: PatientScope) =>
  tx.maybe(
    subjectRow`select ${subjectRow.of('p', { birth_date: patients.born })} from tenant.patients p
      where p.organization_id = ${tx.organization.id} and p.id = ${patientId} ${patients.within(tx, scope)}`,
  )
