import { useTranslation } from 'react-i18next'
import { Skeleton, SkeletonRegion } from '../../ui/signs/Skeleton.tsx'

export const BlankPending = () => null

export function PagePending() {
  const { t } = useTranslation('kit')
  return (
    <SkeletonRegion label={t('state.loading')} className="flex flex-1 flex-col gap-6 p-6 max-sm:p-4">
      <Skeleton shape="block" width="14rem" height="2rem" />
      <Skeleton shape="block" height="20rem" />
    </SkeletonRegion>
  )
}

export function TablePending() {
  const { t } = useTranslation('kit')
  return (
    <SkeletonRegion label={t('state.loading')} className="flex flex-1 flex-col gap-6 p-6 max-sm:p-4">
      <Skeleton shape="block" width="14rem" height="2rem" />
      <Skeleton shape="row" lines={6} />
    </SkeletonRegion>
  )
}
