import { sql } from 'kysely'
import { spanOf } from '@polyclinic/contract/kit/partial-date.ts'
import type { AllergyChange, NewAllergy } from '@polyclinic/contract/patients/allergies.ts'
import { isActive } from '@polyclinic/contract/patients/allergy-states.ts'
import { newId } from '../../../kit/db/ids.ts'
import type { TenantTx } from '../../../kit/db/tenant-tx.ts'
import { changeVersioned, justWritten } from '../../../kit/db/versioned.ts'
import { refuse, refuseField } from '../../../kit/http/refusal.ts'
import { allergyChanged } from '../events.ts'
import type { PatientScope } from '../patients/queries.ts'
import { allergySecrets } from '../warnings/secrets.ts'
import { findAllergy, listAllergies, lockPatient, type AllergyRow } from './queries.ts'

export interface Writer {
  accountId: string
  scope: PatientScope
}

/** Of whom the caller sees, and nobody else writes meanwhile. */
async function requirePatient(tx: TenantTx, patientId: string, scope: PatientScope, onset?: string | null) {
  const patient = await lockPatient(tx, patientId, scope)
  if (!patient) throw refuse('not-found')
  const { birth_date: birthDate } = patient
  if (onset && birthDate && spanOf(onset)[1] < spanOf(birthDate)[0])
    throw refuseField('onset', 'before-birth', 'lies before the birth')
}

export async function addAllergy(
  tx: TenantTx,
  patientId: string,
  given: NewAllergy,
  { accountId, scope }: Writer,
  id: string = newId(),
): Promise<AllergyRow> {
  await requirePatient(tx, patientId, scope, given.onset)
  const { clinicalStatus = 'active', verification = 'unconfirmed' } = given
  const { sealer } = tx
  await tx.run(sql`
    insert into tenant.allergies (organization_id, id, patient_id, category, type, criticality, clinical_status, verification,
      substance_sealed, reactions_sealed, onset_sealed, note_sealed, recorded_by)
    values (${tx.organization.id}, ${id}, ${patientId}, ${given.category}, ${given.type ?? 'allergy'}, ${given.criticality},
      ${clinicalStatus}, ${verification}, ${allergySecrets.seal(sealer, id, 'substance', given.substance)},
      ${allergySecrets.seal(sealer, id, 'reactions', orNothing(given.reactions))},
      ${allergySecrets.seal(sealer, id, 'onset', given.onset)}, ${allergySecrets.seal(sealer, id, 'note', given.note)}, ${accountId})`)
  if (isActive({ clinicalStatus, verification })) await endNoneKnown(tx, patientId)
  tx.announce(allergyChanged, { patientId })
  return justWritten(findAllergy(tx, id, scope))
}

const orNothing = <Item>(items: readonly Item[] | undefined): Item[] | null => (items?.length ? [...items] : null)

export async function changeAllergy(
  tx: TenantTx,
  which: { id: string; scope: PatientScope; expectedVersion?: number },
  change: AllergyChange,
): Promise<AllergyRow> {
  return changeVersioned({
    find: () => findAllergy(tx, which.id, which.scope),
    expectedVersion: which.expectedVersion,
    write: async (before) => {
      await requirePatient(tx, before.patient_id, which.scope, change.onset)
      return updateAllergy(tx, before, change)
    },
    follow: async (before) => {
      const { clinicalStatus = before.clinical_status, verification = before.verification } = change
      if (isActive({ clinicalStatus, verification })) await endNoneKnown(tx, before.patient_id)
      tx.announce(allergyChanged, { patientId: before.patient_id })
    },
  })
}

function updateAllergy(tx: TenantTx, before: AllergyRow, change: AllergyChange): Promise<number> {
  const { sealer } = tx
  const was = allergySecrets.open(sealer, before)
  const { substance = was.substance, reactions = was.reactions, onset = was.onset, note = was.note } = change
  return tx.run(sql`
    update tenant.allergies set category = ${change.category ?? before.category}, type = ${change.type ?? before.type},
      criticality = ${change.criticality ?? before.criticality},
      clinical_status = ${change.clinicalStatus ?? before.clinical_status},
      verification = ${change.verification ?? before.verification},
      substance_sealed = ${allergySecrets.renew(sealer, before, 'substance', substance)},
      reactions_sealed = ${allergySecrets.renew(sealer, before, 'reactions', orNothing(reactions))},
      onset_sealed = ${allergySecrets.renew(sealer, before, 'onset', onset)},
      note_sealed = ${allergySecrets.renew(sealer, before, 'note', note)}
    where organization_id = ${tx.organization.id} and id = ${before.id} and version = ${before.version}`)
}

const endNoneKnown = (tx: TenantTx, patientId: string) =>
  tx.run(sql`
    update tenant.no_known_allergies set ended_at = clock_timestamp()
    where organization_id = ${tx.organization.id} and patient_id = ${patientId} and ended_at is null`)

/** Somebody asked: that none are known is a fact with a date, until an allergy is added; or it was said by mistake. */
export async function inquire(
  tx: TenantTx,
  patientId: string,
  noneKnown: boolean,
  { accountId, scope }: Writer,
): Promise<void> {
  await requirePatient(tx, patientId, scope)
  const all = await listAllergies(tx, patientId)
  const isKnown = all.some(({ clinical_status: clinicalStatus, verification }) =>
    isActive({ clinicalStatus, verification }),
  )
  if (noneKnown && isKnown) throw refuse('wrong-state', { state: 'known' })
  await endNoneKnown(tx, patientId)
  if (noneKnown)
    await tx.run(sql`
      insert into tenant.no_known_allergies (organization_id, id, patient_id, asked_by)
      values (${tx.organization.id}, ${newId()}, ${patientId}, ${accountId})`)
  tx.announce(allergyChanged, { patientId })
}
