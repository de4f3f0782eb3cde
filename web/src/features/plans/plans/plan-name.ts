import type { OfferedPlan } from '@polyclinic/contract/plans/plans.ts'
import { useLanguage } from '../../../kit/texts/i18n.ts'

/** What a plan is called: its operators name it, in as many languages as they like. */
export function usePlanName() {
  const { language } = useLanguage()
  return ({ key, names }: Pick<OfferedPlan, 'key' | 'names'>) => names[language] ?? names.en ?? key
}
