import { fold } from '@polyclinic/contract/kit/reading/fold.ts'
import { languages } from '@polyclinic/contract/kit/language.ts'

let codes: Map<string, string> | undefined

/** Names of countries in the languages of the product (CLDR), and their codes. */
function countries(): Map<string, string> {
  if (codes) return codes
  codes = new Map()
  const letters = Array.from({ length: 26 }, (_, nth) => String.fromCodePoint(65 + nth))
  for (const tag of languages) {
    const names = new Intl.DisplayNames([tag], { type: 'region', fallback: 'none' })
    for (const code of letters.flatMap((one) => letters.map((other) => one + other))) {
      const name = names.of(code)
      if (name && !codes.has(fold(name))) codes.set(fold(name), code)
    }
  }
  for (const [name, code] of Object.entries({
    usa: 'US',
    uk: 'GB',
    england: 'GB',
    scotland: 'GB',
    wales: 'GB',
    uae: 'AE',
  }))
    codes.set(name, code)
  return codes
}

/** The code of a country that is named by it or by its name; undefined where it is none. */
export function countryCalled(typed: string): string | undefined {
  const code = typed.trim().toUpperCase()
  const known = countries()
  return /^[A-Z]{2}$/.test(code) && [...known.values()].includes(code) ? code : known.get(fold(typed))
}
