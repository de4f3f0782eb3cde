import { useTranslation } from 'react-i18next'
import { Badge } from '../../../ui/signs/Badge.tsx'
import type { Tone } from '../../../ui/signs/tone.tsx'
import type { Organization } from './queries.ts'

const tones: Record<string, Tone> = {
  active: 'good',
  trial: 'info',
  new: 'info',
  'setting-up': 'info',
  'setup-failed': 'bad',
  suspended: 'bad',
  closed: 'bad',
  shredded: 'bad',
}

const setupState = ({ failed }: NonNullable<Organization['setup']>) => (failed ? 'setup-failed' : 'setting-up')

const stateOf = ({ closedAt, shreddedAt }: NonNullable<Organization['closing']>) =>
  shreddedAt ? 'shredded' : closedAt ? 'closed' : 'closing'

type Props = Pick<Organization, 'standing' | 'isBegun' | 'closing' | 'setup'>

/** How an organization stands; one that nobody came into yet is new. */
export function StateBadge({ standing, isBegun, closing, setup }: Props) {
  const { t } = useTranslation('platform')
  const state = closing
    ? stateOf(closing)
    : setup
      ? setupState(setup)
      : !isBegun && standing.status === 'active'
        ? 'new'
        : standing.status
  return <Badge tone={tones[state] ?? 'warn'}>{t(`state.${state}`)}</Badge>
}
