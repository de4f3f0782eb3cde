import { useTranslation } from 'react-i18next'
import type { Told } from '@polyclinic/contract/scheduling/told.ts'
import { useFormat } from '../../../kit/texts/format.ts'

/** A number inside a sentence: from left to right, whatever surrounds it. */
export const phoneText = (phone: string) => `\u2066${phone}\u2069`

/** Who learns of a change, as one sentence below what happened. */
export function useToldWords() {
  const { t } = useTranslation('scheduling')
  const format = useFormat()
  return (told: Told): string => {
    if (told.state === 'will-be-told') {
      const whom = format.list(told.to.map(({ name }) => name))
      const wait = format.minutes(Math.round(told.afterSeconds / 60))
      return told.afterSeconds >= 60 ? t('told.soon', { whom, wait }) : t('told.now', { whom })
    }
    return told.call
      ? t('told.callInstead', { name: told.call.name, phone: phoneText(told.call.phone) })
      : t(`told.not.${told.reason}`)
  }
}
