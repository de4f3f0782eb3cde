import { useTranslation } from 'react-i18next'
import type { PlatformPlan } from '@polyclinic/contract/platform/plans.ts'
import { useIsPhone } from '../../../kit/screen/viewport.ts'
import { useFormat } from '../../../kit/texts/format.ts'
import { GridList, ListRow } from '../../../ui/lists/GridList.tsx'
import { Table, type TableColumn } from '../../../ui/lists/Table.tsx'
import { Badge } from '../../../ui/signs/Badge.tsx'
import { usePlanName } from '../../plans/public.ts'

interface Props {
  items: readonly PlatformPlan[]
  activeKey?: string
  onOpen: (key: string) => void
}

type Listed = PlatformPlan & { id: string }

/** Plans from the smallest up: what each costs and how many have it. */
export function PlansTable({ items, activeKey, onOpen }: Props) {
  const { t } = useTranslation('platform')
  const columns = useColumns()
  const nameOf = usePlanName()
  const priceOf = usePriceOf()
  const listed = items.map((plan) => ({ ...plan, id: plan.key }))
  const label = t('plans.title')
  if (useIsPhone())
    return (
      <GridList
        label={label}
        items={listed}
        textOf={nameOf}
        activeId={activeKey}
        onAction={onOpen}
        renderItem={(plan) => (
          <ListRow title={nameOf(plan)} text={priceOf(plan)} end={<OfferBadge isOffered={plan.isOffered} />} />
        )}
      />
    )
  return <Table label={label} items={listed} columns={columns} activeId={activeKey} onRowAction={onOpen} />
}

export function OfferBadge({ isOffered }: { isOffered: boolean }) {
  const { t } = useTranslation('platform')
  return <Badge tone={isOffered ? 'good' : 'neutral'}>{t(isOffered ? 'plans.offered' : 'plans.notOffered')}</Badge>
}

function usePriceOf() {
  const { t } = useTranslation('plans')
  const { money } = useFormat()
  return ({ price, interval }: PlatformPlan) =>
    price.amount === 0 ? t('price.none') : t(`price.${interval}`, { price: money(price) })
}

function useColumns(): TableColumn<Listed>[] {
  const { t } = useTranslation('platform')
  const { number } = useFormat()
  const nameOf = usePlanName()
  const priceOf = usePriceOf()
  return [
    {
      id: 'name',
      label: t('plans.plan'),
      minWidth: 160,
      render: (plan) => (
        <>
          <div dir="auto" className="truncate text-parent font-semibold">
            {nameOf(plan)}
          </div>
          <div className="truncate text-13 text-muted">
            <bdi dir="ltr">{plan.key}</bdi>
          </div>
        </>
      ),
    },
    { id: 'state', label: t('field.state'), render: ({ isOffered }) => <OfferBadge isOffered={isOffered} /> },
    { id: 'price', label: t('plans.price'), align: 'end', render: priceOf },
    { id: 'trial', label: t('plans.trialDays'), align: 'end', render: ({ trialDays }) => number(trialDays) },
    {
      id: 'organizations',
      label: t('organizations.title'),
      align: 'end',
      render: ({ organizations }) => number(organizations),
    },
  ]
}
