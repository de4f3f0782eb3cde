import { renderSVG } from 'uqr'
import { clockTime, localeOf, longDateTime } from '@polyclinic/contract/kit/locale.ts'
import type { Language } from '@polyclinic/contract/kit/language.ts'
import type { LinkedAppointment } from '@polyclinic/contract/scheduling/appointment-links.ts'
import { template, type Fact, type Letter } from '../../../kit/documents/template.ts'
import { words } from '../../../kit/text/text.ts'

interface Slip extends Letter {
  facts: Fact[]
  code: string
  codeText: string
}

export const slipTemplate = template<Slip>('scheduling.slip', new URL('./slip.typ', import.meta.url))

export type SlipFacts = Omit<LinkedAppointment, 'language' | 'canConfirm' | 'canCancel' | 'serviceName'>

/** The slip of an appointment: when, with whom and where, and the way back to its page. Nothing clinical. */
export function slipOf(facts: SlipFacts, { language, url }: { language: Language; url: string }): Slip {
  const { clinic, organization } = facts
  const text = words(language, 'scheduling')
  const locale = localeOf(language, organization.country)
  const said = (label: string, value: string, isNumber = false): Fact => ({ label: text(label), value, isNumber })
  return {
    language,
    country: organization.country,
    title: text('slip.title'),
    look: organization.look,
    sender: {
      name: organization.name,
      lines: [
        { text: clinic.name, isNumber: false },
        ...(clinic.address ? [{ text: clinic.address.replaceAll('\n', ', '), isNumber: false }] : []),
        ...(clinic.phone ? [{ text: clinic.phone, isNumber: true }] : []),
      ],
    },
    facts: [
      said('notice.when', longDateTime(locale, facts.startsAt, clinic.timeZone)),
      said('notice.until', clockTime(locale, facts.endsAt, clinic.timeZone)),
      said('notice.who', facts.patientGivenName),
      said('notice.with', facts.practitionerName),
      said('notice.where', [clinic.name, clinic.address].filter(Boolean).join('\n')),
      ...(clinic.phone ? [said('notice.phone', clinic.phone, true)] : []),
    ],
    code: renderSVG(url, { border: 0 }),
    codeText: text('slip.code'),
  }
}

export const slipName = (language: Language) => `${words(language, 'scheduling')('slip.file')}.pdf`

export const slipFor = (facts: SlipFacts, to: { language: Language; url: string }) => ({
  template: slipTemplate.name,
  data: slipOf(facts, to),
  name: slipName(to.language),
})
