import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInstance } from 'i18next'
import { describe, expect, test } from 'vitest'
import { languages } from '@polyclinic/contract/kit/language.ts'

const src = join(import.meta.dirname, '../..')

/** What a veterinary practice says to its staff; an account of its own, the platform's and public pages speak to anybody. */
const staffCatalogues = globSync('{kit,features/*,pages/staff}/locales/en.json', { cwd: src }).filter(
  (file) => !/identity|factors|features\/platform/.test(file),
)

/** Words of human medicine, in the three languages. */
const human = {
  en: /\b(patient|guardian)s?\b/i,
  de: /\b(Patient|Bezugsperson|Erziehungsberechtigte)/,
  ar: /(?<!ت)مريض|مرضى|المرضى|ولي الأمر|وصيّ/,
}

/** About another's words, or said for one kind of patient whatever the practice is. */
const exempt = /^(portal\.self|field\.kind|kind\.|nav\.patients$|problem\.|reason\.)/

function keysOf(catalogue: object, path = ''): string[] {
  return Object.entries(catalogue).flatMap(([key, value]: [string, unknown]) =>
    typeof value === 'string' ? [path + key] : keysOf(value as object, `${path}${key}.`),
  )
}

const variant = /_(animal_)?(zero|one|two|few|many|other)$|_animal$/

describe.each(languages)('in %s', (language) => {
  test.each(staffCatalogues)('a veterinary practice reads no word of human medicine in %s', async (file) => {
    const catalogue = JSON.parse(readFileSync(join(src, file.replace('en.json', `${language}.json`)), 'utf8')) as object
    const texts = createInstance()
    await texts.init({ lng: language, resources: { [language]: { translation: catalogue } } })
    const said = [...new Set(keysOf(catalogue).map((key) => key.replace(variant, '')))]
      .filter((key) => !exempt.test(key))
      .flatMap((key) =>
        [1, 2, 5, 20].map((count) => [key, texts.t(key, { context: 'animal', count, shown: count })] as const),
      )
    // What somebody typed stands in place of a slot, and is theirs.
    const wrong = said.filter(([, text]) => human[language].test(text.replaceAll(/\{\{.*?\}\}/g, '')))
    expect(Object.fromEntries(wrong)).toEqual({})
  })
})

test('a text that has a twin for animals is asked for in the words of the trade', () => {
  const twins = new Map(
    staffCatalogues.map((file) => {
      const [, folder = 'kit'] = /(\w+)\/locales/.exec(file) ?? []
      const keys = keysOf(JSON.parse(readFileSync(join(src, file), 'utf8')) as object)
      return [folder, new Set(keys.filter((key) => /_animal/.test(key)).map((key) => key.replace(variant, '')))]
    }),
  )
  const wrong = globSync('{features,pages/staff}/**/*.{ts,tsx}', { cwd: src }).flatMap((file) => {
    const text = readFileSync(join(src, file), 'utf8')
    // What one function asks of a catalogue ends where the next function begins.
    return text.split(/^(?=(?:export )?(?:const|function) )/m).flatMap((part) => {
      const namespace = /\{ t \} = useTranslation\('(\w+)'\)/.exec(part)?.[1]
      const asked = namespace ? [...part.matchAll(/[^\w]t\(\s*(?:[\w.=!> ']+\? )?['`]([\w.-]+)['`]/g)] : []
      return asked
        .filter(([, key]) => key && twins.get(namespace!)?.has(key))
        .map(([, key]) => `${file}: ${namespace}:${key}`)
    })
  })
  expect(wrong).toEqual([])
})
