import { useSuspenseQuery } from '@tanstack/react-query'
import { q } from '../../../kit/api/api.ts'
import { usePrefetched } from '../../../kit/api/prefetched.ts'
import { SettingPage } from '../../../kit/screen/SettingPage.tsx'
import { useOrganization } from '../../../kit/session/session.tsx'
import { UsageCard } from '../../plans/public.ts'
import { BillsSection } from '../bills/BillsSection.tsx'
import { Offer } from './Offer.tsx'
import { SubscriptionCard } from './SubscriptionCard.tsx'

export function PlanPage() {
  return (
    <SettingPage id="plan">
      <PlanPanel />
    </SettingPage>
  )
}

/** What one has and owes, how much of it is in use, what else there is, and the bills. */
function PlanPanel() {
  const { slug: organization } = useOrganization()
  const { data: subscription } = useSuspenseQuery(
    usePrefetched(q.subscriptions.subscriptions.get.queryOptions({ input: { params: { organization } } })),
  )
  return (
    <div className="flex flex-col gap-8">
      <SubscriptionCard {...subscription} />
      <UsageCard />
      <Offer {...subscription} />
      <BillsSection canPayByCard={subscription.waysToPay.includes('card')} />
    </div>
  )
}
