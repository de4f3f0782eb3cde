import { languages, type Language } from '../contract/src/kit/language.ts'
import { readSources, report, type Source, type Violation } from './sources.ts'

/** Words that are the same in German as in English. */
const sameInGerman = new Set([
  'Name',
  'Team',
  'Patient',
  'Status',
  'System',
  'Version',
  'Text',
  'Code',
  'Link',
  'Filter',
  'Service',
  'Details',
  'Import',
  'Export',
  'Report',
  'Start',
  'Zoom',
  'Server',
  'Browser',
  'Symbol',
  'Format',
  'Region',
  'Land',
  'Hund',
  'Chip',
  'Optional',
  'Passkey',
  'Passkeys',
  'Passwort',
  'E-Mail',
  'Physio',
  'Plan',
  'Minute',
  'Person',
  'Notiz',
  'Material',
  'Mailbox',
])
/** Names that stay as they are in every language. */
const names = new Set(['Polyclinic', 'Free', 'Pro', 'English', 'Deutsch', 'العربية', 'API', 'PDF', 'CSV'])

export interface Catalogues {
  folder: string
  files: Partial<Record<Language, Source>>
}

interface Text {
  key: string
  value: unknown
}

/** Forms that each language has; for “none” i18next takes `_other` where there is no `_zero`. */
const forms = new Map(
  languages.map((language) => [
    language,
    new Intl.PluralRules(language).resolvedOptions().pluralCategories.filter((form) => form !== 'zero'),
  ]),
)
const pluralEnding = /_(zero|one|two|few|many|other)$/

export function cataloguesOf(sources: readonly Source[]): Catalogues[] {
  const folders = Map.groupBy(sources, ({ path }) => path.replace(/\/[^/]+$/, ''))
  return [...folders].map(([folder, files]) => ({
    folder,
    files: Object.fromEntries(files.map((file) => [/([a-z]+)\.json$/.exec(file.path)?.[1], file])),
  }))
}

function textsOf(value: unknown, prefix = ''): Text[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [{ key: prefix, value }]
  return Object.entries(value).flatMap(([key, inner]) => textsOf(inner, prefix ? `${prefix}.${key}` : key))
}

/** The line of a key, by its last part: good enough to find it. */
function lineOf({ text }: Source, key: string): number {
  const last = `"${key.split('.').at(-1)}"`
  const line = text.split('\n').findIndex((each) => each.includes(last))
  return line < 0 ? 1 : line + 1
}

/** Keys as the code asks for them: the forms of a plural are one. A plural is what has both `_one` and `_other`. */
function askedFor(keys: ReadonlySet<string>): Map<string, Set<string>> {
  const asked = new Map<string, Set<string>>()
  for (const key of keys) {
    const base = key.replace(pluralEnding, '')
    const isPlural = base !== key && keys.has(`${base}_other`) && (keys.has(`${base}_one`) || keys.has(`${base}_few`))
    const name = isPlural ? base : key
    asked.set(name, (asked.get(name) ?? new Set()).add(isPlural ? key.slice(base.length + 1) : ''))
  }
  return asked
}

/** `deceased_animal` where there is `deceased`: a language has as many of these as it needs. */
const isVariant = (key: string, among: ReadonlyMap<string, unknown>) =>
  /_[a-z]+$/.test(key) && among.has(key.replace(/_[a-z]+$/, ''))

const variablesOf = (value: unknown) =>
  new Set(typeof value === 'string' ? [...value.matchAll(/\{\{-?\s*(\w+)/g)].map((match) => match[1] ?? '') : [])

/** One folder: every language says everything, with the same variables, and in its own words. */
export function unevenTexts({ folder, files }: Catalogues): Violation[] {
  const violations: Violation[] = []
  const missing = languages.filter((language) => !files[language])
  if (missing.length > 0)
    return missing.map((language) => ({
      file: `${folder}/${language}.json`,
      line: 1,
      sentence: 'is missing: each language has its file',
    }))
  const read = new Map(languages.map((language) => [language, textsOf(JSON.parse(files[language]?.text ?? '{}'))]))
  const english = new Map(read.get('en')?.map(({ key, value }) => [key, value]))
  const wanted = askedFor(new Set(english.keys()))
  for (const language of languages) {
    const file = files[language] as Source
    const say = (key: string, sentence: string) =>
      violations.push({ file: file.path, line: lineOf(file, key), sentence: `${key}: ${sentence}` })
    const texts = read.get(language) ?? []
    const has = askedFor(new Set(texts.map(({ key }) => key)))
    for (const [key, englishForms] of wanted) {
      if (!has.has(key)) {
        if (!isVariant(key, has)) say(key, 'is missing')
      } else if (!englishForms.has(''))
        for (const form of forms.get(language) ?? [])
          if (!has.get(key)?.has(form)) say(key, `lacks the plural form _${form}`)
    }
    for (const key of has.keys())
      if (!wanted.has(key) && !isVariant(key, wanted)) say(key, 'is not in the English texts')
    for (const { key, value } of texts) {
      if (typeof value !== 'string' || value.trim() === '') say(key, 'is empty')
      else if (language !== 'en') for (const sentence of differences(key, value, english, language)) say(key, sentence)
    }
  }
  return violations
}

function differences(key: string, value: string, english: ReadonlyMap<string, unknown>, language: Language): string[] {
  const said =
    english.get(key) ?? english.get(key.replace(pluralEnding, '_other')) ?? english.get(key.replace(/_[a-z]+$/, ''))
  if (typeof said !== 'string') return []
  const found = []
  const variables = variablesOf(said)
  const own = variablesOf(value)
  // “one visit” needs no number
  const mayLack = (name: string) => pluralEnding.test(key) && ['count', 'shown', 'number'].includes(name)
  for (const name of variables) if (!own.has(name) && !mayLack(name)) found.push(`lacks {{${name}}}`)
  for (const name of own) if (!variables.has(name) && name !== 'count') found.push(`knows no {{${name}}}`)
  if (value === said && !maybeSame(value, language)) found.push(`is still English: “${value}”`)
  return found
}

/** Short marks, names, and words that both languages share. */
function maybeSame(value: string, language: Language): boolean {
  const words = value.replaceAll(/\{\{[^}]*\}\}|\$t\([^)]*\)|<[^>]+>/g, ' ').match(/\p{L}+(?:-\p{L}+)*/gu) ?? []
  return words.every((word) => word.length < 4 || names.has(word) || (language === 'de' && sameInGerman.has(word)))
}

if (import.meta.main) {
  const sources = readSources(['server/src', 'web/src'], /\/locales\/(everywhere\/)?[^/]+\.json$/)
  report('texts', cataloguesOf(sources).flatMap(unevenTexts))
}
