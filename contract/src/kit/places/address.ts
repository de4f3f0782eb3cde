import { commaOf } from '../language.ts'
import { formatOf } from './address-formats.ts'

/** A postal address; `state` is the largest division that letters name: state, province, county, prefecture. */
export interface Address {
  line1?: string | undefined
  line2?: string | undefined
  postalCode?: string | undefined
  city?: string | undefined
  state?: string | undefined
  /** ISO 3166-1 alpha-2. */
  country?: string | undefined
}

const group = /\{([^a-zA-Z}]*)(city|state|postalCode)([^a-zA-Z}]*)\}/g
const ownScript = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u

/**
 * An address as it is written on an envelope in its country, line by line.
 * The country stands below it only where the reader is elsewhere, in the reader's language (BCP 47).
 */
export function addressLines(address: Address, homeCountry: string, language: string): string[] {
  const country = address.country ?? homeCountry
  const isOwnScript = ownScript.test(`${address.city ?? ''}${address.line1 ?? ''}`)
  const lines = formatOf(country, isOwnScript)
    .split('|')
    .flatMap((line) => (line === 'street' ? [address.line1, address.line2] : [filled(line, address)]))
    .filter((line): line is string => Boolean(line))
  const once = lines.filter((line, at) => line !== address.state || !lines.slice(0, at).some((one) => one === line))
  return country === homeCountry || once.length === 0 ? once : [...once, countryName(country, language)]
}

export const addressText = (address: Address, homeCountry: string, language: string): string =>
  addressLines(address, homeCountry, language).join(commaOf(language))

/** Each group whose field is filled; the signs before the first of a line lead nowhere. */
const filled = (line: string, address: Address): string =>
  line
    .replaceAll(group, (_, before: string, field: 'city' | 'state' | 'postalCode', after: string) => {
      const value = address[field]
      return value ? before + value + after : ''
    })
    .replace(/^[\s,/-]+/, '')

const countryName = (code: string, language: string): string =>
  new Intl.DisplayNames(language, { type: 'region' }).of(code) ?? code
