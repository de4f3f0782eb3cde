import { contract } from '@polyclinic/contract/contract.ts'
import { operation } from '../../../kit/http/operation.ts'
import { cancelVisit, confirmVisit, findVisit } from './actions.ts'

export const visitRoutes = {
  get: operation(contract.visits.get, ({ tx, input }) => findVisit(tx, input.params.token)),

  confirm: operation(contract.visits.confirm, ({ tx, input }) => confirmVisit(tx, input.params.token)),

  cancel: operation(contract.visits.cancel, ({ tx, input }) => cancelVisit(tx, input.params.token)),
}
