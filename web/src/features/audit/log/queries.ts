import type { LogFilter } from '@polyclinic/contract/audit/log.ts'
import { logActions, logSources } from '@polyclinic/contract/audit/log-words.ts'
import { q } from '../../../kit/api/api.ts'
import { byCursor } from '../../../kit/api/pages.ts'

/** The search part of the address: whom, what and when the log is asked for, and which entry is open. */
export interface LogAddress {
  source: string
  act: string
  who: string
  patient: string
  /** Days in the organization's zone, both included. */
  from: string
  to: string
  entry: string
}

/** What the address asks for; what it cannot mean is not asked. */
export function filterOf(address: Partial<LogAddress>, zone: string): LogFilter {
  return {
    source: logSources.find((one) => one === address.source),
    action: logActions.find((one) => one === address.act),
    accountId: address.who,
    patientId: address.patient,
    from: startOf(address.from, zone, 0),
    to: startOf(address.to, zone, 1),
  }
}

function startOf(day: string | undefined, zone: string, daysLater: number): string | undefined {
  if (!day || !/^\d{4}-\d{2}-\d{2}$/.test(day)) return undefined
  return Temporal.PlainDate.from(day).add({ days: daysLater }).toZonedDateTime(zone).toInstant().toString()
}

export const logPages = (organization: string, filter: LogFilter) =>
  q.audit.log.list.infiniteOptions({
    input: (cursor: string | undefined) => ({ params: { organization }, query: { ...filter, cursor, limit: 50 } }),
    ...byCursor,
  })

export const entryQuery = (organization: string, id: string) =>
  q.audit.log.get.queryOptions({ input: { params: { organization, id } } })
