import { useTranslation } from 'react-i18next'
import type { SpecialTest } from '@polyclinic/contract/records/special-tests.ts'

/** What a special test is called: by the list, else as it was written. */
export function useSpecialTestName() {
  const { t } = useTranslation('records')
  return ({ test, text = '' }: Pick<SpecialTest, 'test' | 'text'>) => (test ? t(`specialTest.${test}`) : text)
}
