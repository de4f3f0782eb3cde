import { useTranslation } from 'react-i18next'
import { outcomeMeasures } from '@polyclinic/contract/records/outcome-measures.ts'
import { NumberField } from '../../../kit/fields/NumberField.tsx'
import type { useFormState } from '../../../kit/fields/forms.ts'
import { TextField } from '../../../ui/fields/TextField.tsx'
import { ItemFields } from './ItemFields.tsx'
import { scoreNow, type OutcomeValues } from './outcome-values.ts'
import { useOutcomeWords } from './outcome-words.ts'

type Form = ReturnType<typeof useFormState<OutcomeValues>>

/** What a measure asks for: a number, the total of a form, its items, or activities. */
export function AnswerFields({ form }: { form: Form }) {
  const { t } = useTranslation('records')
  const words = useOutcomeWords()
  const { measure } = form.values
  const { form: kind, low, high, plausible, digits } = outcomeMeasures[measure]
  if (kind === 'items') return <ItemFields form={form} score={<ScoreNow form={form} />} />
  if (kind === 'activities') return <ActivityFields form={form} />
  const bounds = { low, high: high ?? plausible ?? 0 }
  return (
    <NumberField
      {...form.field('score')}
      label={t('outcomes.score', { unit: words.unit(measure) })}
      description={t(kind === 'total' ? 'outcomes.total' : 'outcomes.range', bounds)}
      digits={digits}
      hasNoSteppers
    />
  )
}

function ScoreNow({ form }: { form: Form }) {
  const { t } = useTranslation('records')
  const words = useOutcomeWords()
  const { measure } = form.values
  const score = scoreNow(form.values)
  return (
    <output className="font-semibold tabular-nums">
      {score === undefined ? t('outcomes.scoreOpen') : t('outcomes.scoreNow', { score: words.score(measure, score) })}
    </output>
  )
}

function ActivityFields({ form }: { form: Form }) {
  const { t } = useTranslation('records')
  const { activities } = form.values
  const change = (at: number, one: Partial<OutcomeValues['activities'][number]>) =>
    form.set(
      'activities',
      activities.map((each, nth) => (nth === at ? { ...each, ...one } : each)),
    )
  return (
    <>
      <p className="text-13 text-muted">{t('outcomes.activitiesText')}</p>
      {activities.map(({ text, value }, nth) => (
        <div
          key={t('outcomes.activity', { nth: nth + 1 })}
          className="grid grid-cols-[minmax(0,1fr)_6rem] items-start gap-3"
        >
          <TextField
            label={t('outcomes.activity', { nth: nth + 1 })}
            isLabelHidden
            placeholder={t('outcomes.activity', { nth: nth + 1 })}
            value={text}
            onChange={(next) => change(nth, { text: next })}
            dir="auto"
            maxLength={120}
          />
          <NumberField
            label={t('outcomes.activityScore', { nth: nth + 1 })}
            isLabelHidden
            placeholder="0–10"
            value={value}
            onChange={(next) => change(nth, { value: next })}
            error={form.error(`activities.${nth}`)}
            hasNoSteppers
          />
        </div>
      ))}
      {form.error('activities') && <p className="text-13 text-bad">{form.error('activities')}</p>}
      <ScoreNow form={form} />
    </>
  )
}
