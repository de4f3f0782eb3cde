import { contract } from '@polyclinic/contract/contract.ts'
import { operation } from '../../../kit/http/operation.ts'
import { amongOf } from '../patients/scope.ts'
import { findLikeGuardians, findLikePatients } from './queries.ts'
import { likeGuardians, likePatients, personOfGuardian, personOfPatient } from './view.ts'

export const duplicateCheckRoutes = {
  create: operation(contract.duplicateChecks.create, async (given) => {
    const { tx, input } = given
    const among = amongOf(given)
    const { guardian: typed, patients = [] } = input.body
    const draft = typed && personOfGuardian(typed)
    const guardians = draft ? likeGuardians(draft, await findLikeGuardians(tx, draft, among), tx.sealer) : []
    // an animal's owner who is probably on file may have it there already
    const owners = typed && guardians.map(({ guardian }) => guardian.id)
    const answers = []
    for (const each of patients) {
      const patient = personOfPatient(each, owners)
      answers.push({ items: likePatients(patient, await findLikePatients(tx, patient, among), tx.sealer) })
    }
    return { patients: answers, guardian: { items: guardians } }
  }),
}
