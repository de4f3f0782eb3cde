import { useTranslation } from 'react-i18next'
import { outcomeMeasures, type OutcomeMeasure } from '@polyclinic/contract/records/outcome-measures.ts'
import type { Outcome } from '@polyclinic/contract/records/outcomes.ts'
import { api, q } from '../../../kit/api/api.ts'
import { useIntent } from '../../../kit/api/intent.ts'
import { useRefresh } from '../../../kit/api/refresh.ts'
import { DateField } from '../../../kit/fields/DateField.tsx'
import { FormDialog } from '../../../kit/fields/FormDialog.tsx'
import { useFormState } from '../../../kit/fields/forms.ts'
import { toast } from '../../../kit/notices/toast.ts'
import { useOrganization } from '../../../kit/session/session.tsx'
import { todayIn } from '../../../kit/texts/format.ts'
import { SegmentedControl } from '../../../ui/choices/SegmentedControl.tsx'
import { Select } from '../../../ui/choices/Select.tsx'
import { FormRow } from '../../../ui/fields/FormActions.tsx'
import { TextField } from '../../../ui/fields/TextField.tsx'
import { momentOf } from '../sections/moment.ts'
import { AnswerFields } from './AnswerFields.tsx'
import { blank, outcomeBody, type OutcomeValues } from './outcome-values.ts'

type Props = {
  patientId: string
  offered: readonly OutcomeMeasure[]
  before: readonly Outcome[]
  onClose: () => void
}

/** One measure, filled in by the keyboard; its score is told while it is filled in. */
export function OutcomeDialog({ patientId, offered, before, onClose }: Props) {
  const { t } = useTranslation('records')
  const { slug: organization, timeZone } = useOrganization()
  const once = useIntent()
  const refresh = useRefresh()
  const today = todayIn(timeZone)
  const measure = before.find((one) => offered.includes(one.measure))?.measure ?? offered[0] ?? 'nprs'
  const form = useFormState<OutcomeValues>({ ...blank(measure, before), side: 'left', day: today, note: '' })
  const { values, setValues } = form
  const save = async (filled: OutcomeValues) => {
    const measuredAt = momentOf(filled.day, today, timeZone)
    const body = { ...outcomeBody(filled), ...(measuredAt && { measuredAt }) }
    await once(api.records.outcomes.create, { params: { organization, id: patientId }, body })
    await refresh(q.records.key())
    toast.good(t('kit:state.saved'))
    onClose()
  }
  return (
    <FormDialog form={form} title={t('outcomes.add')} onSubmit={() => void form.submit(save)} onClose={onClose}>
      <Select
        label={t('outcomes.measure')}
        placeholder={t('outcomes.measure')}
        value={values.measure}
        error={form.error('measure')}
        onChange={(next) => setValues({ ...values, ...blank(next, before) })}
        options={offered.map((id) => ({ id, label: t(`measure.${id}`) }))}
      />
      {outcomeMeasures[values.measure].hasSides && (
        <SegmentedControl
          label={t('outcomes.side')}
          segments={(['left', 'right'] as const).map((value) => ({ value, label: t(`side.${value}`) }))}
          value={values.side}
          onChange={(side) => form.set('side', side)}
          className="self-start"
        />
      )}
      <AnswerFields form={form} />
      <FormRow>
        <DateField {...form.field('day')} error={form.error('measuredAt')} label={t('outcomes.day')} />
        <TextField {...form.field('note')} label={t('note')} dir="auto" maxLength={500} />
      </FormRow>
    </FormDialog>
  )
}
