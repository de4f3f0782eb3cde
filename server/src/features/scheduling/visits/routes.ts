import { contract } from '@polyclinic/contract/contract.ts'
import type { Sealer } from '../../../kit/crypto/seal.ts'
import { provenOperation } from '../../../kit/http/operation.ts'
import { cancelVisit, confirmVisit, findVisit, provenAppointment } from './actions.ts'

const byLink = (sealer: Sealer, { params }: { params: { token: string } }) => provenAppointment(sealer, params.token)

export const visitRoutes = {
  get: provenOperation(contract.scheduling.visits.get, byLink, ({ tx, proven }) => findVisit(tx, proven)),

  confirm: provenOperation(contract.scheduling.visits.confirm, byLink, ({ tx, proven }) => confirmVisit(tx, proven)),

  cancel: provenOperation(contract.scheduling.visits.cancel, byLink, ({ tx, proven }) => cancelVisit(tx, proven)),
}
