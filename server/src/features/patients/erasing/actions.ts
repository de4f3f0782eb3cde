import { sql } from 'kysely'
import { forgetInAudit } from '../../../kit/audit/keys.ts'
import { uuid } from '../../../kit/db/columns.ts'
import { shape } from '../../../kit/db/row.ts'
import type { TenantTx } from '../../../kit/db/tenant-tx.ts'
import { extensionPoint } from '../../../kit/extension.ts'
import { pictures } from '../../files/public.ts'
import { patientChanged } from '../events.ts'
import { sealedNames } from '../patients/fields.ts'
import { patientPicture } from '../pictures/queries.ts'
import { refreshSearch } from '../search/actions.ts'

/** What higher features have against taking a merge of these records back, in a word; undefined: nothing. */
export const undoHindrances =
  extensionPoint<(tx: TenantTx, ids: readonly string[]) => Promise<string | undefined>>('patients.undo-hindrances')

const idRow = shape({ id: uuid })

/**
 * A record and those that were merged into it, its own id first, as they stay until the transaction ends; whoever writes for
 * them waits. Empty where there is none, or it was merged or erased itself.
 */
export async function lockWithMerged(tx: TenantTx, id: string): Promise<string[]> {
  const locked = await lockAll(tx, id)
  const own = await tx.maybe(idRow`
    select p.id from tenant.patients p where p.organization_id = ${tx.organization.id} and p.id = ${id}
      and p.merged_into is null and p.erased_at is null`)
  return own ? [id, ...[...locked].filter((each) => each !== id)] : []
}

/** As {@link lockWithMerged}, a record that was erased and of which something may be kept. */
export async function lockKept(tx: TenantTx, id: string): Promise<string[]> {
  const locked = await lockAll(tx, id)
  const own = await tx.maybe(idRow`
    select p.id from tenant.patients p where p.organization_id = ${tx.organization.id} and p.id = ${id}
      and p.merged_into is null and p.erased_at is not null`)
  return own ? [...locked] : []
}

async function lockAll(tx: TenantTx, id: string): Promise<Set<string>> {
  const locked = new Set<string>()
  // what was merged into it while the lock was waited for is there in a statement of its own
  for (let before = -1; locked.size > before;) {
    before = locked.size
    const rows = await tx.all(idRow`
      select p.id from tenant.patients p
      where p.organization_id = ${tx.organization.id} and (p.id = ${id} or p.merged_into = ${id}) order by p.id for update`)
    for (const row of rows) locked.add(row.id)
  }
  return locked
}

/** Hides records from everybody whose role opens no restricted ones, or shows them again. */
export async function setRestricted(tx: TenantTx, ids: readonly string[], isRestricted: boolean): Promise<void> {
  await tx.run(sql`
    update tenant.patients set restricted_at = ${isRestricted ? sql`coalesce(restricted_at, clock_timestamp())` : null}
    where organization_id = ${tx.organization.id} and id = any (${[...ids]}::uuid[])`)
  // what guardians were called meanwhile, nobody could write into records that they did not see
  if (!isRestricted) await refreshSearch(tx, ids)
  for (const patientId of ids) tx.announce(patientChanged, { patientId })
}

/** By what a record that has to be kept is still known to be this person's. */
const keptSealed: ReadonlySet<string> = new Set(['microchip', 'identifiers'])

/** Stands for a name that is gone. */
export const noName = '—'

/**
 * Takes away what is told of these patients: all of it, or all but who they were, as long as a record has to be kept. It is
 * hidden from then on, and the log forgets what it held of them.
 */
export async function reducePatients(tx: TenantTx, ids: readonly string[], keepsNames: boolean): Promise<void> {
  const sealed = sealedNames.filter((name) => !(keepsNames && keptSealed.has(name)))
  const emptied = sql.join([
    ...sealed.map((name) => sql`${sql.ref(`${name}_sealed`)} = null`),
    ...(keepsNames
      ? []
      : [sql`given_name = ${noName}, family_name = null, birth_date = null, birth_date_precision = 'day'`]),
  ])
  await tx.run(sql`
    update tenant.patients set ${emptied}, used_name = null, name_key = '', search_text = '', search_keys = '{}',
      language = null, colour = null, erased_at = coalesce(erased_at, clock_timestamp()),
      restricted_at = coalesce(restricted_at, clock_timestamp()), archived_at = coalesce(archived_at, clock_timestamp())
    where organization_id = ${tx.organization.id} and id = any (${[...ids]}::uuid[])`)
  for (const id of ids) await forgetInAudit(tx, id)
  for (const patientId of ids) tx.announce(patientChanged, { patientId })
}

/** What else is told of them: who answers for nobody else, pictures, and pairs and merges that name them. */
export async function eraseBesidePatients(tx: TenantTx, ids: readonly string[]): Promise<void> {
  const organizationId = tx.organization.id
  const those = sql`any (${[...ids]}::uuid[])`
  for (const id of ids) await pictures.setPicture(tx, patientPicture, { id }, null)
  await tx.run(sql`
    delete from tenant.duplicate_pairs where organization_id = ${organizationId} and (one_id = ${those} or other_id = ${those})`)
  await tx.run(sql`
    update tenant.patient_merges set taken_sealed = null
    where organization_id = ${organizationId} and (kept_id = ${those} or merged_id = ${those})`)
  const guardians = await tx.all(idRow`
    update tenant.guardians g set name = ${noName}, name_key = '', search_text = '', search_keys = '{}', contact_sealed = null,
      memo_sealed = null, language = null, archived_at = coalesce(archived_at, clock_timestamp())
    where g.organization_id = ${organizationId}
      and g.id in (select l.guardian_id from tenant.patient_guardians l
        where l.organization_id = ${organizationId} and l.patient_id = ${those})
      and not exists (select from tenant.patient_guardians l where l.organization_id = ${organizationId}
        and l.guardian_id = g.id and l.patient_id <> all (${[...ids]}::uuid[]))
    returning g.id`)
  for (const { id } of guardians) await forgetInAudit(tx, id)
}
