import { createInstance, type TFunction } from 'i18next'
import type { Language } from '@polyclinic/contract/kit/language.ts'
import ar from './locales/ar.json'
import de from './locales/de.json'
import en from './locales/en.json'

/** Made once for the process: every language is in the bundle, so that a page is rendered without waiting. */
const catalogues = createInstance()
void catalogues.init({
  initAsync: false,
  lng: 'en',
  fallbackLng: 'en',
  // React escapes what it renders.
  interpolation: { escapeValue: false },
  resources: { en: { translation: en }, de: { translation: de }, ar: { translation: ar } },
})

/** The public pages' texts in one language. */
export function wordsIn(language: Language): TFunction {
  return catalogues.getFixedT(language)
}
