import { sql } from 'kysely'
import { uuid } from '../../../kit/db/columns.ts'
import { newId } from '../../../kit/db/ids.ts'
import { shape } from '../../../kit/db/row.ts'
import type { TenantTx } from '../../../kit/db/tenant-tx.ts'
import type { MailedLink } from './rules.ts'

export interface NewLink {
  subjectId: string
  /** RFC 3339. */
  expiresAt: string
}

/**
 * The links to these subjects, by subject: the one that each has, which lasts as long as it is needed now, or a new one.
 * Those that ended 30 days ago are forgotten.
 */
export async function linksTo(
  tx: TenantTx,
  purpose: MailedLink['purpose'],
  links: readonly NewLink[],
): Promise<Map<string, string>> {
  const rows = await tx.all(shape({ id: uuid, subject_id: uuid })`
    with forgotten as (
      delete from tenant.links where organization_id = ${tx.organization.id} and expires_at < now() - interval '30 days'
        and subject_id <> all (${links.map(({ subjectId }) => subjectId)}::uuid[]))
    insert into tenant.links (organization_id, id, purpose, subject_id, expires_at)
    select ${tx.organization.id}, n.id, ${purpose}, n.subject_id, n.expires_at
    from unnest(${links.map(() => newId())}::uuid[], ${links.map(({ subjectId }) => subjectId)}::uuid[],
      ${links.map(({ expiresAt }) => expiresAt)}::timestamptz[]) n (id, subject_id, expires_at)
    on conflict (organization_id, purpose, subject_id) where withdrawn_at is null
      do update set expires_at = greatest(links.expires_at, excluded.expires_at)
    returning id, subject_id`)
  return new Map(rows.map((row) => [row.subject_id, row.id]))
}

/** What was mailed already works as long as its subject, which lasts longer now; goes along with the commit. */
export const prolongLinks = (tx: TenantTx, purpose: MailedLink['purpose'], { subjectId, expiresAt }: NewLink): void =>
  tx.atCommit(sql`
    update tenant.links set expires_at = greatest(expires_at, ${expiresAt}::timestamptz)
    where organization_id = ${tx.organization.id} and purpose = ${purpose} and subject_id = ${subjectId} and withdrawn_at is null`)

/** Counts that something is done by a link. False where it no longer works, whatever was seen of it before. */
export const takeLink = async (tx: TenantTx, id: string): Promise<boolean> =>
  (await tx.run(sql`
    update tenant.links set uses = uses + 1 where organization_id = ${tx.organization.id} and id = ${id}
      and withdrawn_at is null and expires_at > now() and uses < coalesce(max_uses, uses + 1)`)) === 1

/** From this commit on it is like one that never was. False where it no longer worked. */
export const withdrawLink = async (
  tx: TenantTx,
  { id, subjectId }: { id: string; subjectId: string },
): Promise<boolean> =>
  (await tx.run(sql`
    update tenant.links set withdrawn_at = clock_timestamp() where organization_id = ${tx.organization.id} and id = ${id}
      and subject_id = ${subjectId} and withdrawn_at is null and expires_at > now()`)) === 1

/** The same of every link to these subjects that still works; answers whose did. */
export async function withdrawLinksTo(
  tx: TenantTx,
  purpose: MailedLink['purpose'],
  subjectIds: readonly string[],
): Promise<string[]> {
  const rows = await tx.all(shape({ subject_id: uuid })`
    update tenant.links set withdrawn_at = clock_timestamp() where organization_id = ${tx.organization.id}
      and purpose = ${purpose} and subject_id = any (${[...subjectIds]}::uuid[]) and withdrawn_at is null and expires_at > now()
    returning subject_id`)
  return rows.map((row) => row.subject_id)
}
