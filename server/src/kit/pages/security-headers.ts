import { randomBytes } from 'node:crypto'

export const commonHeaders: Record<string, string> = {
  'x-content-type-options': 'nosniff',
  'cross-origin-resource-policy': 'same-origin',
}

/** What every browser does anyway, said wherever an answer leads somewhere; what was built leads nowhere. */
export const referrerHeaders: Record<string, string> = { 'referrer-policy': 'strict-origin-when-cross-origin' }

/** What only a document heeds: the opener policy (HTML §7.1.3), the permissions policy (§6). Scripts, styles and data do without. */
export const documentHeaders: Record<string, string> = {
  'cross-origin-opener-policy': 'same-origin',
  'permissions-policy': 'camera=(self), microphone=(self), geolocation=(), payment=()',
}

export const newNonce = () => randomBytes(16).toString('base64')

/** The policy of our own pages: nothing inline without the nonce of this answer, nothing from elsewhere. */
export const pagePolicy = (nonce: string) =>
  [
    "default-src 'none'",
    `script-src 'self' 'nonce-${nonce}'`,
    `style-src 'self' 'nonce-${nonce}'`,
    // components position themselves by style attributes
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "media-src 'self'",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ')

/** The policy of what everybody may read: no script at all, framed by nobody or by the sites that are named. */
export const publicPolicy = (framedBy: readonly string[] = []) =>
  [
    "default-src 'none'",
    "style-src 'self'",
    "img-src 'self'",
    "font-src 'self'",
    "form-action 'none'",
    "base-uri 'none'",
    `frame-ancestors ${framedBy.length > 0 ? framedBy.join(' ') : "'none'"}`,
  ].join('; ')

export const docsPolicy = (nonce: string) =>
  [
    "default-src 'none'",
    `script-src 'self' 'nonce-${nonce}'`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self' data:",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ')

/** What is data is never a page. */
export const apiPolicy = "default-src 'none'; frame-ancestors 'none'"

/** What somebody uploaded is shown in a box of its own: it runs nothing, fetches nothing, is framed by nobody. */
export const filePolicy = "default-src 'none'; sandbox; frame-ancestors 'none'"
