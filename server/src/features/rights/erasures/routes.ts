import { contract } from '@polyclinic/contract/contract.ts'
import { operation } from '../../../kit/http/operation.ts'
import { notAllowed, refuse } from '../../../kit/http/refusal.ts'
import { patients } from '../../patients/public.ts'
import { isSeen } from '../requests/queries.ts'
import { checkErasure, erasePatient } from './actions.ts'
import { listWithMerged } from './queries.ts'

export const erasureRoutes = {
  check: operation(contract.rights.erasures.check, async (given) => {
    const { tx, input } = given
    if (!(await isSeen(tx, input.params.id, patients.scopeOf(given)))) throw refuse('not-found')
    return checkErasure(tx, await listWithMerged(tx, input.params.id))
  }),

  create: operation(contract.rights.erasures.create, async ({ tx, input, accountId, can }) => {
    // what is left is a restricted record: whoever makes one has to be able to see it
    if (!can('patients.restricted')) throw notAllowed('patients.restricted')
    const row = await erasePatient(tx, input.params.id, accountId)
    return {
      patientId: row.patient_id,
      erasedAt: row.erased_at,
      ...(row.retained_until && { retainedUntil: row.retained_until }),
    }
  }),
}
