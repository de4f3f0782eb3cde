import { Resolver } from 'node:dns/promises'
import { sql } from 'kysely'
import { nullable, text, textOf, timestamptz, uuid } from '../../../kit/db/columns.ts'
import { type RowOf, shape } from '../../../kit/db/row.ts'
import type { Config } from '../../../kit/config/config.ts'
import type { ControlTx } from '../../../kit/db/tenant-tx.ts'
import { recordName } from './rules.ts'

const hostRow = shape({
  id: uuid,
  name: text,
  state: textOf<'pending' | 'verified' | 'removed'>(),
  proof: text,
  missing_since: nullable(timestamptz),
})

export type HostRow = RowOf<typeof hostRow>

/** Without those that were removed. */
export const listHosts = (control: ControlTx, organizationId: string) =>
  control.all(hostRow`
    select ${hostRow.of('h')} from control.hosts h
    where h.organization_id = ${organizationId} and h.state <> 'removed' order by h.name`)

/** The one that has been its longest; undefined where it has none. */
export const findFirstVerified = (control: ControlTx, organizationId: string) =>
  control.maybe(hostRow`
    select ${hostRow.of('h')} from control.hosts h
    where h.organization_id = ${organizationId} and h.state = 'verified' order by h.id limit 1`)

/** `lock`: whoever changes it meanwhile comes after this transaction. */
export const findHost = (control: ControlTx, organizationId: string, id: string, { lock = false } = {}) =>
  control.maybe(hostRow`
    select ${hostRow.of('h')} from control.hosts h
    where h.organization_id = ${organizationId} and h.id = ${id} and h.state <> 'removed'
    ${lock ? sql`for no key update` : sql``}`)

/** `unanswered`: no name server said anything, neither yes nor no. */
export type RecordFound = 'there' | 'missing' | 'unanswered'

/** Whether the TXT record of a name says what it has to. */
export async function lookForRecord({ dnsServers }: Config, host: string, proof: string): Promise<RecordFound> {
  const resolver = new Resolver({ timeout: 2_000, tries: 2 })
  if (dnsServers.length > 0) resolver.setServers(dnsServers)
  try {
    const records = await resolver.resolveTxt(recordName(host))
    return records.some((parts) => parts.join('') === proof) ? 'there' : 'missing'
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    return code === 'ENOTFOUND' || code === 'ENODATA' ? 'missing' : 'unanswered'
  }
}
