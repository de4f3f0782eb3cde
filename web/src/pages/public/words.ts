import { createInstance, type TFunction } from 'i18next'
import { languages, type Language } from '@polyclinic/contract/kit/language.ts'

const files = import.meta.glob<Record<string, unknown>>('./locales/*.json', { import: 'default', eager: true })

/** Made once for the process: every language is in the bundle, so that a page is rendered without waiting. */
const catalogues = createInstance()
void catalogues.init({
  initAsync: false,
  lng: 'en',
  fallbackLng: 'en',
  // React escapes what it renders.
  interpolation: { escapeValue: false },
  resources: Object.fromEntries(
    languages.map((language) => [language, { translation: files[`./locales/${language}.json`] ?? {} }]),
  ),
})

export function wordsIn(language: Language): TFunction {
  return catalogues.getFixedT(language)
}
