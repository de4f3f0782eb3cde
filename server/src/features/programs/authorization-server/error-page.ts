import { directionOf, type Language } from '@polyclinic/contract/kit/language.ts'
import { escapeHtml } from '../../../kit/mail/layout.ts'

export interface ErrorTexts {
  language: Language
  title: string
  text: string
  /** What the application's makers need: the code of RFC 6749 and what the library says of it. */
  code: string
  detail?: string
}

/** What somebody sees whom an application sent here wrongly, so that they cannot be sent back to it. */
export const errorPage = ({ language, title, text, code, detail }: ErrorTexts, stylesheets: readonly string[]) => {
  const e = escapeHtml
  return `<!doctype html>
<html lang="${language}" dir="${directionOf(language)}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width"><title>${e(title)}</title>
${stylesheets.map((href) => `<link rel="stylesheet" href="${e(href)}">`).join('')}</head>
<body><main style="max-width:36rem;margin:15vh auto;padding:0 1.5rem">
<h1 style="font-size:1.25rem;font-weight:600">${e(title)}</h1><p style="margin-block:1rem">${e(text)}</p>
<p dir="ltr" style="opacity:.75"><code>${e(code)}</code>${detail ? ` ${e(detail)}` : ''}</p></main></body></html>`
}
