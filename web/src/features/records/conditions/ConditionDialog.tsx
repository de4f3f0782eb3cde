import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import {
  bodySides,
  conditionStatuses,
  severities,
  verifications,
} from '@polyclinic/contract/records/condition-words.ts'
import type { Patient } from '@polyclinic/contract/patients/patients.ts'
import type { Condition } from '@polyclinic/contract/records/conditions.ts'
import { api, ifMatch, q } from '../../../kit/api/api.ts'
import { useIntent } from '../../../kit/api/intent.ts'
import { problemOf } from '../../../kit/api/problem.ts'
import { useRefresh } from '../../../kit/api/refresh.ts'
import { FormDialog } from '../../../kit/fields/FormDialog.tsx'
import { useFormState } from '../../../kit/fields/forms.ts'
import { toast } from '../../../kit/notices/toast.ts'
import { useOrganization } from '../../../kit/session/session.tsx'
import { useLanguage } from '../../../kit/texts/i18n.ts'
import { Checkbox } from '../../../ui/choices/Checkbox.tsx'
import { SegmentedControl } from '../../../ui/choices/SegmentedControl.tsx'
import { Select } from '../../../ui/choices/Select.tsx'
import { FormRow } from '../../../ui/fields/FormActions.tsx'
import { TextArea } from '../../../ui/fields/TextArea.tsx'
import { TextField } from '../../../ui/fields/TextField.tsx'
import { withoutNulls } from '../fields/bodies.ts'
import { CodeField } from '../fields/CodeField.tsx'
import { PartialDateField } from '../fields/PartialDateField.tsx'
import { codesFound } from './queries.ts'
import { conditionBody, conditionValues, type ConditionValues } from './condition-values.ts'

type Props = {
  patient: Patient
  /** Absent for a new one. */
  condition?: Condition
  /** A new one begins as what the patient died of. */
  isCauseOfDeath?: boolean
  onClose: () => void
}

export function ConditionDialog({ patient, condition, isCauseOfDeath, onClose }: Props) {
  const { t } = useTranslation('records')
  const { slug: organization } = useOrganization()
  const once = useIntent()
  const refresh = useRefresh()
  const form = useFormState<ConditionValues>(conditionValues(condition, isCauseOfDeath), { required: ['text'] })
  const save = async (values: ConditionValues) => {
    const body = conditionBody(values)
    try {
      if (condition)
        await api.records.conditions.update({
          params: { organization, id: condition.id },
          headers: ifMatch(condition.version),
          body,
        })
      else
        await once(api.records.conditions.create, {
          params: { organization, id: patient.id },
          body: withoutNulls(body),
        })
    } catch (error) {
      if (problemOf(error).code === 'stale') void refresh(q.records.key())
      throw error
    }
    await refresh(q.records.key())
    toast.good(t('kit:state.saved'))
    onClose()
  }
  return (
    <FormDialog
      form={form}
      title={t(condition ? 'conditions.edit' : 'conditions.add')}
      onSubmit={() => void form.submit(save)}
      onClose={onClose}
    >
      <ConditionFields form={form} patient={patient} isNew={!condition} />
    </FormDialog>
  )
}

type FieldsProps = { form: ReturnType<typeof useFormState<ConditionValues>>; patient: Patient; isNew: boolean }

function ConditionFields({ form, patient, isNew }: FieldsProps) {
  const { t } = useTranslation('records')
  const { slug } = useOrganization()
  const { language } = useLanguage()
  const { values, set, setValues } = form
  const ask = codesFound(slug, patient.kind, language)
  const { data } = useQuery(ask(''))
  return (
    <>
      <CodeField
        label={t('codes.find')}
        ask={ask}
        lists={data?.lists}
        value={values.code}
        error={form.error('code')}
        onPick={({ system, code, title }) => setValues({ ...values, code: { system, code }, text: title })}
        onWords={(text) => setValues({ ...values, code: null, text })}
        onClear={() => set('code', null)}
      />
      <TextField {...form.field('text')} label={t('conditions.text')} dir="auto" maxLength={300} />
      <SegmentedControl
        label={t('conditions.status')}
        segments={conditionStatuses.map((value) => ({ value, label: t(`status.${value}`) }))}
        value={values.status}
        onChange={(status) => set('status', status)}
        className="self-start"
      />
      <FormRow>
        <PartialDateField {...form.field('onset')} label={t('conditions.onset')} />
        {values.status !== 'active' && (
          <PartialDateField {...form.field('abatement')} label={t('conditions.abatement')} />
        )}
      </FormRow>
      {(patient.deceasedOn || values.isCauseOfDeath) && (
        <Checkbox {...form.field('isCauseOfDeath')} label={t('conditions.causeOfDeath')} />
      )}
      <Qualities form={form} isNew={isNew} />
      <TextArea {...form.field('note')} label={t('note')} rows={2} maxLength={2000} />
    </>
  )
}

function Qualities({ form, isNew }: Omit<FieldsProps, 'patient'>) {
  const { t } = useTranslation('records')
  const none = { id: 'none' as const, label: t('notSaid') }
  return (
    <>
      <FormRow>
        <Select
          {...form.field('severity')}
          label={t('conditions.severity')}
          placeholder={t('notSaid')}
          options={[none, ...severities.map((id) => ({ id, label: t(`severity.${id}`) }))]}
        />
        <Select
          {...form.field('bodySide')}
          label={t('conditions.side')}
          placeholder={t('notSaid')}
          options={[none, ...bodySides.map((id) => ({ id, label: t(`side.${id}`) }))]}
        />
      </FormRow>
      <Select
        {...form.field('verification')}
        label={t('conditions.verification')}
        placeholder={t('notSaid')}
        options={verifications
          .filter((id) => !isNew || id !== 'entered-in-error')
          .map((id) => ({ id, label: t(`verification.${id}`) }))}
      />
    </>
  )
}
