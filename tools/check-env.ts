import { readConfig, variableNames } from '../server/src/kit/config/config.ts'
import { isForTests, lineAt, readSources, report, withoutComments, type Source, type Violation } from './sources.ts'

/** What other programs set and we may look at; everything else goes through kit/config. */
const surroundings = new Set(['PATH', 'HOME', 'XDG_CACHE_HOME', 'TZ'])

interface Entry {
  name: string
  value: string
  line: number
  meaning: string
}

/** `# PORT=3000` below a comment; a paragraph each. */
export function entriesOf(example: string): Entry[] {
  const entries: Entry[] = []
  let comment: string[] = []
  for (const [index, line] of example.split('\n').entries()) {
    const [, name, value = ''] = /^#? ?([A-Z][A-Z0-9_]*)=(.*)$/.exec(line) ?? []
    if (name) entries.push({ name, value, line: index + 1, meaning: comment.join(' ') })
    comment = name || !line.startsWith('#') ? [] : [...comment, line.replace(/^#\s*/, '')]
  }
  return entries
}

export function differingExample(
  example: string,
  names: readonly string[],
  defaults: Readonly<Record<string, string | number | undefined>>,
): Violation[] {
  const file = '.env.example'
  const entries = entriesOf(example)
  const violations: Violation[] = names
    .filter((name) => !entries.some((entry) => entry.name === name))
    .map((name) => ({ file, line: 1, sentence: `${name} is missing` }))
  for (const { name, value, line, meaning } of entries) {
    const expected = String(defaults[name] ?? '')
    if (!names.includes(name)) violations.push({ file, line, sentence: `${name} is read by nobody` })
    else if (value !== expected)
      violations.push({ file, line, sentence: `${name} shows “${value}”, the default is “${expected}”` })
    if (meaning.split(' ').length < 4)
      violations.push({ file, line, sentence: `${name} needs a comment above it that says what it means` })
    if (entries.some((other) => other.name === name && other.line < line))
      violations.push({ file, line, sentence: `${name} stands here twice` })
  }
  return violations
}

/** The environment is read in one place. */
export function strayReads(sources: readonly Source[], names: readonly string[]): Violation[] {
  return sources.flatMap((source) => {
    if (
      !/^(server|contract)\/src\/.*\.ts$/.test(source.path) ||
      isForTests(source.path) ||
      source.path.startsWith('server/src/testing/')
    )
      return []
    return [...withoutComments(source).matchAll(/process\.env(?:\.([A-Z_]+)|\[['"]([A-Z_]+)['"]\])/g)].flatMap(
      (match) => {
        const name = match[1] ?? match[2] ?? ''
        if (names.includes(name) || surroundings.has(name)) return []
        return [
          {
            file: source.path,
            line: lineAt(source.text, match.index),
            sentence: `reads ${name}, which server/src/kit/config/config.ts does not know`,
          },
        ]
      },
    )
  })
}

if (import.meta.main) {
  const [example] = readSources(['.env.example'], /example$/)
  const defaults = readConfig({}) as unknown as Record<string, string | number | undefined>
  const sources = readSources(['server/src', 'contract/src'], /\.ts$/)
  report('env', [
    ...differingExample(example?.text ?? '', variableNames, defaults),
    ...strayReads(sources, variableNames),
  ])
}
