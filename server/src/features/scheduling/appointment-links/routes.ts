import { contract } from '@polyclinic/contract/contract.ts'
import type { Sealer } from '../../../kit/crypto/seal.ts'
import { operation } from '../../../kit/http/operation.ts'
import type { Bound } from '../../../kit/http/steps.ts'
import { cancelByLink, confirmByLink, findByLink, requireProof } from './actions.ts'
import type { LinkPower, ProvedLink } from './rules.ts'

interface ByLink {
  sealer: Sealer
  input: { params: { token: string } }
}

/** The link of a request, proved to show its appointment or to answer for it. */
export const proofTo = (power: LinkPower) => (given: ByLink) =>
  requireProof(given.sealer, given.input.params.token, power)

export const boundTo =
  (proof: (given: ByLink) => ProvedLink) =>
  (given: ByLink): Bound => {
    const { linkId, linkSubject } = proof(given)
    return { linkId, linkSubject }
  }

const [showing, answering] = [proofTo('show'), proofTo('answer')]

export const appointmentLinkRoutes = {
  get: operation(contract.scheduling.appointmentLinks.get, {
    prove: boundTo(showing),
    work: (given) => findByLink(given.tx, showing(given)),
  }),

  confirm: operation(contract.scheduling.appointmentLinks.confirm, {
    prove: boundTo(answering),
    work: (given) => confirmByLink(given.tx, answering(given)),
  }),

  cancel: operation(contract.scheduling.appointmentLinks.cancel, {
    prove: boundTo(answering),
    work: (given) => cancelByLink(given.tx, answering(given)),
  }),
}
