import { cleanLine } from './clean.ts'
import { unicodeOf } from './punycode.ts'

/** A part before the @: atoms with single dots between them, letters of any script (RFC 5321, RFC 6531). */
const local = /^[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~-]+(?:\.[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~-]+)*$/u
const domain =
  /^(?:[\p{L}\p{M}\p{N}](?:(?:[\p{L}\p{M}\p{N}-]|\u200C|\u200D)*[\p{L}\p{M}\p{N}])?\.)+[\p{L}\p{M}\p{N}-]{2,}$/u

/**
 * An e-mail address as it is kept: lower case, its domain as it travels (A-labels, RFC 5890). `Jane <jane@x.y>`, `mailto:` and
 * what a sentence puts around an address are understood; undefined where it is no address (RFC 5321 §4.5.3.1: at most 254 octets).
 */
export function readEmail(typed: string): string | undefined {
  const address = bare(typed)
  const at = address.lastIndexOf('@')
  const name = address.slice(0, at).normalize('NFC').toLowerCase()
  const host = at > 0 ? hostOf(address.slice(at + 1)) : undefined
  if (host === undefined || !local.test(name)) return undefined
  return octets(name) <= 64 && octets(`${name}@${host}`) <= 254 ? `${name}@${host}` : undefined
}

/** A kept address as its owner writes it: the domain in its own letters. */
export function shownEmail(email: string): string {
  const at = email.lastIndexOf('@')
  return (
    email.slice(0, at + 1) +
    email
      .slice(at + 1)
      .split('.')
      .map(unicodeOf)
      .join('.')
  )
}

function bare(typed: string): string {
  const line = cleanLine(typed).replaceAll('＠', '@')
  const bracketed = /<([^<>]*@[^<>]*)>[\s,;.]*$/.exec(line)?.[1] ?? line
  return bracketed
    .replace(/^\s*mailto:/i, '')
    .replace(/\?.*$/, (query) => (query.includes('=') ? '' : query))
    .replaceAll(/^[\s<"'“”„‘’«»(]+|[\s>"'“”„‘’«».,;:)]+$/gu, '')
    .replaceAll(/\s*@\s*/g, '@')
}

/** The domain as A-labels; what a browser resolves is what a mail server does (UTS 46). */
function hostOf(written: string): string | undefined {
  const dotted = written
    .replaceAll(/[。．｡]/g, '.')
    .normalize('NFKC')
    .toLowerCase()
  if (!domain.test(dotted) || /\.\d+$/.test(dotted)) return undefined
  const host = URL.canParse(`http://${dotted}/`) ? new URL(`http://${dotted}/`).hostname : ''
  return host.includes('.') && host.split('.').every((part) => part.length > 0 && part.length <= 63) ? host : undefined
}

const octets = (text: string) => new TextEncoder().encode(text).length
