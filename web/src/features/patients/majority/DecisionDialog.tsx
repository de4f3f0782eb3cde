import { useTranslation } from 'react-i18next'
import { majorityDecisions, type MajorityDecision } from '@polyclinic/contract/patients/relations/majority.ts'
import type { DueMajorityReview } from '@polyclinic/contract/patients/relations/majority-reviews.ts'
import { api, q } from '../../../kit/api/api.ts'
import { useIntent } from '../../../kit/api/intent.ts'
import { useRefresh } from '../../../kit/api/refresh.ts'
import { DateField } from '../../../kit/fields/DateField.tsx'
import { FormDialog } from '../../../kit/fields/FormDialog.tsx'
import { useFormState } from '../../../kit/fields/forms.ts'
import { toast } from '../../../kit/notices/toast.ts'
import { useOrganization } from '../../../kit/session/session.tsx'
import { RadioGroup } from '../../../ui/choices/RadioGroup.tsx'

type Values = { decision: MajorityDecision; until: string | null }

export function DecisionDialog({ review, onClose }: { review: DueMajorityReview; onClose: () => void }) {
  const { t } = useTranslation('patients')
  const { slug: organization, isOn } = useOrganization()
  const once = useIntent()
  const refresh = useRefresh()
  const form = useFormState<Values>({ decision: 'ended', until: null })
  const hasOwn = review.hasEmail && isOn('patient-accounts')
  const save = async ({ decision, until }: Values) => {
    const body = { patientId: review.patientId, decision, ...(decision === 'kept' && until && { until }) }
    await once(api.patients.majorityReviews.create, { params: { organization }, body })
    await refresh(
      q.patients.majorityReviews.key(),
      q.patients.relations.key(),
      q.patients.patients.key(),
      q.patients.guardians.key(),
    )
    toast.good(t('majority.done', { name: review.name }))
    onClose()
  }
  return (
    <FormDialog
      form={form}
      onSubmit={() => void form.submit(save)}
      onClose={onClose}
      size="small"
      title={t('majority.decideFor', { name: review.name })}
      action={t('majority.decide')}
    >
      <RadioGroup
        {...form.field('decision')}
        label={t('majority.what')}
        options={majorityDecisions.map((value) => ({
          value,
          label: t(`majority.decisions.${value}`),
          description: value === 'own-account' && !hasOwn ? t('majority.noEmail') : t(`majority.decisionText.${value}`),
          isDisabled: value === 'own-account' && !hasOwn,
        }))}
      />
      {form.values.decision === 'kept' && (
        <DateField
          {...form.field('until')}
          label={t('majority.until')}
          description={t('majority.untilText')}
          isRequired
        />
      )}
    </FormDialog>
  )
}
