import { contract } from '@polyclinic/contract/contract.ts'
import type { Sealer } from '../../../kit/crypto/seal.ts'
import { operation } from '../../../kit/http/operation.ts'
import { cancelByLink, confirmByLink, findByLink, provenAppointment } from './actions.ts'

export const byLink = ({ sealer, input }: { sealer: Sealer; input: { params: { token: string } } }) =>
  provenAppointment(sealer, input.params.token)

export const appointmentLinkRoutes = {
  get: operation(contract.scheduling.appointmentLinks.get, {
    before: byLink,
    work: ({ tx, before: id }) => findByLink(tx, id),
  }),

  confirm: operation(contract.scheduling.appointmentLinks.confirm, {
    before: byLink,
    work: ({ tx, before: id }) => confirmByLink(tx, id),
  }),

  cancel: operation(contract.scheduling.appointmentLinks.cancel, {
    before: byLink,
    work: ({ tx, before: id }) => cancelByLink(tx, id),
  }),
}
