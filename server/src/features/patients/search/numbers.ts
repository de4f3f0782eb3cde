import { phoneDigits } from '@polyclinic/contract/kit/reading/phone.ts'

/** Country codes of one and of two digits; all others have three (ITU-T E.164, list of 2016). */
const shortCodes = /^(?:1|7|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58])/

/** A number as it is compared: without what leads out of a network, and its country apart where it is said. */
interface Subscriber {
  country?: string
  digits: string
}

function subscriberOf(written: string): Subscriber {
  const digits = phoneDigits(written)
  const isAbroad = /^\s*(?:\+|\(\+|00)/.test(written)
  const bare = digits.replace(/^0+/, '')
  if (!isAbroad) return { digits: bare }
  const country = shortCodes.exec(bare)?.[0] ?? bare.slice(0, 3)
  return { country, digits: bare.slice(country.length).replace(/^0/, '') }
}

/** A kept number as two are compared: without trunk zero, and without the country where only one says it. */
export const comparable = (written: string): string => subscriberOf(written).digits

export const runOf = (typed: string) => typed.replaceAll(/[^\da-z]/gi, '').toUpperCase()

export function runsTyped(typed: string): string[] {
  const whole = runOf(typed)
  const { digits } = subscriberOf(typed)
  return [...new Set([whole, ...(digits.length >= 3 && /^[\s+(0]/.test(typed) ? [digits] : [])])]
}

export function isPhone(stored: string, typed: string): boolean {
  const run = runOf(typed)
  const all = phoneDigits(stored)
  if (run.length < 3) return run.length === 2 && all.endsWith(run)
  if (all.includes(run) || stored.replaceAll(/\D/g, '').endsWith(run)) return true
  const [one, other] = [subscriberOf(stored), subscriberOf(typed)]
  if (one.country && other.country && one.country !== other.country) return false
  // a trunk zero or a country stand at the beginning
  if (other.digits.length >= 3 && /^[\s+(0]/.test(typed) && one.digits.startsWith(other.digits)) return true
  // the country is typed without a sign for it
  return one.digits.length >= 6 && other.digits.endsWith(one.digits)
}

export const isChip = (stored: string, typed: string) => {
  const run = runOf(typed)
  return run.length < 4 ? run.length >= 2 && stored.endsWith(run) : stored.includes(run)
}

/** Any other number: three characters or more of it in a row, or its last two. */
export const isIdentifier = (stored: string, typed: string) => {
  const [all, run] = [runOf(stored), runOf(typed)]
  return run.length < 3 ? run.length === 2 && all.endsWith(run) : all.includes(run)
}

/** Pieces under which a phone is found: its last two digits, and any three and four in a row. */
export const phonePieces = (stored: string): string[] => {
  const all = phoneDigits(stored)
  return [`-${all.slice(-2)}`, ...inARow(all, 3), ...inARow(all, 4)]
}

/** The same of a chip; three are looked for at its end alone. */
export const chipPieces = (stored: string): string[] => [`-${stored.slice(-2)}`, stored.slice(-3), ...inARow(stored, 4)]

/** The same of any other number: any three and four characters in a row, whatever stands between them on paper. */
export const identifierPieces = (stored: string): string[] => {
  const run = runOf(stored)
  return [`-${run.slice(-2)}`, ...inARow(run, 3), ...inARow(run, 4)]
}

export const runPieces = (run: string): string[] => {
  if (run.length < 2) return []
  if (run.length === 2) return [`-${run}`]
  return run.length === 3 ? [run] : inARow(run, 4)
}

const inARow = (text: string, length: number) =>
  Array.from({ length: Math.max(0, text.length - length + 1) }, (_, at) => text.slice(at, at + length))
