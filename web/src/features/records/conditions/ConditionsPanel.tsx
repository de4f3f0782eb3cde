import { useState } from 'react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { ClipboardList, Plus } from 'lucide-react'
import type { Condition } from '@polyclinic/contract/records/conditions.ts'
import { useProblemText } from '../../../kit/api/problem.ts'
import type { ChartPanelProps } from '../../../kit/screen/feature.ts'
import { useOrganization } from '../../../kit/session/session.tsx'
import { Button } from '../../../ui/buttons/Button.tsx'
import { Card } from '../../../ui/layout/Card.tsx'
import { EmptyState } from '../../../ui/lists/EmptyState.tsx'
import { Banner } from '../../../ui/signs/Banner.tsx'
import { Skeleton, SkeletonRegion } from '../../../ui/signs/Skeleton.tsx'
import { ConditionDialog } from './ConditionDialog.tsx'
import { ConditionRow } from './ConditionRow.tsx'
import { conditionsQuery } from './queries.ts'

/** What is the matter with this patient? */
export function ConditionsPanel({ patient }: ChartPanelProps) {
  const { t } = useTranslation('records')
  const { can } = useOrganization()
  const [edited, setEdited] = useState<Condition | 'new'>()
  const add = can('charts.write') && (
    <Button
      size="small"
      icon={<Plus aria-hidden="true" className="size-4" />}
      aria-label={t('conditions.add')}
      onPress={() => setEdited('new')}
    >
      {t('add')}
    </Button>
  )
  return (
    <Card title={t('conditions.title')} actions={add} isFlush>
      <Conditions patientId={patient.id} onEdit={setEdited} />
      {edited && (
        <ConditionDialog
          patient={patient}
          condition={edited === 'new' ? undefined : edited}
          onClose={() => setEdited(undefined)}
        />
      )}
    </Card>
  )
}

const isCounted = ({ status, verification }: Condition) =>
  status !== 'resolved' && verification !== 'entered-in-error' && verification !== 'refuted'

function Conditions({ patientId, onEdit }: { patientId: string; onEdit: (condition: Condition) => void }) {
  const { t } = useTranslation('records')
  const text = useProblemText()
  const { slug } = useOrganization()
  const [showsAll, setShowsAll] = useState(false)
  const { data, error } = useQuery(conditionsQuery(slug, patientId))
  if (error) return <Banner tone="bad">{text(error)}</Banner>
  if (!data)
    return (
      <SkeletonRegion label={t('kit:state.loading')}>
        <Skeleton shape="row" lines={2} />
      </SkeletonRegion>
    )
  if (data.items.length === 0)
    return (
      <EmptyState
        size="small"
        headingLevel={3}
        icon={<ClipboardList aria-hidden="true" />}
        title={t('conditions.none')}
        text={t('conditions.noneText')}
      />
    )
  const counted = data.items.filter(isCounted)
  const others = data.items.filter((one) => !isCounted(one))
  return (
    <>
      <ul>
        {[...counted, ...(showsAll ? others : [])].map((one) => (
          <ConditionRow key={one.id} condition={one} onEdit={() => onEdit(one)} />
        ))}
      </ul>
      {counted.length === 0 && !showsAll && <p className="px-4 pt-3 text-muted">{t('conditions.noneActive')}</p>}
      {others.length > 0 && (
        <div className="px-4 py-2">
          <Button variant="quiet" size="small" aria-expanded={showsAll} onPress={() => setShowsAll(!showsAll)}>
            {showsAll ? t('conditions.fewer') : t('conditions.more', { count: others.length })}
          </Button>
        </div>
      )}
    </>
  )
}
