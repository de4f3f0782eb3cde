import { bigint, bytea, nullable, text, uuid } from '../db/columns.ts'
import { leftJoined, shape } from '../db/row.ts'
import { batchRow, chainedRow, digestOf, headMacOf, macOf, type BatchRow, type ChainedRow } from './chain.ts'
import type { Finding } from './findings.ts'
import { expectedDigests } from './forgetting.ts'
import { payloadOf } from './held.ts'
import { readKeys } from './keys.ts'
import { tableOf, type AuditStore } from './store.ts'

export interface Checked {
  /** Compared in this step. */
  batches: number
  events: number
  /** Of the whole chain. */
  total: number
  /** None: everything is as it was chained. */
  findings: Finding[]
  /** Batches with which the numbers of transactions began anew: the database was brought back from a copy. */
  broughtBack: number[]
  /** The batch after which the next step goes on; absent: this was the last one. */
  next?: number
  /** Of the last step: events that are not in the chain yet: nothing proves them. */
  loose?: number
  /** Likewise the newest batch: whoever keeps it elsewhere can tell later whether batches were taken away. */
  head?: string
}

/** Compares an organization's audit with its chain from a batch on, so many batches, while others go on chaining. The store reads. */
export async function checkAudit(store: AuditStore, after: number, limit: number): Promise<Checked> {
  const newest = await findNewest(store)
  const checked: Checked = { batches: 0, events: 0, total: newest?.number ?? 0, findings: [], broughtBack: [] }
  let last = after > 0 ? await nextBatch(store, after - 1) : undefined
  while (checked.batches < limit) {
    const batch = await nextBatch(store, last?.number ?? after)
    if (!batch || batch.number > checked.total) return end(store, checked, { newest, last })
    if (batch.number !== (last?.number ?? 0) + 1)
      checked.findings.push({ kind: 'batches-missing', batch: batch.number })
    const events = await eventsIn(store, batch.number)
    const expected = await expectedDigests(store, batch)
    checked.findings.push(
      ...macProblems(store, last, batch, expected.isOurs),
      ...differences(batch.number, expected.digests, events),
      ...(await unreadable(store, events)),
    )
    if (last && batch.horizon < last.horizon) checked.broughtBack.push(batch.number)
    checked.batches++
    checked.events += events.length
    last = batch
  }
  return { ...checked, next: last?.number }
}

/** A note of what was forgotten is part of its batch. */
const macProblems = (store: AuditStore, last: BatchRow | undefined, batch: BatchRow, isNoteOurs: boolean): Finding[] =>
  isNoteOurs && macOf(store.chainKey(batch.key_number).key, last?.mac, batch).equals(batch.mac)
    ? []
    : [{ kind: 'batch-changed', batch: batch.number }]

/** What is found once, after the last batch. */
async function end(
  store: AuditStore,
  checked: Checked,
  { newest, last }: { newest: Newest; last: BatchRow | undefined },
): Promise<Checked> {
  const { loose } = await countLoose(store)
  const findings = [...checked.findings, ...headProblems(store, newest), ...(await strays(store))]
  if (checked.total + loose === 0) findings.push({ kind: 'no-events' })
  return { ...checked, findings, loose, head: last ? `${last.number}:${last.mac.toString('base64url')}` : '' }
}

export interface Verified {
  batches: number
  events: number
  loose: number
  head: string
  findings: Finding[]
  broughtBack: number[]
}

/** All steps, one after the other. */
export async function verifyAudit(store: AuditStore): Promise<Verified> {
  const verified: Verified = { batches: 0, events: 0, loose: 0, head: '', findings: [], broughtBack: [] }
  for (let after: number | undefined = 0; after !== undefined;) {
    const step: Checked = await checkAudit(store, after, 50)
    verified.batches += step.batches
    verified.events += step.events
    verified.findings.push(...step.findings)
    verified.broughtBack.push(...step.broughtBack)
    verified.loose = step.loose ?? 0
    verified.head = step.head ?? ''
    after = step.next
  }
  return verified
}

export const countBatches = async (store: AuditStore): Promise<number> =>
  (
    await store.tx.one(shape({ count: bigint })`
      select coalesce(max(b.number), 0) as count from ${tableOf(store, 'batches')} b
      where b.organization_id = ${store.organizationId}`)
  ).count

const newestRow = shape({
  ...batchRow.columns,
  head_number: nullable(bigint),
  head_mac: nullable(bytea),
})

