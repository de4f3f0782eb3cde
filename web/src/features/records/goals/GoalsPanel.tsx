import { useState } from 'react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Pencil, Target } from 'lucide-react'
import type { Goal } from '@polyclinic/contract/records/goals.ts'
import type { ChartPanelProps } from '../../../kit/screen/feature.ts'
import { useOrganization } from '../../../kit/session/session.tsx'
import { factLine } from '../../../kit/texts/fact-line.ts'
import { todayIn, useFormat } from '../../../kit/texts/format.ts'
import { IconButton } from '../../../ui/buttons/IconButton.tsx'
import { cx } from '../../../ui/class-names.ts'
import { Badge } from '../../../ui/signs/Badge.tsx'
import { outcomesQuery } from '../outcomes/queries.ts'
import { useOutcomeWords } from '../outcomes/outcome-words.ts'
import { Section } from '../sections/Section.tsx'
import { GoalDialog } from './GoalDialog.tsx'
import { goalsQuery } from './queries.ts'

/** What is to be reached, and how far is it? */
export function GoalsPanel({ patient }: ChartPanelProps) {
  const { t } = useTranslation('records')
  const { slug } = useOrganization()
  const [edited, setEdited] = useState<Goal | 'new'>()
  const query = useQuery(goalsQuery(slug, patient.id))
  return (
    <Section
      title={t('goals.title')}
      addLabel={t('goals.add')}
      onAdd={() => setEdited('new')}
      query={query}
      empty={{ icon: <Target aria-hidden="true" />, title: t('goals.none'), text: t('goals.noneText') }}
      isEmpty={({ items }) => items.length === 0}
      beside={
        edited && (
          <GoalDialog
            patient={patient}
            goal={edited === 'new' ? undefined : edited}
            onClose={() => setEdited(undefined)}
          />
        )
      }
    >
      {({ items }) => (
        <ul>
          {items.map((one) => (
            <GoalRow key={one.id} goal={one} onEdit={() => setEdited(one)} />
          ))}
        </ul>
      )}
    </Section>
  )
}

function GoalRow({ goal, onEdit }: { goal: Goal; onEdit: () => void }) {
  const { t } = useTranslation('records')
  const isWrong = goal.status === 'entered-in-error'
  return (
    <li className="flex items-start gap-3 border-b border-line px-4 py-3 last:border-b-0">
      <div className="min-w-0 flex-1">
        <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <span
            dir="auto"
            className={cx('min-w-0 text-parent font-semibold break-words', isWrong && 'text-muted line-through')}
          >
            {goal.text}
          </span>
          {goal.status !== 'active' && <Badge>{t(`goals.statusOf.${goal.status}`)}</Badge>}
          {!isWrong && (
            <Badge
              tone={goal.achievement === 'achieved' ? 'good' : goal.achievement === 'worsening' ? 'warn' : 'neutral'}
            >
              {t(`achievement.${goal.achievement}`)}
            </Badge>
          )}
        </div>
        <GoalFacts goal={goal} />
        {goal.note && (
          <p dir="auto" className="mt-1 text-start text-13 break-words whitespace-pre-line">
            {goal.note}
          </p>
        )}
      </div>
      {goal.abilities.update.allowed && (
        <IconButton
          size="small"
          label={t('editNamed', { what: goal.text })}
          icon={<Pencil aria-hidden="true" className="size-4" />}
          onPress={onEdit}
        />
      )}
    </li>
  )
}

/** By when, and of what is measured the score to be reached and where it stands now. */
function GoalFacts({ goal: { patientId, status, dueOn, measure, threshold } }: { goal: Goal }) {
  const { t } = useTranslation('records')
  const { slug, timeZone } = useOrganization()
  const format = useFormat()
  const words = useOutcomeWords()
  const outcomes = useQuery(outcomesQuery(slug, patientId))
  const last = outcomes.data?.items.find((one) => one.measure === measure && one.status === 'final')
  const isLate = dueOn !== undefined && status === 'active' && dueOn < todayIn(timeZone)
  const facts = factLine([
    dueOn && t(isLate ? 'goals.late' : 'goals.by', { date: format.date(dueOn) }),
    measure &&
      (threshold === undefined
        ? t(`measure.${measure}`)
        : t('goals.target', { measure: t(`measure.${measure}`), score: words.score(measure, threshold) })),
    measure && last && t('goals.now', { score: words.score(measure, last.score) }),
  ])
  return facts && <p className={cx('mt-0.5 text-13', isLate ? 'text-warn' : 'text-muted')}>{facts}</p>
}
