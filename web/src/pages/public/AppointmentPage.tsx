import type { TFunction } from 'i18next'
import { CalendarPlus, Check, Phone, Printer } from 'lucide-react'
import { phoneLink } from '@polyclinic/contract/kit/reading/phone.ts'
import type { Language } from '@polyclinic/contract/kit/language.ts'
import type { LinkedAppointment } from '@polyclinic/contract/scheduling/appointment-links.ts'
import { cx } from '../../ui/class-names.ts'
import { PhaseHeading } from './PhaseHeading.tsx'
import { PublicButton } from './PublicButton.tsx'
import { PublicDocument, type PublicAssets } from './PublicDocument.tsx'
import { AppointmentFacts } from './AppointmentFacts.tsx'
import { appointmentPhase, type AppointmentPageState, type AppointmentPhase } from './appointment-phase.ts'
import { appointmentTime } from './appointment-time.ts'
import { wordsIn } from './words.ts'

export type AppointmentPageProps = {
  /** Absent where the link leads nowhere. */
  appointment?: LinkedAppointment
  state: AppointmentPageState
  /** The page's own address without a query; `/calendar.ics` and `/cancellation` lie below it. */
  appointmentUrl: string
  language: Language
  assets: PublicAssets
}

export function AppointmentPage({
  appointment,
  state,
  appointmentUrl,
  language,
  assets,
  now,
}: AppointmentPageProps & { now: Date }) {
  const words = wordsIn(language)
  const time = appointment && appointmentTime(appointment, language, now)
  const phase = appointmentPhase(state, appointment, time?.isOver ?? false)
  const isLate = phase === 'refused' || phase === 'unconfirmed'
  const text = isLate && !appointment?.clinic.phone ? `${phase}.textWithoutPhone` : `${phase}.text`
  const title = words(`${phase}.title`)
  return (
    <PublicDocument
      language={language}
      assets={assets}
      title={appointment ? `${title} · ${appointment.organization.name}` : title}
      brand={appointment?.organization.name}
      look={appointment?.organization.look}
      address={phase === 'confirming' ? `${appointmentUrl}/cancellation` : appointmentUrl}
    >
      <PhaseHeading kind={phase} title={title} text={words(text)} />
      {appointment && time && <AppointmentCard appointment={appointment} time={time} phase={phase} words={words} />}
      {appointment && (
        <NextSteps
          appointment={appointment}
          phase={phase}
          to={addressIn(appointmentUrl, appointment, language)}
          words={words}
        />
      )}
    </PublicDocument>
  )
}

type CardProps = {
  appointment: LinkedAppointment
  time: ReturnType<typeof appointmentTime>
  phase: AppointmentPhase
  words: TFunction
}

function AppointmentCard({ appointment, time, phase, words }: CardProps) {
  const isOff = phase === 'cancelled'
  const isAhead = phase === 'booked' || phase === 'confirmed' || phase === 'confirming'
  return (
    <section className="rounded-xl border border-line bg-surface px-5 pt-5">
      <div className="pb-5">
        {isAhead && time.distance && (
          <p className="mb-1 text-14 font-semibold text-accent-ink first-letter:uppercase">{time.distance}</p>
        )}
        <p className={cx('text-20 font-semibold', isOff && 'text-muted line-through')}>
          <time dateTime={appointment.startsAt}>
            <span className="block first-letter:uppercase">{time.day}</span>
            <span className="block text-28 tabular-nums ltr:tracking-tight">{time.hours}</span>
          </time>
        </p>
        <p className="mt-2 text-14 text-muted">
          {words('minutes', { count: time.minutes })} · {words('localTime', { zone: time.zone })}
        </p>
      </div>
      <AppointmentFacts appointment={appointment} words={words} />
    </section>
  )
}

type StepsProps = {
  appointment: LinkedAppointment
  phase: AppointmentPhase
  to: (path: string) => string
  words: TFunction
}

/** Addresses below the appointment's own; a language that the reader chose goes along. */
const addressIn = (appointmentUrl: string, appointment: LinkedAppointment, language: Language) => (path: string) =>
  appointmentUrl + path + (language === appointment.language ? '' : `?language=${language}`)

/** The one obvious thing to do in this state comes first. */
function NextSteps({ appointment, phase, to, words }: StepsProps) {
  const { phone } = appointment.clinic
  const call = (look: 'primary' | 'secondary') =>
    phone && (
      <PublicButton look={look} href={phoneLink(phone)} icon={<Phone aria-hidden="true" className="size-5" />}>
        <Call words={words} phone={phone} />
      </PublicButton>
    )
  if (phase === 'confirming') {
    return (
      <form method="post" action={to('/cancellation')} className={stack}>
        <PublicButton look="danger">{words('confirming.cancel')}</PublicButton>
        <PublicButton look="secondary" href={to('')}>
          {words('confirming.keep')}
        </PublicButton>
      </form>
    )
  }
  if (phase === 'booked' || phase === 'confirmed') {
    return (
      <div className={stack}>
        {appointment.canConfirm && (
          <form method="post" action={to('/confirmation')}>
            <PublicButton look="primary" icon={<Check aria-hidden="true" className="size-5" />}>
              {words('confirmVisit')}
            </PublicButton>
          </form>
        )}
        <PublicButton
          look={appointment.canConfirm ? 'secondary' : 'primary'}
          href={to('/calendar.ics')}
          icon={<CalendarPlus aria-hidden="true" className="size-5" />}
        >
          {words('addToCalendar')}
        </PublicButton>
        <PublicButton look="quiet" href={to('/slip.pdf')} icon={<Printer aria-hidden="true" className="size-5" />}>
          {words('slip')}
        </PublicButton>
        {appointment.canCancel ? (
          <>
            <PublicButton look="secondary" href={to('/cancellation')}>
              {words('cancelVisit')}
            </PublicButton>
            <p className="px-2 text-center text-14 text-muted">{words('cannotCome')}</p>
          </>
        ) : (
          phone && (
            <>
              {call('secondary')}
              <p className="px-2 text-center text-14 text-muted">{words('callToChange')}</p>
            </>
          )
        )}
      </div>
    )
  }
  return (
    <div className={stack}>
      {phase === 'cancelled' && phone && <p className="text-center text-16 text-muted">{words('bookAgain')}</p>}
      {call(phase === 'here' ? 'secondary' : 'primary')}
      {(phase === 'refused' || phase === 'unconfirmed') && (
        <PublicButton look="secondary" href={to('')}>
          {words('refused.show')}
        </PublicButton>
      )}
    </div>
  )
}

/** A phone number reads from left to right in every language. */
function Call({ words, phone }: { words: TFunction; phone: string }) {
  const [before, after] = words('call', { phone: '\u0000' }).split('\u0000')
  return (
    <span>
      {before}
      <bdi dir="ltr" className="whitespace-nowrap">
        {phone}
      </bdi>
      {after}
    </span>
  )
}

const stack = 'mt-6 flex flex-col gap-3'
