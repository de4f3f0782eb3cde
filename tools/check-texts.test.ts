import { expect, test } from 'vitest'
import { cataloguesOf, unevenTexts } from './check-texts.ts'

const arabic = {
  one: 'زيارة واحدة',
  two: 'زيارتان',
  few: '{{count}} زيارات',
  many: '{{count}} زيارة',
  other: '{{count}} زيارة',
}
const right = {
  en: {
    title: 'Calendar',
    name: 'Name',
    greeting: 'Hello {{name}}',
    visits_one: 'one visit',
    visits_other: '{{count}} visits',
  },
  de: {
    title: 'Kalender',
    name: 'Name',
    greeting: 'Hallo {{name}}',
    visits_one: 'ein Besuch',
    visits_other: '{{count}} Besuche',
  },
  ar: {
    title: 'التقويم',
    name: 'الاسم',
    greeting: 'مرحبا {{name}}',
    ...Object.fromEntries(Object.entries(arabic).map(([form, text]) => [`visits_${form}`, text])),
  },
}

type Texts = Record<string, Record<string, unknown>>

function said(change: (texts: Texts) => void): string[] {
  const texts = structuredClone(right) as Texts
  change(texts)
  const sources = Object.entries(texts).map(([language, content]) => ({
    path: `web/src/features/x/locales/${language}.json`,
    text: JSON.stringify(content, undefined, 2),
  }))
  return cataloguesOf(sources)
    .flatMap(unevenTexts)
    .map(({ file, line, sentence }) => `${file.split('/').at(-1)}:${line}: ${sentence}`)
}

test('even texts are right', () => expect(said(() => {})).toEqual([]))

test.each<[string, (texts: Texts) => void, string]>([
  ['a missing language', (texts) => delete texts['ar'], 'ar.json:1: is missing'],
  ['a missing key', (texts) => delete texts['de']?.['title'], 'title: is missing'],
  [
    'a key too many',
    (texts) => Object.assign(texts['de'] ?? {}, { more: 'Mehr' }),
    'more: is not in the English texts',
  ],
  ['an empty value', (texts) => Object.assign(texts['ar'] ?? {}, { title: ' ' }), 'title: is empty'],
  [
    'English left in German',
    (texts) => Object.assign(texts['de'] ?? {}, { title: 'Calendar' }),
    'title: is still English',
  ],
  ['English left in Arabic', (texts) => Object.assign(texts['ar'] ?? {}, { name: 'Name' }), 'name: is still English'],
  ['a lost variable', (texts) => Object.assign(texts['de'] ?? {}, { greeting: 'Hallo' }), 'greeting: lacks {{name}}'],
  [
    'a misspelt variable',
    (texts) => Object.assign(texts['de'] ?? {}, { greeting: 'Hallo {{name}} {{nmae}}' }),
    'greeting: knows no {{nmae}}',
  ],
  ['a missing plural form', (texts) => delete texts['ar']?.['visits_few'], 'visits: lacks the plural form _few'],
  ['a missing German plural form', (texts) => delete texts['de']?.['visits_one'], 'visits'],
])('%s is found', (_what, change, sentence) => {
  expect(said(change)).toContainEqual(expect.stringContaining(sentence))
})

test('variants by context, zero forms and shared words are right', () => {
  expect(said((texts) => Object.assign(texts['ar'] ?? {}, { title_animal: 'التقويم' }))).toEqual([])
  expect(said((texts) => Object.assign(texts['en'] ?? {}, { title_animal: 'Animals' }))).toEqual([])
  expect(said((texts) => Object.assign(texts['ar'] ?? {}, { visits_zero: 'لا زيارات' }))).toEqual([])
})
