import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import '@polyclinic/contract/contract.ts'
import { languages } from '@polyclinic/contract/kit/language.ts'
import { issueCodes, problems } from '@polyclinic/contract/kit/problem.ts'
import { permissions } from '@polyclinic/contract/kit/permission.ts'

const src = join(import.meta.dirname, '../..')
/** i18next's plural forms and contexts: languages differ in which ones they need. */
const variant = /(_[a-z]+)+$/

function leaves(catalogue: object, path = ''): [string, string][] {
  return Object.entries(catalogue).flatMap(([key, value]: [string, unknown]) =>
    typeof value === 'string'
      ? [[`${path}${key}`, value] as [string, string]]
      : leaves(value as object, `${path}${key}.`),
  )
}

const read = (file: string) => leaves(JSON.parse(readFileSync(join(src, file), 'utf8')) as object)
const english = globSync(['**/locales/en.json', '**/locales/everywhere/en.json'], { cwd: src })
const keysOf = (file: string) => new Set(read(file).map(([key]) => key.replace(variant, '')))
const slotsOf = (text: string) => [...text.matchAll(/\{\{(\w+)/g)].map(([, name]) => name)

test.each(english)('%s says the same things in every language', (file) => {
  for (const language of languages) {
    const other = file.replace('en.json', `${language}.json`)
    expect([...keysOf(other)].toSorted(), other).toEqual([...keysOf(file)].toSorted())
    const texts = new Map(read(file))
    for (const [key, text] of read(other)) {
      const original = texts.get(key)
      if (!original || variant.test(key)) continue
      expect(new Set(slotsOf(text)), `${other} ${key}`).toEqual(new Set(slotsOf(original)))
    }
  }
})

/** What any page can say: the kit's words and what features add. */
const everywhere = (language: string) =>
  ['kit/locales', ...globSync('**/locales/everywhere', { cwd: src })].flatMap((folder) =>
    read(`${folder}/${language}.json`),
  )
const wordsEverywhere = new Set(everywhere('en').map(([key]) => key.replace(variant, '')))

test('every error of the API has a sentence', () => {
  expect(Object.keys(problems).filter((code) => !wordsEverywhere.has(`problem.${code}`))).toEqual([])
})

test.each(languages)('every finding about a field has a sentence of its own in %s', (language) => {
  const texts = new Map(everywhere(language))
  const sentences = issueCodes().map((code) => texts.get(`issue.${code}`))
  expect(issueCodes().filter((_, nth) => !sentences[nth])).toEqual([])
  expect(new Set(sentences).size).toBe(issueCodes().length)
})

test('every permission has a name', () => {
  expect(permissions().filter((permission) => !wordsEverywhere.has(`permission.${permission}`))).toEqual([])
})
