import { createHash } from 'node:crypto'
import { id } from '@polyclinic/contract/kit/ids.ts'
import { localeOf, longDateTime } from '@polyclinic/contract/kit/locale.ts'
import { pooledPlacementId } from '../../../kit/db/databases.ts'
import { inControl } from '../../../kit/db/tenant-tx.ts'
import { job } from '../../../kit/jobs/job.ts'
import { knownLanguage } from '../../../kit/text/text.ts'
import { queueAccountMail } from '../../identity/public.ts'
import { organizations } from '../../organizations/public.ts'
import { findEmergency } from './queries.ts'

/** Tells every owner that somebody opened a record in an emergency: who and when, and where to look. The patient is not named. */
export const tellOwners = job(
  'patients.tell-owners',
  { accessId: id },
  async ({ platform, tenant, caller, payload, eventId, inTenant }) => {
    const access = await inTenant('read', (tx) => findEmergency(tx, payload.accessId))
    if (!access) return
    const { organizationId, name, slug, country, timeZone } = tenant
    await inControl(platform.transactions, caller, { mode: 'write', organizationId }, async (control) => {
      const names = await organizations.accountNames(control, [access.account_id])
      for (const owner of await organizations.listOwners(control, organizationId)) {
        await queueAccountMail(
          control,
          platform.master,
          {
            kind: 'emergency',
            to: owner.email,
            language: owner.language,
            url: `${platform.config.origin}/${slug}/settings/security-log`,
            names: {
              organization: name,
              who: names.get(access.account_id) ?? access.account_id,
              when: longDateTime(localeOf(knownLanguage(owner.language), country), access.granted_at, timeZone),
            },
          },
          mailId(eventId ?? payload.accessId, owner.account_id),
        )
      }
    })
    // account mails lie in the control database, wherever the organization does
    platform.changes.signal(pooledPlacementId, '')
  },
)

/** One id per event and owner (RFC 9562 §5.8), so that a job that runs twice mails once. */
function mailId(eventId: string, ownerId: string): string {
  const bytes = createHash('sha256').update(`${eventId}|${ownerId}`).digest().subarray(0, 16)
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x80, 6)
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8)
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}
