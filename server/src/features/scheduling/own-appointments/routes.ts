import { contract } from '@polyclinic/contract/contract.ts'
import { freeOperation } from '../../../kit/http/operation.ts'
import { asPatientWhereAnswered } from '../../identity/public.ts'
import { linksOf } from './actions.ts'
import { nextOwnAppointments } from './queries.ts'
import { ownAppointmentView } from './view.ts'

export const ownAppointmentRoutes = {
  // each organization may lie in a database of its own
  next: freeOperation(contract.scheduling.ownAppointments.next, async ({ platform, access }) => {
    const { answers, unanswered } = await asPatientWhereAnswered(platform, access, async (tx, _, own) => {
      const rows = await nextOwnAppointments(tx)
      const links = await linksOf(own, rows)
      return rows.map((row) => ownAppointmentView(tx, row, links.get(row.id) ?? ''))
    })
    const items = answers.flat().toSorted((one, other) => Date.parse(one.startsAt) - Date.parse(other.startsAt))
    return { items, ...(unanswered && { unanswered }) }
  }),
}
