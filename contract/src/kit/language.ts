import { z } from 'zod'

/**
 * The languages that the product speaks, by their BCP 47 code: how each calls itself, where it is written as here unless a
 * country is known, which way, and what stands between the things of a list.
 */
export const languageTable = {
  en: { name: 'English', locale: 'en-GB', direction: 'ltr', comma: ', ' },
  de: { name: 'Deutsch', locale: 'de-DE', direction: 'ltr', comma: ', ' },
  ar: { name: 'العربية', locale: 'ar-EG', direction: 'rtl', comma: '، ' },
} as const

export type Language = keyof typeof languageTable

export const languages = Object.keys(languageTable) as Language[]

export const language = z.enum(languages)

export const directionOf = (of: Language) => languageTable[of].direction

/** For a language or for one of its locales. */
export const commaOf = (tag: string) =>
  languageTable[languages.find((known) => tag.split('-')[0] === known) ?? 'en'].comma

/** What most people of a country read, of the languages that we speak (CLDR likely subtags); else English. */
export function usualLanguage(country: string): Language {
  const likely = new Intl.Locale(`und-${country}`).maximize().language
  return languages.find((known) => known === likely) ?? 'en'
}
