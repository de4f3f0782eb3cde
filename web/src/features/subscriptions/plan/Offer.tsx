import { useState } from 'react'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { OfferedPlan } from '@polyclinic/contract/plans/plans.ts'
import type { Subscription } from '@polyclinic/contract/subscriptions/subscriptions.ts'
import { api, ifMatch, q } from '../../../kit/api/api.ts'
import { useIntent } from '../../../kit/api/intent.ts'
import { useRefresh } from '../../../kit/api/refresh.ts'
import { confirm } from '../../../kit/notices/confirm.tsx'
import { toast } from '../../../kit/notices/toast.ts'
import { useOrganization } from '../../../kit/session/session.tsx'
import { useFormat } from '../../../kit/texts/format.ts'
import { Button } from '../../../ui/buttons/Button.tsx'
import { Section } from '../../../ui/layout/Card.tsx'
import { PlanCard } from '../../plans/public.ts'
import { OrderDialog } from './OrderDialog.tsx'
import { useOfferedPlan } from './use-offered-plan.ts'

/** What each plan costs and opens. A larger one begins at once, a smaller one when what was billed is over. */
export function Offer(subscription: Subscription) {
  const { t } = useTranslation('subscriptions')
  const { plans } = useOfferedPlan()
  const position = plans.findIndex(({ key }) => key === subscription.plan)
  return (
    <Section title={t('offer.title')} description={t('offer.text')}>
      <div className="grid grid-cols-[repeat(auto-fit,minmax(min(16rem,100%),1fr))] gap-4">
        {plans.map((plan, nth) => (
          <PlanCard
            key={plan.key}
            plan={plan}
            isCurrent={plan.key === subscription.plan}
            action={<Choices plan={plan} isMore={nth > position} subscription={subscription} />}
          />
        ))}
      </div>
    </Section>
  )
}

interface Props {
  plan: OfferedPlan
  isMore: boolean
  subscription: Subscription
}

function Choices({ plan, isMore, subscription }: Props) {
  const { t } = useTranslation('subscriptions')
  const { number } = useFormat()
  const { nameOf } = useOfferedPlan()
  const [isOrdering, setOrdering] = useState(false)
  const { leave, begin, isPending } = useChanges(subscription)
  const { plan: current, payment, trialUntil, next } = subscription
  const isCurrent = plan.key === current
  const isOrdered = payment === 'invoice' || payment === 'card'
  const canOrder = plan.price.amount > 0 && (!isCurrent || (trialUntil !== undefined && !isOrdered))
  const canLeaveFor = plan.price.amount === 0 && !isCurrent && next?.plan !== plan.key
  const name = nameOf(plan.key)
  return (
    <div className="flex flex-wrap gap-2">
      {canOrder && (
        <Button variant={isMore || isCurrent ? 'primary' : 'secondary'} onPress={() => setOrdering(true)}>
          {t('offer.order', { plan: name })}
        </Button>
      )}
      {isMore && subscription.canTry && plan.trialDays > 0 && (
        <Button isPending={isPending} onPress={() => begin(plan)}>
          {t('offer.try', { days: number(plan.trialDays, { style: 'unit', unit: 'day', unitDisplay: 'long' }) })}
        </Button>
      )}
      {canLeaveFor && (
        <Button isPending={isPending} onPress={() => void leave(plan)}>
          {t('offer.leave', { plan: name })}
        </Button>
      )}
      {isOrdering && <OrderDialog plan={plan} subscription={subscription} onClose={() => setOrdering(false)} />}
    </div>
  )
}

/** What costs nothing is asked for without a form: trying, and going back to what is free of charge. */
function useChanges({ version }: Subscription) {
  const { t } = useTranslation('subscriptions')
  const { slug: organization } = useOrganization()
  const { nameOf } = useOfferedPlan()
  const once = useIntent()
  const refresh = useRefresh()
  const change = useMutation({
    mutationFn: ({ key, isTrial }: { key: string; isTrial: boolean }) =>
      isTrial
        ? once(api.subscriptions.subscriptions.try, { params: { organization }, body: { plan: key } })
        : api.subscriptions.subscriptions.order({
            params: { organization },
            body: { plan: key },
            headers: ifMatch(version),
          }),
    onSuccess: ({ next }, { key, isTrial }) =>
      toast.good(t(isTrial ? 'offer.tried' : next ? 'offer.left' : 'offer.changed', { plan: nameOf(key) })),
    onError: (error) => toast.problem(error),
    onSettled: () =>
      refresh(q.subscriptions.subscriptions.key(), q.plans.plans.key(), q.organizations.organizations.key()),
  })
  const leave = async ({ key }: OfferedPlan) => {
    const isSure = await confirm({
      title: t('offer.leaveTitle', { plan: nameOf(key) }),
      text: t('offer.leaveText'),
      confirmLabel: t('offer.leave', { plan: nameOf(key) }),
    })
    if (isSure) change.mutate({ key, isTrial: false })
  }
  return { leave, begin: ({ key }: OfferedPlan) => change.mutate({ key, isTrial: true }), isPending: change.isPending }
}
