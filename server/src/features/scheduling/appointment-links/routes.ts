import { contract } from '@polyclinic/contract/contract.ts'
import type { Sealer } from '../../../kit/crypto/seal.ts'
import { operation } from '../../../kit/http/operation.ts'
import { cancelByLink, confirmByLink, findByLink, provenAppointment } from './actions.ts'

interface ByLink {
  sealer: Sealer
  input: { params: { token: string } }
}

export const byLink = ({ sealer, input }: ByLink) => provenAppointment(sealer, input.params.token)

export const provenByLink = (given: ByLink) => ({ linkSubject: byLink(given) })

export const appointmentLinkRoutes = {
  get: operation(contract.scheduling.appointmentLinks.get, {
    prove: provenByLink,
    work: (given) => findByLink(given.tx, byLink(given)),
  }),

  confirm: operation(contract.scheduling.appointmentLinks.confirm, {
    prove: provenByLink,
    work: (given) => confirmByLink(given.tx, byLink(given)),
  }),

  cancel: operation(contract.scheduling.appointmentLinks.cancel, {
    prove: provenByLink,
    work: (given) => cancelByLink(given.tx, byLink(given)),
  }),
}
