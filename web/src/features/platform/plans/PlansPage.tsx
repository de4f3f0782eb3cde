import { useSuspenseQuery } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { usePrefetched } from '../../../kit/api/prefetched.ts'
import { useAddress } from '../../../kit/screen/navigation.tsx'
import { Button } from '../../../ui/buttons/Button.tsx'
import { PlatformPage } from '../frame/PlatformPage.tsx'
import { useOperator } from '../operators/use-operator.ts'
import { NewPlanPanel, PlanPanel } from './PlanPanel.tsx'
import { PlansTable } from './PlansTable.tsx'
import { plansQuery, type PlansAddress } from './queries.ts'

/** What organizations can order, and what nobody can order any more. */
export function PlansPage() {
  const { t } = useTranslation('platform')
  const { search: address, set } = useAddress<PlansAddress>()
  const { mayChange } = useOperator()
  const { data } = useSuspenseQuery(usePrefetched(plansQuery()))
  const close = () => set({ plan: undefined, new: undefined })
  const open = data.items.find(({ key }) => key === address.plan)
  const isNew = Boolean(address.new) && mayChange
  return (
    <PlatformPage
      title={t('plans.title')}
      subtitle={t('plans.text')}
      actions={
        mayChange && (
          <Button
            variant="primary"
            icon={<Plus aria-hidden="true" className="size-4" />}
            onPress={() => set({ new: '1', plan: undefined })}
          >
            {t('plans.add')}
          </Button>
        )
      }
      panel={
        isNew ? (
          <NewPlanPanel plans={data.items} onClose={close} />
        ) : (
          open && <PlanPanel key={open.key} plan={open} onClose={close} />
        )
      }
    >
      <div className="overflow-hidden rounded-lg border border-line bg-surface">
        <PlansTable
          items={data.items}
          activeKey={isNew ? undefined : open?.key}
          onOpen={(plan) => set({ plan, new: undefined })}
        />
      </div>
    </PlatformPage>
  )
}
