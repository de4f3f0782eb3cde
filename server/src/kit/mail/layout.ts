/** A mail's content, independent of its form. */
export interface MailContent {
  language: string
  /** Who writes: the clinic or the product. */
  sender: string
  heading: string
  paragraphs: string[]
  /** Labelled facts: when, where, with whom. */
  facts?: { label: string; value: string }[]
  action?: { label: string; url: string }
  footer?: string
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

export const escapeHtml = (value: string) =>
  value.replaceAll(/[&<>"']/g, (character) => entities[character] ?? character)

/** The plain form: what every reader can show. */
export function asText({ heading, paragraphs, facts = [], action, footer, sender }: MailContent): string {
  return [
    heading,
    ...paragraphs,
    facts.map(({ label, value }) => `${label}: ${value}`).join('\n'),
    action && `${action.label}:\n${action.url}`,
    footer,
    sender,
  ]
    .filter(Boolean)
    .join('\n\n')
}

/** The shaped form: one column, system fonts, readable in light and dark, right to left where the language is. */
export function asHtml({ language, sender, heading, paragraphs, facts = [], action, footer }: MailContent): string {
  const direction = language === 'ar' ? 'rtl' : 'ltr'
  const e = escapeHtml
  const rows = facts
    .map(
      ({ label, value }) =>
        `<tr><td style="padding:6px 0;color:#64748b;vertical-align:top;padding-inline-end:16px">${e(label)}</td><td style="padding:6px 0">${e(value)}</td></tr>`,
    )
    .join('')
  return `<!doctype html>
<html lang="${language}" dir="${direction}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"></head>
<body style="margin:0;background:#f1f5f9;font:16px/1.5 -apple-system,'Segoe UI',Roboto,'Noto Sans',sans-serif;color:#0f172a">
<div style="max-width:560px;margin:0 auto;padding:32px 16px">
<p style="margin:0 0 16px;font-weight:600;color:#0f766e">${e(sender)}</p>
<div style="background:#ffffff;border:1px solid #e2e8f0;border-radius:12px;padding:24px">
<h1 style="margin:0 0 16px;font-size:20px">${e(heading)}</h1>
${paragraphs.map((paragraph) => `<p style="margin:0 0 16px">${e(paragraph)}</p>`).join('\n')}
${rows && `<table role="presentation" style="border-collapse:collapse;margin:0 0 20px">${rows}</table>`}
${action ? `<p style="margin:0"><a href="${e(action.url)}" style="display:inline-block;background:#0f766e;color:#ffffff;text-decoration:none;border-radius:8px;padding:12px 20px;font-weight:600">${e(action.label)}</a></p>` : ''}
</div>
${footer ? `<p style="margin:16px 0 0;font-size:13px;color:#64748b">${e(footer)}</p>` : ''}
</div></body></html>`
}
