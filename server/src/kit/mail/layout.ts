import { shadesOf } from '@polyclinic/contract/kit/brand/accent.ts'
import { linesIn } from '@polyclinic/contract/kit/brand/shown.ts'
import { typeStacks } from '@polyclinic/contract/kit/brand/type-stacks.ts'
import type { Look } from '@polyclinic/contract/kit/brand/look.ts'
import { directionOf, type Language } from '@polyclinic/contract/kit/language.ts'

export interface MailFact {
  label: string
  value: string
  /** A phone number or a code: read from left to right in every language. */
  isNumber?: boolean
}

/** How whoever writes a mail shows itself. */
export interface Branding {
  look: Look
  hasLogo: boolean
}

export interface MailContent extends Partial<Branding> {
  language: Language
  sender: string
  heading: string
  paragraphs: string[]
  facts?: MailFact[]
  action?: { label: string; url: string }
  footer?: string
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

export const escapeHtml = (value: string) =>
  value.replaceAll(/[&<>"']/g, (character) => entities[character] ?? character)

export function asText({ heading, paragraphs, facts = [], action, footer, sender, look = {} }: MailContent): string {
  return [
    heading,
    ...paragraphs,
    facts.map(({ label, value }) => `${label}: ${value.replaceAll('\n', ', ')}`).join('\n'),
    action && `${action.label}:\n${action.url}`,
    footer,
    [sender, ...houseLines(look)].join('\n'),
  ]
    .filter(Boolean)
    .join('\n\n')
}

/** Under the name of the house: its letterhead, and what it says at the foot. */
const houseLines = ({ letterhead, footer }: Look) => [...linesIn(letterhead), ...linesIn(footer)]

const quiet = 'margin:16px 0 0;font-size:13px;color:#64748b'

function houseHtml(look: Look): string {
  const lines = houseLines(look).map((line) => `<bdi>${escapeHtml(line)}</bdi>`)
  return lines.length > 0 ? `<p class="quiet" style="${quiet}">${lines.join('<br>')}</p>` : ''
}

const colours = ({ accent }: Look) =>
  accent === undefined
    ? { accent: '#0f766e', dark: { ink: '#5eead4', accent: '#2dd4bf', on: '#042f2e' } }
    : { accent: shadesOf(accent).light.accent, dark: shadesOf(accent).dark }

const quoted = (stack: string) => stack.replaceAll('"', "'")

/** Drawn from the mail's own parts: nothing is fetched, so that no sender learns who reads. */
export const logoContentId = 'logo'
const logoStyle =
  'display:block;height:40px;width:auto;max-width:200px;margin:0 0 12px;background:#ffffff;border-radius:6px;padding:2px'
const logoMark = `<img src="cid:${logoContentId}" alt="" height="40" style="${logoStyle}">`

/** A mail whose logo cannot be had when it leaves says the same without it. */
export const withoutLogo = (html: string) => html.replace(logoMark, '')

/** Drawn for dark screens by readers that can; the others keep the inline light. */
const darkStyle = ({
  ink,
  accent,
  on,
}: {
  ink: string
  accent: string
  on: string
}) => `@media (prefers-color-scheme:dark){
.page{background:#0f172a!important;color:#e2e8f0!important}.card{background:#1e293b!important;border-color:#334155!important}
.quiet{color:#94a3b8!important}.brand{color:${ink}!important}.button{background:${accent}!important;color:${on}!important}}`

/** The shaped form: one column, system fonts, drawn for light and for dark, right to left where the language is. */
const button =
  'display:inline-block;color:#ffffff;text-decoration:none;border-radius:8px;padding:12px 20px;font-weight:600'

export function asHtml({
  language,
  sender,
  heading,
  paragraphs,
  action,
  look = {},
  hasLogo,
  ...rest
}: MailContent): string {
  const { facts = [], footer } = rest
  const e = escapeHtml
  const { accent, dark } = colours(look)
  const filled = `background:${accent};${button}`
  const type = look.type ? quoted(typeStacks[look.type]) : "-apple-system,'Segoe UI',Roboto,'Noto Sans',sans-serif"
  const lines = (value: string) => value.split('\n').map(e).join('<br>')
  const rows = facts
    .map(
      ({ label, value, isNumber }) =>
        `<tr><td class="quiet" style="padding:6px 0;color:#64748b;vertical-align:top;padding-inline-end:16px">${e(label)}</td>
<td style="padding:6px 0">${isNumber ? `<bdi dir="ltr">${lines(value)}</bdi>` : lines(value)}</td></tr>`,
    )
    .join('')
  return `<!doctype html>
<html lang="${language}" dir="${directionOf(language)}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark">
<title>${e(heading)}</title><style>:root{color-scheme:light dark}
${darkStyle(dark)}</style></head>
<body class="page" style="margin:0;background:#f1f5f9;font:16px/1.5 ${type};color:#0f172a">
<div style="max-width:560px;margin:0 auto;padding:32px 16px">
${hasLogo ? logoMark : ''}
<p class="brand" style="margin:0 0 16px;font-weight:600;color:${accent}"><bdi>${e(sender)}</bdi></p>
<div class="card" style="background:#ffffff;border:1px solid #e2e8f0;border-radius:12px;padding:24px">
<h1 style="margin:0 0 16px;font-size:20px">${e(heading)}</h1>
${paragraphs.map((paragraph) => `<p style="margin:0 0 16px">${e(paragraph)}</p>`).join('\n')}
${rows && `<table role="presentation" style="border-collapse:collapse;margin:0 0 20px">${rows}</table>`}
${action ? `<p style="margin:0"><a class="button" href="${e(action.url)}" style="${filled}">${e(action.label)}</a></p>` : ''}
</div>
${footer ? `<p class="quiet" style="${quiet}">${e(footer)}</p>` : ''}
${houseHtml(look)}
</div></body></html>`
}
