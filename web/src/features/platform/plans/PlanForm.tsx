import { useTranslation } from 'react-i18next'
import { languages, languageTable } from '@polyclinic/contract/kit/language.ts'
import { limitKeys, planFeatures, type LimitKey } from '@polyclinic/contract/plans/plans.ts'
import { firstPlan } from '@polyclinic/contract/platform/first-plan.ts'
import type { useFormState } from '../../../kit/fields/forms.ts'
import { MoneyField } from '../../../kit/fields/MoneyField.tsx'
import { NumberField } from '../../../kit/fields/NumberField.tsx'
import { ProblemBanner } from '../../../kit/fields/ProblemBanner.tsx'
import { Button } from '../../../ui/buttons/Button.tsx'
import { Checkbox, CheckboxGroup } from '../../../ui/choices/Checkbox.tsx'
import { RadioGroup } from '../../../ui/choices/RadioGroup.tsx'
import { Form, FormActions, FormRow } from '../../../ui/fields/FormActions.tsx'
import { TextField } from '../../../ui/fields/TextField.tsx'
import { Section } from '../../../ui/layout/Card.tsx'
import { CurrencyField } from '../../organizations/public.ts'
import { PlanPreview } from '../../plans/public.ts'
import { limitedKeys, previewOf, type PlanValues } from './plan-values.ts'

const pairClass = 'grid grid-cols-2 items-start gap-4'

type PlanFormState = ReturnType<typeof useFormState<PlanValues>>

interface Props {
  form: PlanFormState
  isNew?: boolean
  onSubmit: () => void
  onCancel: () => void
}

/** All that a plan says, and beneath it the card that organizations see. */
export function PlanForm({ form, isNew = false, onSubmit, onCancel }: Props) {
  const { t } = useTranslation('platform')
  return (
    <Form label={t('plans.plan')} onSubmit={onSubmit}>
      <ProblemBanner form={form} />
      {isNew && (
        <TextField
          {...form.field('key')}
          label={t('plans.key')}
          description={t('plans.keyText')}
          dir="ltr"
          maxLength={40}
          spellCheck="false"
        />
      )}
      <Names form={form} />
      <Price form={form} />
      <Limits form={form} />
      <Included form={form} />
      <Offer form={form} />
      <Section title={t('plans.preview')} headingLevel={3} className="mt-4">
        <PlanPreview plan={previewOf(form.values)} />
      </Section>
      <FormActions note={t('plans.delay')}>
        <Button onPress={onCancel}>{t('kit:action.cancel')}</Button>
        <Button type="submit" variant="primary" isPending={form.isSubmitting}>
          {t(isNew ? 'plans.create' : 'kit:action.save')}
        </Button>
      </FormActions>
    </Form>
  )
}

interface PartProps {
  form: PlanFormState
}

function Names({ form }: PartProps) {
  const { t } = useTranslation('platform')
  const { names } = form.values
  return (
    <FormRow>
      {languages.map((language, nth) => (
        <TextField
          key={language}
          label={t('plans.nameIn', { language: languageTable[language].name })}
          dir="auto"
          maxLength={60}
          value={names[language]}
          onChange={(name) => form.set('names', { ...names, [language]: name })}
          error={form.error(`names.${language}`) ?? (nth === 0 ? form.errors.names : undefined)}
        />
      ))}
    </FormRow>
  )
}

function Price({ form }: PartProps) {
  const { t } = useTranslation('platform')
  return (
    <>
      <div className={pairClass}>
        <MoneyField {...form.field('price')} label={t('plans.price')} currency={form.values.currency} />
        <CurrencyField {...form.field('currency')} />
      </div>
      <RadioGroup
        {...form.field('interval')}
        label={t('plans.interval')}
        description={t('plans.priceText')}
        orientation="horizontal"
        options={(['month', 'year'] as const).map((value) => ({ value, label: t(`plans.every.${value}`) }))}
      />
    </>
  )
}

function Limits({ form }: PartProps) {
  const { t } = useTranslation('platform')
  return (
    <Section title={t('plans.limits')} description={t('plans.limitsText')} headingLevel={3} className="mt-4">
      <div className="flex flex-col gap-4">
        {limitKeys.map((key) => (
          <LimitFields key={key} limit={key} form={form} />
        ))}
      </div>
    </Section>
  )
}

/** Without a limit there is nothing to be lenient about. */
function LimitFields({ limit, form }: PartProps & { limit: LimitKey }) {
  const { t } = useTranslation('platform')
  const { limits } = form.values
  const { allowed, graceDays } = limits[limit]
  const set = (change: Partial<(typeof limits)[LimitKey]>) =>
    form.set('limits', { ...limits, [limit]: { ...limits[limit], ...change } })
  // refused as it was sent, unreadable as it is held
  const sentAs = limitedKeys(form.values).indexOf(limit)
  const errorOf = (field: string) => form.error(`limits.${limit}.${field}`) ?? form.error(`limits.${sentAs}.${field}`)
  const name = t(`plans:limit.${limit}`)
  return (
    <div role="group" aria-label={name} className={pairClass}>
      <NumberField
        label={name}
        placeholder={t('plans.noLimit')}
        minValue={0}
        value={allowed}
        onChange={(to) => set({ allowed: to, ...(to === null && { graceDays: null }) })}
        error={errorOf('allowed')}
      />
      {allowed !== null && (
        <NumberField
          label={t('plans.grace')}
          placeholder={t('plans.noGrace')}
          minValue={1}
          maxValue={365}
          value={graceDays}
          onChange={(to) => set({ graceDays: to })}
          error={errorOf('graceDays')}
        />
      )}
    </div>
  )
}

function Included({ form }: PartProps) {
  const { t } = useTranslation('platform')
  return (
    <CheckboxGroup
      {...form.field('features')}
      label={t('plans.features')}
      options={planFeatures.map((value) => ({ value, label: t(`plans:feature.${value}`) }))}
    />
  )
}

function Offer({ form }: PartProps) {
  const { t } = useTranslation('platform')
  const isFirst = form.values.key === firstPlan && form.values.isOffered
  return (
    <>
      <div className={pairClass}>
        <NumberField {...form.field('trialDays')} label={t('plans.trialDays')} minValue={0} maxValue={365} />
        <NumberField
          {...form.field('position')}
          label={t('plans.position')}
          description={t('plans.positionText')}
          minValue={0}
        />
      </div>
      <Checkbox
        {...form.field('isOffered')}
        label={t('plans.offered')}
        description={t(isFirst ? 'plans.firstText' : 'plans.offeredText')}
      />
    </>
  )
}
