import { ToggleLeft } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { ToggleKey } from '@polyclinic/contract/kit/toggles/toggles.ts'
import { useOrganization } from '../session/session.tsx'
import { ButtonLink } from '../../ui/buttons/Link.tsx'
import { EmptyState } from '../../ui/lists/EmptyState.tsx'
import { Banner } from '../../ui/signs/Banner.tsx'
import { paths } from '../../paths.ts'

/** In place of a page whose feature is off for the reader: why, and the way forward. */
export function FeatureOff({ feature }: { feature: ToggleKey }) {
  const words = useWords(feature)
  if (!words) return null
  return (
    <div className="flex flex-1 items-center justify-center p-6">
      <h1 className="sr-only">{words.title}</h1>
      <EmptyState icon={<ToggleLeft aria-hidden="true" />} {...words} />
    </div>
  )
}

/** Above what exists of a feature that is off; nothing where it is on. */
export function FeatureOffNotice({ feature }: { feature: ToggleKey }) {
  const words = useWords(feature)
  if (!words) return null
  return (
    <Banner tone="info" title={words.title} action={words.action}>
      {words.text}
    </Banner>
  )
}

function useWords(feature: ToggleKey) {
  const { t } = useTranslation('kit')
  const { slug, membership, can } = useOrganization()
  const off = membership.featuresOff.find((one) => one.feature === feature)
  if (!off) return undefined
  return {
    title: t('featureOff.title', { feature: t(`toggle.${feature}`) }),
    text: t(off.isInBiggerPlan ? 'featureOff.plan' : 'featureOff.text'),
    action: off.isInBiggerPlan && can('organization.manage') && (
      <ButtonLink size="small" href={paths.settings.plan(slug)}>
        {t('action.seePlan')}
      </ButtonLink>
    ),
  }
}
