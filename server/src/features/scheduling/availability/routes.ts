import { day } from '@polyclinic/contract/kit/durations.ts'
import { contract } from '@polyclinic/contract/contract.ts'
import { operation } from '../../../kit/http/operation.ts'
import { refuse, refuseQuery } from '../../../kit/http/refusal.ts'
import { withBusyElsewhere } from '../busy/queries.ts'
import { findAvailabilityFacts } from './queries.ts'
import { slotsOf, slotViewer } from './view.ts'

const longest = 35 * day

export const availabilityRoutes = {
  find: operation(contract.scheduling.availability.find, async ({ tx, input, clinicIds }) => {
    const { serviceId, clinicId, practitionerId } = input.query
    const [from, to] = [Date.parse(input.query.from), Date.parse(input.query.to)]
    if (to <= from) throw refuseQuery('to', 'ends-first', 'must lie after from')
    if (to - from > longest) throw refuseQuery('to', 'too-far', 'lies more than 35 days after from')
    const facts = await findAvailabilityFacts(tx, { serviceId, clinicId, practitionerId, scope: clinicIds, from, to })
    if (!facts) throw refuse('not-found')
    return {
      slots: slotsOf(await withBusyElsewhere(facts, { tx, from, to }), { from, to }).map(slotViewer()),
    }
  }),
}
