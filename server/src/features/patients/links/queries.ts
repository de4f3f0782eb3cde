import { sql } from 'kysely'
import { isBlockedByRelation, isShutByRelation } from '../answering/queries.ts'
import type { BlockReason } from '@polyclinic/contract/patients/links.ts'
import type { ControlTx, TenantTx } from '../../../kit/db/tenant-tx.ts'
import { calledName, within, type PatientScope } from '../patients/queries.ts'
import { bool, date, int, nullable, text, textOf, texts, timestamptz, uuid } from '../../../kit/db/columns.ts'
import { leftJoined, type RowOf, shape } from '../../../kit/db/row.ts'

const linkRow = shape({
  patient_id: uuid,
  account_id: uuid,
  relation: textOf<'self' | 'guardian'>(),
  guardian_id: nullable(uuid),
  permissions: texts,
  since: timestamptz,
  expires_at: nullable(timestamptz),
  blocked_at: nullable(timestamptz),
  blocked_reason: nullable(textOf<BlockReason>()),
  /** Over by itself, or with the relation that it hangs on. */
  is_expired: bool,
  /** Whoever it hangs on is kept out of this patient. */
  is_kept_out: bool,
  version: int,
})

const isExpired = sql`((l.expires_at is not null and l.expires_at <= now()) or ${isShutByRelation})`

export type LinkRow = RowOf<typeof linkRow>

/** The open links of a patient. Undefined where the caller does not see the patient. */
export async function listLinks(tx: TenantTx, patientId: string, scope: PatientScope): Promise<LinkRow[] | undefined> {
  // one row without a link stands for the patient itself
  const rows = await tx.all(leftJoined(linkRow)`
    select ${linkRow.of('l', { is_expired: isExpired, is_kept_out: isBlockedByRelation() })} from tenant.patients p
    left join tenant.patient_accounts l on l.organization_id = p.organization_id and l.patient_id = p.id and l.ended_at is null
    where p.organization_id = ${tx.organization.id} and p.id = ${patientId} ${within(tx, scope)} order by l.since, l.account_id`)
  return rows.length === 0 ? undefined : rows.filter((row) => row.patient_id !== null)
}

export interface WhichLink {
  patientId: string
  accountId: string
  scope?: PatientScope
  expectedVersion?: number
}

export const findLink = (tx: TenantTx, { patientId, accountId, scope }: WhichLink) =>
  tx.maybe(linkRow`
    select ${linkRow.of('l', { is_expired: isExpired, is_kept_out: isBlockedByRelation() })} from tenant.patient_accounts l
    join tenant.patients p on p.organization_id = l.organization_id and p.id = l.patient_id
    where l.organization_id = ${tx.organization.id} and l.patient_id = ${patientId} and l.account_id = ${accountId}
      and l.ended_at is null ${within(tx, scope)}`)

export const hasOpenLink = async (tx: TenantTx, accountId: string) =>
  (
    await tx.one(shape({ has: bool })`
      select exists (select from tenant.patient_accounts where organization_id = ${tx.organization.id}
        and account_id = ${accountId} and ended_at is null) as has`)
  ).has

/** Whoever makes the directory agree with the links of an account does it alone. */
export const lockDirectory = (control: ControlTx, organizationId: string, accountId: string) =>
  control.run(sql`select pg_advisory_xact_lock(hashtextextended(${`directory|${organizationId}|${accountId}`}, 0))`)

export const countPortalAccounts = (tx: TenantTx, clinicIds: readonly string[] | undefined) => sql`(
  select count(distinct l.account_id) from tenant.patient_accounts l
  join tenant.patients p on p.organization_id = l.organization_id and p.id = l.patient_id
  where l.organization_id = ${tx.organization.id} and l.ended_at is null and l.blocked_at is null
    and not ${isExpired} and not ${isBlockedByRelation()} ${within(tx, clinicIds && { clinicIds })})`

const linkedRow = shape({
  patient_id: uuid,
  given_name: text,
  family_name: nullable(text),
  relation: textOf<'self' | 'guardian'>(),
  permissions: texts,
})

/** The patients of this organization that the account is or answers for; read with the patient's own role. */
const shownPatientRow = shape({
  id: uuid,
  kind: text,
  given_name: text,
  family_name: nullable(text),
  used_name: nullable(text),
  birth_date: nullable(date),
  sex: nullable(text),
  species: nullable(text),
  breed: nullable(text),
  language: nullable(text),
})

/** What the organization shows of the patients that the account is linked to, with the patient's own role. */
export const shownPatients = async (tx: TenantTx) => ({
  patients: await tx.all(shownPatientRow`
    select ${shownPatientRow.of('p')} from tenant.patients p where p.organization_id = ${tx.organization.id} order by p.name_key`),
})

export const listLinked = (tx: TenantTx) =>
  tx.all(linkedRow`
    select l.patient_id, ${calledName} as given_name, p.family_name, l.relation, l.permissions
    from tenant.patient_accounts l join tenant.patients p on p.organization_id = l.organization_id and p.id = l.patient_id
    where l.organization_id = ${tx.organization.id} order by p.name_key`)

/** Of these patients, those whom the account sees from now on: what is blocked or expired is not opened by connecting anew. */
export const openLinksTo = async (
  tx: TenantTx,
  accountId: string,
  patientIds: readonly string[],
): Promise<Set<string>> =>
  new Set(
    (
      await tx.all(shape({ patient_id: uuid })`
        select l.patient_id from tenant.patient_accounts l
        where l.organization_id = ${tx.organization.id} and l.account_id = ${accountId}
          and l.patient_id = any (${[...patientIds]}::uuid[]) and l.ended_at is null and l.blocked_at is null and not ${isExpired}
          and not ${isBlockedByRelation()}`)
    ).map((row) => row.patient_id),
  )