/** The newest batch and what names it, as one moment. */
const findNewest = (store: AuditStore) =>
  store.tx.maybe(leftJoined(newestRow)`
    select ${batchRow.of('b')}, h.number as head_number, h.mac as head_mac
    from (select max(n.number) as number from ${tableOf(store, 'batches')} n where n.organization_id = ${store.organizationId}) m
    left join ${tableOf(store, 'batches')} b on b.organization_id = ${store.organizationId} and b.number = m.number
    left join ${tableOf(store, 'heads')} h on h.organization_id = ${store.organizationId}`)

type Newest = Awaited<ReturnType<typeof findNewest>>

const nextBatch = (store: AuditStore, after: number) =>
  store.tx.maybe(batchRow`
    select ${batchRow.of('b')} from ${tableOf(store, 'batches')} b
    where b.organization_id = ${store.organizationId} and b.number > ${after} order by b.number limit 1`)

/** In the order of the chain (audit_events_by_batch). */
const eventsIn = (store: AuditStore, batch: number) =>
  store.tx.all(chainedRow`
    select ${chainedRow.of('e', store.computed)} from ${tableOf(store, 'events')} e
    where e.organization_id = ${store.organizationId} and e.batch = ${batch} order by e.xact, e.id`)

/** `chained`: the digests of those of its events that no rule let be forgotten. */
function differences(batch: number, chained: readonly string[], events: readonly ChainedRow[]): Finding[] {
  const there = events.map((event) => ({ id: event.id, digest: digestOf(event).toString('hex') }))
  const known = new Set(chained)
  const found = new Set(there.map(({ digest }) => digest))
  const foreign = there.filter(({ digest }) => !known.has(digest))
  const gone = chained.filter((digest) => !found.has(digest)).length
  const isMoved = gone === 0 && foreign.length === 0 && there.some(({ digest }, at) => digest !== chained[at])
  return [
    ...foreign.map(({ id }): Finding => ({ kind: 'event-changed', eventId: id, batch })),
    ...(gone > foreign.length ? [{ kind: 'events-missing', count: gone - foreign.length, batch } as const] : []),
    ...(isMoved ? [{ kind: 'events-moved', batch } as const] : []),
  ]
}

/** A key that is gone without anybody having been forgotten, or that opens nothing. */
async function unreadable(store: AuditStore, events: readonly ChainedRow[]): Promise<Finding[]> {
  const holding = events.filter(({ payload }) => payload !== null)
  if (holding.length === 0) return []
  const keys = await readKeys(store, [...new Set(holding.map(({ person }) => person))])
  return holding.flatMap((event): Finding[] => {
    const { person } = event
    if (!keys.has(person)) return [{ kind: 'key-missing', personId: person }]
    const key = keys.get(person)
    return key && payloadOf(store, event, key) === undefined ? [{ kind: 'event-unreadable', eventId: event.id }] : []
  })
}

function headProblems(store: AuditStore, newest: Newest): Finding[] {
  const { number, mac, key_number, head_number, head_mac } = newest ?? {}
  if (!number && !head_number) return []
  const isHead =
    number &&
    mac &&
    key_number &&
    head_mac &&
    head_number === number &&
    headMacOf(store.chainKey(key_number).key, number, mac).equals(head_mac)
  return isHead ? [] : [{ kind: 'head-changed', batch: number ?? 0 }]
}

/** Events that name a batch that is not there, and such as came later than what is older than them was chained. */
async function strays(store: AuditStore): Promise<Finding[]> {
  const rows = await store.tx.all(shape({ id: uuid, kind: text })`
    with last as (
      select b.number, b.horizon, b.last_xact, b.last_id from ${tableOf(store, 'batches')} b
      where b.organization_id = ${store.organizationId} order by b.number desc limit 1)
    select e.id, 'event-without-batch' as kind from ${tableOf(store, 'events')} e
    where e.organization_id = ${store.organizationId} and e.batch is not null
      and (e.batch < 1 or e.batch > coalesce((select l.number from last l), 0))
    union all
    select e.id, 'event-inserted' from ${tableOf(store, 'events')} e, last l
    where e.organization_id = ${store.organizationId} and e.batch is null
      and (e.xact < l.horizon or (e.xact, e.id) <= (l.last_xact, l.last_id))`)
  return rows.map(({ id: eventId, kind }) => ({ kind: kind as Finding['kind'], eventId }))
}

const countLoose = (store: AuditStore) =>
  store.tx.one(shape({ loose: bigint })`
    select count(*) as loose from ${tableOf(store, 'events')} e where e.organization_id = ${store.organizationId} and e.batch is null`)
