import { sql, type RawBuilder } from 'kysely'
import type pg from 'pg'
import { ask as askOnce } from '../db/ask.ts'
import { retrying } from '../db/collisions.ts'
import { bytea, double, nullable, text, texts, uuid } from '../db/columns.ts'
import { pooledPlacementId, type Placement } from '../db/databases.ts'
import type { Query } from '../db/query.ts'
import { anyRow, shape } from '../db/row.ts'
import type { DueWork } from './due-work.ts'

/** Events are handed on by work that every database has. */
export const handOn = 'kit.events'

/** Taken by nobody, and its moment has come (due_work_next). */
const isDue = sql`d.taken_by is null and d.next_at < 'infinity' and greatest(d.next_at, d.not_before) <= statement_timestamp()`

/** Seconds between the first looks at databases that nobody has looked at yet: a thousand of them do not all open at once. */
const spread = 0.25

/** Each statement is a transaction of its own, so that one which was in another's way simply runs again. */
const ask = <Row>(control: pg.Pool, query: Query<Row>): Promise<Row[]> => retrying(() => askOnce(control, query))

/**
 * Rows of `control.due_work d` that a statement changes, as `held`: locked in the order of their key, so that of two statements
 * that want the same rows one waits, and neither for the other.
 */
const held = (condition: RawBuilder<unknown>) => sql`
  held as (select d.placement_id, d.kind from control.due_work d where ${condition} order by d.placement_id, d.kind for update)`

const isHeld = sql`d.placement_id = held.placement_id and d.kind = held.kind`

/** Gives each database a row for each kind; what is looked at by other code than before is due. */
export async function addMissing(control: pg.Pool, kinds: readonly DueWork[], isStart: boolean): Promise<void> {
  const [names, revisions] = [kinds.map(({ name }) => name), kinds.map(({ revision }) => revision)]
  await ask(
    control,
    anyRow`
      insert into control.due_work (placement_id, kind, revision, next_at)
      select m.placement_id, m.kind, m.revision,
        statement_timestamp() + make_interval(secs => (dense_rank() over (order by m.placement_id) - 1) * ${spread}::float8)
      from (
        select p.id as placement_id, k.kind, k.revision from control.placements p
        cross join unnest(${names}::text[], ${revisions}::text[], ${kinds.map((kind) => kind.in === 'control')}::bool[])
          as k (kind, revision, is_control)
        where (p.id = ${pooledPlacementId} or not k.is_control)
          and not exists (select from control.due_work d where d.placement_id = p.id and d.kind = k.kind)) m
      order by m.placement_id, m.kind
      on conflict do nothing`,
  )
  if (!isStart) return
  await ask(
    control,
    anyRow`
      with code as (select * from unnest(${names}::text[], ${revisions}::text[]) as k (kind, revision)),
      ${held(sql`exists (select from code k where k.kind = d.kind and k.revision <> d.revision)`)}
      update control.due_work d set revision = k.revision, next_at = least(d.next_at, statement_timestamp())
      from held join code k on k.kind = held.kind where ${isHeld}`,
  )
}

/** These databases have news; one that did not answer has, for whoever committed there was answered. */
export const wake = (control: pg.Pool, placementIds: readonly string[]) =>
  ask(
    control,
    anyRow`
      with ${held(sql`d.placement_id = any (${placementIds}::uuid[]) and d.kind = ${handOn}
        and greatest(d.next_at, d.not_before) > statement_timestamp()`)}
      update control.due_work d set next_at = least(d.next_at, statement_timestamp()), not_before = '-infinity'
      from held where ${isHeld}`,
  )

/** Looks that were promised for a moment that has come are due; the promise is kept by the row that it moves. */
export const keepPromises = (control: pg.Pool) =>
  ask(
    control,
    anyRow`
      with promised as (
        delete from control.promised_looks where look_at <= statement_timestamp() returning placement_id),
      ${held(sql`d.kind = ${handOn} and d.placement_id in (select placement_id from promised)`)}
      update control.due_work d set next_at = least(d.next_at, statement_timestamp()) from held where ${isHeld}`,
  )

export interface TakenWork {
  placement: Placement
  kinds: string[]
  isAway: boolean
}

const takenRow = shape({
  placement_id: uuid,
  connection_sealed: nullable(bytea),
  kinds: texts,
  failures: double,
})

/** How many databases may be taken, and how many of them that did not answer when they were last asked. */
export interface Room {
  databases: number
  away: number
}

/**
 * Takes what is due, whole databases at a time, those that answer first. A row that is taken is moved to infinity: what
 * is asked for while it is worked on stays.
 */
