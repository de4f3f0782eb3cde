import { z } from 'zod'

/** The languages that the product speaks; BCP 47. */
export const languages = ['en', 'de', 'ar'] as const

export const language = z.enum(languages)

export type Language = z.infer<typeof language>

/** Which way each is written. */
const directions = { en: 'ltr', de: 'ltr', ar: 'rtl' } as const satisfies Record<Language, 'ltr' | 'rtl'>

export const directionOf = (of: Language) => directions[of]

/** What most people of a country read, of the languages that we speak (CLDR likely subtags); else English. */
export function usualLanguage(country: string): Language {
  const likely = new Intl.Locale(`und-${country}`).maximize().language
  return languages.find((known) => known === likely) ?? 'en'
}
