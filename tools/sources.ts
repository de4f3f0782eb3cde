import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { parseSync } from 'oxc-parser'

export const root = path.dirname(import.meta.dirname)

/** A file of the repository; `path` counts from its root, with `/`. */
export interface Source {
  path: string
  text: string
}

/** One broken rule; the sentence says what to do. */
export interface Violation {
  file: string
  line: number
  sentence: string
}

export const at = (file: string, line: number, sentence: string): Violation => ({ file, line, sentence })

/** Where a file reaches: what stands in `from '…'` or `import('…')`. */
export interface Import {
  specifier: string
  line: number
  /** Names as the other file exports them; `*` for all of it. */
  names: string[]
  /** Gone once types are stripped. */
  isType: boolean
}

const skipped = new Set([
  'node_modules',
  'dist',
  '.data',
  '.git',
  '.cache',
  'test-results',
  'playwright-report',
  'shots',
])

/** Paths of all files below folders of the repository (or the files themselves); what is not there is empty. */
export function pathsBelow(folders: readonly string[], from = root): string[] {
  return folders.flatMap((folder) => (/\.\w+$/.test(folder) ? readable(from, folder) : walk(from, folder))).toSorted()
}

export function readSources(folders: readonly string[], endings: RegExp, from = root): Source[] {
  return pathsBelow(folders, from)
    .filter((file) => endings.test(file))
    .map((file) => ({ path: file, text: readFileSync(path.join(from, file), 'utf8') }))
}

function readable(from: string, file: string): string[] {
  return readdirSync(path.dirname(path.join(from, file))).includes(path.basename(file)) ? [file] : []
}

function walk(from: string, folder: string): string[] {
  try {
    return readdirSync(path.join(from, folder), { withFileTypes: true }).flatMap((entry) => {
      if (skipped.has(entry.name)) return []
      const at = `${folder}/${entry.name}`
      return entry.isDirectory() ? walk(from, at) : [at]
    })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw error
  }
}

/** Files that only tests run: tests, what they are fed with, and the suites that walk the whole server. */
export const isForTests = (file: string) =>
  /(\.test|-fixtures?)\.tsx?$/.test(file) ||
  /^server\/src\/((isolation|crash)\/|features\/[a-z-]+\/isolation\.ts$)/.test(file)

export const lineAt = (text: string, offset: number): number => text.slice(0, offset).split('\n').length

/** The text with its comments blanked, every other character where it was. */
export function withoutComments({ path: file, text }: Source): string {
  let code = text
  for (const { start, end } of parseSync(file, text).comments) {
    code = code.slice(0, start) + code.slice(start, end).replaceAll(/[^\n]/g, ' ') + code.slice(end)
  }
  return code
}

/** Comments of a file of SQL as blanks. */
export const withoutSqlComments = (text: string) =>
  text.replaceAll(/--[^\n]*/g, (comment) => ' '.repeat(comment.length))

export function importsOf({ path: file, text }: Source): Import[] {
  const { module } = parseSync(file, text)
  const found: Import[] = module.staticImports.map(({ moduleRequest, entries, start }) => ({
    specifier: moduleRequest.value,
    line: lineAt(text, start),
    names: entries.map(({ importName }) => importName.name ?? (importName.kind === 'Default' ? 'default' : '*')),
    isType: entries.length > 0 && entries.every((entry) => entry.isType),
  }))
  for (const { entries, start } of module.staticExports) {
    for (const { moduleRequest, importName, isType } of entries) {
      if (moduleRequest)
        found.push({
          specifier: moduleRequest.value,
          line: lineAt(text, start),
          names: [importName.name ?? '*'],
          isType,
        })
    }
  }
  for (const { moduleRequest, start } of module.dynamicImports) {
    const specifier = text.slice(moduleRequest.start, moduleRequest.end).replaceAll(/^['"`]|['"`]$/g, '')
    found.push({ specifier, line: lineAt(text, start), names: ['*'], isType: false })
  }
  return found
}

/** The file of this repository that an import means; undefined for a package. */
export function resolved(from: string, specifier: string): string | undefined {
  if (specifier.startsWith('@polyclinic/contract/'))
    return `contract/src/${specifier.slice('@polyclinic/contract/'.length)}`
  if (!specifier.startsWith('.')) return undefined
  return path.posix.join(path.posix.dirname(from), specifier.replace(/\?.*$/, ''))
}

/** Prints what a check found, one line each, and fails the process where there is anything. */
export function report(name: string, violations: readonly Violation[]): void {
  for (const { file, line, sentence } of violations) console.log(`${file}:${line}: ${sentence}`)
  console.log(violations.length === 0 ? `${name}: all well` : `${name}: ${violations.length} to mend`)
  if (violations.length > 0) process.exitCode = 1
}
