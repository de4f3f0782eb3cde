import { useTranslation } from 'react-i18next'
import type { AccessReview } from '@polyclinic/contract/organizations/access.ts'
import { Badge } from '../../../ui/signs/Badge.tsx'

type Props = {
  member: Pick<AccessReview['members'][number], 'hasSecondFactor' | 'needsSecondFactor'>
  /** Where no column says what it is about. */
  isNamed?: boolean
}

export function FactorBadge({ member, isNamed }: Props) {
  const { t } = useTranslation('organizations')
  const state = member.hasSecondFactor ? 'factorYes' : member.needsSecondFactor ? 'factorNeeded' : 'factorNo'
  const tone = { factorYes: 'good', factorNeeded: 'warn', factorNo: 'neutral' } as const
  return <Badge tone={tone[state]}>{t(isNamed ? `review.named.${state}` : `review.${state}`)}</Badge>
}
