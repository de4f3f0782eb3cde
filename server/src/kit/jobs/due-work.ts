import type { Query } from '../db/query.ts'
import type { Placement } from '../db/databases.ts'
import type { Platform } from '../http/platform.ts'
import type { Job } from './job.ts'

export type AddJob = <Payload>(
  job: Job<Payload>,
  payload: { organizationId: string } & NoInfer<Payload>,
  options?: { key?: string; runAt?: string },
) => Promise<void>

export interface DueContext {
  platform: Platform
  placement: Placement
  /** Asks the database that is looked at, with no settings: a statement that outlasts its patience ends the look. */
  ask<Row>(query: Query<Row>): Promise<Row[]>
  addJob: AddJob
}

/** Work that belongs to no single event. It may be done twice, and what a crash cuts off is begun again. */
export interface DueWork {
  readonly name: string
  /** `tenant`: in every database that holds organizations. */
  readonly in: 'control' | 'tenant'
  /** When it is due next, in the SQL of the role {app}: a moment, or null. It is asked often and reads the end of an index. */
  readonly next?: string
  /** Seconds from one time to the next, where nothing tells the moment. */
  readonly every?: number
  /** Seconds that it rests after it was done: what it found is then a job's. */
  readonly rest: number
  /** It is due once more where the code that looked last had another. */
  readonly revision: string
  readonly work: (context: DueContext) => Promise<void>
}

type Moment = { next: string; every?: number } | { next?: string; every: number }

/** Declares due work: `dueWork('messaging.due-messages', { in: 'tenant', next: 'tenant.next_message_at()' }, …)`. */
export const dueWork = (
  name: `${string}.${string}`,
  moment: Moment & { in: 'control' | 'tenant'; rest?: number; revision?: string },
  work: (context: DueContext) => Promise<void>,
): DueWork => ({ rest: 0, revision: '', ...moment, name, work })
