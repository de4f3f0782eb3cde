import { useTranslation } from 'react-i18next'
import type { AskedAccess } from '@polyclinic/contract/support/support-accesses.ts'
import { useFormat } from '../../../kit/texts/format.ts'

type Share = Pick<AskedAccess['asked'], 'scope' | 'mayWrite' | 'minutes'>

/** How much an access opens, in words. */
export function useAccessWords() {
  const { t } = useTranslation('support')
  const { minutes, list } = useFormat()
  return {
    share: ({ scope, mayWrite, minutes: long }: Share) =>
      list([t(`scope.${scope}`), t(mayWrite ? 'writes' : 'looks'), minutes(long)]),
    what: ({ scope, mayWrite }: Omit<Share, 'minutes'>) =>
      list([t(`scope.${scope}`), t(mayWrite ? 'writes' : 'looks')]),
  }
}
