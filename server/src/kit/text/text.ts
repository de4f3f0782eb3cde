import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import i18next, { type TFunction } from 'i18next'
import { languages, type Language } from '@polyclinic/contract/kit/language.ts'

const features = path.join(import.meta.dirname, '../../features')

function catalogues(language: Language): Record<string, object> {
  const found: Record<string, object> = {}
  for (const feature of readdirSync(features)) {
    const file = path.join(features, feature, 'locales', `${language}.json`)
    if (existsSync(file)) found[feature] = JSON.parse(readFileSync(file, 'utf8')) as object
  }
  return found
}

const texts = i18next.createInstance()
await texts.init({
  resources: Object.fromEntries(languages.map((language) => [language, catalogues(language)])),
  fallbackLng: 'en',
  interpolation: { escapeValue: false },
  showSupportNotice: false,
} as Parameters<typeof texts.init>[0])

export const words = (language: string, feature: string): TFunction => texts.getFixedT(knownLanguage(language), feature)

export const knownLanguage = (language: string | null | undefined): Language =>
  languages.find((known) => known === language) ?? 'en'