export async function take(
  control: pg.Pool,
  worker: string,
  kinds: readonly string[],
  busy: readonly string[],
  room: Room,
): Promise<TakenWork[]> {
  const rows = await ask(
    control,
    takenRow`
      with waiting as (
        select d.placement_id, min(greatest(d.next_at, d.not_before)) as since, max(d.failures) > 0 as is_away
        from control.due_work d
        where ${isDue} and d.kind = any (${kinds}::text[]) and d.placement_id <> all (${busy}::uuid[])
        group by d.placement_id),
      chosen as (
        select r.placement_id from (
          select w.*, row_number() over (partition by w.is_away order by w.since) as nth from waiting w) r
        where not r.is_away or r.nth <= ${room.away}::int order by r.is_away, r.since limit ${room.databases}::int),
      due as (
        select d.placement_id, d.kind from control.due_work d
        where d.placement_id in (select placement_id from chosen) and d.kind = any (${kinds}::text[]) and ${isDue}
        for update skip locked),
      taken as (
        update control.due_work d set taken_by = ${worker}, next_at = 'infinity' from due
        where d.placement_id = due.placement_id and d.kind = due.kind
        returning d.placement_id, d.kind, d.failures)
      select p.id as placement_id, p.connection_sealed, array_agg(t.kind) as kinds, max(t.failures)::float8 as failures
      from taken t join control.placements p on p.id = t.placement_id group by p.id`,
  )
  return rows.map(({ placement_id, connection_sealed, kinds: taken, failures }) => ({
    placement: { id: placement_id, connectionSealed: connection_sealed },
    kinds: taken,
    isAway: failures > 0,
  }))
}

/** When a kind is due next, seconds from now; null: nothing is known to come. */
export interface NextMoment {
  kind: string
  seconds: number | null
  /** Seconds that it rests, because it was done; absent where it was only asked. */
  rest?: number
}

/** Writes down what a look has found: what was done is given back, and nothing is put off that was asked for meanwhile. */
export const giveBack = (control: pg.Pool, placementId: string, moments: readonly NextMoment[]) =>
  ask(
    control,
    anyRow`
      with moment as (
        select * from unnest(${moments.map(({ kind }) => kind)}::text[], ${moments.map(({ seconds }) => seconds)}::float8[],
          ${moments.map(({ rest }) => rest ?? null)}::float8[]) as m (kind, seconds, rest)),
      ${held(sql`d.placement_id = ${placementId} and d.kind in (select m.kind from moment m)`)}
      update control.due_work d set
        next_at = least(d.next_at, coalesce(statement_timestamp() + make_interval(secs => m.seconds), 'infinity')),
        not_before = coalesce(statement_timestamp() + make_interval(secs => m.rest), d.not_before),
        taken_by = case when m.rest is null then d.taken_by end,
        failures = 0
      from held join moment m on m.kind = held.kind
      where ${isHeld}
        and (m.rest is not null or d.failures > 0 or d.next_at > statement_timestamp() + make_interval(secs => m.seconds))`,
  )

/** Seconds after which a database that did not answer is asked again, at most. */
const longestPause = 60

/** The database did not answer: it is left alone, all that it has to do, with pauses that grow. */
export const leaveAlone = (control: pg.Pool, placementId: string, worker: string) =>
  ask(
    control,
    anyRow`
      with ${held(sql`d.placement_id = ${placementId}`)}
      update control.due_work d set failures = d.failures + 1,
        not_before = statement_timestamp() + make_interval(secs => least(${longestPause}::float8, power(2, d.failures))),
        next_at = case when d.taken_by = ${worker} then least(d.next_at, statement_timestamp()) else d.next_at end,
        taken_by = nullif(d.taken_by, ${worker})
      from held where ${isHeld}`,
  )

export const takers = async (control: pg.Pool): Promise<string[]> =>
  (
    await ask(
      control,
      shape({ taken_by: text })`select distinct taken_by from control.due_work where taken_by is not null`,
    )
  ).map((row) => row.taken_by)

/** What these workers had taken is due; but for databases that are still being worked on. */
export const freeWork = (control: pg.Pool, workers: readonly string[], busy: readonly string[]) =>
  ask(
    control,
    anyRow`
      with ${held(sql`d.taken_by = any (${workers}::text[]) and d.placement_id <> all (${busy}::uuid[])`)}
      update control.due_work d set taken_by = null, next_at = least(d.next_at, statement_timestamp()) from held where ${isHeld}`,
  )

/** Milliseconds until something is due, undefined: nothing is known to come. */
export async function untilNext(control: pg.Pool, kinds: readonly string[]): Promise<number | undefined> {
  const [row] = await ask(
    control,
    shape({ milliseconds: nullable(double) })`
      select (1000 * extract(epoch from min(greatest(d.next_at, d.not_before)) - statement_timestamp()))::float8 as milliseconds
      from control.due_work d where d.taken_by is null and d.next_at < 'infinity' and d.kind = any (${kinds}::text[])`,
  )
  return row?.milliseconds ?? undefined
}

/** Whether a database that answers has events to hand on, or to hand on soon. */
export async function areEventsWaiting(control: pg.Pool): Promise<boolean> {
  const rows = await ask(
    control,
    anyRow`
      select from control.due_work d
      where d.kind = ${handOn} and d.failures = 0 and (d.next_at < 'infinity' or d.taken_by is not null) limit 1`,
  )
  return rows.length > 0
}

export const makeAllDue = (control: pg.Pool) =>
  ask(
    control,
    anyRow`
      with ${held(sql`true`)}
      update control.due_work d set next_at = least(d.next_at, statement_timestamp()), not_before = '-infinity'
      from held where ${isHeld}`,
  )
