import type pg from 'pg'
import { subscriptions } from '../features/subscriptions/public.ts'
import { inControl } from '../kit/db/tenant-tx.ts'
import type { Platform } from '../kit/http/platform.ts'
import type { DemoOrganization } from './organizations/organization.ts'
import { accountId } from './accounts.ts'
import { demoId } from './ids.ts'

/** Who bills in the demo world, where nobody else was named. */
export const nameIssuer = (owner: pg.Client) =>
  owner.query(
    `update control.platform_issuer set name = 'Polyclinic Demo GmbH', lines = $1, country = 'DE', tax_number = 'DE123456789',
       tax_permille = 190, payment_details = $2 where name = 'Polyclinic'`,
    ['Musterstraße 1\n10115 Berlin', 'IBAN DE02 1203 0000 0000 2020 51\nDeutsche Kreditbank'],
  )

/** Orders Pro by transfer; of a demo that runs for weeks the bills are paid when it starts. */
export async function orderForDemo(platform: Platform, { slug, name, country }: DemoOrganization): Promise<void> {
  const organizationId = demoId('organization', slug)
  const owner = `owner@${slug}.example`
  const caller = { accountId: accountId(owner), requestId: 'demo', origin: 'job' }
  await inControl(platform.transactions, caller, { mode: 'write', organizationId }, async (control) => {
    const tell = subscriptions.tellCustomer(control, platform, organizationId)
    const { period_to: runsTo } = await subscriptions.openSubscription(control, organizationId)
    if (runsTo === null) {
      const recipient = { name, lines: 'Uferweg 12\n10115 Berlin', country, email: owner, language: 'en' } as const
      await subscriptions.orderPlan(control, organizationId, undefined, { plan: 'pro', payment: 'invoice', recipient })
    } else {
      const overdue = (await subscriptions.listOpenInvoices(control, organizationId)).filter((bill) => bill.is_overdue)
      for (const bill of overdue) {
        const payment = { by: 'transfer', reference: 'Demo', amount: bill.total } as const
        await subscriptions.receivePayment(control, bill, payment, tell)
      }
    }
    await subscriptions.advance(control, organizationId, tell)
  })
}
