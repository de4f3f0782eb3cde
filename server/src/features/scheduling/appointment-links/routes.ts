import { contract } from '@polyclinic/contract/contract.ts'
import type { Sealer } from '../../../kit/crypto/seal.ts'
import { provenOperation } from '../../../kit/http/operation.ts'
import { cancelByLink, confirmByLink, findByLink, provenAppointment } from './actions.ts'

const byLink = (sealer: Sealer, { params }: { params: { token: string } }) => provenAppointment(sealer, params.token)

export const appointmentLinkRoutes = {
  get: provenOperation(contract.scheduling.appointmentLinks.get, byLink, ({ tx, proven }) => findByLink(tx, proven)),

  confirm: provenOperation(contract.scheduling.appointmentLinks.confirm, byLink, ({ tx, proven }) =>
    confirmByLink(tx, proven),
  ),

  cancel: provenOperation(contract.scheduling.appointmentLinks.cancel, byLink, ({ tx, proven }) =>
    cancelByLink(tx, proven),
  ),
}
