import { expect, test } from 'vitest'
import { differingExample, strayReads } from './check-env.ts'

const example = `# What this file is for.

# The port of the server.
# PORT=3000

# The database, as its owner.
# DATABASE_URL=
`
const said = (text: string) =>
  differingExample(text, ['PORT', 'DATABASE_URL'], { PORT: 3000 }).map(({ line, sentence }) => `${line}: ${sentence}`)

test('an example that agrees is right', () => expect(said(example)).toEqual([]))

test.each([
  ['a missing variable', example.replace('# PORT=3000', ''), '1: PORT is missing'],
  ['another default', example.replace('3000', '8080'), '4: PORT shows “8080”, the default is “3000”'],
  ['a variable that nobody reads', `${example}\n# What this one is about.\n# OTHER=1\n`, '10: OTHER is read by nobody'],
  ['a variable without a meaning', example.replace('# The port of the server.\n', ''), '3: PORT needs a comment'],
  ['a variable twice', `${example}\n# The port of the server.\n# PORT=3000\n`, '10: PORT stands here twice'],
])('%s is found', (_what, text, sentence) => {
  expect(said(text)).toContainEqual(expect.stringContaining(sentence))
})

test('the environment is read in one place', () => {
  const reads = (path: string, text: string) => strayReads([{ path, text }], ['PORT']).map(({ sentence }) => sentence)
  expect(reads('server/src/kit/http/a.ts', 'process.env.SECRET_SWITCH')).toEqual([
    expect.stringContaining('reads SECRET_SWITCH'),
  ])
  expect(reads('server/src/kit/http/a.ts', "process.env['SECRET_SWITCH']")).toHaveLength(1)
  expect(reads('server/src/kit/http/a.ts', 'process.env.PORT // process.env.SECRET_SWITCH')).toEqual([])
  expect(reads('server/src/kit/http/a.test.ts', 'process.env.SECRET_SWITCH')).toEqual([])
})
