import { useState } from 'react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Plus, Ruler } from 'lucide-react'
import type { MeasurementKind } from '@polyclinic/contract/records/measurement-kinds.ts'
import type { Measurement } from '@polyclinic/contract/records/measurements.ts'
import { useProblemText } from '../../../kit/api/problem.ts'
import type { ChartPanelProps } from '../../../kit/screen/feature.ts'
import { useOrganization } from '../../../kit/session/session.tsx'
import { Button } from '../../../ui/buttons/Button.tsx'
import { Card } from '../../../ui/layout/Card.tsx'
import { EmptyState } from '../../../ui/lists/EmptyState.tsx'
import { Banner } from '../../../ui/signs/Banner.tsx'
import { Skeleton, SkeletonRegion } from '../../../ui/signs/Skeleton.tsx'
import { LatestTable } from './LatestTable.tsx'
import { MeasurementHistory } from './MeasurementHistory.tsx'
import { MeasurementsDialog } from './MeasurementsDialog.tsx'
import { latestQuery } from './queries.ts'

/** What was measured, and how did it go? */
export function MeasurementsPanel({ patient }: ChartPanelProps) {
  const { t } = useTranslation('records')
  const text = useProblemText()
  const { slug, can } = useOrganization()
  const [isAdding, setAdding] = useState(false)
  const { data, error } = useQuery(latestQuery(slug, patient.id))
  const latest = data?.latest ?? []
  const add = can('charts.write') && (
    <Button
      size="small"
      icon={<Plus aria-hidden="true" className="size-4" />}
      aria-label={t('measurements.add')}
      onPress={() => setAdding(true)}
    >
      {t('add')}
    </Button>
  )
  return (
    <Card title={t('measurements.title')} actions={add} isFlush>
      {error ? (
        <Banner tone="bad">{text(error)}</Banner>
      ) : !data ? (
        <SkeletonRegion label={t('kit:state.loading')}>
          <Skeleton shape="row" lines={3} />
        </SkeletonRegion>
      ) : latest.length === 0 ? (
        <EmptyState
          size="small"
          headingLevel={3}
          icon={<Ruler aria-hidden="true" />}
          title={t('measurements.none')}
          text={t('measurements.noneText')}
        />
      ) : (
        <Measured patientId={patient.id} latest={latest} ranges={data.ranges ?? []} />
      )}
      {isAdding && <MeasurementsDialog patient={patient} latest={latest} onClose={() => setAdding(false)} />}
    </Card>
  )
}

type MeasuredProps = {
  patientId: string
  latest: readonly Measurement[]
  ranges: Parameters<typeof LatestTable>[0]['ranges']
}

function Measured({ patientId, latest, ranges }: MeasuredProps) {
  const [chosen, setChosen] = useState<MeasurementKind>()
  const kinds = latest.map(({ kind }) => kind)
  const kind = chosen && kinds.includes(chosen) ? chosen : (kinds[0] as MeasurementKind)
  return (
    <>
      <LatestTable latest={latest} ranges={ranges} shown={kind} onShow={setChosen} />
      <MeasurementHistory patientId={patientId} kind={kind} others={kinds.filter((one) => one !== kind)} />
    </>
  )
}
