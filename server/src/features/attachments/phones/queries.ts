import { sql } from 'kysely'
import type { TenantTx } from '../../../kit/db/tenant-tx.ts'
import { int, nullable, text, timestamptz, uuid } from '../../../kit/db/columns.ts'
import { shape, type RowOf } from '../../../kit/db/row.ts'
import { patients, type PatientScope } from '../../patients/public.ts'

const linkRow = shape({
  id: uuid,
  patient_id: uuid,
  made_by: uuid,
  expires_at: timestamptz,
  pictures: int,
  given_name: text,
  family_name: nullable(text),
})

export type PhoneLinkRow = RowOf<typeof linkRow>

/** One that was opened and works still (phone_links_pkey). */
export const findOpened = (tx: TenantTx, id: string) => tx.maybe(linkRow`${opened(tx, id)}`)

/** The same; what else comes by it comes after this transaction. */
export const lockOpened = (tx: TenantTx, id: string) => tx.maybe(linkRow`${opened(tx, id)} for no key update of l`)

const opened = (tx: TenantTx, id: string) => sql`
    select ${linkRow.of('l', { given_name: patients.calledName, family_name: sql`p.family_name` })} from tenant.phone_links l
    join tenant.patients p on p.organization_id = l.organization_id and p.id = l.patient_id
    where l.organization_id = ${tx.organization.id} and l.id = ${id} and l.opened_at is not null and l.ended_at is null
      and l.expires_at > now()`

const sentRow = shape({ id: uuid })

/** A picture that this link has brought already: it may be sent again when no answer came. */
export const isSent = async (tx: TenantTx, link: PhoneLinkRow, pictureId: string): Promise<boolean> =>
  (await tx.maybe(sentRow`
    select d.id from tenant.document_references d
    where d.organization_id = ${tx.organization.id} and d.id = ${pictureId} and d.phone_link_id = ${link.id}`)) !==
  undefined

const madeRow = shape({ id: uuid })

/** Of a patient whom the caller sees. */
export const findMade = (tx: TenantTx, id: string, scope: PatientScope) =>
  tx.maybe(madeRow`
    select ${madeRow.of('l')} from tenant.phone_links l
    join tenant.patients p on p.organization_id = l.organization_id and p.id = l.patient_id
    where l.organization_id = ${tx.organization.id} and l.id = ${id} ${patients.within(tx, scope)}`)
