import { useMutation, useSuspenseQuery } from '@tanstack/react-query'
import type { OfferedPlan } from '@polyclinic/contract/plans/plans.ts'
import { api, q } from '../../../kit/api/api.ts'
import { usePrefetched } from '../../../kit/api/prefetched.ts'
import { confirm } from '../../../kit/notices/confirm.tsx'
import { useOrganization } from '../../../kit/session/session.tsx'
import { toast } from '../../../kit/notices/toast.ts'
import { useTrade } from '../../../kit/session/trade.ts'
import { useRefresh } from '../../../kit/api/refresh.ts'
import { Button } from '../../../ui/buttons/Button.tsx'
import { Card } from '../../../ui/layout/Card.tsx'
import { PlanCard } from './PlanCard.tsx'
import { usePlanName } from './plan-name.ts'
import { UsageBar } from './UsageBar.tsx'

export function PlanPanel() {
  const { t } = useTrade('plans')
  const { slug: organization } = useOrganization()
  const nameOf = usePlanName()
  const { data: plan } = useSuspenseQuery(
    usePrefetched(q.plans.plans.get.queryOptions({ input: { params: { organization } } })),
  )
  const { data: offer } = useSuspenseQuery(usePrefetched(q.plans.plans.list.queryOptions({ input: {} })))
  const { choose, isPending } = useChoice()
  const position = offer.items.findIndex(({ key }) => key === plan.key)

  return (
    <div className="flex flex-col gap-8">
      <Card title={t('usage')}>
        <ul className="flex flex-col gap-5">
          {plan.limits.map((one) => (
            <li key={one.limit}>
              <UsageBar {...one} label={t(`limit.${one.limit}`)} />
            </li>
          ))}
        </ul>
      </Card>
      <div className="grid grid-cols-[repeat(auto-fit,minmax(min(16rem,100%),1fr))] gap-4">
        {offer.items.map((one, nth) => (
          <PlanCard
            key={one.key}
            plan={one}
            isCurrent={one.key === plan.key}
            action={
              one.key !== plan.key && (
                <Button
                  variant={nth > position ? 'primary' : 'secondary'}
                  onPress={() => void choose(one, nth > position)}
                  isPending={isPending}
                >
                  {t('choose', { plan: nameOf(one) })}
                </Button>
              )
            }
          />
        ))}
      </div>
    </div>
  )
}

function useChoice() {
  const { t } = useTrade('plans')
  const { slug: organization } = useOrganization()
  const nameOf = usePlanName()
  const refresh = useRefresh()
  const change = useMutation({
    mutationFn: ({ key }: OfferedPlan) => api.plans.plans.change({ params: { organization }, body: { key } }),
    onSuccess: (_, plan) => toast.good(t('changed', { plan: nameOf(plan) })),
    onError: (error) => toast.problem(error),
    onSettled: () => refresh(q.plans.plans.key(), q.organizations.organizations.key()),
  })
  const choose = async (plan: OfferedPlan, isMore: boolean) => {
    const isSure = await confirm({
      title: t('confirmTitle', { plan: nameOf(plan) }),
      text: t(isMore ? 'confirmMore' : 'confirmLess'),
      confirmLabel: t('choose', { plan: nameOf(plan) }),
    })
    if (isSure) change.mutate(plan)
  }
  return { choose, isPending: change.isPending }
}
