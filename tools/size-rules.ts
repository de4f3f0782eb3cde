import { readFileSync } from 'node:fs'
import path from 'node:path'
import { parseSync } from 'oxc-parser'
import { nounsInRings } from './noun-rings.ts'
import { at, isForTests as isTest, lineAt, withoutComments, type Source, type Violation } from './sources.ts'

/** What is larger than it should be, how many times in each place: the list may only shrink. */
interface KnownSizes {
  /** Functions over 50 lines, by file. */
  functions: Record<string, number>
  /** Files in folders with more than 20, by folder. */
  folders: Record<string, number>
  /** Lines of SQL over 140 characters, by file. */
  wideLines: Record<string, number>
  /** Names with words that the glossary refuses, by file. */
  words: Record<string, number>
  /** Nouns of the server that import each other in a ring. */
  rings: Record<string, number>
  /** Types of what the database answers that nothing compares with it, by file. */
  promises: Record<string, number>
}

const knownSizes = JSON.parse(readFileSync(path.join(import.meta.dirname, 'known-sizes.json'), 'utf8')) as KnownSizes

const [longest, fullest, widest] = [50, 20, 140]

interface Found {
  line: number
  what: string
}

/** More than the list says is refused, and so is less: what was mended leaves the list. */
function againstList(
  found: ReadonlyMap<string, readonly Found[]>,
  known: Readonly<Record<string, number>>,
  advice: string,
): Violation[] {
  const places = new Set([...found.keys(), ...Object.keys(known)])
  return [...places].flatMap((place) => {
    const [now, before] = [found.get(place) ?? [], known[place] ?? 0]
    if (now.length > before) return now.map(({ line, what }) => at(place, line, `${what}: ${advice}`))
    return now.length < before
      ? [at('tools/known-sizes.json', 1, `${place} has ${now.length} now, not ${before}: say so in the list`)]
      : []
  })
}

const isCode = ({ path: file }: Source) => /^(contract|server|web)\/src\/.*\.tsx?$/.test(file) && !isTest(file)

/** Over 50 lines, split the function. */
export function longFunctions(sources: readonly Source[], known = knownSizes.functions): Violation[] {
  const found = new Map<string, Found[]>()
  for (const source of sources.filter(isCode)) {
    const long = functionsIn(source).filter(({ lines }) => lines > longest)
    if (long.length > 0)
      found.set(
        source.path,
        long.map(({ line, lines }) => ({ line, what: `a function of ${lines} lines` })),
      )
  }
  return againstList(found, known, `split what has over ${longest}`)
}

function functionsIn({ path: file, text }: Source): { line: number; lines: number }[] {
  const { program } = parseSync(file, text)
  const functions: { line: number; lines: number }[] = []
  const walk = (value: unknown): void => {
    if (Array.isArray(value)) return value.forEach(walk)
    if (typeof value !== 'object' || value === null) return
    const node = value as { type?: string; start?: number; end?: number }
    if (/^(ArrowFunctionExpression|FunctionExpression|FunctionDeclaration)$/.test(node.type ?? '')) {
      const [line, last] = [lineAt(text, node.start ?? 0), lineAt(text, node.end ?? 0)]
      functions.push({ line, lines: last - line + 1 })
    }
    Object.values(value).forEach(walk)
  }
  walk(program)
  return functions
}

/** A folder whose files nobody can overlook holds several nouns. */
export function fullFolders(sources: readonly Source[], known = knownSizes.folders): Violation[] {
  const files = Map.groupBy(
    sources.filter(isCode).map(({ path: file }) => file),
    (file) => path.posix.dirname(file),
  )
  const found = new Map<string, Found[]>()
  for (const [folder, inside] of files)
    if (inside.length > fullest)
      found.set(
        folder,
        inside.map((file) => ({ line: 1, what: path.posix.basename(file) })),
      )
  return againstList(found, known, `${fullest} files are enough for a folder: part it by nouns`)
}

/** SQL is read like prose: what does not fit into a line is several lines. */
export function wideSql(sources: readonly Source[], known = knownSizes.wideLines): Violation[] {
  const found = new Map<string, Found[]>()
  for (const { path: file, text } of sources.filter(
    ({ path: one }) => /^server\/.*\.(sql|ts)$/.test(one) && !isTest(one),
  )) {
    const wide = text
      .split('\n')
      .flatMap((line, nth) => (line.length > widest ? [{ line: nth + 1, what: `${line.length} characters` }] : []))
    if (wide.length > 0) found.set(file, wide)
  }
  return againstList(found, known, `a line has at most ${widest}`)
}

