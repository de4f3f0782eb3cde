import { useState } from 'react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { TrendingUp } from 'lucide-react'
import { measuresFor } from '@polyclinic/contract/records/outcome-measures.ts'
import type { Outcome } from '@polyclinic/contract/records/outcomes.ts'
import type { ChartPanelProps } from '../../../kit/screen/feature.ts'
import { useOrganization } from '../../../kit/session/session.tsx'
import { Section } from '../sections/Section.tsx'
import { OutcomeDialog } from './OutcomeDialog.tsx'
import { OutcomeHistory } from './OutcomeHistory.tsx'
import { OutcomeTile } from './OutcomeTile.tsx'
import { outcomesQuery } from './queries.ts'
import { seriesOf } from './series.ts'

/** Does it get better, by so much that it matters? */
export function OutcomesPanel({ patient }: ChartPanelProps) {
  const { t } = useTranslation('records')
  const { slug } = useOrganization()
  const [isAdding, setAdding] = useState(false)
  const query = useQuery(outcomesQuery(slug, patient.id))
  const offered = measuresFor(patient.kind === 'human' ? 'human' : (patient.species ?? ''))
  // of a fish nothing of this is measured
  if (offered.length === 0) return null
  return (
    <Section
      title={t('outcomes.title')}
      addLabel={t('outcomes.add')}
      onAdd={() => setAdding(true)}
      query={query}
      empty={{ icon: <TrendingUp aria-hidden="true" />, title: t('outcomes.none'), text: t('outcomes.noneText') }}
      isEmpty={({ items }) => items.length === 0}
      beside={
        isAdding && (
          <OutcomeDialog
            patientId={patient.id}
            offered={offered}
            before={query.data?.items ?? []}
            onClose={() => setAdding(false)}
          />
        )
      }
    >
      {({ items }) => <Measured items={items} />}
    </Section>
  )
}

function Measured({ items }: { items: readonly Outcome[] }) {
  const { t } = useTranslation('records')
  const [chosen, setChosen] = useState<string>()
  const all = seriesOf(items)
  const shown = all.find(({ key }) => key === chosen) ?? all[0]
  return (
    <>
      <ul
        aria-label={t('outcomes.latest')}
        className="grid grid-cols-[repeat(auto-fill,minmax(min(17rem,100%),1fr))] gap-2 p-4"
      >
        {all.map((series) => (
          <li key={series.key}>
            <OutcomeTile series={series} isShown={series === shown} onShow={() => setChosen(series.key)} />
          </li>
        ))}
      </ul>
      {shown && <OutcomeHistory series={shown} />}
    </>
  )
}
