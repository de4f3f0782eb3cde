import { contract } from '@polyclinic/contract/contract.ts'
import { operation } from '../../../kit/http/operation.ts'
import { refuse } from '../../../kit/http/refusal.ts'
import { withBusyElsewhere } from '../busy/queries.ts'
import { wallClockOf } from '../availability/wall-clock.ts'
import { findCalendar } from './queries.ts'
import { calendarView, daysOf } from './view.ts'

export const calendarRoutes = {
  get: operation(contract.scheduling.calendar.get, async ({ tx, input, clinicIds, can }) => {
    const { clinicId, from, days = 1 } = input.query
    const cancelled = input.query.cancelled === 'included'
    const facts = await findCalendar(tx, { clinicId, from, days, cancelled, scope: clinicIds })
    if (!facts) throw refuse('not-found')
    const { start, end } = daysOf(wallClockOf(facts.time_zone), from, days)
    const complete = await withBusyElsewhere(facts, { tx, from: start, to: end })
    return calendarView(complete, { from, days }, { sealer: tx.sealer, can, scope: clinicIds })
  }),
}
