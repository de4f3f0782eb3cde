import { contract } from '@polyclinic/contract/contract.ts'
import { operation } from '../../../kit/http/operation.ts'
import { patients } from '../../patients/public.ts'
import { mailNewLink, requireAppointment, withdrawMailedLink } from './actions.ts'
import { listMailedLinks } from './queries.ts'
import { mailedLinkView, sendAbility } from './view.ts'

interface Asked {
  input: { params: { id: string } }
  clinicIds?: readonly string[]
}

const whichOf = ({ input, clinicIds }: Asked) => ({ id: input.params.id, scope: clinicIds })

export const mailedLinkRoutes = {
  list: operation(contract.scheduling.mailedLinks.list, async (given) => {
    const { tx, input } = given
    const mayWrite = given.can('appointments.write')
    const appointment = await requireAppointment(tx, whichOf(given), patients.scopeOf(given)?.emergencyOf)
    const links = await listMailedLinks(tx, input.params.id)
    return {
      items: links.map((row) => mailedLinkView(row, mayWrite)),
      abilities: { send: sendAbility(appointment, links, mayWrite) },
    }
  }),

  send: operation(contract.scheduling.mailedLinks.send, async (given) => ({
    told: await mailNewLink(given.tx, whichOf(given)),
  })),

  withdraw: operation(contract.scheduling.mailedLinks.withdraw, async (given) => {
    const { linkId } = given.input.params
    return mailedLinkView(await withdrawMailedLink(given.tx, { ...whichOf(given), linkId }), true)
  }),
}
