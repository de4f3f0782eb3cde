import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { PlatformPlan } from '@polyclinic/contract/platform/plans.ts'
import { api, ifMatch, q } from '../../../kit/api/api.ts'
import { useIntent } from '../../../kit/api/intent.ts'
import { useRefresh } from '../../../kit/api/refresh.ts'
import { useFormState } from '../../../kit/fields/forms.ts'
import { toast } from '../../../kit/notices/toast.ts'
import { useFormat } from '../../../kit/texts/format.ts'
import { Facts } from '../../../ui/layout/Card.tsx'
import { SidePanel } from '../../../ui/overlays/SidePanel.tsx'
import { PlanPreview, usePlanName } from '../../plans/public.ts'
import { useOperator } from '../operators/use-operator.ts'
import { PlanForm } from './PlanForm.tsx'
import { changeOf, planOf, valuesOf, valuesOfNew, type PlanValues } from './plan-values.ts'
import { OfferBadge } from './PlansTable.tsx'

const required = ['key', 'price', 'position'] as const

/** One plan: to be changed by an operator, to be seen by a reader. */
export function PlanPanel({ plan, onClose }: { plan: PlatformPlan; onClose: () => void }) {
  const { t } = useTranslation('platform')
  const { mayChange } = useOperator()
  const nameOf = usePlanName()
  return (
    <SidePanel
      title={nameOf(plan)}
      subtitle={<bdi dir="ltr">{plan.key}</bdi>}
      headerActions={<OfferBadge isOffered={plan.isOffered} />}
      closeLabel={t('kit:action.close')}
      onClose={onClose}
    >
      {mayChange ? <Change plan={plan} onClose={onClose} /> : <Seen {...plan} />}
    </SidePanel>
  )
}

function Seen(plan: PlatformPlan) {
  const { t } = useTranslation('platform')
  const { number } = useFormat()
  return (
    <div className="flex flex-col gap-6">
      <Facts
        items={[
          { label: t('organizations.title'), value: number(plan.organizations) },
          { label: t('plans.trialDays'), value: number(plan.trialDays) },
          { label: t('plans.position'), value: number(plan.position) },
        ]}
      />
      <PlanPreview plan={plan} />
    </div>
  )
}

function Change({ plan, onClose }: { plan: PlatformPlan; onClose: () => void }) {
  const { t } = useTranslation('platform')
  const nameOf = usePlanName()
  const refresh = useRefresh()
  const [began] = useState(() => valuesOf(plan))
  const form = useFormState<PlanValues>(began, {
    required,
    rememberAs: `platform-plan:${plan.key}:${plan.version}`,
  })
  const save = async (values: PlanValues) => {
    try {
      const { key, version } = plan
      const body = changeOf(values, began)
      const saved = await api.platform.platformPlans.update({ params: { key }, body, headers: ifMatch(version) })
      toast.good(t('plans.saved', { plan: nameOf(saved) }))
    } finally {
      // refused because somebody came in meanwhile, it can be said again
      await refresh(q.platform.platformPlans.key(), q.platform.platformLog.key(), q.plans.plans.key())
    }
    onClose()
  }
  return <PlanForm form={form} onSubmit={() => void form.submit(save)} onCancel={onClose} />
}

export function NewPlanPanel({ plans, onClose }: { plans: readonly PlatformPlan[]; onClose: () => void }) {
  const { t } = useTranslation('platform')
  const nameOf = usePlanName()
  const once = useIntent()
  const refresh = useRefresh()
  const [began] = useState(() => valuesOfNew(plans))
  const form = useFormState<PlanValues>(began, { required, rememberAs: 'platform-plan' })
  const create = async (values: PlanValues) => {
    const made = await once(api.platform.platformPlans.create, { body: planOf(values) })
    await refresh(q.platform.platformPlans.key(), q.platform.platformLog.key(), q.plans.plans.key())
    toast.good(t('plans.made', { plan: nameOf(made) }))
    onClose()
  }
  return (
    <SidePanel title={t('plans.add')} closeLabel={t('kit:action.close')} onClose={onClose}>
      <PlanForm isNew form={form} onSubmit={() => void form.submit(create)} onCancel={onClose} />
    </SidePanel>
  )
}