/** What a statement answers is said by its shape, which the tests compare with PostgreSQL. */
export function promisedRows(sources: readonly Source[], known = knownSizes.promises): Violation[] {
  const found = new Map<string, Found[]>()
  for (const source of sources) {
    if (!/^server\/src\/(?!kit\/db\/|testing\/).*\.ts$/.test(source.path) || isTest(source.path)) continue
    const promises = [...withoutComments(source).matchAll(/\bsql<|\.query</g)].map((match) => ({
      line: lineAt(source.text, match.index),
      what: `${match[0].replace('.', '')}…> promises what nothing compares`,
    }))
    if (promises.length > 0) found.set(source.path, promises)
  }
  return againstList(found, known, 'say it by a shape (kit/db/row.ts)')
}

/** The words that docs/glossary.md refuses, and what is said instead. */
export function wordsRefusedBy(glossary: string): Map<string, string> {
  const rows = [...glossary.matchAll(/^\| \*\*([^*]+)\*\* \|[^|]*\|[^|]*\| ([a-z ,]+) \|$/gm)]
  return new Map(rows.flatMap(([, word = '', never = '']) => never.split(', ').map((each) => [each, word] as const)))
}

const glossary = readFileSync(path.join(import.meta.dirname, '../docs/glossary.md'), 'utf8')

/** Names of contract and server are made of the glossary's words. */
export function refusedWords(
  sources: readonly Source[],
  known = knownSizes.words,
  refused: ReadonlyMap<string, string> = wordsRefusedBy(glossary),
): Violation[] {
  const found = new Map<string, Found[]>()
  for (const source of sources.filter((each) => isCode(each) && !each.path.startsWith('web/'))) {
    const inside = namesIn(source).flatMap(({ line, name }) => {
      const words = ` ${name.replaceAll(/([a-z])([A-Z])/g, '$1 $2').toLowerCase()} `
      const wrong = [...refused].find(([never]) => new RegExp(` ${never}s? `).test(words))
      return wrong ? [{ line, what: `${name}: the glossary says “${wrong[1]}”, never “${wrong[0]}”` }] : []
    })
    if (inside.length > 0) found.set(source.path, inside)
  }
  return againstList(found, known, 'take its word')
}

/** The nouns of a feature stand in order, so that each can be read before the next. */
export function ringsOfNouns(sources: readonly Source[], known = knownSizes.rings): Violation[] {
  const found = nounsInRings(sources).map((noun): [string, Found[]] => [
    noun,
    [{ line: 1, what: 'leads back to itself' }],
  ])
  return againstList(new Map(found), known, 'turn one of the imports round, or move what both need')
}

/** Every name that a file binds or reads, once for each time. */
function namesIn({ path: file, text }: Source): { line: number; name: string }[] {
  const { program } = parseSync(file, text)
  const names: { line: number; name: string }[] = []
  const walk = (value: unknown): void => {
    if (Array.isArray(value)) return value.forEach(walk)
    if (typeof value !== 'object' || value === null) return
    const node = value as { type?: string; name?: unknown; start?: number }
    if (node.type === 'Identifier' && typeof node.name === 'string')
      names.push({ line: lineAt(text, node.start ?? 0), name: node.name })
    Object.values(value).forEach(walk)
  }
  walk(program)
  return names
}

/** Today's list: what a new one begins with. */
export function sizesOf(sources: readonly Source[]): KnownSizes {
  const counted = (violations: Violation[], keyOf: (violation: Violation) => string) =>
    Object.fromEntries(
      [...Map.groupBy(violations, keyOf)]
        .map(([key, all]) => [key, all.length] as const)
        .toSorted(([one], [other]) => (one < other ? -1 : 1)),
    )
  return {
    functions: counted(longFunctions(sources, {}), ({ file }) => file),
    folders: counted(fullFolders(sources, {}), ({ file }) => file),
    wideLines: counted(wideSql(sources, {}), ({ file }) => file),
    words: counted(refusedWords(sources, {}), ({ file }) => file),
    rings: counted(ringsOfNouns(sources, {}), ({ file }) => file),
    promises: counted(promisedRows(sources, {}), ({ file }) => file),
  }
}
