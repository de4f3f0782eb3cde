import { asHtml, asText, type MailContent } from '../../../kit/mail/layout.ts'
import { knownLanguage, longDateTime, words } from '../../../kit/text/text.ts'
import type { MessageContent } from '../../messaging/public.ts'
import type { VisitFacts } from '../visits/view.ts'
import { calendarEntry } from './calendar-entry.ts'

export type NoticeKind = 'booked' | 'moved' | 'cancelled'

/** What a patient or guardian is told about a visit, in their language and in the clinic's time. Nothing clinical. */
export function noticeOf(
  kind: NoticeKind,
  facts: VisitFacts,
  recipient: { name: string },
  url: string,
): MessageContent {
  const language = knownLanguage(facts.language)
  const text = words(language, 'scheduling')
  const when = longDateTime(language, facts.startsAt, facts.clinic.timeZone)
  const names = { clinic: facts.organization.name, patient: facts.patientGivenName, name: recipient.name, when }
  const method = kind === 'cancelled' ? 'CANCEL' : 'REQUEST'
  const content: MailContent = {
    language,
    sender: facts.organization.name,
    heading: text(`notice.${kind}.heading`, names),
    paragraphs: [text('notice.greeting', names), text(`notice.${kind}.text`, names)],
    facts: [
      { label: text('notice.when'), value: when },
      { label: text('notice.who'), value: facts.patientGivenName },
      { label: text('notice.with'), value: facts.practitionerName },
      { label: text('notice.where'), value: [facts.clinic.name, facts.clinic.address].filter(Boolean).join(', ') },
      ...(facts.clinic.phone ? [{ label: text('notice.phone'), value: facts.clinic.phone }] : []),
    ],
    ...(kind !== 'cancelled' && { action: { label: text('notice.action'), url } }),
    ...(kind !== 'cancelled' && { footer: text('notice.footer') }),
  }
  return {
    subject: text(`notice.${kind}.subject`, names),
    text: asText(content),
    html: asHtml(content),
    calendar: { method, content: calendarEntry(facts, { url, title: text('notice.title', names), method }) },
  }
}
