import { useTranslation } from 'react-i18next'
import { useFormat } from '../../../kit/texts/format.ts'

/** How long, as a choice: `none` where the organization sets no limit of its own. */
export const noLimit = 'none'

const idleChoices = [5, 10, 15, 30, 60, 120, 480, 1440]
const absoluteChoices = [8, 10, 12, 24, 72, 168, 720]

const choiceOf = (limit: number | null) => (limit === null ? noLimit : String(limit))
export const limitOf = (choice: string) => (choice === noLimit ? null : Number(choice))

export function useLimitWords() {
  const { t } = useTranslation('organizations')
  const { number } = useFormat()
  const unit = (value: number, name: 'minute' | 'hour' | 'day') =>
    number(value, { style: 'unit', unit: name, unitDisplay: 'long' })
  const hours = (value: number) => (value > 24 && value % 24 === 0 ? unit(value / 24, 'day') : unit(value, 'hour'))
  const idle = (minutes: number | null) => {
    if (minutes === null) return t('policy.idleNone')
    return minutes >= 60 && minutes % 60 === 0 ? unit(minutes / 60, 'hour') : unit(minutes, 'minute')
  }
  const absolute = (value: number | null) => (value === null ? t('policy.absoluteNone') : hours(value))
  const options = (choices: readonly number[], current: number | null, say: (value: number | null) => string) => {
    const values = [...new Set([...choices, ...(current === null ? [] : [current])])].toSorted((a, b) => a - b)
    return [...values, null].map((value) => ({ id: choiceOf(value), label: say(value) }))
  }
  return {
    idle,
    absolute,
    choiceOf,
    idleOptions: (current: number | null) => options(idleChoices, current, idle),
    absoluteOptions: (current: number | null) => options(absoluteChoices, current, absolute),
  }
}
