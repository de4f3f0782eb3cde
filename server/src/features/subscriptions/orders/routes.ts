import { contract } from '@polyclinic/contract/contract.ts'
import type { Subscription } from '@polyclinic/contract/subscriptions/subscriptions.ts'
import { usualLanguage } from '@polyclinic/contract/kit/language.ts'
import { pooledPlacementId } from '../../../kit/db/databases.ts'
import type { Tenant } from '../../../kit/db/tenant.ts'
import type { ControlTx } from '../../../kit/db/tenant-tx.ts'
import { operation } from '../../../kit/http/operation.ts'
import type { Platform } from '../../../kit/http/platform.ts'
import { refuse, refuseField } from '../../../kit/http/refusal.ts'
import { cardsOf } from '../cards/provider.ts'
import { advance } from '../dues/actions.ts'
import { tellCustomer } from '../mails/actions.ts'
import { listOpenInvoices } from '../invoices/queries.ts'
import { openSubscription, orderPlan, tryPlan, writeSubscription } from '../subscriptions/actions.ts'
import { today } from '../periods/queries.ts'
import { findCustomer, findOwnAddress, findSubscription } from '../subscriptions/queries.ts'
import { subscriptionView } from '../subscriptions/view.ts'

interface Asked {
  platform: Platform
  control: ControlTx
  tenant: Tenant
}

async function shown({ platform: { config }, control, tenant: { organizationId } }: Asked): Promise<Subscription> {
  const customer = await findCustomer(control, organizationId)
  if (!customer) throw refuse('not-found')
  return subscriptionView({
    config,
    plan: customer.plan,
    row: await findSubscription(control, organizationId),
    open: await listOpenInvoices(control, organizationId),
    today: await today(control),
  })
}

/** What was decided, and at once what is due by it: the first bill is written with the order. */
async function decided(asked: Asked): Promise<Subscription> {
  const { platform, control, tenant } = asked
  await advance(control, tenant.organizationId, tellCustomer(control, platform, tenant.organizationId))
  return shown(asked)
}

/** Workers hear of the mail at once. */
const signalled = async <Result>({ platform, result }: { platform: Platform; result: Result }): Promise<Result> => {
  platform.changes.signal(pooledPlacementId, '')
  return result
}

export const subscriptionRoutes = {
  get: operation(contract.subscriptions.subscriptions.get, {
    in: 'control',
    work: ({ platform, control, tenant }) => shown({ platform, control, tenant }),
  }),

  order: operation(contract.subscriptions.subscriptions.order, {
    in: 'control',
    work: async ({ platform, control, tenant, input, expectedVersion }) => {
      if (input.body.payment === 'card' && !cardsOf(platform.config))
        throw refuseField('payment', 'choice', 'No provider of card payments is configured.')
      await orderPlan(control, tenant.organizationId, expectedVersion, input.body)
      return decided({ platform, control, tenant })
    },
    after: signalled,
  }),

  try: operation(contract.subscriptions.subscriptions.try, {
    in: 'control',
    work: async ({ platform, control, tenant, input }) => {
      const { organizationId, name, country } = tenant
      const recipient = { name, country, email: await findOwnAddress(control), language: usualLanguage(country) }
      await tryPlan(control, organizationId, { plan: input.body.plan, recipient })
      return decided({ platform, control, tenant })
    },
    after: signalled,
  }),

  keep: operation(contract.subscriptions.subscriptions.keep, {
    in: 'control',
    work: async ({ platform, control, tenant }) => {
      const subscription = await openSubscription(control, tenant.organizationId)
      await writeSubscription(control, subscription, { next_plan: null })
      return decided({ platform, control, tenant })
    },
    after: signalled,
  }),
}
