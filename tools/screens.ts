import { parseSync } from 'oxc-parser'
import { importsOf, resolved, type Source } from './sources.ts'

export interface Screen {
  path: string
  file: string
  component: string
}

interface Node {
  type: string
  [key: string]: unknown
}

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && 'type' in value

function everyNode(value: unknown): Node[] {
  if (Array.isArray(value)) return value.flatMap(everyNode)
  if (!isNode(value)) return []
  return [value, ...Object.values(value).flatMap(everyNode)]
}

const text = (value: unknown): string | undefined =>
  isNode(value) && value.type === 'Literal' && typeof value['value'] === 'string' ? value['value'] : undefined

/** Manifests, tables of pages that show several features, and the frames around both. */
const isTable = ({ path }: Source) =>
  /^web\/src\/(routes\.tsx|pages\/(\w+\/)+screens\.ts|features\/[a-z-]+\/feature\.ts)$/.test(path)

/** Every screen of the web app: `screen('/account/data', () => import('./AccountPages.tsx'), 'DataPage')`. */
export const screensOf = (sources: readonly Source[]): Screen[] =>
  sources
    .filter(isTable)
    .flatMap((source) => everyNode(parseSync(source.path, source.text).program).flatMap((node) => rowOf(source, node)))
    .toSorted((a, b) => a.path.localeCompare(b.path, 'en'))

function rowOf({ path: table }: Source, node: Node): Screen[] {
  if (node.type !== 'CallExpression' || !isNode(node['callee']) || node['callee']['name'] !== 'screen') return []
  const [path, load, page] = node['arguments'] as unknown[]
  const imported = everyNode(load).find((each) => each.type === 'ImportExpression')?.['source']
  const [address, file, component] = [text(path), resolved(table, text(imported) ?? ''), text(page)]
  if (!address || !file || !component)
    throw new Error(`${table}: a row names its address, its file and its page in plain words`)
  return [{ path: address, file, component }]
}

/** Features that a page places: the one in which it stands, or those of it and of what it imports of its own room. */
export function featuresOnPage(
  file: string,
  pages: ReadonlyMap<string, Source>,
  seen = new Set<string>(),
): Set<string> {
  const [, own] = /^web\/src\/features\/([a-z-]+)\//.exec(file) ?? []
  if (own) return new Set([own])
  const found = new Set<string>()
  const source = pages.get(file)
  if (!source || seen.has(file)) return found
  seen.add(file)
  for (const { specifier } of importsOf(source)) {
    const to = resolved(file, specifier) ?? ''
    const [, feature] = /^web\/src\/features\/([a-z-]+)\/public\.ts$/.exec(to) ?? []
    if (feature) found.add(feature)
    else for (const name of featuresOnPage(to, pages, seen)) found.add(name)
  }
  return found
}
