import { contract } from '@polyclinic/contract/contract.ts'
import { operation } from '../../../kit/http/operation.ts'
import { refuse } from '../../../kit/http/refusal.ts'
import { knownGuardians, knownPatients } from '../guardians/queries.ts'
import { scopeOf } from '../patients/scope.ts'
import { addRelation, changeGuardianOf, changeRelation, type Writer } from './actions.ts'
import { relationsOfGuardian, relationsOfPatient } from './queries.ts'
import { relationView } from './view.ts'

const writerOf = (given: Parameters<typeof scopeOf>[0]): Writer => ({
  accountId: given.accountId,
  scope: scopeOf(given),
})

export const relationRoutes = {
  list: operation(contract.patients.relations.list, async (given) => {
    const { tx, input } = given
    const scope = scopeOf(given)
    const rows = await relationsOfPatient(tx, input.params.id, scope)
    if (rows.length === 0 && !(await knownPatients(tx, [input.params.id], scope)).has(input.params.id))
      throw refuse('not-found')
    return { items: rows.map((row) => relationView(row, tx.sealer)) }
  }),

  listOfGuardian: operation(contract.patients.relations.listOfGuardian, async (given) => {
    const { tx, input } = given
    const scope = scopeOf(given)
    if (!(await knownGuardians(tx, [input.params.id], scope)).has(input.params.id)) throw refuse('not-found')
    const rows = await relationsOfGuardian(tx, input.params.id, scope)
    return { items: rows.map((row) => relationView(row, tx.sealer)) }
  }),

  create: operation(contract.patients.relations.create, async (given) => {
    const { tx, input } = given
    return relationView(await addRelation(tx, input.params.id, input.body, writerOf(given)), tx.sealer)
  }),

  update: operation(contract.patients.relations.update, async (given) => {
    const { tx, input, expectedVersion } = given
    const { id: patientId, guardianId } = input.params
    const which = { patientId, guardianId, expectedVersion }
    return relationView(await changeRelation(tx, which, input.body, writerOf(given)), tx.sealer)
  }),

  changeGuardian: operation(contract.patients.relations.changeGuardian, async (given) => {
    const { tx, input } = given
    const rows = await changeGuardianOf(tx, input.params.id, input.body, writerOf(given))
    return { items: rows.map((row) => relationView(row, tx.sealer)) }
  }),
}
