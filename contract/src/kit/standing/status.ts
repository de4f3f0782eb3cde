import { z } from 'zod'

interface Allowed {
  /** `all`: whatever the caller's rights open; `going-on`: what is declared `untilClosed`; `none`: nothing is changed. */
  writes: 'all' | 'going-on' | 'none'
  reads: boolean
}

/** What can be done in an organization of each status. Reading, exporting and ending things go on until it is closed. */
export const statuses = {
  trial: { writes: 'all', reads: true },
  active: { writes: 'all', reads: true },
  'past-due': { writes: 'all', reads: true },
  'read-only': { writes: 'going-on', reads: true },
  suspended: { writes: 'going-on', reads: true },
  // its rows are on their way to another database
  moving: { writes: 'none', reads: true },
  closed: { writes: 'none', reads: false },
} as const satisfies Record<string, Allowed>

export type Status = keyof typeof statuses

export const status = z.enum(Object.keys(statuses) as [Status, ...Status[]])

/** Whether something can be done in an organization of that status. */
export function goesOn(of: Status, what: { isRead: boolean; untilClosed?: boolean }): boolean {
  const { reads, writes } = statuses[of]
  if (what.isRead) return reads
  return writes === 'all' || (writes === 'going-on' && what.untilClosed === true)
}
