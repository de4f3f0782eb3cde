import { cleanLine } from './clean.ts'
import { withDigits } from './digits.ts'

/** How a reader writes numbers: `1,234.5` has the group `,` and the decimal `.`. */
export interface NumberSigns {
  group: string
  decimal: string
}

/** The signs of a language; the Arabic ones stand for the comma and the point that keyboards have. */
export function numberSigns(locale: string): NumberSigns {
  const parts = new Intl.NumberFormat(locale).formatToParts(1234567.5)
  const sign = (type: string) => plain(parts.find((part) => part.type === type)?.value ?? '')
  return { group: sign('group'), decimal: sign('decimal') }
}

const plain = (sign: string) =>
  sign
    .replace('٫', '.')
    .replace('٬', ',')
    .replaceAll(/[\s\u00a0\u202f]/g, ' ')

/**
 * A number as people write it, in units of its last digit: `45,50` with two digits is 4550. Digits of any script; what can mean
 * only one thing is that (`1.234,50`), what can mean two (`1,234`) is what the reader's own signs make of it.
 * Undefined where it cannot be understood or says more than `digits` can keep: nothing is rounded.
 */
export function readAmount(
  typed: string,
  digits: number,
  signs: NumberSigns,
  around: readonly string[] = [],
): number | undefined {
  const text = bare(withDigits(cleanLine(typed).normalize('NFKC')), around)
  if (!/^\d(?:[\d.,٫٬'’ ]*\d)?[.,٫]?$/.test(text)) return undefined
  const at = decimalAt(text, signs)
  if (at === undefined) return undefined
  const whole = text.slice(0, at)
  const fraction = text.slice(at + 1).replace(/0+$/, '')
  if (!isGrouped(whole) || !/^\d*$/.test(fraction) || fraction.length > digits) return undefined
  const amount = Number(whole.replaceAll(/\D/g, '') + fraction.padEnd(digits, '0'))
  return Number.isSafeInteger(amount) ? amount : undefined
}

/** Without its currency's sign or letters, and the dash that stands for no cents. */
function bare(text: string, around: readonly string[]): string {
  const signs = around.toSorted((one, other) => other.length - one.length)
  let rest = text.trim()
  for (const sign of signs) {
    const lower = rest.toLowerCase()
    const own = sign.normalize('NFKC').toLowerCase()
    if (!own) continue
    if (lower.startsWith(own)) rest = rest.slice(own.length).trim()
    else if (lower.endsWith(own)) rest = rest.slice(0, -own.length).trim()
  }
  return rest
    .replace(/^\p{Sc}\s*|\s*\p{Sc}$/gu, '')
    .replace(/[.,][-–—]+$/, '')
    .trim()
}

/** Where the whole part ends; undefined where two readings are as good. */
function decimalAt(text: string, { group, decimal }: NumberSigns): number | undefined {
  const arabic = text.indexOf('٫')
  if (arabic >= 0) return text.lastIndexOf('٫') === arabic ? arabic : undefined
  const last = Math.max(text.lastIndexOf('.'), text.lastIndexOf(','))
  if (last < 0) return text.length
  const sign = text[last] as string
  const isOnce = text.indexOf(sign) === last
  if (text.includes(sign === '.' ? ',' : '.') || /['’ ٬]/.test(text)) return isOnce ? last : undefined
  if (!isOnce) return text.length
  const looksGrouped = text.length - last === 4 && /^[1-9]\d{0,2}$/.test(text.slice(0, last))
  if (!looksGrouped) return last
  return sign === decimal ? last : sign === group ? text.length : undefined
}

/** Groups of three, or of two before the last three as in India. */
function isGrouped(whole: string): boolean {
  if (/^\d+$/.test(whole)) return true
  const sign = /\D/.exec(whole)?.[0] ?? ''
  const groups = whole.split(sign)
  const [first = '', ...others] = groups
  if (!groups.every((group) => /^\d+$/.test(group)) || others.at(-1)?.length !== 3) return false
  const inner = others.slice(0, -1)
  return (
    first.length <= 3 &&
    (inner.every(({ length }) => length === 3) || (first.length <= 2 && inner.every(({ length }) => length === 2)))
  )
}
