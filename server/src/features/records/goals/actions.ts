import { sql } from 'kysely'
import type { z } from 'zod'
import type { goalChange, newGoal } from '@polyclinic/contract/records/goals.ts'
import { newId } from '../../../kit/db/ids.ts'
import type { TenantTx } from '../../../kit/db/tenant-tx.ts'
import { changeVersioned, justWritten } from '../../../kit/db/versioned.ts'
import { refuseField } from '../../../kit/http/refusal.ts'
import type { PatientScope } from '../../patients/public.ts'
import { chartChanged } from '../events.ts'
import { subjectAt, type Marked } from '../subjects/actions.ts'
import { findGoal, type GoalRow } from './queries.ts'
import { goalFault } from './rules.ts'
import { goalSecrets } from './view.ts'

export type NewGoal = z.infer<typeof newGoal>
type GoalChange = z.infer<typeof goalChange>

/** All that is told of a goal, as it is to stand. */
type Told = Required<{ [Name in keyof GoalChange]: Exclude<GoalChange[Name], undefined> }>

export async function addGoal(
  tx: TenantTx,
  patientId: string,
  given: NewGoal,
  scope?: PatientScope,
  id: string = newId(),
): Promise<GoalRow> {
  const { text, status = 'active', achievement = 'in-progress', dueOn = null, measure = null } = given
  const { threshold = null, note = null } = given
  await refuseFault(tx, patientId, { measure, threshold }, scope)
  await tx.run(sql`
    insert into tenant.goals (organization_id, id, patient_id, text_sealed, status, achievement, due_on, measure, threshold, note_sealed,
      recorded_by)
    values (${tx.organization.id}, ${id}, ${patientId}, ${goalSecrets.seal(tx.sealer, id, 'text', text)}, ${status}, ${achievement},
      ${dueOn}, ${measure}, ${threshold}, ${goalSecrets.seal(tx.sealer, id, 'note', note)}, ${tx.caller.accountId ?? null})`)
  tx.announce(chartChanged, { patientId })
  return justWritten(findGoal(tx, id, undefined))
}

export const changeGoal = (
  tx: TenantTx,
  { id, scope, expectedVersion }: Marked,
  change: GoalChange,
): Promise<GoalRow> =>
  changeVersioned({
    find: () => findGoal(tx, id, scope),
    expectedVersion,
    write: (before) => writeGoal(tx, before, change, scope),
    follow: ({ patient_id: patientId }) => tx.announce(chartChanged, { patientId }),
  })

async function writeGoal(tx: TenantTx, before: GoalRow, change: GoalChange, scope: PatientScope): Promise<number> {
  const told = merged(tx, before, change)
  await refuseFault(tx, before.patient_id, told, scope)
  const { text, status, achievement, dueOn, measure, threshold, note } = told
  return tx.run(sql`
    update tenant.goals set text_sealed = ${goalSecrets.renew(tx.sealer, before, 'text', text)}, status = ${status},
      achievement = ${achievement}, due_on = ${dueOn}, measure = ${measure}, threshold = ${threshold},
      note_sealed = ${goalSecrets.renew(tx.sealer, before, 'note', note)}
    where organization_id = ${tx.organization.id} and id = ${before.id} and version = ${before.version}`)
}

/** As the row was, and what the change gives; null empties. A score is of a measure: without it there is none. */
function merged(tx: TenantTx, before: GoalRow, change: GoalChange): Told {
  const { text = '', note = null } = goalSecrets.open(tx.sealer, before)
  const { status, achievement, due_on: dueOn, measure, threshold } = before
  const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined))
  const told: Told = { text, status, achievement, dueOn, measure, threshold, note, ...given }
  return change.measure === null && change.threshold === undefined ? { ...told, threshold: null } : told
}

async function refuseFault(
  tx: TenantTx,
  patientId: string,
  told: Pick<Told, 'measure' | 'threshold'>,
  scope: PatientScope,
): Promise<void> {
  const fault = goalFault(told, await subjectAt(tx, patientId, scope, {}))
  if (fault) throw refuseField(fault.path, fault.code, fault.message)
}
