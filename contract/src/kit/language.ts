import { z } from 'zod'

/**
 * The languages that the product speaks, by their BCP 47 code: how each calls itself, where it is written as here unless a
 * country is known, and which way.
 */
export const languageTable = {
  en: { name: 'English', locale: 'en-GB', direction: 'ltr' },
  de: { name: 'Deutsch', locale: 'de-DE', direction: 'ltr' },
  ar: { name: 'العربية', locale: 'ar-EG', direction: 'rtl' },
} as const

export type Language = keyof typeof languageTable

export const languages = Object.keys(languageTable) as Language[]

export const language = z.enum(languages)

export const directionOf = (of: Language) => languageTable[of].direction

/** What most people of a country read, of the languages that we speak (CLDR likely subtags); else English. */
export function usualLanguage(country: string): Language {
  const likely = new Intl.Locale(`und-${country}`).maximize().language
  return languages.find((known) => known === likely) ?? 'en'
}
