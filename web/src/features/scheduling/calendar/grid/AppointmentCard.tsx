import { useTranslation } from 'react-i18next'
import { nextStepOf } from '@polyclinic/contract/scheduling/appointment-states.ts'
import { factLine } from '../../../../kit/texts/fact-line.ts'
import { useFormat } from '../../../../kit/texts/format.ts'
import { PhoneLink } from '../../../../kit/texts/PhoneLink.tsx'
import { PatientWarnings } from '../../../patients/public.ts'
import type { PlacedAppointment } from '../board-model.ts'
import { Name } from '../../appointments/Name.tsx'
import { useNow } from '../../times/NowLine.tsx'
import { StepButton } from '../../appointments/StepButton.tsx'
import { rangeText } from '../../times/time-text.ts'
import { ToldLine } from '../../notices/ToldLine.tsx'
import { useAboutPatient } from '../../appointments/use-about-patient.ts'
import { useAppointmentActions } from '../../appointments/use-appointment-actions.ts'
import { mayChange } from '../../appointments/appointment-abilities.ts'
import { StateBadge } from '../../appointments/appointment-state.tsx'

type Props = {
  placed: PlacedAppointment
  timeZone: string
  nameOf: (id: string | undefined) => string | undefined
  /** A pointer may go into the card and press what is in it. */
  isInReach: boolean
}

/** What the desk needs of an appointment without opening it: who, how to call them, for what, whether they know, and what comes next. */
export function AppointmentCard({ placed: { appointment, place }, timeZone, nameOf, isInReach }: Props) {
  const { t } = useTranslation('scheduling')
  const format = useFormat()
  const actions = useAppointmentActions()
  const aboutPatient = useAboutPatient()
  const now = useNow()
  const { patient } = appointment
  const next = isInReach && mayChange(appointment) ? nextStepOf(appointment, now) : undefined
  const minutes = Math.round((place.end - place.start) / 60_000)
  return (
    <>
      <div className="flex items-start gap-2">
        <Name className="flex-1 font-semibold">{patient.name}</Name>
        <StateBadge state={appointment.state} />
      </div>
      <div className="text-13 text-muted">{factLine(aboutPatient(patient))}</div>
      {patient.phone && (
        <div className="mt-0.5 text-13">
          <PhoneLink phone={patient.phone} />
        </div>
      )}
      <PatientWarnings warnings={patient.warnings} className="mt-2" />
      <div className="mt-3 flex gap-2 border-s-[3px] border-hue-line ps-2.5">
        <div className="min-w-0">
          <Name>{appointment.service.name}</Name>
          <div className="text-13 text-muted tabular-nums">
            {factLine([rangeText(format, place.start, place.end, timeZone), format.minutes(minutes)])}
          </div>
        </div>
      </div>
      <div className="mt-3 truncate text-13 text-muted">
        {factLine([nameOf(place.practitionerId), nameOf(place.roomId)])}
      </div>
      {appointment.isOverbooked && (
        <div className="mt-2 text-13 text-warn-ink">
          {appointment.overbookReason
            ? t('visit.overbookedBecause', { reason: appointment.overbookReason })
            : t('visit.overbooked')}
        </div>
      )}
      {appointment.note && (
        <div dir="auto" className="mt-2 line-clamp-3 text-start text-13">
          {appointment.note}
        </div>
      )}
      <div className="mt-2">
        <ToldLine appointment={appointment} timeZone={timeZone} />
      </div>
      {next && (
        <div className="mt-3">
          <StepButton
            step={next}
            size="small"
            isPending={actions.pending === appointment.id}
            onPress={() => actions.step(appointment, next)}
          />
        </div>
      )}
    </>
  )
}
