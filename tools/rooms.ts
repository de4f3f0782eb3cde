import { isForTests as isTest, readSources } from './sources.ts'

/** Features by tier, as their manifests say: imports go downward. */
export const tiers: Readonly<Record<string, number>> = Object.fromEntries(
  readSources(['server/src/features'], /^server\/src\/features\/[a-z-]+\/feature\.ts$/)
    .map(({ path, text }) => [path.split('/')[3] ?? '', Number(/^ {2}tier: (\d),$/m.exec(text)?.[1])] as const)
    .toSorted(([, one], [, other]) => one - other),
)

/** Imports within one tier, from → to, that may be. Never both ways. */
export const sameTier: Record<string, string> = {
  'organizations → plans': 'what an organization may still add is the plan’s to say',
  'files → plans': 'how much may be kept is the plan’s to say',
  'organizations → files': 'a logo is a file',
  'organizations → identity': 'an invitation is a mail to an account',
  'identity → works': 'a copy of all that is kept of an account is long work',
  'organizations → works': 'a copy of all that an organization holds is long work',
  'factors → identity': 'a way in begins a session, which knows nothing of ways in',
  'programs → identity':
    'a program’s token is a session without a browser, and what it is let do is written among an account’s events',
  'programs → organizations': 'the review of an organization’s access shows the programs that act for it',
  'patients → messaging': 'the code that opens a record is a message to the contact that the clinic holds',
}

/** `features/<feature>/<rest>` of a path in one of the three rooms. */
export function featureOf(file: string): { name: string; rest: string } | undefined {
  const [, name, rest] =
    /^(?:contract\/src|server\/src\/features|web\/src\/features)\/([a-z-]+)\/(.+)$/.exec(file) ?? []
  return name && rest && name !== 'kit' ? { name, rest } : undefined
}

/** Says why a file may not import another; undefined where it may. */
type Judge = (from: string, to: string) => string | undefined

export interface Room {
  /** Paths of the files that stand in it. */
  room: RegExp
  called: string
  may: Judge
  /** Packages that may be used; all of them where this is absent. */
  packages?: RegExp
}

const fine = undefined
const below =
  (...places: string[]) =>
  (to: string) =>
    places.some((place) => to === place || (place.endsWith('/') && to.startsWith(place)))

/** What a feature may take from another: its `public.ts`, from above only. Builders and tests also build what they stand on. */
function acrossFeatures(from: string, to: string): string | undefined {
  const mine = featureOf(from)
  const theirs = featureOf(to)
  if (!mine || !theirs || mine.name === theirs.name) return fine
  const own = tiers[mine.name]
  const other = tiers[theirs.name]
  if (own === undefined || other === undefined)
    return `the feature ${own === undefined ? mine.name : theirs.name} has no tier in its feature.ts`
  if (other > own) return `${mine.name} lies below ${theirs.name}: upward only by events`
  if (to.startsWith('contract/')) return fine
  if (other === own && !sameTier[`${mine.name} → ${theirs.name}`])
    return `${mine.name} and ${theirs.name} share a tier and this import is not listed`
  if (theirs.rest === 'public.ts') return fine
  if (theirs.rest === 'build.ts' && (isTest(from) || mine.rest === 'build.ts')) return fine
  return `take what you need from ${theirs.name} through its public.ts`
}

const contractKit = below('contract/src/kit/')
const serverTesting = below('server/src/testing/')
const webTesting = below('web/src/testing/')

