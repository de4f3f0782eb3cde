import type { ReactNode } from 'react'
import { Check } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { limitKeys, type OfferedPlan } from '@polyclinic/contract/plans/plans.ts'
import { useFormat } from '../../../kit/texts/format.ts'
import { useTrade, type TradeWords } from '../../../kit/session/trade.ts'
import { Badge } from '../../../ui/signs/Badge.tsx'
import { Card } from '../../../ui/layout/Card.tsx'
import { usePlanName } from './plan-name.ts'

interface Props {
  plan: OfferedPlan
  isCurrent: boolean
  action: ReactNode
}

/** What a plan costs and opens. */
export function PlanCard(props: Props) {
  const { t } = useTrade('plans')
  return <Face {...props} t={t} />
}

/** The same where no organization is meant and nothing is chosen. */
export function PlanPreview({ plan }: { plan: OfferedPlan }) {
  const { t } = useTranslation('plans')
  return <Face plan={plan} isCurrent={false} action={undefined} t={(key, options) => t(key, options ?? {})} />
}

function Face({ plan, isCurrent, action, t }: Props & { t: TradeWords }) {
  const { money } = useFormat()
  const nameOf = usePlanName()
  return (
    <Card title={nameOf(plan)} actions={isCurrent && <Badge tone="accent">{t('current')}</Badge>}>
      <p className="text-muted">
        {plan.price.amount === 0 ? t('price.none') : t(`price.${plan.interval}`, { price: money(plan.price) })}
      </p>
      <ul className="mt-4 mb-6 flex flex-col gap-2">
        {useOpened(plan, t).map((opened) => (
          <li key={opened} className="flex items-center gap-2">
            <Check aria-hidden="true" className="size-4 shrink-0 text-good-ink" />
            {opened}
          </li>
        ))}
      </ul>
      {action}
    </Card>
  )
}

function useOpened({ limits, features }: OfferedPlan, t: TradeWords): string[] {
  const { number } = useFormat()
  const limited = limitKeys.map((key) => {
    const bound = limits.find(({ limit }) => limit === key)
    return bound ? t(`included.${key}`, { count: bound.allowed, shown: number(bound.allowed) }) : t(`unlimited.${key}`)
  })
  return [...limited, ...features.map((feature) => t(`feature.${feature}`))]
}
