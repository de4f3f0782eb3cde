import { localeOf } from '@polyclinic/contract/kit/locale.ts'
import type { Money } from '@polyclinic/contract/kit/money.ts'
import type { ControlTx } from '../../../kit/db/tenant-tx.ts'
import type { Platform } from '../../../kit/http/platform.ts'
import { queueAccountMail } from '../../identity/public.ts'
import type { Recipient } from '../invoices/queries.ts'
import { dayIn, moneyIn } from '../invoices/words.ts'
import { findCustomer } from '../subscriptions/queries.ts'

export interface Told {
  number?: string
  total?: Money
  day: string
  lastDay?: string
}

/** Writes to whom bills are sent, in their language, with the change that it tells of. */
export type TellCustomer = (
  kind: 'bill' | 'bill-reminder' | 'trial-ending' | 'card-refused',
  recipient: Recipient,
  told: Told,
) => Promise<void>

export const tellCustomer =
  (control: ControlTx, { config, master }: Pick<Platform, 'config' | 'master'>, organizationId: string): TellCustomer =>
  async (kind, { email, language, country }, { number = '', total, day, lastDay = day }) => {
    const customer = await findCustomer(control, organizationId)
    if (!customer) return
    const locale = localeOf(language, country)
    await queueAccountMail(control, master, {
      kind,
      to: email,
      language,
      url: `${config.origin}/${customer.slug}/settings/plan`,
      names: {
        // of the platform's own sender: the organization does not write to itself
        customer: customer.name,
        number,
        total: total ? moneyIn(locale, total) : '',
        day: dayIn(locale, day),
        lastDay: dayIn(locale, lastDay),
      },
    })
  }
