import { parseSync } from 'oxc-parser'
import { importsOf, resolved, type Source } from './sources.ts'

/** One address of the web app and the file that draws it. */
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

const property = (object: Node, name: string): unknown =>
  (object['properties'] as Node[] | undefined)?.find(
    (each) => each.type === 'Property' && isNode(each['key']) && each['key']['name'] === name,
  )?.['value']

const text = (value: unknown): string | undefined =>
  isNode(value) && value.type === 'Literal' && typeof value['value'] === 'string' ? value['value'] : undefined

interface Route {
  parent?: string
  path?: string
  component?: string
  file?: string
}

/** The whole URL tree, as web/src/routes.tsx declares it. */
export function screensOf(routes: Source): Screen[] {
  const { program } = parseSync(routes.path, routes.text)
  const byName = new Map<string, Route>()
  const all: Route[] = []
  // functions that make routes of one kind: `visitorPage('/sign-in', lazyRouteComponent(…))`
  const makers = new Map<string, Route>()
  for (const node of everyNode(program)) {
    if (node.type === 'VariableDeclarator' && isNode(node['init']) && isNode(node['id'])) {
      const name = String(node['id']['name'])
      const options = optionsOf(node['init'])
      if (options) byName.set(name, routeOf(options))
      const made =
        node['init'].type === 'ArrowFunctionExpression' && everyNode(node['init']).map(optionsOf).find(Boolean)
      if (made) makers.set(name, routeOf(made))
    }
    const maker = node.type === 'CallExpression' && isNode(node['callee']) && makers.get(String(node['callee']['name']))
    if (maker) all.push({ ...maker, ...madeBy(node['arguments'] as unknown[]) })
    const options = optionsOf(node)
    if (options) all.push(routeOf(options))
  }
  const pathOf = ({ parent, path }: Route): string =>
    `${parent && byName.has(parent) ? pathOf(byName.get(parent) as Route) : ''}${path && path !== '/' ? path : ''}`
  return all
    .filter((route): route is Route & { file: string; component: string } => Boolean(route.file && route.component))
    .map((route) => ({
      path: pathOf(route) || '/',
      component: route.component,
      file: resolved(routes.path, route.file) ?? '',
    }))
    .toSorted((a, b) => a.path.localeCompare(b.path, 'en'))
}

/** The object given to `createRoute(…)`. */
function optionsOf(node: Node): Node | undefined {
  if (node.type !== 'CallExpression' || !isNode(node['callee']) || node['callee']['name'] !== 'createRoute')
    return undefined
  const [options] = node['arguments'] as unknown[]
  return isNode(options) ? options : undefined
}

function routeOf(options: Node): Route {
  const parent = everyNode(property(options, 'getParentRoute')).find((node) => node.type === 'Identifier')
  const component = property(options, 'component')
  const lazy = everyNode(component).find((node) => node.type === 'ImportExpression')
  const name =
    isNode(component) && component.type === 'CallExpression'
      ? (component['arguments'] as unknown[]).map(text).find(Boolean)
      : undefined
  return {
    parent: parent && String(parent['name']),
    path: text(property(options, 'path')),
    component: name,
    file: text(lazy?.['source']),
  }
}

/** What a call of a maker says: the path first, somewhere behind it the page. */
function madeBy(given: unknown[]): Route {
  const lazy = given.find((each) => isNode(each) && each.type === 'CallExpression')
  return {
    path: text(given[0]),
    component: isNode(lazy) ? (lazy['arguments'] as unknown[]).map(text).find(Boolean) : undefined,
    file: text(everyNode(lazy).find((node) => node.type === 'ImportExpression')?.['source']),
  }
}

/** Features that a page places: from it and from what it imports of its own room. */
export function featuresOnPage(
  file: string,
  pages: ReadonlyMap<string, Source>,
  seen = new Set<string>(),
): Set<string> {
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
