import { cpSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { hasTurn, scratchCopy, type ScratchCopy } from './scratch-copy.ts'
import { root } from './sources.ts'

// A feature that does not exist (tools/example-feature) is put into a copy of the repository: its own folders, and one line
// each in the three files that list features. Everything else must find it by itself.

const isDeep = process.env.DEEP === '1'
const example = path.join(root, 'tools/example-feature')

const inList = (text: string) =>
  text
    .replace(/(?=import \{ scheduling \})/, `import { kennels } from './features/kennels/feature.ts'\n`)
    .replace(/(?<=features: readonly Feature\[\] = \[[^\]]*)\bscheduling\b/, 'kennels, scheduling')

/** Where a feature is named outside of its folders. */
const central: Record<string, (text: string) => string> = {
  'contract/src/contract.ts': (text) =>
    text
      .replace(/(?=import \{ routes as scheduling \})/, `import { routes as kennels } from './kennels/feature.ts'\n`)
      .replace(/\.router\(\{/, '.router({ kennels,'),
  'server/src/app.ts': inList,
  'web/src/app.ts': inList,
}

let copy: ScratchCopy
beforeAll(() => {
  copy = scratchCopy('tools/example-feature/')
  cpSync(example, copy.directory, { recursive: true })
  for (const [file, plant] of Object.entries(central)) {
    copy.change(file, plant)
    expect(copy.read(file).match(/kennels/g) ?? [], file).toHaveLength(3)
  }
})
afterAll(() => copy.remove())

test('the structure holds with it, and the map shows its table, operations, event, job and screens', () => {
  for (const check of ['imports', 'structure', 'texts', 'tables']) copy.run(`tools/check-${check}.ts`)
  copy.run('tools/gen-map.ts')
  const [, section = ''] = /^## kennels \(tier 1\)\n(.*?)^## /ms.exec(copy.read('docs/map.md')) ?? []
  for (const part of [
    'tenant.kennels',
    'kennels.kennels.create',
    '`kennel.added` → `kennels.check`',
    '`/$organization/kennels` KennelsPage',
    '`/$organization/settings/kennels` KennelSettings',
    'kennels.test.ts',
  ])
    expect(section).toContain(part)
})

test.runIf(hasTurn('feature'))(
  'its operations answer, its job runs, its column is sealed; its screens, words and addresses are known',
  () => {
    copy.run(
      'node_modules/vitest/vitest.mjs',
      'run',
      'server/src/features/kennels',
      'web/src/paths.test.ts',
      'web/src/kit/texts/locales.test.ts',
      'contract/src/issues.test.ts',
      'contract/src/texts.test.ts',
      ...(isDeep ? ['server/src/isolation', 'server/src/demo', 'tools/check-database.test.ts'] : []),
    )
  },
  isDeep ? 1_200_000 : 300_000,
)

test.runIf(isDeep)('the compiler knows it everywhere, and the isolation of its operations is proved', () => {
  copy.run('node_modules/typescript/bin/tsc', '-p', '.', '--checkers', '1')
  copy.run('node_modules/typescript/bin/tsc', '-p', 'web', '--checkers', '1')
})
