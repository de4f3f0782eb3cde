import { useTranslation } from 'react-i18next'
import { Badge } from '../../../ui/signs/Badge.tsx'
import type { Tone } from '../../../ui/signs/tone.tsx'
import type { Organization } from './queries.ts'

const tones: Record<string, Tone> = {
  active: 'good',
  trial: 'info',
  new: 'info',
  suspended: 'bad',
  closed: 'bad',
  shredded: 'bad',
}

const stateOf = ({ closedAt, shreddedAt }: NonNullable<Organization['closing']>) =>
  shreddedAt ? 'shredded' : closedAt ? 'closed' : 'closing'

/** How an organization stands; one that nobody came into yet is new. */

export function StateBadge({ standing, isBegun, closing }: Pick<Organization, 'standing' | 'isBegun' | 'closing'>) {
  const { t } = useTranslation('platform')
  const state = closing ? stateOf(closing) : !isBegun && standing.status === 'active' ? 'new' : standing.status
  return <Badge tone={tones[state] ?? 'warn'}>{t(`state.${state}`)}</Badge>
}
