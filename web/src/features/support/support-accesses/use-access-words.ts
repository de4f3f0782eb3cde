import { useTranslation } from 'react-i18next'
import type { AskedAccess } from '@polyclinic/contract/support/support-accesses.ts'
import { useFormat } from '../../../kit/texts/format.ts'

type Share = Pick<AskedAccess['asked'], 'scope' | 'mayWrite' | 'minutes'>

/** How much an access opens, in words. */
export function useAccessWords() {
  const { t } = useTranslation('support')
  const { minutes } = useFormat()
  const what = ({ scope, mayWrite }: Omit<Share, 'minutes'>) =>
    `${t(`scope.${scope}`)} · ${t(mayWrite ? 'writes' : 'looks')}`
  return { what, share: (share: Share) => `${what(share)} · ${minutes(share.minutes)}` }
}
