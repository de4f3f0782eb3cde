import { asHtml, asText, type Branding, type MailContent } from '../../../kit/mail/layout.ts'
import { knownLanguage, words } from '../../../kit/text/text.ts'
import type { MessageContent } from '../../messaging/public.ts'
import { minutesToConnect } from './rules.ts'

export function connectionMessage(
  language: string | undefined,
  { organization, code, url, brand }: { organization: string; code: string; url: string; brand: Branding },
): MessageContent {
  const known = knownLanguage(language)
  const text = words(known, 'patients')
  const names = { organization, minutes: minutesToConnect }
  const content: MailContent = {
    language: known,
    sender: brand.look.senderName ?? organization,
    ...brand,
    heading: text('connect.heading', names),
    paragraphs: [text('connect.text', names)],
    facts: [{ label: text('connect.code'), value: code, isNumber: true }],
    action: { label: text('connect.action'), url },
    footer: text('connect.footer', names),
  }
  return {
    sender: content.sender,
    subject: text('connect.subject', names),
    text: asText(content),
    html: asHtml(content),
  }
}
