import { sql } from 'kysely'
import type { LinkPermission } from '@polyclinic/contract/patients/link-permissions.ts'
import type { RelationKind } from '@polyclinic/contract/patients/relations/relation-kinds.ts'
import { bool, bytea, date, int, nullable, text, textOf, textsOf, timestamptz, uuid } from '../../../kit/db/columns.ts'
import { shape, type RowOf } from '../../../kit/db/row.ts'
import type { TenantTx } from '../../../kit/db/tenant-tx.ts'
import { isNotOver, runsNow } from '../answering/queries.ts'
import { calledName, within, type PatientScope } from '../patients/queries.ts'

const relationRow = shape({
  id: uuid,
  patient_id: uuid,
  given_name: text,
  family_name: nullable(text),
  species: nullable(text),
  guardian_id: uuid,
  guardian_name: text,
  kind: textOf<RelationKind>(),
  share: nullable(int),
  begins_on: nullable(date),
  ends_on: nullable(date),
  begins_at: nullable(timestamptz),
  ends_at: nullable(timestamptz),
  is_running: bool,
  is_over: bool,
  permissions: textsOf<LinkPermission>(),
  is_preferred: bool,
  sees_until_then: bool,
  blocked_at: nullable(timestamptz),
  reason_sealed: nullable(bytea),
  version: int,
})

export type RelationRow = RowOf<typeof relationRow>

const columns = relationRow.of('l', {
  given_name: calledName,
  family_name: sql`p.family_name`,
  species: sql`p.species`,
  guardian_name: sql`g.name`,
  kind: sql`coalesce(l.kind, case p.kind when 'animal' then 'owner' else 'parent' end)`,
  is_running: runsNow(),
  is_over: sql`not ${isNotOver}`,
})

const from = (tx: TenantTx, scope: PatientScope) => sql`tenant.patient_guardians l
    join tenant.patients p on p.organization_id = l.organization_id and p.id = l.patient_id
    join tenant.guardians g on g.organization_id = l.organization_id and g.id = l.guardian_id
    where l.organization_id = ${tx.organization.id} ${within(tx, scope)}`

const inOrder = sql`not ${isNotOver}, l.is_preferred desc, l.begins_at desc nulls last, g.name_key, p.name_key, l.id`

/** All that there are, were and will be; what is over comes last (patient_guardians_pkey). */
export const relationsOfPatient = (tx: TenantTx, patientId: string, scope: PatientScope) =>
  tx.all(relationRow`select ${columns} from ${from(tx, scope)} and l.patient_id = ${patientId} order by ${inOrder}`)

/** (patient_guardians_by_guardian) */
export const relationsOfGuardian = (tx: TenantTx, guardianId: string, scope: PatientScope) =>
  tx.all(relationRow`select ${columns} from ${from(tx, scope)} and l.guardian_id = ${guardianId} order by ${inOrder}`)

export const findRelation = (tx: TenantTx, patientId: string, guardianId: string, scope?: PatientScope) =>
  tx.maybe(relationRow`
    select ${columns} from ${from(tx, scope)} and l.patient_id = ${patientId} and l.guardian_id = ${guardianId}`)

/** Whoever changes who answers for a patient does it alone, until the transaction ends. */
export const lockPatient = (tx: TenantTx, patientId: string) =>
  tx.run(sql`
    select from tenant.patients p where p.organization_id = ${tx.organization.id} and p.id = ${patientId} for no key update`)
