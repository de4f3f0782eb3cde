import { contract } from '@polyclinic/contract/contract.ts'
import type { Sealer } from '../../../kit/crypto/seal.ts'
import { operation } from '../../../kit/http/operation.ts'
import { cancelByLink, confirmByLink, findByLink, provenAppointment } from './actions.ts'

export const byLink = ({ sealer, input }: { sealer: Sealer; input: { params: { token: string } } }) =>
  provenAppointment(sealer, input.params.token)

export const appointmentLinkRoutes = {
  get: operation(contract.scheduling.appointmentLinks.get, {
    prove: byLink,
    work: (given) => findByLink(given.tx, byLink(given)),
  }),

  confirm: operation(contract.scheduling.appointmentLinks.confirm, {
    prove: byLink,
    work: (given) => confirmByLink(given.tx, byLink(given)),
  }),

  cancel: operation(contract.scheduling.appointmentLinks.cancel, {
    prove: byLink,
    work: (given) => cancelByLink(given.tx, byLink(given)),
  }),
}
