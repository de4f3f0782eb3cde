import { clockTime, localeOf, longDateTime } from '@polyclinic/contract/kit/locale.ts'
import type { NoticeKind } from '@polyclinic/contract/scheduling/told.ts'
import { asHtml, asText, type Branding, type MailContent } from '../../../kit/mail/layout.ts'
import { words } from '../../../kit/text/text.ts'
import type { MessageContent } from '../../messaging/public.ts'
import { slipFor } from '../appointment-links/slip.ts'
import type { AppointmentFacts } from '../appointment-links/view.ts'
import { calendarEntry } from './calendar-entry.ts'

interface Letter {
  reader: AppointmentFacts['recipients'][number]
  pageUrl: string
  /** What a calendar and paper keep, which others look at: the page shows, and answers nothing. */
  url: string
  /** The address that sends the mail and that the calendar entry names. */
  organizer: string
  isWithSomeoneElse: boolean
}

/**
 * What a patient or guardian is told about an appointment, in their language, as their country writes, in the clinic's time.
 * A patient is spoken to; to whoever answers for one, the patient is named. Nothing clinical.
 */
export function noticeOf(kind: NoticeKind, facts: AppointmentFacts, letter: Letter): MessageContent {
  const { reader, pageUrl } = letter
  const { clinic, organization } = facts
  const sender = organization.look.senderName ?? organization.name
  const text = words(reader.language, 'scheduling')
  const locale = localeOf(reader.language, organization.country)
  const names = {
    clinic: organization.name,
    patient: facts.patientGivenName,
    name: reader.name,
    practitioner: facts.practitionerName,
    when: longDateTime(locale, facts.startsAt, clinic.timeZone),
    end: clockTime(locale, facts.endsAt, clinic.timeZone),
    // i18next looks for `…_guardian` first
    ...(!reader.isPatient && { context: 'guardian' }),
  }
  const isOn = kind !== 'cancelled'
  const content: MailContent = {
    language: reader.language,
    sender,
    ...brandingIn(facts),
    heading: text(`notice.${kind}.heading`, names),
    paragraphs: [
      text('notice.greeting', names),
      text(`notice.${kind}.text`, names),
      ...(letter.isWithSomeoneElse && kind !== 'handed-over' && isOn ? [text('notice.someoneElse', names)] : []),
      ...(isOn && facts.canConfirm ? [text('notice.pleaseConfirm', names)] : []),
    ],
    facts: [
      { label: text('notice.when'), value: names.when },
      ...(isOn ? [{ label: text('notice.until'), value: names.end }] : []),
      ...(reader.isPatient ? [] : [{ label: text('notice.who'), value: facts.patientGivenName }]),
      { label: text('notice.with'), value: facts.practitionerName },
      { label: text('notice.where'), value: [clinic.name, clinic.address].filter(Boolean).join('\n') },
      ...(clinic.phone ? [{ label: text('notice.phone'), value: clinic.phone, isNumber: true }] : []),
    ],
    ...(isOn && {
      action: { label: text(facts.canConfirm ? 'notice.confirm' : 'notice.see'), url: pageUrl },
      footer: text(facts.canConfirm ? 'notice.footerConfirm' : 'notice.footer'),
    }),
  }
  return {
    sender,
    ...(facts.clinicEmail && { replyTo: facts.clinicEmail }),
    subject: text(`notice.${kind}.subject`, names),
    text: asText(content),
    html: asHtml(content),
    ...enclosures(facts, letter, isOn, text('notice.title', names)),
  }
}

const enclosures = (facts: AppointmentFacts, letter: Letter, isOn: boolean, title: string) => ({
  calendar: calendarOf(facts, { ...letter, title, method: isOn ? 'REQUEST' : 'CANCEL', attendee: letter.reader }),
  ...(isOn && { document: slipFor(facts, { language: letter.reader.language, url: letter.url }) }),
})

function calendarOf(
  facts: AppointmentFacts,
  entry: Parameters<typeof calendarEntry>[1] & { method: 'REQUEST' | 'CANCEL' },
) {
  return { method: entry.method, content: calendarEntry(facts, entry) }
}

const brandingIn = ({ organization, hasLogo }: AppointmentFacts): Branding => ({ look: organization.look, hasLogo })
