import { execFileSync, spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
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

let copy: string

/** Packages stay where they are; the product's own are those of the copy. */
function linkPackages(from: string, to: string) {
  mkdirSync(to, { recursive: true })
  for (const name of readdirSync(from))
    if (name !== '@polyclinic') symlinkSync(path.join(from, name), path.join(to, name))
}

beforeAll(() => {
  copy = mkdtempSync(path.join(os.tmpdir(), 'polyclinic-planted-'))
  const tracked = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
    cwd: root,
    encoding: 'utf8',
  })
  for (const file of tracked.split('\n').filter((name) => name && !name.startsWith('tools/example-feature/')))
    cpSync(path.join(root, file), path.join(copy, file), { recursive: true })
  linkPackages(path.join(root, 'node_modules'), path.join(copy, 'node_modules'))
  linkPackages(path.join(root, 'server/node_modules'), path.join(copy, 'server/node_modules'))
  mkdirSync(path.join(copy, 'node_modules/@polyclinic'))
  for (const room of ['contract', 'server', 'web'])
    symlinkSync(path.join(copy, room), path.join(copy, 'node_modules/@polyclinic', room))
  symlinkSync(path.join(root, 'web/dist'), path.join(copy, 'web/dist'))
  cpSync(example, copy, { recursive: true })
  for (const [file, plant] of Object.entries(central)) {
    const text = readFileSync(path.join(copy, file), 'utf8')
    const planted = plant(text)
    expect(planted.match(/kennels/g) ?? [], file).toHaveLength(3)
    writeFileSync(path.join(copy, file), planted)
  }
}, 60_000)
afterAll(() => rmSync(copy, { recursive: true, force: true }))

/** Runs a script in the copy and answers what it says; fails where it fails. */
function run(...[script, ...args]: [string, ...string[]]): string {
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...args], {
    cwd: copy,
    encoding: 'utf8',
    env: { ...process.env, DEEP: '', CI: '', ANSWERS: '' },
  })
  expect({ status, said: status === 0 ? '' : `${stdout}${stderr}` }).toEqual({ status: 0, said: '' })
  return stdout
}

test('the structure holds with it, and the map shows its table, operations, event, job and screens', () => {
  for (const check of ['imports', 'structure', 'texts', 'tables']) run(`tools/check-${check}.ts`)
  run('tools/gen-map.ts')
  const [, section = ''] =
    /^## kennels \(tier 1\)\n(.*?)^## /ms.exec(readFileSync(path.join(copy, 'docs/map.md'), 'utf8')) ?? []
  for (const part of [
    'tenant.kennels',
    'kennels.kennels.create',
    '`kennel.added` → `kennels.check`',
    '`/$organization/kennels` KennelsPage',
    '`/$organization/settings/kennels` KennelSettings',
    'kennels.test.ts',
  ])
    expect(section).toContain(part)
}, 120_000)

test(
  'its operations answer, its job runs, its column is sealed; its screens, words and addresses are known',
  () => {
    run(
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

test.runIf(isDeep)(
  'the compiler knows it everywhere, and the isolation of its operations is proved',
  () => {
    run('node_modules/typescript/bin/tsc', '-p', '.', '--checkers', '1')
    run('node_modules/typescript/bin/tsc', '-p', 'web', '--checkers', '1')
  },
  600_000,
)
