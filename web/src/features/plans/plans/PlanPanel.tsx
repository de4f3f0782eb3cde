import { useMutation, useSuspenseQuery } from '@tanstack/react-query'
import { Check } from 'lucide-react'
import { limitKeys, plans, type PlanKey } from '@polyclinic/contract/plans/plans.ts'
import { api, q } from '../../../kit/api/api.ts'
import { usePrefetched } from '../../../kit/api/prefetched.ts'
import { confirm } from '../../../kit/notices/confirm.tsx'
import { useFormat } from '../../../kit/texts/format.ts'
import { useOrganization } from '../../../kit/session/session.tsx'
import { toast } from '../../../kit/notices/toast.ts'
import { useTrade } from '../../../kit/session/trade.ts'
import { useRefresh } from '../../../kit/api/refresh.ts'
import { Badge } from '../../../ui/signs/Badge.tsx'
import { Button } from '../../../ui/buttons/Button.tsx'
import { Card } from '../../../ui/layout/Card.tsx'
import { UsageBar } from './UsageBar.tsx'

export function PlanPanel() {
  const { t } = useTrade('plans')
  const { slug: organization } = useOrganization()
  const { number } = useFormat()
  const refresh = useRefresh()
  const { data: plan } = useSuspenseQuery(
    usePrefetched(q.plans.plans.get.queryOptions({ input: { params: { organization } } })),
  )
  const change = useMutation({
    mutationFn: (key: PlanKey) => api.plans.plans.change({ params: { organization }, body: { key } }),
    onSuccess: ({ key }) => toast.good(t('changed', { plan: t(`plan.${key}`) })),
    onError: (error) => toast.problem(error),
    onSettled: () => refresh(q.plans.plans.key(), q.organizations.organizations.key()),
  })
  const choose = async (key: PlanKey) => {
    const isSure = await confirm({
      title: t('confirmTitle', { plan: t(`plan.${key}`) }),
      text: t(key === 'free' ? 'confirmFree' : 'confirmPro'),
      confirmLabel: t('choose', { plan: t(`plan.${key}`) }),
    })
    if (isSure) change.mutate(key)
  }

  return (
    <div className="flex flex-col gap-8">
      <Card title={t('usage')}>
        <ul className="flex flex-col gap-5">
          {plan.limits.map((one) => (
            <li key={one.limit}>
              <UsageBar label={t(`limit.${one.limit}`)} used={one.used} allowed={one.allowed} />
            </li>
          ))}
        </ul>
      </Card>
      <div className="grid grid-cols-[repeat(auto-fit,minmax(min(16rem,100%),1fr))] gap-4">
        {(Object.keys(plans) as PlanKey[]).map((key) => (
          <Card
            key={key}
            title={t(`plan.${key}`)}
            actions={key === plan.key && <Badge tone="accent">{t('current')}</Badge>}
          >
            <p className="text-muted">{t(`planText.${key}`)}</p>
            <ul className="mt-4 mb-6 flex flex-col gap-2">
              {limitKeys.map((limit) => {
                const allowed = plans[key][limit]
                return (
                  <li key={limit} className="flex items-center gap-2">
                    <Check aria-hidden="true" className="size-4 shrink-0 text-good-ink" />
                    {allowed === null
                      ? t(`unlimited.${limit}`)
                      : t(`included.${limit}`, { count: allowed, shown: number(allowed) })}
                  </li>
                )
              })}
            </ul>
            {key !== plan.key && (
              <Button
                variant={key === 'pro' ? 'primary' : 'secondary'}
                onPress={() => void choose(key)}
                isPending={change.isPending}
              >
                {t('choose', { plan: t(`plan.${key}`) })}
              </Button>
            )}
          </Card>
        ))}
      </div>
    </div>
  )
}
