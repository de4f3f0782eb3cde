import type { AnyRouter } from '@orpc/server'
import type { FastifyInstance } from 'fastify'
import { extensionsOf, type Extension, type Extensions } from './extension.ts'
import type { Platform } from './http/platform.ts'
import type { Job, JobRegistry, Sweep } from './jobs/jobs.ts'

/** What a feature brings to the process, said once, in its `feature.ts`. */
export interface Feature {
  /** As its folders are called. */
  readonly name: string
  /** Its tables: nobody else's SQL names them. */
  readonly owns: readonly string[]
  /** Its operations, by the contract's keys. */
  readonly routes?: Readonly<Record<string, AnyRouter>>
  /** Serves addresses beside the contract: public pages, what libraries answer. */
  readonly pages?: readonly ((http: FastifyInstance, platform: Platform) => void | Promise<void>)[]
  /** Work after a commit, by name: `messaging.deliver`. */
  readonly jobs?: Readonly<Record<string, Job>>
  /** Events → names of the jobs that each of them starts. */
  readonly on?: Readonly<Record<string, readonly string[]>>
  /** Looked at every ten seconds and after news: work that belongs to no single event. */
  readonly sweeps?: readonly Sweep[]
  /** What it adds to features below. */
  readonly extensions?: readonly Extension[]
}

/** Tables that no feature owns: every transaction writes them. */
export const kitOwns: readonly string[] = [
  'control.audit_events',
  'control.idempotency_keys',
  'control.placements',
  'tenant.audit_events',
  'tenant.events',
  'tenant.idempotency_keys',
]

const together = <Value>(parts: readonly Readonly<Record<string, Value>>[]): Record<string, Value> =>
  Object.assign({}, ...parts)

/** Every operation of these features; the keys of the contract. */
export const routerOf = (features: readonly Feature[]): Record<string, AnyRouter> =>
  together(features.map(({ routes = {} }) => routes))

/** What these features do after a commit. An event may start jobs of several. */
export function jobsOf(features: readonly Feature[]): JobRegistry {
  const pairs = features.flatMap(({ on = {} }) => Object.entries(on))
  const byEvent = Map.groupBy(pairs, ([event]) => event)
  return {
    jobs: together(features.map(({ jobs = {} }) => jobs)),
    listeners: Object.fromEntries([...byEvent].map(([event, all]) => [event, all.flatMap(([, jobs]) => jobs)])),
    sweeps: features.flatMap(({ sweeps = [] }) => sweeps),
  }
}

/** What these features add to those below them. */
export const extensionsIn = (features: readonly Feature[]): Extensions =>
  extensionsOf(features.flatMap(({ extensions = [] }) => extensions))
