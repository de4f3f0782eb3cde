import { sql } from 'kysely'
import { fold, foldVersion } from '@polyclinic/contract/kit/reading/fold.ts'
import { bool, uuid } from '../../../kit/db/columns.ts'
import { shape } from '../../../kit/db/row.ts'
import type { TenantTx } from '../../../kit/db/tenant-tx.ts'
import { everyMove } from '../../../kit/moves.ts'
import type { NewGuardian } from '../guardians/actions.ts'
import { guardianSecrets } from '../guardians/view.ts'
import { lockRecords } from '../merges/queries.ts'
import { changePatient, placePatients } from '../patients/actions.ts'
import { findPatient } from '../patients/queries.ts'
import { patientProblem } from '../patients/rules.ts'
import { knownOf } from '../patients/view.ts'
import { entryOf } from '../search/actions.ts'
import { findGuardiansNamed, findOnFile } from './queries.ts'

type Added = Pick<NewGuardian, 'name' | 'contact' | 'language'> & { id: string }

/** Several guardians, without patients yet, in one statement. */
async function addGuardians(tx: TenantTx, all: readonly Added[]): Promise<void> {
  if (all.length === 0) return
  const entries = all.map(({ name, contact }) => entryOf(tx, { names: [name], contact }))
  await tx.run(sql`
    insert into tenant.guardians
      (organization_id, id, name, name_key, search_text, search_keys, fold_version, contact_sealed, language)
    select ${tx.organization.id}, n.id, n.name, n.name_key, n.search_text, n.search_keys::int[], ${foldVersion}, n.contact_sealed,
      n.language
    from unnest(${all.map(({ id }) => id)}::uuid[], ${all.map(({ name }) => name)}::text[], ${all.map(({ name }) => fold(name))}::text[],
      ${entries.map(({ text }) => text)}::text[], ${entries.map(({ keys }) => keys)}::text[],
      ${all.map(({ id, contact }) => guardianSecrets.seal(tx.sealer, id, 'contact', contact))}::bytea[],
      ${all.map(({ language }) => language ?? null)}::text[])
      n (id, name, name_key, search_text, search_keys, contact_sealed, language)`)
}

interface Made {
  id: string
  version: number
}

/** Tables of which a row of a record stands in no way of taking it back. */
const itsOwn = ['tenant.patient_guardians', 'tenant.search_tokens', 'tenant.audit_events']

/**
 * Whether anything was written for a record, `p`, by any feature: every table that names a patient says so under `moves`. Who was
 * placed together with it answers for it since that moment; any other relation was written by people.
 */
const isUsed = (tx: TenantTx, except: readonly string[]) => {
  const tables = tx.extensions(everyMove).flatMap((moves) => Object.keys(moves))
  const naming = tables.filter((table) => ![...itsOwn, ...except].includes(table))
  const rows = naming.map(
    (table) =>
      sql`exists (select from ${sql.table(table)} t where t.organization_id = p.organization_id and t.patient_id = p.id)`,
  )
  return sql`(${sql.join(rows, sql` or `)} or exists (
    select from tenant.patient_merges m where m.organization_id = p.organization_id and p.id in (m.kept_id, m.merged_id))
    or exists (
    select from tenant.patient_guardians l where l.organization_id = p.organization_id and l.patient_id = p.id
      and (l.version > 1 or l.since <> p.created_at)))`
}

const madeRow = shape({ id: uuid, is_used: bool })

const goneRow = shape({ id: uuid })

/**
 * Takes back patients that an import made: those that nobody changed or wrote for since are gone, as the table's policy for
 * deletions lets it be; answers who they are: whom the caller does not see stays, too. `except`: tables of who takes them back.
 * Nothing new can hang on any of them until the transaction ends.
 */
async function takeBackPatients(tx: TenantTx, made: readonly Made[], except: readonly string[]): Promise<string[]> {
  if (made.length === 0) return []
  const organizationId = tx.organization.id
  const ids = made.map(({ id }) => id)
  await lockRecords(tx, ids)
  const rows = await tx.all(madeRow`
    select p.id, p.version <> n.version or ${isUsed(tx, except)} as is_used
    from unnest(${ids}::uuid[], ${made.map(({ version }) => version)}::int[]) n (id, version)
    join tenant.patients p on p.organization_id = ${organizationId} and p.id = n.id`)
  const gone = rows.filter((row) => !row.is_used).map(({ id }) => id)
  await tx.run(sql`
    with tokens as (
      delete from tenant.search_tokens where organization_id = ${organizationId} and patient_id = any (${gone}::uuid[])),
    links as (
      delete from tenant.patient_guardians where organization_id = ${organizationId} and patient_id = any (${gone}::uuid[]))
    delete from tenant.duplicate_pairs
    where organization_id = ${organizationId} and (one_id = any (${gone}::uuid[]) or other_id = any (${gone}::uuid[]))`)
  const deleted = await tx.all(goneRow`
    delete from tenant.patients where organization_id = ${organizationId} and id = any (${gone}::uuid[]) returning id`)
  return deleted.map(({ id }) => id)
}

/** The same of guardians: those who were not changed since, and of whom no patient is left. */
async function takeBackGuardians(tx: TenantTx, made: readonly Made[]): Promise<void> {
  if (made.length === 0) return
  const organizationId = tx.organization.id
  const ids = made.map(({ id }) => id)
  await tx.run(sql`
    select from tenant.guardians g where g.organization_id = ${organizationId} and g.id = any (${ids}::uuid[]) order by g.id for update`)
  await tx.run(sql`
    delete from tenant.guardians g using unnest(${ids}::uuid[], ${made.map(({ version }) => version)}::int[]) n (id, version)
    where g.organization_id = ${organizationId} and g.id = n.id and g.version = n.version
      and not exists (select from tenant.patient_guardians l where l.organization_id = g.organization_id and l.guardian_id = g.id)
      and not exists (select from tenant.patient_accounts l where l.organization_id = g.organization_id and l.guardian_id = g.id)
      and not exists (select from tenant.claim_codes c where c.organization_id = g.organization_id and c.guardian_id = g.id)`)
}

/** Hundreds at once, as an import brings them: in few statements, and without an event for each. */
export const bulk = {
  problemOf: patientProblem,
  findOnFile,
  findGuardiansNamed,
  place: placePatients,
  addGuardians,
  change: changePatient,
  find: findPatient,
  knownOf,
  takeBackPatients,
  takeBackGuardians,
}
