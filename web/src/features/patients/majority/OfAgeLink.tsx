import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { AppLink } from '../../../kit/screen/navigation.tsx'
import { useOrganization } from '../../../kit/session/session.tsx'
import { useFormat } from '../../../kit/texts/format.ts'
import { paths } from '../../../paths.ts'
import { linkClass } from '../../../ui/buttons/Link.tsx'
import { dueMajorityReviews } from './queries.ts'

/** To those who have come of age, where there is anybody to decide about. */
export function OfAgeLink() {
  const { t } = useTranslation('patients')
  const { number } = useFormat()
  const { slug, can, kind } = useOrganization()
  const isAsked = can('patients.write') && kind !== 'veterinary'
  const { data } = useQuery({ ...dueMajorityReviews(slug), enabled: isAsked })
  if (!data || data.items.length === 0) return null
  return (
    <AppLink href={paths.majority(slug)} className={linkClass}>
      {t('majority.title')} ({number(data.items.length)})
    </AppLink>
  )
}
