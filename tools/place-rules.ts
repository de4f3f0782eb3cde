import { tiers } from './rooms.ts'
import {
  at,
  importsOf,
  isForTests as isTest,
  lineAt,
  resolved,
  withoutComments,
  type Source,
  type Violation,
} from './sources.ts'

/** Rooms that a feature does without, and why. */
export const absences: Record<string, string> = {
  'web/messaging': 'what was sent stands beside the appointment',
}

/** Files of a noun that reach further than a pure one may, and why. */
export const seams: Record<string, string> = {
  'server/src/features/factors/better-auth/auth.ts': 'the configuration of Better Auth',
  'server/src/features/identity/sessions/authenticate.ts': 'reads who calls from a token',
  'server/src/features/factors/better-auth/hooks.ts': 'our own sign-in behind Better Auth’s addresses',
  'server/src/features/factors/passwords/hashes.ts': 'hashes for Better Auth',
}

const forbidden = /^(utils?|helpers?|common|shared|misc|managers?|lib|parts)$/
const forbiddenPart = /(^|[-.])(utils?|helpers?|misc|manager)$|(Utils?|Helpers?|Manager)$/
/** Words of ARCHITECTURE §3; `pages` are those that the server renders. */
const vocabulary = new Set(['routes', 'pages', 'actions', 'queries', 'rules', 'view', 'jobs', 'fhir', 'hl7'])
const atTheRoot = new Set(['feature', 'public', 'events', 'build', 'demo'])
/** What a feature of the web app has outside of its nouns: what it offers, what it brings, how it speaks. */
const atTheWebRoot = new Set(['public', 'feature', 'words'])
const linesOf = (text: string) => text.replace(/\n$/, '').split('\n').length

/** Contract, server and web speak of the same features. */
export function featureLists(
  paths: readonly string[],
  excused: Readonly<Record<string, string>> = absences,
): Violation[] {
  const rooms = {
    contract: /^contract\/src\/([a-z-]+)\//,
    server: /^server\/src\/features\/([a-z-]+)\//,
    web: /^web\/src\/features\/([a-z-]+)\//,
  }
  const found = Object.entries(rooms).map(([room, pattern]) => {
    const names = paths.flatMap((file) => pattern.exec(file)?.[1] ?? []).filter((name) => name !== 'kit')
    return [room, new Set(names)] as const
  })
  const all = [...new Set(found.flatMap(([, names]) => [...names]))].toSorted()
  const violations = all
    .filter((name) => !(name in tiers))
    .map((name) =>
      at(
        `server/src/features/${name}`,
        1,
        `${name} has no server/src/features/${name}/feature.ts, which says its tier`,
      ),
    )
  for (const name of all) {
    for (const [room, names] of found) {
      const excuse = excused[`${room}/${name}`]
      if (!names.has(name) && !excuse)
        violations.push(
          at(
            `${room}/${name}`,
            1,
            `the feature ${name} has no folder in ${room}: make one, or list it in tools/check-structure with a reason`,
          ),
        )
      if (names.has(name) && excuse)
        violations.push(at(`${room}/${name}`, 1, `listed as absent from ${room}, but it is there`))
    }
  }
  return violations
}

