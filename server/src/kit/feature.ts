import type { AnyRouter } from '@orpc/server'
import type { FastifyInstance } from 'fastify'
import { auditKeys } from './audit/store.ts'
import { everySealedTable, everythingLeftBehind, type SealedTable } from './crypto/sealed.ts'
import { everyCopy, type Copies } from './copies.ts'
import { everyErasure, type Erasures } from './erasures.ts'
import { everyMove, type Moves } from './moves.ts'
import type { Remade, Rotated } from './keys/rotation.ts'
import type { AnyTemplate } from './documents/template.ts'
import { keyedSecrets } from './http/idempotency.ts'
import { extend, extensionsOf, type Extension, type Extensions } from './extension.ts'
import type { Platform } from './http/platform.ts'
import type { Listener, ListenerWithin } from './jobs/events.ts'
import type { AnyJob } from './jobs/job.ts'
import type { DueWork } from './jobs/due-work.ts'
import type { AnyWork } from './works/work.ts'
import type { JobRegistry } from './jobs/jobs.ts'

/** What a feature brings to the process, said once, in its `feature.ts`. */
export interface Feature {
  readonly name: string
  /** Imports and SQL reach downward: 0 carries everything, 5 reads everything. */
  readonly tier: 0 | 1 | 2 | 3 | 4 | 5
  /** Its tables: nobody else's SQL names them. */
  readonly owns: readonly string[]
  /** Those of them that features above may read, and never write. */
  readonly publishes?: readonly string[]
  /** Its columns that only the application reads, and how they are sealed. */
  readonly sealed?: readonly SealedTable[]
  /** What it makes with the key of searches, to be made anew under another one. */
  readonly remade?: readonly Remade[]
  /** Columns in words that whoever reads the database may read, as `tenant.rooms.name`, and why. */
  readonly readable?: Readonly<Record<string, string>>
  /** Tables, and columns of others, that an organization does not take along when it leaves, and why. */
  readonly leftBehind?: Readonly<Record<string, string>>
  /** What becomes of its rows that name a patient, when that record is merged into another one: an answer for each such table. */
  readonly moves?: Moves
  /** What becomes of the same rows when the person is erased: an answer for each such table. */
  readonly erasures?: Erasures
  /** What of the same rows is in the file of everything about a patient: an answer for each such table, and what hangs on them. */
  readonly copies?: Copies
  readonly routes?: Readonly<Record<string, AnyRouter>>
  readonly pages?: readonly ((http: FastifyInstance, platform: Platform) => void | Promise<void>)[]
  readonly jobs?: readonly AnyJob[]
  readonly on?: readonly Listener[]
  /** What is done in the transaction of an event, and fails it. */
  readonly within?: readonly ListenerWithin[]
  /** Work that belongs to no single event: done where it is due, in the moment that it names. */
  readonly due?: readonly DueWork[]
  /** Kinds of long work that somebody can ask for. */
  readonly works?: readonly AnyWork[]
  readonly documents?: readonly AnyTemplate[]
  readonly extensions?: readonly Extension[]
}

/** Tables that no feature owns: every transaction writes them. */
export const kitOwns: readonly string[] = [
  'control.audit_batches',
  'control.audit_events',
  'control.audit_forgotten',
  'control.audit_heads',
  'control.audit_keys',
  'control.dead_jobs',
  'control.dropped_jobs',
  'control.due_work',
  'control.health',
  'control.toggle_rules',
  'control.first_key',
  'control.idempotency_keys',
  'control.key_rotation_steps',
  'control.key_rotations',
  'control.placements',
  'control.promised_looks',
  'control.work_pieces',
  'control.works',
  'tenant.audit_batches',
  'tenant.audit_events',
  'tenant.audit_heads',
  'tenant.audit_keys',
  'tenant.events',
  'tenant.forgotten_events',
  'tenant.idempotency_keys',
]

const kitSealed: readonly SealedTable[] = [keyedSecrets, auditKeys]

const kitReadable: Readonly<Record<string, string>> = {
  'tenant.audit_events.request_id': 'names a request in the log',
  'tenant.audit_events.origin': 'by what somebody came: web, api, link, job, or the id of a program',
  'tenant.audit_events.subject': 'the name of a table',
  'tenant.audit_events.subject_id': 'the id of a row',
  'tenant.audit_events.reason': 'a word of ours: emergency',
  'tenant.audit_events.fields': 'names of columns',
  'tenant.audit_events.before':
    'a row as it was, for the seconds until it is chained: what is sealed there is sealed here',
  'tenant.audit_events.after': 'a row as it became, likewise',
  'tenant.audit_events.payload': 'sealed by a key of the person that it is about (tenant.audit_keys)',
  'tenant.audit_batches.digests': 'hashes',
  'tenant.audit_batches.mac': 'a keyed hash',
  'tenant.audit_heads.mac': 'a keyed hash',
  'tenant.events.name': 'the name of an event',
  'tenant.events.payload': 'the fields that its event declares: ids',
  'tenant.idempotency_keys.route': 'the address of an operation',
  'tenant.idempotency_keys.key': 'made by a program for one request',
  'tenant.idempotency_keys.body_hash': 'a hash',
}

