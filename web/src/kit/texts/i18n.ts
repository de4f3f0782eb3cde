import { createContext, useContext } from 'react'
import i18next, { type BackendModule } from 'i18next'
import { initReactI18next, useTranslation } from 'react-i18next'
import { directionOf, languages, languageTable, type Language } from '@polyclinic/contract/kit/language.ts'
import { merged, type Catalogue } from './catalogue.ts'
import { localeFor, weekOf, type Week } from './locale.ts'

interface Spoken {
  default: Record<string, Catalogue>
  others: Record<string, () => Promise<Catalogue>>
}

/**
 * What the first page may have to say, in one file a language: the kit's words, `locales/everywhere`, and the way in. Where the
 * others lie stands in it, so that nobody is told of languages that they do not read.
 */
const spoken = import.meta.glob<Spoken>('./everywhere/*.ts')

/** `…/features/scheduling/locales/de.json` → `scheduling`; what any page may have to say of a feature is the kit's. */
const namespaceOf = (path: string) => /\/(?:features|pages)\/([^/]+)\/locales\/\w+\.json$/.exec(path)?.[1] ?? 'kit'

async function catalogueOf(language: string, namespace: string): Promise<Catalogue> {
  const said = await spoken[`./everywhere/${language}.ts`]?.()
  if (!said) return {}
  const own = Object.entries(said.default).filter(([path]) => namespaceOf(path) === namespace)
  if (own.length > 0) return own.reduce((whole, [, part]) => merged(whole, part), {})
  const [, load] = Object.entries(said.others).find(([path]) => namespaceOf(path) === namespace) ?? []
  return (await load?.()) ?? {}
}

const backend: BackendModule = {
  type: 'backend',
  init: () => {},
  read: (language, namespace, done) => {
    catalogueOf(language, namespace).then(
      (catalogue) => done(null, catalogue as Parameters<typeof done>[1]),
      (error: Error) => done(error, false),
    )
  },
}

const storageKey = 'language'
const isLanguage = (value: unknown): value is Language => languages.includes(value as Language)

/** The reader's choice, else the first of the browser's languages that we speak. */
function preferredLanguage(): Language {
  const chosen = localStorage.getItem(storageKey)
  if (isLanguage(chosen)) return chosen
  return navigator.languages.map((tag) => tag.slice(0, 2)).find(isLanguage) ?? 'en'
}

/** Speaks the account's language, unless the reader chose one in this browser. */
export async function adoptLanguage(language: Language) {
  if (isLanguage(localStorage.getItem(storageKey)) || language === currentLanguage()) return
  await i18next.changeLanguage(language)
}

/** Starts the catalogues in a language; resolves when the first texts are there. */
export async function startTexts(language: Language) {
  await i18next
    .use(backend)
    .use(initReactI18next)
    .init({
      lng: language,
      fallbackLng: 'en',
      supportedLngs: languages,
      ns: ['kit'],
      defaultNS: 'kit',
      interpolation: { escapeValue: false },
      returnNull: false,
    })
  // `{{count, n}}`: in the digits that dates are written in
  for (const name of ['n', 'number']) {
    i18next.services.formatter?.add(name, (value, language) =>
      new Intl.NumberFormat(localeOf(language as Language)).format(Number(value)),
    )
  }
}

export async function startI18n() {
  await startTexts(preferredLanguage())
  dressDocument(currentLanguage())
  i18next.on('languageChanged', () => dressDocument(currentLanguage()))
}

function dressDocument(language: Language) {
  document.documentElement.lang = language
  document.documentElement.dir = directionOf(language)
}

export const currentLanguage = (): Language => (isLanguage(i18next.language) ? i18next.language : 'en')

/** Speaks this language from now on, in this browser. The account's own setting is the caller's to save. */
export async function setLanguage(language: Language) {
  localStorage.setItem(storageKey, language)
  await i18next.changeLanguage(language)
}

export const loadTexts = (...namespaces: string[]) => i18next.loadNamespaces(namespaces)

/** The country of the clinic at hand; nothing outside an organization. */
export const CountryContext = createContext<string | undefined>(undefined)

/** The same for texts, which are written outside of the tree. */
let countryAtHand: string | undefined
export const setCountryAtHand = (country: string | undefined) => void (countryAtHand = country)

/**
 * The BCP 47 tag by which dates and numbers are written: as in the country of the clinic at hand, else in the browser's
 * own region where it speaks the language.
 */
export function localeOf(language: Language, country: string | undefined = countryAtHand): string {
  if (country) return localeFor(language, country)
  return navigator.languages.find((tag) => tag.startsWith(`${language}-`)) ?? languageTable[language].locale
}

export function useLanguage(): { language: Language; locale: string; direction: 'ltr' | 'rtl' } {
  useTranslation('kit')
  const language = currentLanguage()
  const country = useContext(CountryContext)
  return { language, locale: localeOf(language, country), direction: directionOf(language) }
}

/** The week of the clinic's country; outside of an organization the reader's own. */
export function useWeek(): Week {
  const country = useContext(CountryContext)
  const { locale } = useLanguage()
  return weekOf(country ?? new Intl.Locale(locale).maximize().region ?? 'GB')
}
