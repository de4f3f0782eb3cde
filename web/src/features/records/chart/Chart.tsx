import { Suspense, use, useState } from 'react'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { ListOrdered } from 'lucide-react'
import type { Patient } from '@polyclinic/contract/patients/patients.ts'
import { isOffered, useFeatures, type ChartPanel, type Feature } from '../../../kit/screen/feature.ts'
import { useOrganization } from '../../../kit/session/session.tsx'
import { Button } from '../../../ui/buttons/Button.tsx'
import { Skeleton, SkeletonRegion } from '../../../ui/signs/Skeleton.tsx'
import { inOrder } from './arrange.ts'
import { ArrangeDialog } from './ArrangeDialog.tsx'
import { chartQuery, layoutQuery } from './queries.ts'
import { giveToSections } from './sections.ts'

/** What is known of a patient's health: the sections that features bring, those that the reader may see. */
export const Chart = ({ patient }: { patient: Patient }) => (
  <Suspense fallback={<ChartSkeleton />}>
    <Opened key={patient.id} patient={patient} />
  </Suspense>
)

/** What sections show first comes in one answer; where that does not come, each asks for itself. */
function Opened({ patient }: { patient: Patient }) {
  const { slug } = useOrganization()
  const client = useQueryClient()
  const [isOpen, setOpen] = useState(false)
  // the code of the sections comes beside the answer
  void panelsOf(useFeatures())
  // asked by the screen, and by nobody later: from then on each section knows what of it is stale
  const { data, dataUpdatedAt, isFetching } = useQuery({ ...chartQuery(slug, patient.id), enabled: false })
  if (isOpen) return <Panels patient={patient} />
  if (isFetching) return <ChartSkeleton />
  if (data) giveToSections(client, { organization: slug, patientId: patient.id, chart: data, at: dataUpdatedAt })
  setOpen(true)
  return <ChartSkeleton />
}

/** Fetched once, when a chart is first looked at. */
const fetched = new WeakMap<readonly Feature[], Promise<readonly ChartPanel[]>>()

function panelsOf(features: readonly Feature[]): Promise<readonly ChartPanel[]> {
  const known = fetched.get(features)
  if (known) return known
  const loaders = features.flatMap(({ chartPanels }) => (chartPanels ? [chartPanels()] : []))
  const all = Promise.all(loaders).then((modules) => modules.flatMap(({ chartPanels }) => chartPanels))
  fetched.set(features, all)
  // what could not be fetched is tried again by whoever looks next
  all.catch(() => fetched.delete(features))
  return all
}

function Panels({ patient }: { patient: Patient }) {
  const { t } = useTranslation('records')
  const reader = useOrganization()
  const [isArranging, setArranging] = useState(false)
  const kept = useQuery(layoutQuery(reader.slug))
  const offered = use(panelsOf(useFeatures())).filter((panel) => isOffered(panel, reader))
  if (kept.isPending) return <ChartSkeleton />
  // who cannot be asked for their order reads in the usual one
  const layout = kept.data ?? { sections: [], hidden: [] }
  const panels = inOrder(offered, layout).filter(({ id }) => !layout.hidden.includes(id))
  return (
    <>
      <div className="grid max-w-7xl grid-cols-1 items-start gap-6 p-6 max-sm:gap-4 max-sm:p-4 @min-[60rem]:grid-cols-[minmax(0,1fr)_26rem]">
        {(['main', 'side'] as const).map((place) => (
          <div key={place} className="flex min-w-0 flex-col gap-6 empty:hidden max-sm:gap-4">
            {panels
              .filter((panel) => panel.place === place)
              .map(({ id, component: Panel }) => (
                <Panel key={id} patient={patient} />
              ))}
          </div>
        ))}
      </div>
      {kept.data && (
        <p className="px-6 pb-6 max-sm:px-4">
          <Button
            size="small"
            variant="quiet"
            icon={<ListOrdered aria-hidden="true" className="size-4" />}
            onPress={() => setArranging(true)}
          >
            {t('layout.title')}
          </Button>
        </p>
      )}
      {isArranging && <ArrangeDialog panels={offered} layout={layout} onClose={() => setArranging(false)} />}
    </>
  )
}

function ChartSkeleton() {
  const { t } = useTranslation('kit')
  return (
    <SkeletonRegion label={t('state.loading')} className="p-6 max-sm:p-4">
      <Skeleton shape="row" lines={3} />
    </SkeletonRegion>
  )
}
