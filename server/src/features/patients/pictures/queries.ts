import type { TenantTx } from '../../../kit/db/tenant-tx.ts'
import { bytea, int, nullable, uuid } from '../../../kit/db/columns.ts'
import { shape } from '../../../kit/db/row.ts'
import { within, type PatientScope } from '../patients/queries.ts'

const pictureRow = shape({ file_id: nullable(uuid), version: int })

/** Whoever changes it meanwhile comes after this transaction. */
export const lockPicture = (tx: TenantTx, patientId: string) =>
  tx.maybe(pictureRow`
    select ${pictureRow.of('x')} from tenant.patient_pictures x
    where x.organization_id = ${tx.organization.id} and x.patient_id = ${patientId} for no key update`)

const shownRow = shape({ file_id: nullable(uuid) })

/** The file of a patient's picture; a row without one where there is none, no row where the caller does not see the patient. */
export const findShownPicture = (tx: TenantTx, patientId: string, scope: PatientScope) =>
  tx.maybe(shownRow`
    select x.file_id from tenant.patients p
    left join tenant.patient_pictures x on x.organization_id = p.organization_id and x.patient_id = p.id
    where p.organization_id = ${tx.organization.id} and p.id = ${patientId} ${within(tx, scope)}`)

/** The same of a patient whom the account is linked to, by the policy of its role. */
export const findOwnPicture = (tx: TenantTx, patientId: string) =>
  tx.maybe(shownRow`
    select x.file_id from tenant.patient_pictures x
    where x.organization_id = ${tx.organization.id} and x.patient_id = ${patientId}`)

const smallRow = shape({ id: uuid, file_id: uuid, small_sealed: bytea })

/** Those of these patients who have a picture that can be shown, and whom the caller sees; one statement for all. */
export const listSmallPictures = (tx: TenantTx, patientIds: readonly string[], scope: PatientScope) =>
  tx.all(smallRow`
    select x.patient_id as id, s.file_id, s.small_sealed
    from tenant.patient_pictures x
    join tenant.patients p on p.organization_id = x.organization_id and p.id = x.patient_id
    join tenant.files f on f.organization_id = x.organization_id and f.id = x.file_id and f.state = 'kept'
    join tenant.file_previews s on s.organization_id = f.organization_id and s.file_id = f.id
    where x.organization_id = ${tx.organization.id} and x.patient_id = any (${[...patientIds]}::uuid[]) ${within(tx, scope)}`)
