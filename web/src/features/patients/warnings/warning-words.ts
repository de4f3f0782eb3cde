import { useCallback } from 'react'
import type { Warnings } from '@polyclinic/contract/patients/warnings.ts'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../../kit/texts/format.ts'

type Named = Warnings['allergies']['named'][number]

/** What an allergy is to, in the reader's language where the list has it. */
export function useSubstanceName() {
  const { t } = useTranslation('patients')
  return useCallback(
    ({ code, text }: Pick<Named, 'code' | 'text'>) => (code ? t(`substance.${code}`) : (text ?? '')),
    [t],
  )
}

export type Warning = { tone: 'bad' | 'warn'; text: string }

/** What is to be minded, in words, the most serious first; nothing where nothing is, or where nobody asked. */
export function useWarningTexts() {
  const { t } = useTranslation('patients')
  const nameOf = useSubstanceName()
  return useCallback(
    ({ allergies, alerts, keptOut = [], hasNamesake }: Warnings): Warning[] => {
      const named = allergies.named.map((each): Warning => ({
        tone: each.criticality === 'high' ? 'bad' : 'warn',
        text: t('warning.allergy', { name: nameOf(each) }),
      }))
      const said = alerts.map(({ priority, text }): Warning => ({ tone: priority === 'high' ? 'bad' : 'warn', text }))
      const others: Warning[] =
        allergies.others > 0 && named.length === 0
          ? [{ tone: 'warn', text: t('warning.unnamed', { count: allergies.others }) }]
          : []
      const out = keptOut.map(({ name }): Warning => ({ tone: 'bad', text: t('warning.keptOut', { name }) }))
      const namesake: Warning[] = hasNamesake ? [{ tone: 'warn', text: t('warning.namesake') }] : []
      return [...named, ...out, ...namesake, ...said, ...others].toSorted(
        (a, b) => Number(b.tone === 'bad') - Number(a.tone === 'bad'),
      )
    },
    [t, nameOf],
  )
}

/** "Allergies: Penicillin, Latex and 2 more" */
export function useAllergiesLine() {
  const { t } = useTranslation('patients')
  const { list } = useFormat()
  const nameOf = useSubstanceName()
  return ({ named, others, state }: Warnings['allergies']): string => {
    if (state !== 'known') return t(`warning.${state}`)
    if (named.length === 0) return t('warning.unnamed', { count: others })
    const names = list(named.map(nameOf))
    const all = t('warning.allergies', { names })
    return others > 0 ? `${all} ${t('warning.more', { count: others })}` : all
  }
}
