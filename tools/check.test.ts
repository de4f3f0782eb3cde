import { expect, test } from 'vitest'
import { run, runAll, shortened, type Step } from './check.ts'

const step = (name: string, code: string): Step => ({ name, command: process.execPath, args: ['-e', code] })
const quiet = { most: 2, all: false, say: () => {} }

test('a step is what its exit code says, and keeps its words', async () => {
  expect(await run(step('good', 'console.log("fine")'))).toMatchObject({ ok: true, output: 'fine\n' })
  expect(await run(step('bad', 'console.error("a.ts:1: no"); process.exit(3)'))).toMatchObject({
    ok: false,
    output: 'a.ts:1: no\n',
  })
  expect(await run({ name: 'gone', command: '/nowhere/at-all', args: [] })).toMatchObject({ ok: false })
})

test('after a failure nothing new begins, unless all is wished', async () => {
  const steps = [step('bad', 'process.exit(1)'), step('good', ''), step('later', '')]
  const one = { ...quiet, most: 1 }
  expect((await runAll(steps, one)).map(({ name }) => name)).toEqual(['bad'])
  expect((await runAll(steps, { ...one, all: true })).map(({ name }) => name)).toEqual(['bad', 'good', 'later'])
})

test('no more than the wished number run at once', async () => {
  const slow = 'setTimeout(() => {}, 300)'
  const begun = performance.now()
  await runAll([step('a', slow), step('b', slow), step('c', slow)], quiet)
  expect(performance.now() - begun).toBeGreaterThan(600)
})

test('long output is cut, and says so', () => {
  expect(shortened('a\nb\n', 2)).toBe('a\nb')
  expect(shortened('a\nb\nc\nd\n', 2)).toBe('a\nb\n… and 2 more lines')
})
