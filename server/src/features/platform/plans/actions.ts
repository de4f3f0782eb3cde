import { firstPlan } from '@polyclinic/contract/platform/first-plan.ts'
import { type NewPlan, type PlanChange } from '@polyclinic/contract/platform/plans.ts'
import { db } from '../../../database.ts'
import type { ControlTx } from '../../../kit/db/tenant-tx.ts'
import { changeVersioned, justWritten } from '../../../kit/db/versioned.ts'
import { refuseField } from '../../../kit/http/refusal.ts'
import { isDouble } from '../../../kit/thrown.ts'
import { recordAct } from '../log/actions.ts'
import { findPlan, lockOffer, type PlanRow } from './queries.ts'
import { changedFields, changesInWords, fieldsOf, type PlanFields } from './rules.ts'

export async function createPlan(control: ControlTx, { key, ...plan }: NewPlan): Promise<PlanRow> {
  try {
    await control.run(db.insertInto('control.plans').values({ key, ...columnsOf(fieldsOf(plan)) }))
  } catch (error) {
    throw isDouble(error) ? refuseField('key', 'plan-exists', 'Another plan has this key.') : error
  }
  await recordAct(control, 'plan.create', { about: key })
  return justWritten(findPlan(control, key))
}

/** Every process asks anew what the plan includes: the database tells them with the commit. */
export async function changePlan(
  control: ControlTx,
  key: string,
  expectedVersion: number | undefined,
  change: PlanChange,
): Promise<PlanRow> {
  return changeVersioned({
    find: () => findPlan(control, key),
    expectedVersion,
    async write(before) {
      if (before.is_offered && change.isOffered === false) await keepAnOffer(control, key)
      return control.run(
        db
          .updateTable('control.plans')
          .set(columnsOf(changedFields(before, change)))
          .where('key', '=', key)
          .where('version', '=', before.version),
      )
    },
    follow: (before) =>
      recordAct(control, 'plan.update', { about: changesInWords(key, before, changedFields(before, change)) }),
  })
}

/** A new organization begins with one plan, and there is always one that can be ordered. */
async function keepAnOffer(control: ControlTx, key: string): Promise<void> {
  if (key === firstPlan) throw refuseField('isOffered', 'first-plan', 'New organizations begin with this plan.')
  const offered = await lockOffer(control)
  if (offered.every((one) => one === key)) throw refuseField('isOffered', 'last-plan', 'No other plan is on offer.')
}

const columnsOf = ({ names, limits, ...fields }: PlanFields) => ({
  ...fields,
  names: JSON.stringify(names),
  limits: JSON.stringify(limits),
})
