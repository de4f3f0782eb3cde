import type { OwnTransactions } from '../../../kit/db/tenant-tx.ts'
import { appointmentLinks } from '../appointment-links/actions.ts'
import type { OwnAppointmentRow } from './queries.ts'

/** The links to the pages of what the caller sees; only where nobody was given one yet, one is made, once. */
export async function linksOf(own: OwnTransactions, rows: readonly OwnAppointmentRow[]): Promise<Map<string, string>> {
  const known = rows.flatMap(({ id, link_id }) => (link_id ? [[id, link_id] as const] : []))
  const without = rows.filter(({ link_id }) => !link_id)
  if (without.length === 0) return new Map(known)
  const made = await own.inTenant('write', (tx) => tx.asOrganization(() => appointmentLinks(tx, without)))
  return new Map([...known, ...made])
}