/** The rooms in the order in which a path is looked for; what is not named in `may` is refused. */
export const rooms: readonly Room[] = [
  {
    room: /^contract\/src\/kit\//,
    called: 'contract/kit',
    may: (_from, to) => (contractKit(to) ? fine : 'contract/kit knows zod and oRPC alone'),
    packages: /^(zod|@orpc\/)/,
  },
  {
    room: /^contract\/src\/[^/]+\//,
    called: 'a feature of the contract',
    may: (from, to) =>
      !to.startsWith('contract/src/') || to === 'contract/src/contract.ts'
        ? 'the contract builds on contract/kit and on features below'
        : acrossFeatures(from, to),
    packages: /^(zod|@orpc\/)/,
  },
  {
    room: /^contract\/src\//,
    called: 'the contract',
    may: (_from, to) => (to.startsWith('contract/src/') ? fine : 'the contract knows nobody'),
    packages: /^(zod|@orpc\/)/,
  },
  {
    room: /^server\/src\/testing\//,
    called: 'the test kit',
    may: (_from, to) => (/^(server|contract)\/src\//.test(to) ? fine : 'the test kit knows the server alone'),
  },
  {
    room: /^server\/src\/kit\//,
    called: 'server/kit',
    may: (from, to) => {
      if (isTest(from) && to.startsWith('server/src/')) return fine
      if (serverTesting(to)) return 'the test kit is for tests and tools'
      return contractKit(to) || to.startsWith('server/src/kit/')
        ? fine
        : 'server/kit knows contract/kit and packages alone'
    },
  },
  {
    room: /^server\/src\/adapters\//,
    called: 'an adapter',
    may: (from, to) => {
      const own = from.split('/').slice(0, 4).join('/')
      if (serverTesting(to) && !isTest(from)) return 'the test kit is for tests and tools'
      return to.startsWith(`${own}/`) || to.startsWith('server/src/kit/')
        ? fine
        : 'an adapter knows server/kit and its vendor alone'
    },
  },
  {
    room: /^server\/src\/features\//,
    called: 'a feature of the server',
    may: (from, to) => {
      if (serverTesting(to)) return isTest(from) ? fine : 'the test kit is for tests and tools'
      if (below('contract/src/', 'server/src/kit/', 'server/src/database.ts')(to)) return fine
      if (featureOf(to) && to.startsWith('server/src/features/')) return acrossFeatures(from, to)
      if (from.endsWith('/demo.ts') && to.startsWith('server/src/demo/')) return fine
      if (isTest(from) && to.startsWith('server/src/')) return fine
      return 'a feature knows contract, kit, database.ts, its own files and public.ts of features below'
    },
  },
  {
    room: /^server\/src\/database(\.ts$|-tables\/)/,
    called: 'database.ts',
    may: (_from, to) =>
      below('server/src/kit/', 'server/src/database-tables/')(to) ? fine : 'database.ts knows server/kit alone',
  },
  {
    room: /^server\/src\/([a-z-]+(\.test)?\.ts$|(demo|isolation|crash)\/)/,
    called: 'the server',
    may: (from, to) => {
      if (serverTesting(to) && !isTest(from)) return 'the test kit is for tests and tools'
      return /^(server|contract|web)\/src\//.test(to) || to.startsWith('web/dist/')
        ? fine
        : 'the server knows contract and server alone'
    },
  },
  {
    room: /^web\/src\/ui\//,
    called: 'web/ui',
    may: (_from, to) =>
      to.startsWith('web/src/ui/') ? fine : 'web/ui knows React alone: no router, no API, no clinic words',
    packages:
      /^(react|react-dom|react-aria(-components)?|react-stately|lucide-react|@internationalized\/date|@react-(aria|stately|types)\/[a-z-]+)(\/|$)/,
  },
  {
    room: /^web\/src\/kit\//,
    called: 'web/kit',
    may: (_from, to) =>
      below('web/src/kit/', 'web/src/ui/', 'contract/src/', 'web/src/paths.ts')(to)
        ? fine
        : 'web/kit knows contract, ui and paths.ts alone',
  },
  {
    room: /^web\/src\/features\//,
    called: 'a feature of the web app',
    may: (from, to) => {
      if (webTesting(to)) return isTest(from) ? fine : 'the test kit is for tests'
      if (below('web/src/kit/', 'web/src/ui/', 'contract/src/', 'web/src/paths.ts')(to)) return fine
      if (featureOf(to) && to.startsWith('web/src/features/')) return acrossFeatures(from, to)
      return 'a feature knows contract, kit, ui, paths.ts, its own files and public.ts of features below'
    },
  },
  {
    room: /^web\/src\/pages\//,
    called: 'a page',
    may: (from, to) => {
      if (webTesting(to)) return isTest(from) ? fine : 'the test kit is for tests'
      if (below('web/src/kit/', 'web/src/ui/', 'contract/src/', 'web/src/paths.ts', 'web/src/pages/')(to)) return fine
      return /^web\/src\/features\/[a-z-]+\/public\.ts$/.test(to)
        ? fine
        : 'a page places what features show in their public.ts'
    },
  },
  {
    room: /^web\/src\/gallery\//,
    called: 'the gallery',
    may: (_from, to) =>
      below('web/src/gallery/', 'web/src/ui/', 'web/src/kit/')(to) ? fine : 'the gallery shows web/ui alone',
  },
  {
    room: /^web\/src\//,
    called: 'the web app',
    may: (from, to) => {
      if (webTesting(to)) return isTest(from) || webTesting(from) ? fine : 'the test kit is for tests'
      return /^(web|contract)\/src\//.test(to) ? fine : 'the web app knows contract and web alone'
    },
  },
]
