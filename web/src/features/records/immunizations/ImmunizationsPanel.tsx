import { useState } from 'react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Plus, Syringe } from 'lucide-react'
import type { Immunization } from '@polyclinic/contract/records/immunizations.ts'
import { useProblemText } from '../../../kit/api/problem.ts'
import type { ChartPanelProps } from '../../../kit/screen/feature.ts'
import { useOrganization } from '../../../kit/session/session.tsx'
import { todayIn, useFormat } from '../../../kit/texts/format.ts'
import { Button } from '../../../ui/buttons/Button.tsx'
import { Card } from '../../../ui/layout/Card.tsx'
import { EmptyState } from '../../../ui/lists/EmptyState.tsx'
import { Badge } from '../../../ui/signs/Badge.tsx'
import { Banner } from '../../../ui/signs/Banner.tsx'
import { Skeleton, SkeletonRegion } from '../../../ui/signs/Skeleton.tsx'
import { dueOf, type Due } from './due.ts'
import { ImmunizationDialog } from './ImmunizationDialog.tsx'
import { ImmunizationRow } from './ImmunizationRow.tsx'
import { immunizationsQuery } from './queries.ts'

/** Against what is this patient protected, and what is due? */
export function ImmunizationsPanel({ patient }: ChartPanelProps) {
  const { t } = useTranslation('records')
  const { can } = useOrganization()
  const [edited, setEdited] = useState<Immunization | 'new'>()
  const add = can('charts.write') && (
    <Button
      size="small"
      icon={<Plus aria-hidden="true" className="size-4" />}
      aria-label={t('immunizations.add')}
      onPress={() => setEdited('new')}
    >
      {t('add')}
    </Button>
  )
  return (
    <Card title={t('immunizations.title')} actions={add} isFlush>
      <Immunizations patientId={patient.id} hasDied={Boolean(patient.deceasedOn)} onEdit={setEdited} />
      {edited && (
        <ImmunizationDialog
          patient={patient}
          immunization={edited === 'new' ? undefined : edited}
          onClose={() => setEdited(undefined)}
        />
      )}
    </Card>
  )
}

type ListProps = { patientId: string; hasDied: boolean; onEdit: (immunization: Immunization) => void }

function Immunizations({ patientId, hasDied, onEdit }: ListProps) {
  const { t } = useTranslation('records')
  const text = useProblemText()
  const { slug, timeZone } = useOrganization()
  const { data, error } = useQuery(immunizationsQuery(slug, patientId))
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
        icon={<Syringe aria-hidden="true" />}
        title={t('immunizations.none')}
        text={t('immunizations.noneText')}
      />
    )
  const due = hasDied ? [] : dueOf(data.items, todayIn(timeZone))
  return (
    <>
      {due.length > 0 && <DueList due={due} />}
      <ul>
        {data.items.map((one) => (
          <ImmunizationRow key={one.id} immunization={one} onEdit={() => onEdit(one)} />
        ))}
      </ul>
    </>
  )
}

const tones = { overdue: 'bad', soon: 'warn', later: 'neutral' } as const

const DueList = ({ due }: { due: readonly Due[] }) => {
  const { t } = useTranslation('records')
  const format = useFormat()
  return (
    <ul aria-label={t('immunizations.due')} className="flex flex-col gap-1 border-b border-line bg-sunken px-4 py-3">
      {due.map(({ immunization, dueOn, state }) => (
        <li key={immunization.id} className="flex flex-wrap items-center gap-x-2 gap-y-1 text-13">
          <span dir="auto" className="min-w-0 text-parent font-semibold">
            {immunization.text}
          </span>
          <Badge tone={tones[state]}>{t(`immunizations.${state}`, { date: format.date(dueOn) })}</Badge>
        </li>
      ))}
    </ul>
  )
}
