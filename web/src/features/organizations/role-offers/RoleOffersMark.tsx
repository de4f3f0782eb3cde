import { useTranslation } from 'react-i18next'
import { VisuallyHidden } from '../../../ui/VisuallyHidden.tsx'
import { useHasRoleOffers } from './use-role-offers.ts'

export function RoleOffersMark() {
  const { t } = useTranslation('organizations')
  if (!useHasRoleOffers()) return null
  return (
    <span className="ms-2 size-2 rounded-full bg-accent">
      <VisuallyHidden>{t('offers.mark')}</VisuallyHidden>
    </span>
  )
}
