import { useTranslation } from 'react-i18next'
import type { AskedAccess } from '@polyclinic/contract/support/support-accesses.ts'
import { Badge } from '../../../ui/signs/Badge.tsx'
import type { Tone } from '../../../ui/signs/tone.tsx'

const tones: Partial<Record<AskedAccess['state'], Tone>> = { asked: 'warn', granted: 'info' }

export function StateBadge({ state }: Pick<AskedAccess, 'state'>) {
  const { t } = useTranslation('support')
  return <Badge tone={tones[state]}>{t(`state.${state}`)}</Badge>
}
