import { contract } from '@polyclinic/contract/contract.ts'
import { freeOperation, operation } from '../../../kit/http/operation.ts'
import { asPatientWhereAnswered } from '../../identity/public.ts'
import { linksOf } from './actions.ts'
import { nextOwnAppointments, ownAppointmentsAhead, ownAppointmentsPast } from './queries.ts'
import { ownAppointmentViews, ownPastAppointmentView } from './view.ts'

export const ownAppointmentRoutes = {
  // each organization may lie in a database of its own
  next: freeOperation(contract.scheduling.ownAppointments.next, async ({ platform, access }) => {
    const { answers, unanswered } = await asPatientWhereAnswered(platform, access, async (tx, _, own) => {
      const rows = await nextOwnAppointments(tx)
      return ownAppointmentViews(tx, rows, await linksOf(own, rows))
    })
    const items = answers.flat().toSorted((one, other) => Date.parse(one.startsAt) - Date.parse(other.startsAt))
    return { items, ...(unanswered && { unanswered }) }
  }),

  list: operation(contract.scheduling.ownAppointments.list, async ({ tx, ...own }) => {
    const rows = await ownAppointmentsAhead(tx)
    return { items: ownAppointmentViews(tx, rows, await linksOf(own, rows)) }
  }),

  past: operation(contract.scheduling.ownAppointments.past, async ({ tx }) => ({
    items: (await ownAppointmentsPast(tx)).map((row) => ownPastAppointmentView(tx, row)),
  })),
}
