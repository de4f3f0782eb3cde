import { Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import type { Patient } from '@polyclinic/contract/patients/patients.ts'
import { isOffered, useFeatures, type ChartPanel } from '../../../kit/screen/feature.ts'
import { useOrganization } from '../../../kit/session/session.tsx'
import { Skeleton, SkeletonRegion } from '../../../ui/signs/Skeleton.tsx'

/** What is known of a patient's health: the sections that features bring, those that the reader may see. */
export function Chart({ patient }: { patient: Patient }) {
  const reader = useOrganization()
  const panels = useFeatures()
    .flatMap(({ chartPanels = [] }) => chartPanels)
    .filter((panel) => isOffered(panel, reader))
    .toSorted((a, b) => a.order - b.order)
  const at = (place: ChartPanel['place']) => panels.filter((panel) => panel.place === place)
  return (
    <div className="grid max-w-7xl grid-cols-1 items-start gap-6 p-6 max-sm:gap-4 max-sm:p-4 @min-[60rem]:grid-cols-[minmax(0,1fr)_26rem]">
      {(['main', 'side'] as const).map((place) => (
        <div key={place} className="flex min-w-0 flex-col gap-6 empty:hidden max-sm:gap-4">
          {at(place).map(({ id, component: Panel }) => (
            <Suspense key={id} fallback={<PanelSkeleton />}>
              <Panel patient={patient} />
            </Suspense>
          ))}
        </div>
      ))}
    </div>
  )
}

function PanelSkeleton() {
  const { t } = useTranslation('kit')
  return (
    <SkeletonRegion label={t('state.loading')}>
      <Skeleton shape="row" lines={3} />
    </SkeletonRegion>
  )
}
