import { useState } from 'react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Gauge } from 'lucide-react'
import { movementsFor } from '@polyclinic/contract/records/motion-joints.ts'
import type { ChartPanelProps } from '../../../kit/screen/feature.ts'
import { useOrganization } from '../../../kit/session/session.tsx'
import { Section } from '../sections/Section.tsx'
import { latestMotions } from './latest.ts'
import { MotionsDialog } from './MotionsDialog.tsx'
import { MotionsTable } from './MotionsTable.tsx'
import { motionsQuery } from './queries.ts'

/** How far do the joints move, and how far did they last time? */
export function MotionsPanel({ patient }: ChartPanelProps) {
  const { t } = useTranslation('records')
  const { slug } = useOrganization()
  const [isAdding, setAdding] = useState(false)
  const query = useQuery(motionsQuery(slug, patient.id))
  const known = movementsFor(patient.kind, patient.species)
  return (
    <Section
      title={t('motions.title')}
      addLabel={t('motions.add')}
      onAdd={() => setAdding(true)}
      query={query}
      empty={{ icon: <Gauge aria-hidden="true" />, title: t('motions.none'), text: t('motions.noneText') }}
      isEmpty={({ items }) => items.length === 0}
      beside={
        isAdding && (
          <MotionsDialog
            patient={patient}
            known={known}
            latest={latestMotions(query.data?.items ?? [], known)}
            onClose={() => setAdding(false)}
          />
        )
      }
    >
      {({ items }) => <MotionsTable latest={latestMotions(items, known)} known={known} kind={patient.kind} />}
    </Section>
  )
}
