import { useTranslation } from 'react-i18next'
import type { Patient } from '@polyclinic/contract/patients/patients.ts'
import { bodySides, type BodySide } from '@polyclinic/contract/records/condition-words.ts'
import {
  specialTestResults,
  specialTestsFor,
  type SpecialTestName,
  type SpecialTestResult,
} from '@polyclinic/contract/records/special-test-names.ts'
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

type Values = {
  test: SpecialTestName | 'other'
  text: string
  bodySide: BodySide | 'none'
  result: SpecialTestResult
  /** The day, `YYYY-MM-DD`; today: now. */
  day: string | null
  note: string
}

/** A test of the list, or one in words, and what it showed. */
export function SpecialTestDialog({ patient, onClose }: { patient: Patient; onClose: () => void }) {
  const { t } = useTranslation('records')
  const { slug: organization, timeZone } = useOrganization()
  const once = useIntent()
  const refresh = useRefresh()
  const today = todayIn(timeZone)
  const names = specialTestsFor(patient.kind)
  const form = useFormState<Values>(
    { test: names[0] ?? 'other', text: '', bodySide: 'none', result: 'negative', day: today, note: '' },
    {
      check: ({ test, text }): Record<string, string> =>
        test === 'other' && !text.trim() ? { text: t('kit:issue.required') } : {},
    },
  )
  const save = async ({ test, text, bodySide, result, day, note }: Values) => {
    const examinedAt = momentOf(day, today, timeZone)
    const body = {
      ...(test === 'other' ? { text } : { test }),
      ...(bodySide !== 'none' && { bodySide }),
      result,
      ...(examinedAt && { examinedAt }),
      ...(note.trim() && { note }),
    }
    await once(api.records.specialTests.create, { params: { organization, id: patient.id }, body })
    await refresh(q.records.key())
    toast.good(t('kit:state.saved'))
    onClose()
  }
  return (
    <FormDialog form={form} title={t('specialTests.add')} onSubmit={() => void form.submit(save)} onClose={onClose}>
      <Select
        {...form.field('test')}
        label={t('specialTests.test')}
        placeholder={t('specialTests.test')}
        options={[
          ...names.map((id) => ({ id, label: t(`specialTest.${id}`) })),
          { id: 'other' as const, label: t('specialTests.other') },
        ]}
      />
      {form.values.test === 'other' && (
        <TextField {...form.field('text')} label={t('specialTests.text')} dir="auto" maxLength={120} isRequired />
      )}
      <Finding form={form} />
      <FormRow>
        <DateField {...form.field('day')} error={form.error('examinedAt')} label={t('specialTests.day')} />
        <TextField {...form.field('note')} label={t('note')} dir="auto" maxLength={500} />
      </FormRow>
    </FormDialog>
  )
}

function Finding({ form }: { form: ReturnType<typeof useFormState<Values>> }) {
  const { t } = useTranslation('records')
  const none = { id: 'none' as const, label: t('notSaid') }
  return (
    <FormRow>
      <Select
        {...form.field('bodySide')}
        label={t('specialTests.side')}
        placeholder={t('notSaid')}
        options={[none, ...bodySides.map((id) => ({ id, label: t(`side.${id}`) }))]}
      />
      <SegmentedControl
        label={t('specialTests.result')}
        segments={specialTestResults.map((value) => ({ value, label: t(`testResult.${value}`) }))}
        value={form.values.result}
        onChange={(result) => form.set('result', result)}
        className="self-end"
      />
    </FormRow>
  )
}
