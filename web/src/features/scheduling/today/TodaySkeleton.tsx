import { useTranslation } from 'react-i18next'
import { Skeleton, SkeletonRegion } from '../../../ui/signs/Skeleton.tsx'

export function TodaySkeleton() {
  const { t } = useTranslation('scheduling')
  return (
    <SkeletonRegion label={t('kit:state.loading')} className="flex flex-col gap-6">
      <Skeleton shape="block" height={74} />
      <div className="grid gap-6 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="rounded-lg border border-line bg-surface">
          <Skeleton shape="row" lines={8} />
        </div>
        <div className="rounded-lg border border-line bg-surface">
          <Skeleton shape="row" lines={5} />
        </div>
      </div>
    </SkeletonRegion>
  )
}
