import { localeOf, longDay } from '@polyclinic/contract/kit/locale.ts'
import { uuid } from '../../../kit/db/columns.ts'
import { pooledPlacementId } from '../../../kit/db/databases.ts'
import { shape } from '../../../kit/db/row.ts'
import { inControl, type ControlTx } from '../../../kit/db/tenant-tx.ts'
import { dueWork } from '../../../kit/jobs/due-work.ts'
import { job, type JobContext } from '../../../kit/jobs/job.ts'
import { knownLanguage } from '../../../kit/text/text.ts'
import { isOn } from '../../../kit/toggles/toggles.ts'
import { queueAccountMail } from '../../identity/public.ts'
import { organizations } from '../../organizations/public.ts'
import { settleHost } from './actions.ts'
import { listHosts, lookForRecord, type HostRow } from './queries.ts'
import { endsOn } from './rules.ts'

/** Looks whether the names of an organization are still proved, and serves nothing under one whose proof is gone for long. */
export const checkHosts = job('website.check-hosts', {}, async (context) => {
  const { platform, tenant, caller } = context
  // nothing is served under a name meanwhile, so nothing has to be proved
  if (!isOn(tenant, 'website')) return
  const { organizationId } = tenant
  const { transactions, config } = platform
  const hosts = await inControl(transactions, caller, { mode: 'read', organizationId }, (control) =>
    listHosts(control, organizationId),
  )
  for (const host of hosts.filter(({ state }) => state === 'verified')) {
    const found = await lookForRecord(config, host.name, host.proof)
    await inControl(transactions, caller, { mode: 'write', organizationId }, async (control) => {
      const became = await settleHost(control, organizationId, host.id, found)
      await tellOwners(context, control, host, became)
    })
  }
  platform.changes.signal(pooledPlacementId, '')
})

/** Of a proof that is gone, and of the name that ended by it, with the change itself: once each. */
async function tellOwners(
  { platform, tenant }: JobContext<unknown>,
  control: ControlTx,
  before: HostRow,
  became: HostRow | undefined,
): Promise<void> {
  const { organizationId, name: organization, slug, country, timeZone } = tenant
  const isNewlyMissing = before.missing_since === null && became?.missing_since
  if (became && !isNewlyMissing) return
  const missingSince = became?.missing_since ?? before.missing_since ?? ''
  for (const { email, language } of await organizations.listOwners(control, organizationId))
    await queueAccountMail(control, platform.master, {
      kind: became ? 'host-missing' : 'host-ended',
      to: email,
      language,
      url: `${platform.config.origin}/${slug}/settings/website`,
      names: {
        organization,
        host: before.name,
        when: longDay(localeOf(knownLanguage(language), country), endsOn(missingSince), timeZone),
      },
    })
}

/** Each verified name, once a day. */
export const hostsToCheck = dueWork(
  'website.hosts-to-check',
  { in: 'control', every: 3_600, rest: 60 },
  async ({ ask, addJob }) => {
    const rows = await ask(
      shape({ organization_id: uuid })`
        select organization_id from control.organizations_with_hosts_to_check() as organization_id`,
    )
    for (const { organization_id } of rows)
      await addJob(checkHosts, { organizationId: organization_id }, { key: `hosts|${organization_id}` })
  },
)
