import { useRef, type KeyboardEvent, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { useFormState } from '../../../kit/fields/forms.ts'
import { SegmentedControl } from '../../../ui/choices/SegmentedControl.tsx'
import { Banner } from '../../../ui/signs/Banner.tsx'
import type { OutcomeValues } from './outcome-values.ts'

type Props = { form: ReturnType<typeof useFormState<OutcomeValues>>; score: ReactNode }

const steps = ['0', '1', '2', '3'] as const

/** Items one below the other: a digit answers, wherever in its line the focus is, and goes on to the next. */
export function ItemFields({ form, score }: Props) {
  const { t } = useTranslation('records')
  const list = useRef<HTMLOListElement>(null)
  const { measure, answers } = form.values
  const answer = (at: number, value: number) =>
    form.set(
      'answers',
      answers.map((one, nth) => (nth === at ? value : one)),
    )
  const followDigits = (event: KeyboardEvent) => {
    const at = [...(list.current?.children ?? [])].findIndex((line) => line.contains(document.activeElement))
    if (at < 0) return
    if (!steps.some((step) => step === event.key) || event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    answer(at, Number(event.key))
    list.current?.children[at + 1]?.querySelector<HTMLElement>('[role=radio]')?.focus()
  }
  return (
    <>
      <p className="font-semibold">{t('outcomes.intro')}</p>
      <p className="text-13 text-muted">
        {t('outcomes.scale')} {t('outcomes.wording')}
        <span className="block max-sm:hidden">{t('outcomes.keys')}</span>
      </p>
      <div role="presentation" onKeyDown={followDigits}>
        <ol ref={list} className="flex flex-col gap-3">
          {answers.map((value, nth) => (
            <li
              key={t(`items.${measure}.${nth}`)}
              className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1"
            >
              <span className="min-w-0 flex-1 basis-64">{t(`items.${measure}.${nth}`)}</span>
              <SegmentedControl
                label={t(`items.${measure}.${nth}`)}
                segments={steps.map((step) => ({ value: step, label: step }))}
                value={value === null ? '' : String(value)}
                onChange={(next) => answer(nth, Number(next))}
              />
              {form.error(`answers.${nth}`) && (
                <p className="w-full text-13 text-bad">{form.error(`answers.${nth}`)}</p>
              )}
            </li>
          ))}
        </ol>
      </div>
      {measure === 'phq-9' && (answers[8] ?? 0) > 0 && <Banner tone="warn">{t('outcomes.minded')}</Banner>}
      {score}
    </>
  )
}
