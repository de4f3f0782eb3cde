import { useState } from 'react'
import { createPortal } from 'react-dom'
import { useTranslation } from 'react-i18next'
import type { Appointment } from '@polyclinic/contract/scheduling/appointments.ts'
import { useFormat } from '../../../kit/texts/format.ts'
import { useIsPrinting } from '../../../kit/screen/printing.ts'
import type { VisitFact } from './use-visit-facts.tsx'

type Props = { visit: Appointment; facts: readonly VisitFact[]; clinicName: string | undefined; timeZone: string }

/** The visit that is open on paper: who, when, for what, and how to reach them. */
export function PrintedVisit(props: Props) {
  return useIsPrinting() ? createPortal(<Paper {...props} />, document.body) : null
}

function Paper({ visit, facts, clinicName, timeZone }: Props) {
  const { t } = useTranslation('scheduling')
  const format = useFormat()
  const [printedAt] = useState(() => new Date().toISOString())
  const lines = [
    ...facts,
    { label: t('paper.state'), value: t(`state.${visit.state}`) },
    ...(visit.note ? [{ label: t('paper.note'), value: visit.note }] : []),
  ]
  return (
    <div data-paper="">
      <section>
        <header>
          <h1>
            <bdi>{visit.patient.name}</bdi>
          </h1>
          <p>
            {clinicName && <bdi>{clinicName}</bdi>}
            <span>{t('paper.printedAt', { time: format.dateTime(printedAt, timeZone) })}</span>
          </p>
        </header>
        <dl>
          {lines.map(({ label, value }) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>
                <bdi>{value}</bdi>
              </dd>
            </div>
          ))}
        </dl>
      </section>
    </div>
  )
}
