import { sql, type RawBuilder } from 'kysely'
import type { BlockReason } from '@polyclinic/contract/patients/links.ts'
import type { ControlTx, TenantTx } from '../../../kit/db/tenant-tx.ts'
import { changeVersioned, writeVersioned } from '../../../kit/db/versioned.ts'
import { addToDirectory, forgetDirectory } from '../../identity/public.ts'
import { isBlockedByRelation } from '../answering/queries.ts'
import { patientChanged } from '../events.ts'
import { findLink, hasOpenLink, lockDirectory, type LinkRow, type WhichLink } from './queries.ts'

export interface LinkChange {
  permissions?: readonly string[]
  /** RFC 3339; null: until it is ended. */
  expiresAt?: string | null
  /** Null: no longer. */
  blockedFor?: BlockReason | null
}

/** With this commit the portal's policies let through what the link opens then, and nothing where it is blocked or over. */
export async function changeLink(tx: TenantTx, which: WhichLink, change: LinkChange): Promise<LinkRow> {
  return changeVersioned({
    find: () => findLink(tx, which),
    expectedVersion: which.expectedVersion,
    write: (before) => setOpenLink(tx, which, before.version, changed(before, change)),
    follow: () => tx.announce(patientChanged, { patientId: which.patientId }),
  })
}

function changed(before: LinkRow, { permissions, expiresAt, blockedFor }: LinkChange): RawBuilder<unknown> {
  const reason = blockedFor === undefined ? before.blocked_reason : blockedFor
  return sql`permissions = ${[...new Set(permissions ?? before.permissions)]}::text[],
    expires_at = ${expiresAt === undefined ? before.expires_at : expiresAt}::timestamptz, blocked_reason = ${reason},
    blocked_at = case when ${reason}::text is null then null else coalesce(blocked_at, clock_timestamp()) end`
}

/** Ends a link: with this commit the portal's policies let nothing through any more. */
export async function endLink(tx: TenantTx, which: WhichLink): Promise<void> {
  await writeVersioned({
    find: () => findLink(tx, which),
    expectedVersion: which.expectedVersion,
    write: ({ version }) => setOpenLink(tx, which, version, sql`ended_at = clock_timestamp()`),
    follow: () => tx.announce(patientChanged, { patientId: which.patientId }),
  })
}

const setOpenLink = (tx: TenantTx, { patientId, accountId }: WhichLink, version: number, change: RawBuilder<unknown>) =>
  tx.run(sql`
    update tenant.patient_accounts set ${change}
    where organization_id = ${tx.organization.id} and patient_id = ${patientId} and account_id = ${accountId}
      and ended_at is null and version = ${version}`)

export interface NewLink {
  patientId: string
  relation: 'self' | 'guardian'
  guardianId?: string
}

/**
 * Links an account to patients. An open link stays as it is; one that ended opens again, with what it opened before, until
 * when, and blocked where it was; not where whoever it hangs on is kept out.
 */
export async function linkAccount(tx: TenantTx, accountId: string, links: readonly NewLink[]): Promise<void> {
  await tx.run(sql`
    insert into tenant.patient_accounts (organization_id, patient_id, account_id, relation, guardian_id)
    select ${tx.organization.id}, n.patient_id, ${accountId}::uuid, n.relation, n.guardian_id
    from unnest(${links.map((link) => link.patientId)}::uuid[], ${links.map((link) => link.relation)}::text[],
      ${links.map((link) => link.guardianId ?? null)}::uuid[])
      n (patient_id, relation, guardian_id)
    on conflict (organization_id, patient_id, account_id) do update
      set ended_at = null, since = clock_timestamp(), relation = excluded.relation, guardian_id = excluded.guardian_id
      where patient_accounts.ended_at is not null and not ${isBlockedByRelation('patient_accounts')}`)
  for (const { patientId } of links) tx.announce(patientChanged, { patientId })
}

/*
 * The directory (control) says where an account has links (tenant, the truth); the two can lie in different databases. A
 * row too many shows nothing, since the portal's policies decide; a row too few would hide a link. So it is written before
 * the links and again after them, and taken out after them under the same lock. What a crash leaves is a row too many,
 * which the next change of that account's links here mends.
 */

export async function enterDirectory(control: ControlTx, organizationId: string, accountId: string): Promise<void> {
  await lockDirectory(control, organizationId, accountId)
  await addToDirectory(control, organizationId, accountId)
}

export async function leaveDirectory(
  control: ControlTx,
  organizationId: string,
  accountId: string,
  inTenant: (mode: 'read', work: (tx: TenantTx) => Promise<boolean>) => Promise<boolean>,
): Promise<void> {
  await lockDirectory(control, organizationId, accountId)
  // of somebody from outside, whose role sees no link or not all of them
  if (await inTenant('read', (tx) => tx.asOrganization(() => hasOpenLink(tx, accountId)))) return
  await forgetDirectory(control, organizationId, accountId)
}

/** A deleted account looks at no record any more; what stands in the records stays. */
export const forgetLinks = (tx: TenantTx, accountId: string) =>
  tx.run(
    sql`delete from tenant.patient_accounts where organization_id = ${tx.organization.id} and account_id = ${accountId}`,
  )
