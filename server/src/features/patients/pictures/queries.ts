import { sql } from 'kysely'
import type { TenantTx } from '../../../kit/db/tenant-tx.ts'
import { nullable, uuid } from '../../../kit/db/columns.ts'
import { shape } from '../../../kit/db/row.ts'
import { pictures, type PictureSubject } from '../../files/public.ts'
import { patientChanged } from '../events.ts'
import { within, type PatientScope } from '../patients/queries.ts'

export const patientPicture: Required<PictureSubject> = {
  purpose: 'portrait',
  table: sql`tenant.patient_pictures`,
  whose: sql`patient_id`,
  file: sql`file_id`,
  changed: (tx, patientId) => tx.announce(patientChanged, { patientId }),
}

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

/** Of those patients whom the caller sees. */
export const listSmallPictures = (tx: TenantTx, patientIds: readonly string[], scope: PatientScope) =>
  pictures.listSmallPictures(
    tx,
    patientPicture,
    patientIds,
    sql`join tenant.patients p on p.organization_id = x.organization_id and p.id = x.patient_id ${within(tx, scope)}`,
  )

/** The files of these patients' pictures (patient_pictures_pkey). */
export async function listPicturesOf(tx: TenantTx, patientIds: readonly string[]): Promise<string[]> {
  const rows = await tx.all(shownRow`
    select x.file_id from tenant.patient_pictures x
    where x.organization_id = ${tx.organization.id} and x.patient_id = any (${[...patientIds]}::uuid[])
    order by x.patient_id`)
  return rows.flatMap(({ file_id }) => file_id ?? [])
}
