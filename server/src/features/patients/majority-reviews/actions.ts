import { sql } from 'kysely'
import type { MajorityDecision } from '@polyclinic/contract/patients/relations/majority.ts'
import { newId } from '../../../kit/db/ids.ts'
import type { TenantTx } from '../../../kit/db/tenant-tx.ts'
import { refuse, refuseField } from '../../../kit/http/refusal.ts'
import { isOn } from '../../../kit/toggles/toggles.ts'
import { inviteToConnect } from '../connections/actions.ts'
import { guardianChanged, patientChanged, relationEnded } from '../events.ts'
import { knownPatients } from '../guardians/queries.ts'
import type { PatientScope } from '../patients/queries.ts'
import { lockPatient } from '../relations/queries.ts'
import { endOf } from '../relations/rules.ts'
import { refreshSearch } from '../search/actions.ts'
import { answersAsForAChild, dueReviews } from './queries.ts'

export interface Decided {
  patientId: string
  decision: MajorityDecision
  until?: string
}

/** Decided once: with this commit whoever answered as for a child ends, today or on the last day that was agreed on. */
export async function decide(
  tx: TenantTx,
  { patientId, decision, until }: Decided,
  { accountId, scope }: { accountId: string; scope: PatientScope },
): Promise<Decided & { id: string }> {
  if (!(await knownPatients(tx, [patientId], scope)).has(patientId))
    throw refuseField('patientId', 'unknown', 'is not known here')
  await lockPatient(tx, patientId)
  const [due] = await dueReviews(tx, scope, patientId)
  if (!due) throw refuse('already-exists')
  const endsAt = until && endOf(until, tx.organization.timeZone)
  if (endsAt && Date.parse(endsAt) <= Date.now()) throw refuseField('until', 'ends-first', 'is over already')
  if (decision === 'own-account') await leaveToThemselves(tx, patientId, scope)
  const id = newId()
  await tx.run(sql`
    insert into tenant.majority_reviews (organization_id, id, patient_id, decision, kept_until, decided_by)
    values (${tx.organization.id}, ${id}, ${patientId}, ${decision}, ${until ?? null}, ${accountId})`)
  await endAnswering(tx, patientId, until, endsAt)
  await refreshSearch(tx, [patientId])
  tx.announce(patientChanged, { patientId })
  for (const { id: guardianId } of due.guardians) {
    tx.announce(relationEnded, { patientId, guardianId })
    tx.announce(guardianChanged, { guardianId })
  }
  return { id, patientId, decision, ...(until && { until }) }
}

async function leaveToThemselves(tx: TenantTx, patientId: string, scope: PatientScope): Promise<void> {
  if (!isOn(tx.organization, 'patient-accounts')) throw refuse('wrong-state', { state: 'no-accounts' })
  await inviteToConnect(tx, { patientId, scope }, undefined)
}

/** An earlier end stays. */
const endAnswering = (tx: TenantTx, patientId: string, until: string | undefined, endsAt: string | undefined) =>
  tx.run(sql`
    update tenant.patient_guardians l
    set ends_on = coalesce(${until ?? null}::date, (now() at time zone ${tx.organization.timeZone}::text)::date),
      ends_at = coalesce(${endsAt ?? null}::timestamptz, now())
    from tenant.patients p
    where p.organization_id = ${tx.organization.id} and p.id = ${patientId} and ${answersAsForAChild(tx)}
      and coalesce(l.ends_at > ${endsAt ?? null}::timestamptz, true)`)
