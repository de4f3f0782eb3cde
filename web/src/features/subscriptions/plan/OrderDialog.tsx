import { useTranslation } from 'react-i18next'
import type { OfferedPlan } from '@polyclinic/contract/plans/plans.ts'
import type { Subscription, WayToPay } from '@polyclinic/contract/subscriptions/subscriptions.ts'
import { api, ifMatch, q } from '../../../kit/api/api.ts'
import { useRefresh } from '../../../kit/api/refresh.ts'
import { FormDialog } from '../../../kit/fields/FormDialog.tsx'
import { useFormState } from '../../../kit/fields/forms.ts'
import { toast } from '../../../kit/notices/toast.ts'
import { useMe, useOrganization } from '../../../kit/session/session.tsx'
import { useFormat } from '../../../kit/texts/format.ts'
import { currentLanguage } from '../../../kit/texts/i18n.ts'
import { RadioGroup } from '../../../ui/choices/RadioGroup.tsx'
import { FormRow } from '../../../ui/fields/FormActions.tsx'
import { TextArea } from '../../../ui/fields/TextArea.tsx'
import { TextField } from '../../../ui/fields/TextField.tsx'
import { CountryField } from '../../organizations/public.ts'
import { useCheckout } from '../bills/use-checkout.ts'
import { useOfferedPlan } from './use-offered-plan.ts'

interface Props {
  plan: OfferedPlan
  subscription: Subscription
  onClose: () => void
}

/** How it is paid and to whom bills are made out; by card it goes on at the provider. */
export function OrderDialog({ plan, subscription, onClose }: Props) {
  const { t } = useTranslation('subscriptions')
  const { money } = useFormat()
  const { nameOf } = useOfferedPlan()
  const form = useOrderForm(subscription)
  const order = useOrder({ plan, subscription, onClose })
  const isChange = plan.key === subscription.plan && subscription.payment !== undefined
  const words = isChange ? 'change' : 'order'
  return (
    <FormDialog
      goesOn
      form={form}
      onSubmit={() => void form.submit(order)}
      onClose={onClose}
      title={t(`form.${words}Title`, { plan: nameOf(plan.key) })}
      description={
        isChange ? undefined : t('form.orderText', { price: t(`price.${plan.interval}`, { price: money(plan.price) }) })
      }
      action={isChange ? undefined : t('form.orderAction')}
    >
      {subscription.waysToPay.length > 1 && (
        <RadioGroup
          {...form.field('payment')}
          label={t('field.payment')}
          orientation="horizontal"
          options={subscription.waysToPay.map((value) => ({ value, label: t(`payment.${value}`) }))}
        />
      )}
      <TextField {...form.field('name')} label={t('field.name')} dir="auto" maxLength={200} autoFocus />
      <TextArea {...form.field('lines')} label={t('field.lines')} maxLength={400} rows={3} />
      <FormRow>
        <CountryField {...form.field('country')} />
        <TextField {...form.field('taxNumber')} label={t('field.taxNumber')} dir="ltr" maxLength={40} />
      </FormRow>
      <TextField {...form.field('email')} label={t('field.email')} type="email" dir="ltr" />
    </FormDialog>
  )
}

function useOrderForm({ recipient, payment }: Subscription) {
  const { membership } = useOrganization()
  const { account } = useMe()
  const { name, country } = membership.organization
  return useFormState(
    {
      payment: (payment === 'card' ? 'card' : 'invoice') as WayToPay,
      name: recipient?.name ?? name,
      lines: recipient?.lines ?? '',
      country: recipient?.country ?? country,
      email: recipient?.email ?? account.email,
      taxNumber: recipient?.taxNumber ?? '',
    },
    { required: ['name', 'lines', 'country', 'email'] },
  )
}

function useOrder({ plan, subscription, onClose }: Props) {
  const { t } = useTranslation('subscriptions')
  const { slug: organization } = useOrganization()
  const { nameOf } = useOfferedPlan()
  const refresh = useRefresh()
  const checkout = useCheckout()
  return async ({ payment, ...recipient }: ReturnType<typeof useOrderForm>['values']) => {
    const { next, owed } = await api.subscriptions.subscriptions.order({
      params: { organization },
      body: { plan: plan.key, payment, recipient: { ...recipient, language: currentLanguage() } },
      headers: ifMatch(subscription.version),
    })
    await refresh(
      q.subscriptions.subscriptions.key(),
      q.subscriptions.platformInvoices.key(),
      q.plans.plans.key(),
      q.organizations.organizations.key(),
    )
    toast.good(t(next ? 'offer.left' : 'offer.changed', { plan: nameOf(plan.key) }))
    onClose()
    if (payment !== 'card' || !owed) return
    const { items } = await api.subscriptions.platformInvoices.list({ params: { organization }, query: {} })
    const open = items.find(({ state }) => state === 'open')
    if (open) checkout.mutate(open.id)
  }
}
