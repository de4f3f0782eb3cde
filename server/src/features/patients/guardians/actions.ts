import { sql } from 'kysely'
import { beginningAnew, endingRelations } from '../answering/actions.ts'
import type { z } from 'zod'
import { fold, foldVersion } from '@polyclinic/contract/kit/reading/fold.ts'
import type { newGuardian } from '@polyclinic/contract/patients/guardians.ts'
import { newId } from '../../../kit/db/ids.ts'
import type { TenantTx } from '../../../kit/db/tenant-tx.ts'
import { changeVersioned, justWritten } from '../../../kit/db/versioned.ts'
import { refuseField } from '../../../kit/http/refusal.ts'
import { guardianChanged, patientChanged, relationEnded } from '../events.ts'
import { contactAfter } from '../patients/contact-codec.ts'
import { addPatients, type Which } from '../patients/actions.ts'
import type { PatientScope } from '../patients/queries.ts'
import { entryOf, refreshSearch } from '../search/actions.ts'
import { findGuardian, knownPatients, type GuardianRow } from './queries.ts'
import { guardianSecrets } from './view.ts'
import { uuid } from '../../../kit/db/columns.ts'
import { shape } from '../../../kit/db/row.ts'

export type NewGuardian = z.infer<typeof newGuardian>
type GuardianChange = Partial<{ [Key in 'contact' | 'language' | 'memo']: NewGuardian[Key] | null }> &
  Pick<Partial<NewGuardian>, 'name' | 'patientIds'>

/** A guardian, with patients that exist and patients that are new: all of it or nothing. */
export async function addGuardian(
  tx: TenantTx,
  fields: NewGuardian,
  scope?: PatientScope,
  id: string = newId(),
): Promise<GuardianRow> {
  const patientIds = await checkedPatients(tx, fields.patientIds ?? [], scope)
  const entry = entryOf(tx, { names: [fields.name], contact: fields.contact })
  await tx.run(sql`
    insert into tenant.guardians (organization_id, id, name, name_key, search_text, search_keys, fold_version, contact_sealed,
      memo_sealed, language)
    values (${tx.organization.id}, ${id}, ${fields.name}, ${fold(fields.name)}, ${entry.text}, ${entry.keys}::int[], ${foldVersion},
      ${guardianSecrets.seal(tx.sealer, id, 'contact', fields.contact)},
      ${guardianSecrets.seal(tx.sealer, id, 'memo', fields.memo)}, ${fields.language ?? null})`)
  const added = (fields.newPatients ?? []).map((patient) => ({ ...patient, guardianIds: [id] }))
  await addPatients(tx, added, scope, (index) => `newPatients.${index}.`)
  await link(tx, id, patientIds)
  await refreshSearch(tx, patientIds)
  for (const patientId of patientIds) tx.announce(patientChanged, { patientId })
  tx.announce(guardianChanged, { guardianId: id })
  return justWritten(findGuardian(tx, id, undefined, scope))
}

export async function changeGuardian(tx: TenantTx, which: Which, change: GuardianChange): Promise<GuardianRow> {
  let patientIds: readonly string[] | undefined
  return changeVersioned({
    find: () => findGuardian(tx, which.id, which.scope),
    expectedVersion: which.expectedVersion,
    write: async (before) => {
      patientIds = change.patientIds && (await checkedPatients(tx, change.patientIds, which.scope))
      return updateGuardian(tx, before, change)
    },
    follow: async (before) => {
      const moved = patientIds ? await replacePatients(tx, before, patientIds) : []
      const isFoundAnew = change.name !== undefined || change.contact !== undefined
      await refreshSearch(tx, isFoundAnew ? [...moved, ...(await linkedTo(tx, which.id))] : moved)
      for (const patientId of moved) tx.announce(patientChanged, { patientId })
      tx.announce(guardianChanged, { guardianId: which.id })
    },
    reread: () => findGuardian(tx, which.id, undefined, which.scope),
  })
}

async function checkedPatients(tx: TenantTx, ids: readonly string[], scope: PatientScope): Promise<string[]> {
  if (ids.length === 0) return []
  const known = await knownPatients(tx, ids, scope)
  const stranger = ids.findIndex((id) => !known.has(id))
  if (stranger >= 0) throw refuseField(`patientIds.${stranger}`, 'unknown', 'is not known here')
  return [...known]
}

function updateGuardian(tx: TenantTx, before: GuardianRow, change: GuardianChange): Promise<number> {
  const was = guardianSecrets.open(tx.sealer, before)
  const name = change.name ?? before.name
  const contact = change.contact === undefined ? was.contact : contactAfter(was.contact, change.contact)
  const memo = change.memo === undefined ? was.memo : change.memo
  const entry = entryOf(tx, { names: [name], contact: contact ?? undefined })
  return tx.run(sql`
    update tenant.guardians set name = ${name}, name_key = ${fold(name)}, search_text = ${entry.text}, search_keys = ${entry.keys}::int[],
      fold_version = ${foldVersion}, language = ${change.language === undefined ? before.language : change.language},
      contact_sealed = ${guardianSecrets.renew(tx.sealer, before, 'contact', contact)},
      memo_sealed = ${guardianSecrets.renew(tx.sealer, before, 'memo', memo)}
    where organization_id = ${tx.organization.id} and id = ${before.id} and version = ${before.version}`)
}

/** Of the patients that the caller sees; links to others stay. Answers whose link came or went. */
async function replacePatients(tx: TenantTx, before: GuardianRow, patientIds: readonly string[]): Promise<string[]> {
  const seen = (before.patients ?? []).map(({ id }) => id)
  const gone = seen.filter((id) => !patientIds.includes(id))
  const added = patientIds.filter((id) => !seen.includes(id))
  if (gone.length > 0) {
    await tx.run(
      sql`with ${endingRelations(tx, sql`l.guardian_id = ${before.id} and l.patient_id = any (${gone}::uuid[])`)} select`,
    )
  }
  for (const patientId of gone) tx.announce(relationEnded, { patientId, guardianId: before.id })
  await link(tx, before.id, added)
  return [...gone, ...added]
}

async function link(tx: TenantTx, guardianId: string, patientIds: readonly string[]): Promise<void> {
  if (patientIds.length === 0) return
  await tx.run(sql`
    insert into tenant.patient_guardians (organization_id, patient_id, guardian_id)
    select ${tx.organization.id}, p, ${guardianId} from unnest(${[...patientIds]}::uuid[]) p ${beginningAnew(tx)}`)
}

/** All patients of a guardian, also those that the caller does not see: their search follows too. */
async function linkedTo(tx: TenantTx, guardianId: string): Promise<string[]> {
  const rows = await tx.all(shape({ patient_id: uuid })`
    select patient_id from tenant.patient_guardians where organization_id = ${tx.organization.id} and guardian_id = ${guardianId}`)
  return rows.map((row) => row.patient_id)
}
