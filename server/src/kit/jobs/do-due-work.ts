import { sql, type RawBuilder } from 'kysely'
import type pg from 'pg'
import { askOn } from '../db/ask.ts'
import { isAway } from '../db/outages/away.ts'
import { double, nullable, text } from '../db/columns.ts'
import { pooledPlacementId } from '../db/databases.ts'
import type { Query } from '../db/query.ts'
import { shape } from '../db/row.ts'
import type { Platform } from '../http/platform.ts'
import type { NextMoment, TakenWork } from './due-rows.ts'
import type { AddJob, DueWork } from './due-work.ts'

/** Milliseconds that a statement is waited for: longer than the server lets one run, so that only silence is cut off. */
const patience = 8_000

/** Seconds after which work that failed in a database that answers is tried again. */
const afterFailure = 10

interface DoDueWork {
  platform: Platform
  kinds: readonly DueWork[]
  addJob: AddJob
}

/**
 * Looks at one database: does what was taken and asks when each kind is due next. Work that fails is logged and tried
 * again; a database that does not answer rejects.
 */
export const doDueWork =
  ({ platform, kinds, addJob }: DoDueWork) =>
  async ({ placement, kinds: taken }: TakenWork): Promise<NextMoment[]> => {
    const isControl = placement.id === pooledPlacementId
    const here = kinds.filter((kind) => isControl || kind.in === 'tenant')
    const pool = platform.databases.holding(placement)
    return platform.transactions.breaker.run(placement.id, pool, () =>
      onClient(pool, async (ask) => {
        const failed = new Set<string>()
        for (const kind of here.filter(({ name }) => taken.includes(name))) {
          try {
            await kind.work({ platform, placement, ask, addJob })
          } catch (error) {
            if (isAway(error)) throw error
            failed.add(kind.name)
            platform.log.warn({ part: 'due', kind: kind.name, placement: placement.id, err: error }, 'tried again')
          }
        }
        const moments = await nextMoments(here, ask)
        return here.flatMap((kind) => momentOf(kind, moments, taken.includes(kind.name), failed.has(kind.name)))
      }),
    )
  }

function momentOf(
  { name, every, rest }: DueWork,
  moments: ReadonlyMap<string, number | null>,
  isDone: boolean,
  hasFailed: boolean,
): NextMoment[] {
  const nextSeconds = moments.get(name) ?? null
  if (!isDone) return nextSeconds === null ? [] : [{ kind: name, seconds: nextSeconds }]
  if (hasFailed) return [{ kind: name, seconds: 0, rest: afterFailure }]
  const seconds = every === undefined || (nextSeconds !== null && nextSeconds < every) ? nextSeconds : every
  return [{ kind: name, seconds, rest }]
}

type Ask = <Row>(query: Query<Row>) => Promise<Row[]>

const momentRow = shape({ kind: text, seconds: nullable(double) })

/** Seconds from now by the clock of that database, for clocks differ. */
async function nextMoments(kinds: readonly DueWork[], ask: Ask): Promise<Map<string, number | null>> {
  const asked = kinds.flatMap(({ name, next }) => (next === undefined ? [] : [momentOfKind(name, next)]))
  if (asked.length === 0) return new Map()
  const rows = await ask(momentRow`
    select kind, extract(epoch from at - statement_timestamp())::float8 as seconds
    from (${sql.join(asked, sql` union all `)}) as moments`)
  return new Map(rows.map(({ kind, seconds }) => [kind, seconds]))
}

const momentOfKind = (name: string, next: string): RawBuilder<unknown> =>
  sql`select ${name}::text as kind, (${sql.raw(next)})::timestamptz as at`

/** Gives `work` a connection that is cut where it keeps silent. */
async function onClient<Result>(pool: pg.Pool, work: (ask: Ask) => Promise<Result>): Promise<Result> {
  const client = await pool.connect()
  let isCut = false
  const ask: Ask = async (query) => {
    const timer = setTimeout(() => {
      isCut = true
      void client.end().catch(() => {})
    }, patience)
    try {
      return await askOn(client, query)
    } finally {
      clearTimeout(timer)
    }
  }
  try {
    return await work(ask)
  } finally {
    client.release(isCut)
  }
}
