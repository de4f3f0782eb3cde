import type { Language } from './language.ts'

/** How a language is written in a country: `en` in the US is `en-US`, with its order of a date, its clock and its digits. */
export const localeOf = (language: Language, country: string): string => `${language}-${country}`

/** Spaces that only typesetters know; in a mail or a search they stand in the way. */
const plain = (text: string) => text.replaceAll(/[\u202f\u2009]/g, ' ')

/** German says “Uhr” after a time; its short pattern in CLDR leaves it out. */
const withClockWord = (text: string, locale: string) =>
  locale.startsWith('de') && !text.endsWith('Uhr') ? `${text} Uhr` : text

/** `Monday, March 15, 2027 at 2:30 PM`, `Montag, 15. März 2027 um 14:30 Uhr`: where it takes place, whoever reads. */
export function longDateTime(locale: string, instant: string, timeZone: string): string {
  const written = new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeStyle: 'short', timeZone })
  return plain(withClockWord(written.format(new Date(instant)), locale))
}

/** `Monday, March 15, 2027`. */
export const longDay = (locale: string, instant: string, timeZone: string): string =>
  plain(new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeZone }).format(new Date(instant)))

/** `2:30 PM`, `14:30 Uhr`. */
export const clockTime = (locale: string, instant: string, timeZone: string): string =>
  plain(
    withClockWord(new Intl.DateTimeFormat(locale, { timeStyle: 'short', timeZone }).format(new Date(instant)), locale),
  )

/** `2:30 – 3:30 PM`, `14:30–15:30 Uhr`. */
export const clockRange = (locale: string, from: string, to: string, timeZone: string): string =>
  plain(
    withClockWord(
      new Intl.DateTimeFormat(locale, { hour: 'numeric', minute: '2-digit', timeZone }).formatRange(
        new Date(from),
        new Date(to),
      ),
      locale,
    ),
  )
