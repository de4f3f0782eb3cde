import { useTranslation } from 'react-i18next'
import type { Status } from '@polyclinic/contract/kit/standing/status.ts'
import { useOrganization } from '../../../kit/session/session.tsx'

/** In which nothing is added or changed (contract/src/kit/standing/status.ts says it to the server). */
const held: readonly Status[] = ['read-only', 'suspended', 'moving', 'closed']

/** Why nothing of the organization can be saved now, in the words of the banner above; undefined where it can. */
export function useHeldReason(): string | undefined {
  const { t } = useTranslation('staff')
  const { status } = useOrganization().membership.organization.standing
  if (!held.includes(status)) return undefined
  return t(`standing.${status}.title`)
}
