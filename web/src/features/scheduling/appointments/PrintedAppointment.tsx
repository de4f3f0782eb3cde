import { useState } from 'react'
import { createPortal } from 'react-dom'
import { useTranslation } from 'react-i18next'
import type { Appointment } from '@polyclinic/contract/scheduling/appointments.ts'
import { useFormat } from '../../../kit/texts/format.ts'
import { useIsPrinting } from '../../../kit/screen/printing.ts'
import type { AppointmentFact } from './use-appointment-facts.tsx'

type Props = {
  appointment: Appointment
  facts: readonly AppointmentFact[]
  clinicName: string | undefined
  timeZone: string
}

export function PrintedAppointment(props: Props) {
  return useIsPrinting() ? createPortal(<Paper {...props} />, document.body) : null
}

function Paper({ appointment, facts, clinicName, timeZone }: Props) {
  const { t } = useTranslation('scheduling')
  const format = useFormat()
  const [printedAt] = useState(() => new Date().toISOString())
  const lines = [
    ...facts,
    { label: t('paper.state'), value: t(`state.${appointment.state}`) },
    ...(appointment.note ? [{ label: t('paper.note'), value: appointment.note }] : []),
  ]
  return (
    <div data-paper="">
      <section>
        <header>
          <h1>
            <bdi>{appointment.patient.name}</bdi>
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
