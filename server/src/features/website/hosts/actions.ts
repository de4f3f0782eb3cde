import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { localeOf, longDay } from '@polyclinic/contract/kit/locale.ts'
import { newId } from '../../../kit/db/ids.ts'
import type { Tenant } from '../../../kit/db/tenant.ts'
import type { ControlTx } from '../../../kit/db/tenant-tx.ts'
import { justWritten } from '../../../kit/db/versioned.ts'
import type { Platform } from '../../../kit/http/platform.ts'
import { refuse } from '../../../kit/http/refusal.ts'
import { knownLanguage } from '../../../kit/text/text.ts'
import { queueAccountMail } from '../../identity/public.ts'
import { organizations } from '../../organizations/public.ts'
import { endsOn, graceDays } from './rules.ts'
import { findHost, listHosts, type HostRow, type RecordFound } from './queries.ts'

const maxHosts = 10

export async function addHost(control: ControlTx, organizationId: string, name: string): Promise<HostRow> {
  const listed = await listHosts(control, organizationId)
  if (listed.length >= maxHosts) throw refuse('too-many-hosts')
  const id = newId()
  const added = await control.run(sql`
    insert into control.hosts (organization_id, id, name, proof)
    values (${organizationId}, ${id}, ${name}, ${`polyclinic=${randomBytes(16).toString('base64url')}`})
    on conflict (organization_id, name) where state <> 'removed' do nothing`)
  if (added === 0) throw refuse('host-listed')
  return justWritten(findHost(control, organizationId, id))
}

interface Where {
  platform: Pick<Platform, 'config' | 'master'>
  tenant: Tenant
}

/**
 * Keeps what was found in DNS: a record proves the name, unless another organization proved it before; one that is missing for
 * seven days ends it. Owners are told of both, in the same transaction. Of a name server that did not answer nothing is kept.
 */
export async function settleHost(
  control: ControlTx,
  where: Where,
  id: string,
  found: RecordFound,
): Promise<HostRow | undefined> {
  const { organizationId } = where.tenant
  const host = await findHost(control, organizationId, id, { lock: true })
  if (!host || found === 'unanswered') return host
  const own = sql`organization_id = ${organizationId} and id = ${id}`
  if (found === 'there')
    await orTaken(
      control.run(sql`
        update control.hosts set state = 'verified', checked_at = clock_timestamp(), missing_since = null where ${own}`),
    )
  else if (host.state === 'verified')
    await control.run(sql`
      update control.hosts set checked_at = clock_timestamp(), missing_since = coalesce(missing_since, clock_timestamp()),
        state = case when missing_since < clock_timestamp() - make_interval(days => ${graceDays}) then 'removed' else state end
      where ${own}`)
  const became = await findHost(control, organizationId, id)
  const isNewlyMissing = host.missing_since === null && became?.missing_since
  if (isNewlyMissing) await tellOwners(control, where, 'host-missing', became)
  else if (!became) await tellOwners(control, where, 'host-ended', host)
  return became
}

async function tellOwners(
  control: ControlTx,
  { platform, tenant }: Where,
  kind: 'host-missing' | 'host-ended',
  { name: host, missing_since: missingSince }: HostRow,
): Promise<void> {
  const { organizationId, name: organization, slug, country, timeZone } = tenant
  for (const { email, language } of await organizations.listOwners(control, organizationId))
    await queueAccountMail(control, platform.master, {
      kind,
      to: email,
      language,
      url: `${platform.config.origin}/${slug}/settings/website`,
      names: {
        organization,
        host,
        when: missingSince ? longDay(localeOf(knownLanguage(language), country), endsOn(missingSince), timeZone) : '',
      },
    })
}

/** One organization can have proved a name (hosts_by_name). */
async function orTaken(writing: Promise<unknown>): Promise<void> {
  try {
    await writing
  } catch (error) {
    throw (error as { code?: string }).code === '23505' ? refuse('host-taken') : error
  }
}

export async function removeHost(control: ControlTx, organizationId: string, id: string): Promise<void> {
  const removed = await control.run(sql`
    update control.hosts set state = 'removed'
    where organization_id = ${organizationId} and id = ${id} and state <> 'removed'`)
  if (removed === 0) throw refuse('not-found')
}

export const removeAllHosts = (control: ControlTx, organizationId: string) =>
  control.run(sql`
    update control.hosts set state = 'removed' where organization_id = ${organizationId} and state <> 'removed'`)
