import { useSuspenseQuery } from '@tanstack/react-query'
import { q } from '../../../kit/api/api.ts'
import { usePrefetched } from '../../../kit/api/prefetched.ts'
import { useOrganization } from '../../../kit/session/session.tsx'
import { useTrade } from '../../../kit/session/trade.ts'
import { Card } from '../../../ui/layout/Card.tsx'
import { UsageBar } from './UsageBar.tsx'

/** How much of the plan is in use, limit by limit. */
export function UsageCard() {
  const { t } = useTrade('plans')
  const { slug: organization } = useOrganization()
  const { data: plan } = useSuspenseQuery(
    usePrefetched(q.plans.plans.get.queryOptions({ input: { params: { organization } } })),
  )
  return (
    <Card title={t('usage')}>
      <ul className="flex flex-col gap-5">
        {plan.limits.map((one) => (
          <li key={one.limit}>
            <UsageBar {...one} label={t(`limit.${one.limit}`)} />
          </li>
        ))}
      </ul>
    </Card>
  )
}
