import { contract } from '@polyclinic/contract/contract.ts'
import type { TenantTx } from '../../../kit/db/tenant-tx.ts'
import { operation } from '../../../kit/http/operation.ts'
import { refuseField } from '../../../kit/http/refusal.ts'
import { knownGuardians } from '../guardians/queries.ts'
import type { PatientScope } from '../patients/queries.ts'
import { scopeOf } from '../patients/scope.ts'
import { findLikeGuardians, findLikePatients } from './queries.ts'
import { likeGuardians, likePatients, personOfGuardian, personOfPatient } from './view.ts'

export const duplicateCheckRoutes = {
  create: operation(contract.patients.duplicateChecks.create, async (given) => {
    const { tx, input, can } = given
    const scope = scopeOf(given)
    const { guardian: typed, patients = [] } = input.body
    await checkGuardians(tx, patients, scope)
    const draft = typed && personOfGuardian(typed)
    const guardians = draft ? likeGuardians(draft, await findLikeGuardians(tx, draft, scope), tx.sealer) : []
    // an animal's owner who is probably on file may have it there already
    const owners = typed && guardians.map(({ guardian }) => guardian.id)
    const answers = []
    for (const each of patients) {
      const patient = personOfPatient(each, owners)
      answers.push({
        items: likePatients(patient, await findLikePatients(tx, patient, scope), { sealer: tx.sealer, can }),
      })
    }
    return { patients: answers, guardian: { items: guardians } }
  }),
}

/** A guardian who is not known here is refused as where the patient is added. */
async function checkGuardians(
  tx: TenantTx,
  patients: readonly { guardianIds?: readonly string[] }[],
  scope: PatientScope,
): Promise<void> {
  const ids = patients.flatMap(({ guardianIds = [] }) => guardianIds)
  const known = ids.length > 0 ? await knownGuardians(tx, ids, scope) : new Set<string>()
  for (const [at, { guardianIds = [] }] of patients.entries()) {
    const stranger = guardianIds.findIndex((id) => !known.has(id))
    if (stranger >= 0) throw refuseField(`patients.${at}.guardianIds.${stranger}`, 'unknown', 'is not known here')
  }
}
