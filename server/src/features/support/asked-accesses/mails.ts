import { localeOf, longDateTime } from '@polyclinic/contract/kit/locale.ts'
import { justWritten } from '../../../kit/db/versioned.ts'
import type { ControlTx } from '../../../kit/db/tenant-tx.ts'
import type { Platform } from '../../../kit/http/platform.ts'
import { knownLanguage } from '../../../kit/text/text.ts'
import { queueAccountMail } from '../../identity/public.ts'
import type { AccessRow } from '../support-accesses/queries.ts'
import { findPlace, listRecipients } from './queries.ts'

/** To each owner, in the transaction that asks or opens. */
export async function mailOwners(
  control: ControlTx,
  { config, master }: Platform,
  organizationId: string,
  kind: 'support-asked' | 'support-opened',
  row: AccessRow,
): Promise<void> {
  const { name, slug, country, time_zone } = await justWritten(findPlace(control, organizationId))
  for (const { email, language } of await listRecipients(control, organizationId))
    await queueAccountMail(control, master, {
      kind,
      to: email,
      language,
      url: `${config.origin}/${slug}/settings/support`,
      names: {
        organization: name,
        who: row.operator_name ?? '',
        reason: row.break_glass_reason ?? row.reason,
        minutes: String(row.minutes ?? row.asked_minutes),
        when: longDateTime(localeOf(knownLanguage(language), country), row.expires_at ?? row.may_open_at, time_zone),
      },
    })
}
