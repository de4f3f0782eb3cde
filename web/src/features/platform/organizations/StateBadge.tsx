import { useTranslation } from 'react-i18next'
import { Badge } from '../../../ui/signs/Badge.tsx'
import type { Tone } from '../../../ui/signs/tone.tsx'
import type { Organization } from './queries.ts'

const tones: Record<string, Tone> = { active: 'good', trial: 'info', new: 'info', suspended: 'bad', closed: 'bad' }

/** How an organization stands; one that nobody came into yet is new. */

export function StateBadge({ standing, isBegun }: Pick<Organization, 'standing' | 'isBegun'>) {
  const { t } = useTranslation('platform')
  const state = !isBegun && standing.status === 'active' ? 'new' : standing.status
  return <Badge tone={tones[state] ?? 'warn'}>{t(`state.${state}`)}</Badge>
}
