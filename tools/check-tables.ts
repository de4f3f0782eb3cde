import { features } from '../server/src/app.ts'
import { kitOwns, type Feature } from '../server/src/kit/feature.ts'
import { featureOf, tiers } from './rooms.ts'
import {
  isForTests,
  lineAt,
  readSources,
  report,
  withoutComments,
  withoutSqlComments,
  type Source,
  type Violation,
} from './sources.ts'

/** SQL of a feature that names tables of another of its tier, from → to, and why. Never both ways. */
export const besideEachOther: Record<string, string> = {
  'identity → organizations':
    'the account’s own page and its copy name the organizations where it works, in one statement',
  'factors → identity': 'whom a way leads to, and where they wait',
  'organizations → identity': 'a member is shown with the account’s name and address',
  'programs → identity': 'whom an application acts for, and since when they proved who they are',
  'programs → organizations':
    'a key sleeps once its maker is no member, and an application shows the organization that let it in',
  'plans → organizations': 'the plan is a column of the organization’s row, so that the gate reads it with the rest',
}
/** Tables of another feature that are written, file → table, and why. */
export const writtenBeside: Record<string, string> = {
  'server/database/functions/identity/forget_account.sql control.memberships':
    'an account that is gone works nowhere, in the statement that takes it away',
  'server/database/functions/factors/mirror_second_factor.sql control.accounts':
    'whether an account has a second factor, for those who may not see which',
  'server/src/features/platform/plans/actions.ts control.plans':
    'operators make and change plans, whose record and rights are the platform’s',
  'server/database/functions/subscriptions/follow_subscription.sql control.organizations':
    'plan and status of an organization follow what it ordered and owes, and no request writes them',
  'server/database/functions/platform/ask_closing.sql control.organizations':
    'a closing says how an organization stands',
  'server/database/functions/platform/call_off_closing.sql control.organizations': 'and takes that back',
  'server/database/functions/platform/proceed_closing.sql control.organizations': 'and closes it on its day',
  'server/database/functions/platform/finish_setup.sql control.organizations':
    'where an organization lies changes with the row of its setup, in one statement',
}

type Manifest = Pick<Feature, 'name' | 'owns' | 'publishes'>

/**
 * Tables have tiers: SQL of a feature names its own tables, the kit's, and of features below what they publish, which it
 * reads and never writes.
 */
export function tablesThatClimb(sources: readonly Source[], manifests: readonly Manifest[]): Violation[] {
  const owner = new Map(manifests.flatMap(({ name, owns }) => owns.map((table) => [table, name] as const)))
  const published = new Set(manifests.flatMap(({ publishes = [] }) => publishes))
  const used = new Set<string>()
  const found = sources.flatMap((source) => {
    const mine = whose(source.path)
    if (!mine) return []
    return tablesNamed(source).flatMap(({ table, line, isWritten }) => {
      const theirs = owner.get(table)
      if (theirs === undefined || theirs === mine) return []
      const pair = `${mine} → ${theirs}`
      const written = `${source.path} ${table}`
      for (const reason of [pair, written]) used.add(reason)
      const sentence = judged({ mine, theirs, isPublished: published.has(table) }, pair in besideEachOther)
      if (sentence) return [{ file: source.path, line, sentence: `names ${table} of ${theirs}: ${sentence}` }]
      return isWritten && !(written in writtenBeside)
        ? [{ file: source.path, line, sentence: `writes ${table} of ${theirs}: let ${theirs} write it` }]
        : []
    })
  })
  const stale = [...Object.keys(besideEachOther), ...Object.keys(writtenBeside)].filter((reason) => !used.has(reason))
  return [
    ...found,
    ...stale.map((reason) => ({
      file: 'tools/check-tables.ts',
      line: 1,
      sentence: `“${reason}” is listed with a reason that nothing needs any more`,
    })),
  ]
}

/** The feature whose statements a file holds: modules below features, and functions of the database. */
function whose(file: string): string | undefined {
  const [, inDatabase] = /^server\/database\/functions\/([a-z-]+)\//.exec(file) ?? []
  if (inDatabase) return inDatabase === 'kit' ? undefined : inDatabase
  const mine = featureOf(file)
  return mine && file.startsWith('server/') && !isForTests(file) && mine.rest !== 'feature.ts' ? mine.name : undefined
}

function judged(
  { mine, theirs, isPublished }: { mine: string; theirs: string; isPublished: boolean },
  isBeside: boolean,
): string | undefined {
  const [own = 0, other = 0] = [tiers[mine], tiers[theirs]]
  if (other > own) return `${mine} lies below: let ${theirs} add it at an extension point`
  if (other === own && !isBeside) return 'they share a tier, and no reason is listed'
  if (!isPublished) return `${theirs} publishes it to nobody`
  return undefined
}

const name = /\b(?:tenant|control|auth)\.(?:"\w+"|\w+)/g
const writing = /\b(?:insert into|update|delete from)\s+$/

function tablesNamed(source: Source): { table: string; line: number; isWritten: boolean }[] {
  const text = source.path.endsWith('.sql') ? withoutSqlComments(source.text) : withoutComments(source)
  return [...text.matchAll(name)].map((match) => ({
    table: match[0].replaceAll('"', ''),
    line: lineAt(text, match.index),
    isWritten:
      writing.test(text.slice(0, match.index)) ||
      /\.(?:insertInto|updateTable|deleteFrom)\('$/.test(text.slice(0, match.index)),
  }))
}

/** Who read which chart is written where it is decided: by the patients' own statements. */
export function chartsOpenedBeside(sources: readonly Source[]): Violation[] {
  return sources
    .filter(({ path }) => whose(path) && whose(path) !== 'patients')
    .flatMap((source) =>
      tablesNamed(source)
        .filter(({ table, isWritten }) => table === 'tenant.audit_events' && isWritten)
        .map(({ line }) => ({
          file: source.path,
          line,
          sentence:
            'records a reading by itself: begin the statement with openChart of patients, which decides and records',
        })),
    )
}

/** Every table belongs to one feature, or to the kit. */
export function tablesWithoutOwner(tables: readonly string[], manifests: readonly Manifest[]): Violation[] {
  const owners = Map.groupBy([...kitOwns, ...manifests.flatMap(({ owns }) => owns)], (table) => table)
  return tables
    .filter((table) => owners.get(table)?.length !== 1)
    .map((table) => ({
      file: `server/src/database-tables/${table.split('.')[0]}/nobody.ts`,
      line: 1,
      sentence: `${table} is owned by ${owners.get(table)?.length ?? 0} features: say in one feature.ts whose it is`,
    }))
}

if (import.meta.main) {
  const sources = readSources(['server/src', 'server/database/functions'], /\.(ts|sql)$/)
  const generated = sources.filter(({ path: file }) => file.startsWith('server/src/database-tables/'))
  const tables = generated.flatMap(({ text }) =>
    [...text.matchAll(/^ {2}'([\w.]+)': \{/gm)].map(([, table = '']) => table),
  )
  report('table tiers', [
    ...tablesThatClimb(sources, features),
    ...chartsOpenedBeside(sources),
    ...tablesWithoutOwner(tables, features),
  ])
}
