import { useState } from 'react'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Subscription } from '@polyclinic/contract/subscriptions/subscriptions.ts'
import { api, q } from '../../../kit/api/api.ts'
import { useRefresh } from '../../../kit/api/refresh.ts'
import { toast } from '../../../kit/notices/toast.ts'
import { useOrganization } from '../../../kit/session/session.tsx'
import { useFormat } from '../../../kit/texts/format.ts'
import { Button } from '../../../ui/buttons/Button.tsx'
import { Card, Facts } from '../../../ui/layout/Card.tsx'
import { Banner } from '../../../ui/signs/Banner.tsx'
import { OrderDialog } from './OrderDialog.tsx'
import { useOfferedPlan } from './use-offered-plan.ts'

/** What was ordered, until when it runs, what follows, and what is owed. */
export function SubscriptionCard(subscription: Subscription) {
  const { t } = useTranslation('subscriptions')
  const { date, money } = useFormat()
  const { planOf, nameOf } = useOfferedPlan()
  const [isChanging, setChanging] = useState(false)
  const { plan, payment, next, owed, dueOn, readOnlyFrom, trialUntil } = subscription
  const offered = planOf(plan)
  const isBilled = payment === 'invoice' || payment === 'card'
  return (
    <Card
      title={t('ordered.title', { plan: nameOf(plan) })}
      actions={
        isBilled &&
        offered && (
          <Button size="small" onPress={() => setChanging(true)}>
            {t('ordered.change')}
          </Button>
        )
      }
    >
      <div className="flex flex-col gap-4">
        {owed && dueOn && readOnlyFrom && (
          <Banner tone={dueOn < Temporal.Now.plainDateISO('UTC').toString() ? 'bad' : 'info'}>
            {t('ordered.owed', { total: money(owed), due: date(dueOn), readOnly: date(readOnlyFrom) })}
          </Banner>
        )}
        {trialUntil && (
          <Banner tone="info">
            {t(isBilled ? 'ordered.trialOrdered' : 'ordered.trial', { date: date(trialUntil), plan: nameOf(plan) })}
          </Banner>
        )}
        {next && (
          <Banner tone="warn" action={<KeepButton name={nameOf(plan)} />}>
            {t('ordered.next', { plan: nameOf(next.plan), date: date(next.on) })}
          </Banner>
        )}
        <Facts items={useFacts(subscription)} />
      </div>
      {isChanging && offered && (
        <OrderDialog plan={offered} subscription={subscription} onClose={() => setChanging(false)} />
      )}
    </Card>
  )
}

const dayBefore = (day: string) => Temporal.PlainDate.from(day).subtract({ days: 1 }).toString()

function useFacts({ payment, price, interval, period, recipient, credit }: Subscription) {
  const { t } = useTranslation('subscriptions')
  const { date, money } = useFormat()
  const to = recipient && [recipient.name, ...(recipient.lines ?? '').split('\n'), recipient.email].filter(Boolean)
  return [
    ...(price && interval ? [{ label: t('field.price'), value: t(`price.${interval}`, { price: money(price) }) }] : []),
    { label: t('field.payment'), value: t(`payment.${payment ?? 'none'}`) },
    ...(period
      ? [{ label: t('field.period'), value: t('period', { from: date(period.from), to: date(dayBefore(period.to)) }) }]
      : []),
    ...(credit ? [{ label: t('field.credit'), value: money(credit) }] : []),
    ...(to
      ? [{ label: t('field.recipient'), value: <span className="whitespace-pre-line">{to.join('\n')}</span> }]
      : []),
  ]
}

function KeepButton({ name }: { name: string }) {
  const { t } = useTranslation('subscriptions')
  const { slug: organization } = useOrganization()
  const refresh = useRefresh()
  const keep = useMutation({
    mutationFn: () => api.subscriptions.subscriptions.keep({ params: { organization } }),
    onSuccess: () => toast.good(t('ordered.kept', { plan: name })),
    onError: (error) => toast.problem(error),
    onSettled: () => refresh(q.subscriptions.subscriptions.key()),
  })
  return (
    <Button size="small" isPending={keep.isPending} onPress={() => keep.mutate()}>
      {t('ordered.keep', { plan: name })}
    </Button>
  )
}
