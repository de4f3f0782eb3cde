import { useTranslation } from 'react-i18next'
import type { Patient } from '@polyclinic/contract/patients/patients.ts'
import { achievements, goalStatuses } from '@polyclinic/contract/records/goal-words.ts'
import type { Goal } from '@polyclinic/contract/records/goals.ts'
import { measuresFor, outcomeMeasures } from '@polyclinic/contract/records/outcome-measures.ts'
import { api, ifMatch, q } from '../../../kit/api/api.ts'
import { useIntent } from '../../../kit/api/intent.ts'
import { problemOf } from '../../../kit/api/problem.ts'
import { useRefresh } from '../../../kit/api/refresh.ts'
import { DateField } from '../../../kit/fields/DateField.tsx'
import { FormDialog } from '../../../kit/fields/FormDialog.tsx'
import { useFormState } from '../../../kit/fields/forms.ts'
import { NumberField } from '../../../kit/fields/NumberField.tsx'
import { toast } from '../../../kit/notices/toast.ts'
import { useOrganization } from '../../../kit/session/session.tsx'
import { Select } from '../../../ui/choices/Select.tsx'
import { FormRow } from '../../../ui/fields/FormActions.tsx'
import { TextArea } from '../../../ui/fields/TextArea.tsx'
import { TextField } from '../../../ui/fields/TextField.tsx'
import { withoutNulls } from '../fields/bodies.ts'
import { useOutcomeWords } from '../outcomes/outcome-words.ts'
import { goalBody, goalValues, type GoalValues } from './goal-values.ts'

type Props = { patient: Patient; goal?: Goal; onClose: () => void }

/** What is to be reached, by when, and how far it is. */
export function GoalDialog({ patient, goal, onClose }: Props) {
  const { t } = useTranslation('records')
  const form = useFormState<GoalValues>(goalValues(goal), { required: ['text'] })
  const save = useSave(patient.id, goal)
  return (
    <FormDialog
      form={form}
      title={t(goal ? 'goals.edit' : 'goals.add')}
      onSubmit={() => void form.submit((values) => save(values).then(onClose))}
      onClose={onClose}
    >
      <TextField {...form.field('text')} label={t('goals.text')} dir="auto" maxLength={300} />
      <DateField {...form.field('dueOn')} label={t('goals.due')} />
      <Target form={form} patient={patient} />
      <FormRow>
        <Select
          {...form.field('achievement')}
          label={t('goals.achievement')}
          placeholder={t('goals.achievement')}
          options={achievements.map((id) => ({ id, label: t(`achievement.${id}`) }))}
        />
        <Select
          {...form.field('status')}
          label={t('goals.status')}
          placeholder={t('goals.status')}
          options={goalStatuses
            .filter((id) => goal || id !== 'entered-in-error')
            .map((id) => ({ id, label: t(`goals.statusOf.${id}`) }))}
        />
      </FormRow>
      <TextArea {...form.field('note')} label={t('note')} rows={2} maxLength={2000} />
    </FormDialog>
  )
}

/** Keeps a new goal, or what was changed of one. */
function useSave(patientId: string, goal?: Goal) {
  const { t } = useTranslation('records')
  const { slug: organization } = useOrganization()
  const once = useIntent()
  const refresh = useRefresh()
  return async (values: GoalValues): Promise<void> => {
    const { text, ...rest } = goalBody(values)
    try {
      if (goal)
        await api.records.goals.update({
          params: { organization, id: goal.id },
          headers: ifMatch(goal.version),
          body: { text, ...rest },
        })
      else
        await once(api.records.goals.create, {
          params: { organization, id: patientId },
          body: { text, ...withoutNulls(rest) },
        })
    } catch (error) {
      if (problemOf(error).code === 'stale') void refresh(q.records.key())
      throw error
    }
    await refresh(q.records.key())
    toast.good(t('kit:state.saved'))
  }
}

function Target({ form, patient }: { form: ReturnType<typeof useFormState<GoalValues>>; patient: Patient }) {
  const { t } = useTranslation('records')
  const words = useOutcomeWords()
  const { measure } = form.values
  const offered = measuresFor(patient.kind === 'human' ? 'human' : (patient.species ?? ''))
  if (offered.length === 0) return null
  return (
    <FormRow>
      <Select
        {...form.field('measure')}
        label={t('goals.measure')}
        placeholder={t('notSaid')}
        options={[
          { id: 'none' as const, label: t('notSaid') },
          ...offered.map((id) => ({ id, label: t(`measure.${id}`) })),
        ]}
      />
      {measure !== 'none' && (
        <NumberField
          {...form.field('threshold')}
          label={t('goals.threshold')}
          description={words.unit(measure)}
          digits={outcomeMeasures[measure].digits}
          hasNoSteppers
        />
      )}
    </FormRow>
  )
}
