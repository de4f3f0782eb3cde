import { useState } from 'react'
import { createPortal } from 'react-dom'
import { useTranslation } from 'react-i18next'
import type { Appointment } from '@polyclinic/contract/scheduling/appointments.ts'
import type { Calendar } from '@polyclinic/contract/scheduling/calendar.ts'
import { useFormat } from '../../../kit/texts/format.ts'
import { useIsPrinting } from '../../../kit/screen/printing.ts'
import { useTrade } from '../../../kit/session/trade.ts'
import type { Resource } from './board-model.ts'
import { paperPages, type PaperPage } from './paper-model.ts'
import { timeText } from '../times/time-text.ts'

type Props = {
  calendar: Calendar
  /** The columns that the screen shows; all of them unless told. */
  shown?: readonly Resource[]
}

/** The calendar on paper: a list for each practitioner that a clinic can work from when the line is down. */
export function PrintedList(props: Props) {
  return useIsPrinting() ? createPortal(<Paper {...props} />, document.body) : null
}

function Paper({ calendar, shown }: Props) {
  const { t } = useTranslation('scheduling')
  const format = useFormat()
  const { clinic } = calendar
  const [printedAt] = useState(() => new Date().toISOString())
  const kind = shown?.[0]?.kind
  const pages = paperPages(calendar, kind && { kind, ids: new Set(shown?.map(({ id }) => id)) })
  const last = Temporal.PlainDate.from(calendar.to).subtract({ days: 1 }).toString()
  const when =
    last === calendar.from
      ? format.longDate(calendar.from)
      : `${format.shortDate(calendar.from)} – ${format.longDate(last)}`
  const head = (name?: string) => (
    <header>
      <h1>
        <bdi>{name ?? clinic.name}</bdi>
      </h1>
      <p>
        {name && <bdi>{clinic.name}</bdi>}
        <span>{when}</span>
        <span>{t('paper.printedAt', { time: format.dateTime(printedAt, clinic.timeZone) })}</span>
      </p>
    </header>
  )
  return (
    <div data-paper="">
      {pages.length === 0 && (
        <section>
          {head()}
          <p>{t('totals.visits', { count: 0 })}</p>
        </section>
      )}
      {pages.map((page) => (
        <section key={page.id} aria-label={page.name}>
          {head(page.name)}
          <Rows page={page} calendar={calendar} isDayNamed={last !== calendar.from} />
        </section>
      ))}
    </div>
  )
}

const columns = ['time', 'patient', 'born', 'phone', 'service', 'room', 'state', 'note'] as const

function Rows({ page, calendar, isDayNamed }: { page: PaperPage; calendar: Calendar; isDayNamed: boolean }) {
  const kinds = new Set(
    page.days.flatMap(({ appointments }) => appointments.map(({ patient }) => (patient.species ? 'kind' : 'born'))),
  )
  const only = kinds.size === 1 ? [...kinds][0] : undefined
  const { t } = useTrade('scheduling', only && (only === 'kind' ? 'animal' : 'human'))
  const format = useFormat()
  const about = (['born', 'kind'] as const).filter((kind) => kinds.has(kind)).map((kind) => t(`paper.${kind}`))
  return page.days.map(({ date, appointments }) => (
    <table key={date}>
      {isDayNamed && <caption>{format.longDate(date)}</caption>}
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column} scope="col">
              {column === 'born' ? about.join(' / ') : t(`paper.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {appointments.map((appointment) => (
          <Row key={appointment.id} appointment={appointment} calendar={calendar} />
        ))}
      </tbody>
    </table>
  ))
}

function Row({ appointment, calendar }: { appointment: Appointment; calendar: Calendar }) {
  const { t } = useTranslation('scheduling')
  const format = useFormat()
  const { patient } = appointment
  const { timeZone } = calendar.clinic
  const time = (iso: string) => timeText(format, Date.parse(iso), timeZone)
  const about = patient.species
    ? [t(`species.${patient.species}`, { defaultValue: patient.species }), patient.guardianName]
    : [patient.birthDate && format.date(patient.birthDate)]
  return (
    <tr>
      <td>
        {time(appointment.startsAt)}–{time(appointment.endsAt)}
      </td>
      <td>
        <bdi>{patient.name}</bdi>
      </td>
      <td>
        <bdi>{about.filter(Boolean).join(', ')}</bdi>
      </td>
      <td>
        <bdi dir="ltr">{patient.phone}</bdi>
      </td>
      <td>
        <bdi>{appointment.service.name}</bdi>
      </td>
      <td>
        <bdi>{calendar.rooms.find(({ id }) => id === appointment.roomId)?.name}</bdi>
      </td>
      <td>{t(`state.${appointment.state}`)}</td>
      <td>
        <bdi>{appointment.note}</bdi>
      </td>
    </tr>
  )
}
