import { subscriptions } from '../features/subscriptions/public.ts'
import { inControl } from '../kit/db/tenant-tx.ts'
import type { Platform } from '../kit/http/platform.ts'
import type { DemoOrganization } from './organizations/organization.ts'
import { accountId } from './accounts.ts'
import { demoId } from './ids.ts'

/** Orders Pro by transfer; of a demo that runs for weeks the bills are paid when it starts. */
export async function orderForDemo(platform: Platform, { slug, name, country }: DemoOrganization): Promise<void> {
  const organizationId = demoId('organization', slug)
  const owner = `owner@${slug}.example`
  const caller = { accountId: accountId(owner), requestId: 'demo', origin: 'job' }
  await inControl(platform.transactions, caller, { mode: 'write', organizationId }, async (control) => {
    const tell = subscriptions.tellCustomer(control, platform, organizationId)
    const { period_to: runsTo } = await subscriptions.openSubscription(control, organizationId)
    if (runsTo === null) {
      const recipient = {
        name,
        lines: '12 Harbour Road\nLondon SE1 2XX',
        country,
        email: owner,
        language: 'en',
      } as const
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
