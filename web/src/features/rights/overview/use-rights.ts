import { useTranslation } from 'react-i18next'
import type { RightsOverview } from '@polyclinic/contract/rights/overviews.ts'
import { q } from '../../../kit/api/api.ts'
import { useRefresh } from '../../../kit/api/refresh.ts'

/** What is read again when something was decided about a record: who may see it changes with it. */
export function useRightsRefresh() {
  const refresh = useRefresh()
  return () => refresh(q.rights.key(), q.patients.patients.key())
}

/** Why something cannot be done now, in words; undefined where it can. */
export function useRefusal({ abilities }: Pick<RightsOverview, 'abilities'>) {
  const { t } = useTranslation('rights')
  return (verb: keyof RightsOverview['abilities']) => {
    const { allowed, reason } = abilities[verb]
    return allowed ? undefined : t(`refusal.${reason ?? 'not-allowed'}`)
  }
}
