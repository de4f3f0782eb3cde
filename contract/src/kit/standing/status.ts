import { z } from 'zod'

interface Allowed {
  /** `all`: whatever the caller's rights open; `going-on`: what is declared `untilClosed`; `none`: nothing is changed. */
  writes: 'all' | 'going-on' | 'none'
  reads: boolean
  /** What nobody waits for at a screen, jobs and long work: it `goes-on`, `waits` for another status, or `ends`. */
  behind: 'goes-on' | 'waits' | 'ends'
}

/** What can be done in an organization of each status. Reading, exporting and ending things go on until it is closed. */
export const statuses = {
  trial: { writes: 'all', reads: true, behind: 'goes-on' },
  active: { writes: 'all', reads: true, behind: 'goes-on' },
  'past-due': { writes: 'all', reads: true, behind: 'goes-on' },
  // what was begun before is finished: what was promised to patients is sent
  'read-only': { writes: 'going-on', reads: true, behind: 'goes-on' },
  suspended: { writes: 'going-on', reads: true, behind: 'goes-on' },
  // its rows are on their way to another database
  moving: { writes: 'none', reads: true, behind: 'waits' },
  closed: { writes: 'none', reads: false, behind: 'ends' },
} as const satisfies Record<string, Allowed>

export type Status = keyof typeof statuses

export const status = z.enum(Object.keys(statuses) as [Status, ...Status[]])

/** Whether something can be done in an organization of that status. */
export function goesOn(of: Status, what: { isRead: boolean; untilClosed?: boolean }): boolean {
  const { reads, writes } = statuses[of]
  if (what.isRead) return reads
  return writes === 'all' || (writes === 'going-on' && what.untilClosed === true)
}

/** What becomes of a job or a long work of an organization; what seals the record of what was done goes on to the end. */
export function behind(of: Status, what: { isRecord?: boolean } = {}): 'goes-on' | 'waits' | 'ends' {
  const { behind: said } = statuses[of]
  return said === 'ends' && what.isRecord ? 'goes-on' : said
}
