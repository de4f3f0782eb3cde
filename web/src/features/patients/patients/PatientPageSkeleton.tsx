import { useTranslation } from 'react-i18next'
import { Skeleton, SkeletonRegion } from '../../../ui/signs/Skeleton.tsx'

export function PatientPageSkeleton() {
  const { t } = useTranslation('kit')
  return (
    <SkeletonRegion label={t('state.loading')} className="flex min-w-0 flex-1 flex-col">
      <div className="flex items-center gap-4 border-b border-line bg-surface px-6 py-4 max-sm:px-4">
        <Skeleton shape="circle" className="size-12! max-sm:hidden" />
        <div className="flex-1">
          <Skeleton shape="block" width="12rem" height="1.25rem" />
          <Skeleton lines={2} width="16rem" className="mt-2" />
        </div>
        <Skeleton shape="block" width="7rem" height="2.5rem" />
      </div>
      <div className="grid w-full max-w-7xl gap-6 p-6 max-sm:p-4 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <Skeleton shape="block" height="20rem" />
        <div className="flex flex-col gap-4">
          <Skeleton shape="block" height="8rem" />
          <Skeleton shape="block" height="12rem" />
        </div>
      </div>
    </SkeletonRegion>
  )
}
