import { cleanLine } from './clean.ts'
import { withDigits } from './digits.ts'

const label = /^(?:tel|telephone|telefon|phone|fon|mobile|mobil|handy|cell|callto|sms|هاتف|جوال|موبايل)[\s.:]+/i

/** An extension as people and RFC 3966 write it, at the end. */
const extension =
  /[\s,;]*(?:(?:\b|(?<=\d))(?:extension|extn?|x|durchwahl|dw|nebenstelle|nst|apparat|app|poste|interno|int|anexo|ramal)|#|تحويلة|داخلي|[,;](?=\s*\d))[.:=\s]*(\d{1,8})\s*#?$/i

/**
 * A phone number as it is kept: `+1 608-271-9000 ext. 11`. Digits of any script are read, dashes and blanks of any kind;
 * `tel:` goes, `0049` is +49, the `(0)` that is not dialled from abroad goes. Undefined where it is no number of 5 to 15 digits (E.164).
 */
export function readPhone(typed: string): string | undefined {
  const plain = withDigits(cleanLine(typed).normalize('NFKC'))
    .replaceAll(/[\p{Pd}\u2212]/gu, '-')
    .replaceAll(/[·•]/g, '.')
  const bare = plain.replace(label, '').replace(/;(?!ext=)[a-z-]+=[^;]*/gi, '')
  const ending = extension.exec(bare)
  const number = tidied(ending ? bare.slice(0, ending.index) : bare)
  if (!/^\+?\(?\d[\d ()./-]*$/.test(number)) return undefined
  const digits = number.replaceAll(/\D/g, '').length
  if (digits < 5 || digits > 15) return undefined
  return ending ? `${number} ext. ${ending[1]}` : number
}

/** Signs where people put them, each once; what leads out of the country is a plus. */
function tidied(number: string): string {
  const spaced = number
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/ ?([-/.]) ?(?:[-/.] ?)*/g, '$1')
    .replaceAll(/\( /g, '(')
    .replaceAll(/ \)/g, ')')
    .replace(/[ ./-]+$/, '')
    .trim()
  const abroad = spaced.replace(/^(?:\+ ?|00[ -]?)(?=\(?[1-9])/, '+')
  const isAbroad = abroad.startsWith('+')
  return abroad.replace(/ ?\(0\) ?/, isAbroad ? ' ' : '0').trim()
}

const kept = /^(.*?)(?: ext\. (\d+))?$/

/** The digits of a kept number, which find it; its extension is another matter. */
export const phoneDigits = (phone: string): string => (kept.exec(phone)?.[1] ?? phone).replaceAll(/\D/g, '')

/** The link that dials a kept number (RFC 3966). */
export function phoneLink(phone: string): string {
  const [, number = phone, ext] = kept.exec(phone) ?? []
  return `tel:${number.replaceAll(/[^\d+]/g, '')}${ext ? `;ext=${ext}` : ''}`
}
