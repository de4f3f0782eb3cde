import { sql } from 'kysely'
import { refuse } from '../http/refusal.ts'

interface Versioned {
  version: number
}

export function requireVersion(current: number, expected: number | undefined): void {
  if (expected !== undefined && expected !== current) throw refuse('stale')
}

/** A row that is to be changed, at the version that the caller saw: `not-found` where there is none, `stale` at another one. */
export async function atVersion<Row extends Versioned>(
  find: () => Promise<Row | undefined>,
  expectedVersion: number | undefined,
): Promise<Row> {
  const row = await find()
  if (!row) throw refuse('not-found')
  requireVersion(row.version, expectedVersion)
  return row
}

/** A row that the transaction has just written, as it stands now. */
export async function justWritten<Row>(found: Promise<Row | undefined>): Promise<Row> {
  const row = await found
  if (row === undefined) throw new Error('what was just written is not there')
  return row
}

interface VersionedChange<Row> {
  find: () => Promise<Row | undefined>
  expectedVersion: number | undefined
  /** Refuses what cannot be and writes where the version still is `before.version`: how many rows. */
  write: (before: Row) => Promise<number>
  follow?: (before: Row) => unknown
}

/** Changes a row at one version: whoever was overtaken between the look and the write is refused with `stale`. */
export async function writeVersioned<Row extends Versioned>(change: VersionedChange<Row>): Promise<void> {
  const before = await atVersion(change.find, change.expectedVersion)
  if ((await change.write(before)) === 0) throw refuse('stale')
  await change.follow?.(before)
}

/** As {@link writeVersioned}, and reads what came of it: by `find`, or by `reread` where that is another thing. */
export async function changeVersioned<Row extends Versioned, Changed = Row>({
  reread,
  ...change
}: VersionedChange<Row> & { reread?: () => Promise<Changed | undefined> }): Promise<Changed> {
  await writeVersioned(change)
  return (await (reread ?? change.find)()) as Changed
}

/** `archived_at` as a change leaves it: since the first time, taken back, or as it was where nothing is said of it. */
export const archivedAt = (isArchived: boolean | undefined, before: { archived_at: string | null }) =>
  isArchived ? sql<string>`coalesce(archived_at, clock_timestamp())` : isArchived === false ? null : before.archived_at
