import { asHtml, asText, type MailContent } from '../../../kit/mail/layout.ts'
import { knownLanguage, words } from '../../../kit/text/text.ts'
import type { MessageContent } from '../../messaging/public.ts'
import { minutesToClaim } from './rules.ts'

/** The message with a code, from the organization, in the contact's language. It names nobody. */
export function claimMessage(
  language: string | undefined,
  { organization, code, url }: { organization: string; code: string; url: string },
): MessageContent {
  const known = knownLanguage(language)
  const text = words(known, 'patients')
  const names = { organization, minutes: minutesToClaim }
  const content: MailContent = {
    language: known,
    sender: organization,
    heading: text('claim.heading', names),
    paragraphs: [text('claim.text', names)],
    facts: [{ label: text('claim.code'), value: code, isNumber: true }],
    action: { label: text('claim.action'), url },
    footer: text('claim.footer', names),
  }
  return { sender: organization, subject: text('claim.subject', names), text: asText(content), html: asHtml(content) }
}
