import type {
  AllergyType,
  ClinicalStatus,
  Criticality,
  Verification,
} from '@polyclinic/contract/patients/allergy-states.ts'
import type { SubstanceCategory } from '@polyclinic/contract/patients/substances.ts'
import { bytea, int, json, nullable, text, textOf, timestamptz, uuid } from '../../../kit/db/columns.ts'
import { shape, type RowOf } from '../../../kit/db/row.ts'
import type { TenantTx } from '../../../kit/db/tenant-tx.ts'
import { allergySecrets } from '../warnings/secrets.ts'
import { born, openChart, within, type PatientScope } from '../patients/queries.ts'

const allergyRow = shape({
  id: uuid,
  patient_id: uuid,
  category: textOf<SubstanceCategory>(),
  type: textOf<AllergyType>(),
  criticality: textOf<Criticality>(),
  clinical_status: textOf<ClinicalStatus>(),
  verification: textOf<Verification>(),
  substance_sealed: bytea,
  reactions_sealed: nullable(bytea),
  onset_sealed: nullable(bytea),
  note_sealed: nullable(bytea),
  recorded_by: uuid,
  created_at: timestamptz,
  version: int,
})

export type AllergyRow = RowOf<typeof allergyRow>

const openedRow = shape({ none_known: nullable(json<{ asked_at: string; asked_by: string }>()) })

export type NoneKnown = RowOf<typeof openedRow>['none_known']

/** Opens the chart; undefined where the caller does not see the patient. Answers whether somebody said that none are known. */
export const openAllergies = (tx: TenantTx, patientId: string, scope: PatientScope) =>
  tx.maybe(openedRow`
    with ${openChart(tx, patientId, scope, 'allergies')}
    select (
      select jsonb_build_object('asked_by', k.asked_by,
        'asked_at', to_char(k.asked_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))
      from tenant.no_known_allergies k
      where k.organization_id = ${tx.organization.id} and k.patient_id = o.patient_id and k.ended_at is null) as none_known
    from opened o`)

/** Of a chart that was opened; the newest first (allergies_by_patient). */
export const listAllergies = (tx: TenantTx, patientId: string) =>
  tx.all(allergyRow`
    select ${allergyRow.of('x')} from tenant.allergies x
    where x.organization_id = ${tx.organization.id} and x.patient_id = ${patientId} order by x.created_at desc, x.id desc`)

export const findAllergy = (tx: TenantTx, id: string, scope: PatientScope) =>
  tx.maybe(allergyRow`
    select ${allergyRow.of('x')} from tenant.allergies x
    join tenant.patients p on p.organization_id = x.organization_id and p.id = x.patient_id
    where x.organization_id = ${tx.organization.id} and x.id = ${id} ${within(tx, scope)}`)

/** Whom nobody else adds to at the same time; undefined where the caller does not see the patient. */
export const lockPatient = (tx: TenantTx, patientId: string, scope: PatientScope) =>
  tx.maybe(shape({ birth_date: nullable(text) })`
    select ${born} as birth_date from tenant.patients p
    where p.organization_id = ${tx.organization.id} and p.id = ${patientId} ${within(tx, scope)} for no key update of p`)

const ownAllergyRow = shape({
  id: uuid,
  patient_id: uuid,
  category: text,
  type: text,
  criticality: text,
  clinical_status: text,
  verification: text,
  substance_sealed: bytea,
  reactions_sealed: nullable(bytea),
  onset_sealed: nullable(bytea),
})

/** For the copy of whoever is linked to the patient, where the link opens records; read with the patient's own role. */
export const shownAllergies = async (tx: TenantTx) => ({
  allergies: (
    await tx.all(ownAllergyRow`
      select ${ownAllergyRow.of('x')} from tenant.allergies x
      where x.organization_id = ${tx.organization.id} and x.verification <> 'entered-in-error' order by x.id`)
  ).map(({ substance_sealed, reactions_sealed, onset_sealed, ...row }) => ({
    ...row,
    ...allergySecrets.open(tx.sealer, { id: row.id, substance_sealed, reactions_sealed, onset_sealed }),
  })),
})