/** Every feature of the server says in a README what it owns; what it offers others fits on one screen. */
export function featurePapers(sources: readonly Source[]): Violation[] {
  const byPath = new Map(sources.map((source) => [source.path, source]))
  const names = new Set(
    sources.flatMap(({ path: file }) => /^server\/src\/features\/([a-z-]+)\//.exec(file)?.[1] ?? []),
  )
  const violations: Violation[] = []
  for (const name of names) {
    const readme = byPath.get(`server/src/features/${name}/README.md`)
    if (!readme)
      violations.push(
        at(
          `server/src/features/${name}/README.md`,
          1,
          'is missing: which tables it owns, which events it announces, whom it may call',
        ),
      )
    else if (linesOf(readme.text) > 14) violations.push(at(readme.path, 15, 'is longer than 14 lines'))
  }
  for (const { path: file, text } of sources) {
    if (/\/features\/[a-z-]+\/public\.tsx?$/.test(file) && linesOf(text) > 40)
      violations.push(at(file, 41, 'is longer than 40 lines: the feature offers too much'))
  }
  return violations
}

/** No drawer for everything, no barrel. */
export function names(sources: readonly Source[]): Violation[] {
  return sources.flatMap((source) => {
    const violations: Violation[] = []
    const parts = source.path.split('/')
    const stems = [...parts.slice(0, -1), (parts.at(-1) ?? '').replace(/(\.test)?\.[a-z]+$/, '')]
    const drawer = stems.find((part) => forbidden.test(part) || forbiddenPart.test(part))
    if (drawer) violations.push(at(source.path, 1, `“${drawer}” says nothing: name it after what it holds`))
    if (!/\.tsx?$/.test(source.path)) return violations
    if (stems.at(-1) === 'index')
      violations.push(at(source.path, 1, 'index files are barrels: import the file that holds the thing'))
    for (const { line } of exportAll(source))
      violations.push(at(source.path, line, '`export *` hides what is offered: name it'))
    const name = stems.at(-1) ?? ''
    const isKebab = /^[a-z0-9]+([.-][a-z0-9]+)*$/.test(name)
    const mayBePascal = source.path.endsWith('.tsx') && /^[A-Z][A-Za-z0-9]*$/.test(name)
    if (!isKebab && !mayBePascal && !/^use[A-Z]\w+$/.test(name))
      violations.push(at(source.path, 1, 'files are kebab-case, components PascalCase'))
    return violations
  })
}

function exportAll(source: Source): { line: number }[] {
  return [...withoutComments(source).matchAll(/^export \* from/gm)].map((match) => ({
    line: lineAt(source.text, match.index),
  }))
}

/** Over 250 lines, split the noun; tests may have 400. */
export function lengths(sources: readonly Source[]): Violation[] {
  return sources.flatMap(({ path: file, text }) => {
    if (!/\.(ts|tsx|mjs)$/.test(file)) return []
    const most = isTest(file) || file.startsWith('e2e/') ? 400 : 250
    const lines = linesOf(text)
    return lines > most ? [at(file, most + 1, `has ${lines} lines, ${most} are allowed: split the noun`)] : []
  })
}

/** A noun's folder holds the words of ARCHITECTURE §3 and files that only think. */
export function nounFolders(sources: readonly Source[]): Violation[] {
  return sources.flatMap((source) => {
    const [, rest = ''] = /^server\/src\/features\/[a-z-]+\/(.+)\.ts$/.exec(source.path) ?? []
    if (!rest || isTest(source.path) || source.path in seams) return []
    const parts = rest.split('/')
    if (parts.length > 2) return [at(source.path, 1, 'a feature has folders of nouns, and no deeper')]
    const stem = parts.at(-1) ?? ''
    const isKnown =
      parts.length === 2 ? vocabulary.has(stem) && stem !== 'rules' && stem !== 'view' : atTheRoot.has(stem)
    return isKnown
      ? []
      : impurities(source).map((what) =>
          at(
            source.path,
            what.line,
            `${what.specifier}: rules, views and files of other names only think; what reads or writes is called routes, actions, queries or jobs`,
          ),
        )
  })
}

/** Panels stand with the noun that they show, as on the server. */
export function webNouns(sources: readonly Source[]): Violation[] {
  return sources.flatMap(({ path: file }) => {
    const [, name] = /^web\/src\/features\/[a-z-]+\/([\w.-]+)\.tsx?$/.exec(file) ?? []
    return name === undefined || atTheWebRoot.has(name)
      ? []
      : [at(file, 1, 'stands with no noun: put it into the folder of what it shows')]
  })
}

/** What a file that only thinks may not import; types do no harm. */
function impurities(source: Source) {
  return importsOf(source).filter(({ specifier, isType }) => {
    if (isType) return false
    const to = resolved(source.path, specifier)
    if (to === undefined) return /^(node:(?!crypto)|pg|fastify|kysely|graphile-worker|better-auth)/.test(specifier)
    return (
      /^server\/src\/(database|kit\/(db\/(?!ids|columns)|jobs|mail\/(?!layout)|live|config|postgres))/.test(to) ||
      /\/(actions|queries|routes|jobs)\.ts$/.test(to)
    )
  })
}
