import { useSuspenseQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { kindsOfPeople, ruleKinds, type RuleKind } from '@polyclinic/contract/kit/toggles/decide.ts'
import type { NewToggleRule, PlatformToggle } from '@polyclinic/contract/platform/toggles.ts'
import { api, q } from '../../../kit/api/api.ts'
import { usePrefetched } from '../../../kit/api/prefetched.ts'
import { useIntent } from '../../../kit/api/intent.ts'
import { useRefresh } from '../../../kit/api/refresh.ts'
import { FormDialog } from '../../../kit/fields/FormDialog.tsx'
import { useFormState } from '../../../kit/fields/forms.ts'
import { toast } from '../../../kit/notices/toast.ts'
import { currentLanguage } from '../../../kit/texts/i18n.ts'
import { RadioGroup } from '../../../ui/choices/RadioGroup.tsx'
import { Select } from '../../../ui/choices/Select.tsx'
import { TextArea } from '../../../ui/fields/TextArea.tsx'
import { TextField } from '../../../ui/fields/TextField.tsx'
import { plansQuery } from '../plans/queries.ts'

/** From the narrowest to the widest, as they are asked. */
const start = {
  kind: 'organization' as RuleKind,
  decision: 'off' as 'on' | 'off',
  organization: '',
  plan: '',
  percentage: '10',
  clinicId: '',
  role: '',
  email: '',
  reason: '',
}

type Values = typeof start

/** What a rule of each kind asks for beside the decision and its reason; what of it may stay empty. */
const fieldsOf: Record<RuleKind, readonly (keyof Values)[]> = {
  account: ['email'],
  role: ['organization', 'role'],
  clinic: ['organization', 'clinicId'],
  organization: ['organization'],
  percentage: ['percentage'],
  plan: ['plan'],
  everybody: [],
}

function ruleOf(values: Values): NewToggleRule {
  const { kind, organization, plan, percentage, clinicId, role, email } = values
  const decided = { isOn: values.decision === 'on', reason: values.reason }
  switch (kind) {
    case 'account':
      return { kind, email, ...decided }
    case 'role':
      return { kind, role, ...(organization.trim() && { organization: organization.trim() }), ...decided }
    case 'clinic':
      return { kind, organization: organization.trim(), clinicId: clinicId.trim(), ...decided }
    case 'organization':
      return { kind, organization: organization.trim(), ...decided }
    case 'percentage':
      return { kind, percentage: Number(percentage), ...decided }
    case 'plan':
      return { kind, plan, ...decided }
    case 'everybody':
      return { kind, ...decided }
  }
}

interface Props {
  toggle: PlatformToggle
  onClose: () => void
}

function useDecision({ toggle: { toggle }, onClose }: Props) {
  const { t } = useTranslation('platform')
  const once = useIntent()
  const refresh = useRefresh()
  const form = useFormState(start, {
    required: ['reason'],
    check: (values) =>
      Object.fromEntries(
        fieldsOf[values.kind]
          .filter((name) => !values[name].trim() && !(values.kind === 'role' && name === 'organization'))
          .map((name) => [name, t('kit:issue.required')]),
      ),
  })
  const decide = async (values: Values) => {
    await once(api.platform.platformToggles.addRule, { params: { toggle }, body: ruleOf(values) })
    await refresh(q.platform.platformToggles.key(), q.platform.platformLog.key())
    toast.good(t('toggles.decided'))
    onClose()
  }
  return { form, decide }
}

/** Switches a feature on or off for whoever is chosen. */
export function DecideDialog({ toggle, onClose }: Props) {
  const { t } = useTranslation('platform')
  const { form, decide } = useDecision({ toggle, onClose })
  const { actsOn } = toggle
  const kinds = ruleKinds.filter((kind) => actsOn === 'people' || !kindsOfPeople.includes(kind))
  return (
    <FormDialog
      form={form}
      onSubmit={() => void form.submit(decide)}
      onClose={onClose}
      size="small"
      title={t('toggles.addOf', { feature: t(`kit:toggle.${toggle.toggle}`) })}
      action={t('toggles.add')}
    >
      <RadioGroup
        {...form.field('decision')}
        label={t('toggles.field.isOn')}
        orientation="horizontal"
        options={(['on', 'off'] as const).map((value) => ({ value, label: t(`toggles.${value}`) }))}
      />
      <Select
        {...form.field('kind')}
        label={t('toggles.field.kind')}
        placeholder={t('toggles.placeholder')}
        options={kinds.map((id) => ({ id, label: t(`toggles.kind.${id}`) }))}
      />
      <Whom form={form} />
      <TextArea
        {...form.field('reason')}
        label={t('toggles.field.reason')}
        description={t('toggles.field.reasonText')}
        maxLength={500}
      />
    </FormDialog>
  )
}

function Whom({ form }: { form: ReturnType<typeof useFormState<Values>> }) {
  const { t } = useTranslation('platform')
  const { kind } = form.values
  const asks = (name: keyof Values) => fieldsOf[kind].includes(name)
  return (
    <>
      {asks('plan') && <PlanField form={form} />}
      {asks('percentage') && (
        <TextField {...form.field('percentage')} label={t('toggles.field.percentage')} inputMode="numeric" dir="ltr" />
      )}
      {asks('organization') && (
        <TextField
          {...form.field('organization')}
          label={t('toggles.field.organization')}
          description={t(kind === 'role' ? 'toggles.field.everywhere' : 'toggles.field.organizationText')}
          dir="ltr"
          maxLength={40}
        />
      )}
      {asks('clinicId') && (
        <TextField {...form.field('clinicId')} label={t('toggles.field.clinicId')} dir="ltr" maxLength={36} />
      )}
      {asks('role') && (
        <TextField
          {...form.field('role')}
          label={t('toggles.field.role')}
          description={t('toggles.field.roleText')}
          dir="ltr"
          maxLength={60}
        />
      )}
      {asks('email') && (
        <TextField
          {...form.field('email')}
          label={t('toggles.field.email')}
          type="email"
          dir="ltr"
          autoComplete="off"
        />
      )}
    </>
  )
}

function PlanField({ form }: { form: ReturnType<typeof useFormState<Values>> }) {
  const { t } = useTranslation('platform')
  const { data } = useSuspenseQuery(usePrefetched(plansQuery()))
  return (
    <Select
      {...form.field('plan')}
      label={t('toggles.field.plan')}
      placeholder={t('toggles.placeholder')}
      options={data.items.map(({ key, names }) => ({ id: key, label: names[currentLanguage()] ?? key }))}
    />
  )
}
