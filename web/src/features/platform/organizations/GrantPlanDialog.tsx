import { useSuspenseQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { PlatformOrganizationDetails } from '@polyclinic/contract/platform/organizations.ts'
import { api, q } from '../../../kit/api/api.ts'
import { usePrefetched } from '../../../kit/api/prefetched.ts'
import { useRefresh } from '../../../kit/api/refresh.ts'
import { FormDialog } from '../../../kit/fields/FormDialog.tsx'
import { useFormState } from '../../../kit/fields/forms.ts'
import { toast } from '../../../kit/notices/toast.ts'
import { Select } from '../../../ui/choices/Select.tsx'
import { TextArea } from '../../../ui/fields/TextArea.tsx'
import { plansQuery } from '../plans/queries.ts'
import { usePlanOf } from './use-plan-of.ts'

type Props = PlatformOrganizationDetails & { onClose: () => void }

/** Gives any plan without a bill, on offer or not. */
export function GrantPlanDialog({ id, name, plan, onClose }: Props) {
  const { t } = useTranslation('platform')
  const planOf = usePlanOf()
  const refresh = useRefresh()
  const { data: plans } = useSuspenseQuery(usePrefetched(plansQuery()))
  const form = useFormState({ plan, reason: '' }, { required: ['plan', 'reason'] })
  const grant = async (body: typeof form.values) => {
    await api.platform.platformBilling.grant({ params: { id }, body })
    await refresh(q.platform.platformOrganizations.key(), q.platform.platformPlans.key(), q.platform.platformLog.key())
    toast.good(t('grant.given', { name, plan: planOf(body.plan) }))
    onClose()
  }
  return (
    <FormDialog
      form={form}
      onSubmit={() => void form.submit(grant)}
      onClose={onClose}
      size="small"
      title={t('grant.title', { name })}
      description={t('grant.text')}
      action={t('grant.action')}
    >
      <Select
        {...form.field('plan')}
        onChange={(key) => form.set('plan', String(key))}
        label={t('field.plan')}
        placeholder={t('field.plan')}
        options={plans.items.map(({ key }) => ({ id: key, label: planOf(key) }))}
      />
      <TextArea {...form.field('reason')} label={t('field.reason')} maxLength={500} />
    </FormDialog>
  )
}
