import { sql } from 'kysely'
import type { RequestKind, RequestState } from '@polyclinic/contract/rights/obstacles.ts'
import { bool, bytea, date, int, nullable, text, textOf, timestamptz, uuid } from '../../../kit/db/columns.ts'
import { anyRow, shape, type RowOf } from '../../../kit/db/row.ts'
import type { TenantTx } from '../../../kit/db/tenant-tx.ts'
import { patients, type PatientScope } from '../../patients/public.ts'

const requestRow = shape({
  id: uuid,
  patient_id: uuid,
  given_name: text,
  family_name: nullable(text),
  kind: textOf<RequestKind>(),
  state: textOf<RequestState>(),
  asked_sealed: nullable(bytea),
  asked_by: uuid,
  by_account: bool,
  asked_at: timestamptz,
  due_on: date,
  answered_by: nullable(uuid),
  answered_at: nullable(timestamptz),
  answer_sealed: nullable(bytea),
})

export type RequestRow = RowOf<typeof requestRow>

/** Of patients whom the caller sees. */
const rows = (tx: TenantTx, scope: PatientScope) => sql`
  select ${requestRow.of('r', { given_name: patients.calledName, family_name: sql`p.family_name` })}
  from tenant.rights_requests r join tenant.patients p on p.organization_id = r.organization_id and p.id = r.patient_id
  where r.organization_id = ${tx.organization.id} ${patients.within(tx, scope)}`

export const findRequest = (tx: TenantTx, id: string, scope: PatientScope) =>
  tx.maybe(requestRow`${rows(tx, scope)} and r.id = ${id}`)

/** The newest first (rights_requests_by_patient). */
export const listRequestsOf = (tx: TenantTx, patientId: string, scope: PatientScope) =>
  tx.all(requestRow`${rows(tx, scope)} and r.patient_id = ${patientId} order by r.id desc limit 20`)

/** Whichever is due first comes first (rights_requests_open). */
export const listOpen = (
  tx: TenantTx,
  { scope, after, limit }: { scope: PatientScope; after?: readonly [string, string]; limit: number },
) =>
  tx.all(requestRow`${rows(tx, scope)} and r.state = 'open'
    ${after ? sql`and (r.due_on, r.id) > (${after[0]}::date, ${after[1]}::uuid)` : sql``} order by r.due_on, r.id limit ${limit}`)

export const isSeen = async (tx: TenantTx, patientId: string, scope: PatientScope): Promise<boolean> =>
  (await tx.maybe(anyRow`
    select from tenant.patients p where p.organization_id = ${tx.organization.id} and p.id = ${patientId}
      ${patients.within(tx, scope)}`)) !== undefined

/** As whoever is linked: whether the patient is theirs now; a former guardian still sees what was, and asks for nothing. */
export const isLinked = async (tx: TenantTx, patientId: string): Promise<boolean> =>
  (await tx.maybe(anyRow`
    select from tenant.patients p where p.organization_id = ${tx.organization.id} and p.id = ${patientId}
      and p.id = any ((select tenant.linked_patients())::uuid[])`)) !== undefined

export const countOpen = async (tx: TenantTx, patientId: string): Promise<number> =>
  (
    await tx.one(shape({ count: int })`
      select count(*)::int as count from tenant.rights_requests r
      where r.organization_id = ${tx.organization.id} and r.patient_id = ${patientId} and r.state = 'open' and r.by_account`)
  ).count
