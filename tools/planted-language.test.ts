import { globSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { hasTurn, scratchCopy, type ScratchCopy } from './scratch-copy.ts'

// A language that the product does not speak is put into a copy of the repository, in the files that the how-to names.

const isDeep = process.env.DEEP === '1'

const central: Record<string, (text: string) => string> = {
  'contract/src/kit/language.ts': (text) =>
    text.replace(
      /(?<=languageTable = \{\n)/,
      "  fr: { name: 'Français', locale: 'fr-FR', direction: 'ltr', comma: ', ' },\n",
    ),
  'web/src/kit/session/trade.test.ts': (text) =>
    text.replace(/(?<=const human = \{\n)/, '  fr: /\\b(patient|tuteur)s?\\b/i,\n'),
}
const wordsEverywhere = 'web/src/kit/texts/everywhere/fr.ts'

/** Words that nobody would call French, but that are not English either; plurals in the forms that French has. */
function translated(catalogue: object): object {
  const entries = Object.entries(catalogue).flatMap(([key, value]: [string, unknown]): [string, unknown][] => {
    if (typeof value !== 'string') return [[key, translated(value as object)]]
    const said: [string, string] = [key, `« ${value.replaceAll(/(?<!\{\{)\b(patient|guardian)s?\b/gi, 'client')} »`]
    const many = key.replace(/_other$/, '_many')
    return many === key || !(key.replace(/_other$/, '_one') in catalogue) ? [said] : [said, [many, said[1]]]
  })
  return Object.fromEntries(entries) as object
}

let copy: ScratchCopy
beforeAll(() => {
  copy = scratchCopy('tools/example-feature/')
  for (const [file, plant] of Object.entries(central)) copy.change(file, plant)
  copy.change(wordsEverywhere, () =>
    copy.read(wordsEverywhere.replace('fr.ts', 'de.ts')).replaceAll('/de.json', '/fr.json'),
  )
  for (const english of globSync('{server,web}/src/**/locales/**/en.json', { cwd: copy.directory }))
    copy.change(english.replace('en.json', 'fr.json'), () =>
      JSON.stringify(translated(JSON.parse(copy.read(english)) as object)),
    )
})
afterAll(() => copy.remove())

test('beside its catalogues a language takes three files, and the how-to names them', () => {
  const files = [...Object.keys(central), wordsEverywhere.replace('fr', '<code>')]
  const named = copy.read('docs/how-to/add-a-language.md').match(/(?<=`)(?:contract|web|server)\/[^`]+(?=`)/g)
  expect(named?.toSorted()).toEqual(files.toSorted())
  expect(files.length).toBeLessThanOrEqual(3)
})

test('its catalogues are held to the others', () => {
  copy.run('tools/check-texts.ts')
})

test.runIf(hasTurn('language'))('the first page and mails know it', () => {
  copy.change(
    'web/src/kit/texts/french.test.ts',
    () => `
import { expect, test } from 'vitest'
import { words } from '../../../../server/src/kit/text/text.ts'
import everywhere from './everywhere/fr.ts'

test('French is spoken', () => {
  expect(JSON.stringify(everywhere)).toContain('« Sign in »')
  expect(words('fr', 'scheduling')('notice.booked.subject')).toContain('«')
})
`,
  )
  copy.run('node_modules/vitest/vitest.mjs', 'run', 'web/src/kit/texts', 'web/src/kit/session/trade.test.ts')
})

test.runIf(isDeep)('the compiler misses nothing of it', () => {
  copy.run('node_modules/typescript/bin/tsc', '-p', '.', '--checkers', '1')
  copy.run('node_modules/typescript/bin/tsc', '-p', 'web', '--checkers', '1')
})