const kitLeft: Readonly<Record<string, string>> = {
  'tenant.audit_batches': 'the chain of the log: hashes that prove nothing elsewhere',
  'tenant.audit_heads': 'the chain of the log: hashes that prove nothing elsewhere',
  'tenant.audit_keys': 'keys',
  'tenant.events': 'what happened, as messages between parts of the product',
  'tenant.forgotten_events': 'positions of messages',
  'tenant.idempotency_keys': 'answers given once',
  'control.audit_batches': 'the chain of the log',
  'control.audit_forgotten': 'the chain of the log',
  'control.audit_heads': 'the chain of the log',
  'control.audit_keys': 'keys',
  'control.dead_jobs': 'what workers count',
  'control.dropped_jobs': 'what workers count',
  'control.key_rotation_steps': 'how far a new key is',
  'control.key_rotations': 'when a new key came',
  'control.toggle_rules': 'what whoever runs the platform decided',
  'control.works': 'work on its way, this one included',
  'tenant.audit_events.after': 'sealed by keys of persons; the table of the log opens it',
  'tenant.audit_events.batch': 'the chain of the log',
  'tenant.audit_events.before': 'sealed by keys of persons; the table of the log opens it',
  'tenant.audit_events.payload': 'sealed by keys of persons; the table of the log opens it',
  'tenant.audit_events.xact': 'a number of this database',
  'control.audit_events.after': 'sealed by keys of persons; the table of the log opens it',
  'control.audit_events.batch': 'the chain of the log',
  'control.audit_events.before': 'sealed by keys of persons; the table of the log opens it',
  'control.audit_events.payload': 'sealed by keys of persons; the table of the log opens it',
  'control.audit_events.xact': 'a number of this database',
}

const kitMoves: Moves = {
  'tenant.audit_events': { stays: 'what was done to a record is told of that record' },
}

const kitErasures: Erasures = {
  'tenant.audit_events': {
    stays: 'what was held before and after is sealed by a key of the person, which is taken away',
  },
}

const kitCopies: Copies = {
  'tenant.audit_events': { stays: 'who read and changed a record stands in its access history' },
}

export const sealedTables = (features: readonly Feature[]): SealedTable[] => [
  ...kitSealed,
  ...features.flatMap(({ sealed = [] }) => sealed),
]

export const sealedIn = (features: readonly Feature[]): string[] =>
  sealedTables(features).flatMap(({ table, columns }) => columns.map((column) => `tenant.${table}.${column}`))

export const rotatedIn = (features: readonly Feature[]): Rotated => ({
  sealed: sealedTables(features),
  remade: features.flatMap(({ remade = [] }) => remade),
})

export const readableIn = (features: readonly Feature[]): Record<string, string> =>
  merged([kitReadable, ...features.map(({ readable = {} }) => readable)])

export const leftBehindIn = (features: readonly Feature[]): Record<string, string> =>
  merged([kitLeft, ...features.map(({ leftBehind = {} }) => leftBehind)])

export const movesIn = (features: readonly Feature[]): Moves =>
  merged([kitMoves, ...features.map(({ moves = {} }) => moves)])

export const erasuresIn = (features: readonly Feature[]): Erasures =>
  merged([kitErasures, ...features.map(({ erasures = {} }) => erasures)])

export const copiesIn = (features: readonly Feature[]): Copies =>
  merged([kitCopies, ...features.map(({ copies = {} }) => copies)])

const merged = <Value>(parts: readonly Readonly<Record<string, Value>>[]): Record<string, Value> =>
  Object.assign({}, ...parts)

export const documentsOf = (features: readonly Feature[]): AnyTemplate[] =>
  features.flatMap(({ documents = [] }) => documents)

export const routerOf = (features: readonly Feature[]): Record<string, AnyRouter> =>
  Object.fromEntries(features.flatMap(({ name, routes }) => (routes ? [[name, routes]] : [])))

/** What these features do after a commit. An event may start jobs of several. */
export function jobsOf(features: readonly Feature[]): JobRegistry {
  const listening = features.flatMap(({ on = [] }) => on)
  const byEvent = Map.groupBy(listening, ({ event }) => event)
  const jobs = [...features.flatMap((feature) => feature.jobs ?? []), ...listening.flatMap((each) => each.jobs)]
  const byName = Map.groupBy(new Set(jobs), ({ name }) => name)
  for (const [name, all] of byName) if (all.length > 1) throw new Error(`two jobs are called ${name}`)
  const due = features.flatMap((feature) => feature.due ?? [])
  for (const [name, all] of Map.groupBy(due, (each) => each.name))
    if (all.length > 1) throw new Error(`due work is called ${name} twice`)
  const works = features.flatMap((feature) => feature.works ?? [])
  for (const [name, all] of Map.groupBy(works, (each) => each.name))
    if (all.length > 1) throw new Error(`long work is called ${name} twice`)
  return {
    jobs: Object.fromEntries([...byName].map(([name, [job]]) => [name, job as AnyJob])),
    listeners: Object.fromEntries(
      [...byEvent].map(([event, all]) => [event, all.flatMap((each) => each.jobs.map(({ name }) => name))]),
    ),
    due,
    works,
  }
}

export const withinOf = (features: readonly Feature[]): readonly ListenerWithin[] =>
  features.flatMap(({ within = [] }) => within)

export const extensionsIn = (features: readonly Feature[]): Extensions =>
  extensionsOf([
    ...features.flatMap(({ extensions = [] }) => extensions),
    extend(everySealedTable, sealedTables(features)),
    extend(everythingLeftBehind, leftBehindIn(features)),
    extend(everyMove, movesIn(features)),
    extend(everyErasure, erasuresIn(features)),
    extend(everyCopy, copiesIn(features)),
  ])
