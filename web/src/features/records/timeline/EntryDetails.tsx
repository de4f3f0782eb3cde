import { useTranslation } from 'react-i18next'
import type { ChartEntry } from '@polyclinic/contract/records/entries.ts'
import { useClinic } from '../../../kit/session/session.tsx'
import { factLine } from '../../../kit/texts/fact-line.ts'
import { useFormat } from '../../../kit/texts/format.ts'

/** The rest of an entry: what was remarked, and when it was written down. */
export function EntryDetails({ entry }: { entry: ChartEntry }) {
  const { t } = useTranslation('records')
  const format = useFormat()
  const { clinic } = useClinic()
  const { condition, measurement, immunization, outcome, motion, specialTest, goal } = entry
  const record = condition ?? measurement ?? immunization ?? outcome ?? motion ?? specialTest ?? goal
  if (!record) return null
  const facts = factLine([
    immunization?.batch && t('immunizations.batchNamed', { batch: immunization.batch }),
    immunization?.dueOn && t('immunizations.soon', { date: format.date(immunization.dueOn) }),
    goal?.dueOn && t('goals.by', { date: format.date(goal.dueOn) }),
    t('conditions.recorded', { date: format.date(record.recordedAt, clinic?.timeZone) }),
  ])
  return (
    <>
      {record.note && (
        <p dir="auto" className="text-start text-13 break-words whitespace-pre-line">
          {record.note}
        </p>
      )}
      <p className="text-13 text-muted tabular-nums">{facts}</p>
    </>
  )
}
