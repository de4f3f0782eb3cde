import { createHmac } from 'node:crypto'
import { sql } from 'kysely'
import { bigint, bool, bytea, nullable, uuid } from '../db/columns.ts'
import { shape } from '../db/row.ts'
import { batchRow, chainedRow, digestOf, digestsIn, type BatchRow } from './chain.ts'
import { tableOf, type AuditStore } from './store.ts'

/** A bit for each event of a batch: whether a rule let it be forgotten. */
const isSet = (places: Buffer, at: number): boolean => (((places[at >> 3] ?? 0) >> (at & 7)) & 1) === 1

function withPlaces(places: Buffer, added: readonly number[]): Buffer {
  const more = Buffer.from(places)
  for (const at of added) more[at >> 3] = (more[at >> 3] ?? 0) | (1 << (at & 7))
  return more
}

/** Keyed as the batch is, and over its own MAC: it stands for this batch alone. */
const macOfPlaces = (store: AuditStore, batch: BatchRow, places: Buffer): Buffer =>
  createHmac('sha256', store.chainKey(batch.key_number).key)
    .update(`forgotten|${batch.number}|`)
    .update(batch.mac)
    .update(places)
    .digest()

interface Forgotten {
  places: Buffer
  /** False where somebody noted by hand what they took away: nothing of it counts then. */
  isOurs: boolean
}

async function readForgotten(store: AuditStore, batch: BatchRow): Promise<Forgotten> {
  const none = { places: Buffer.alloc(Math.ceil(digestsIn(batch).length / 8)), isOurs: true }
  // records are kept as long as their organization
  if (store.schema !== 'control') return none
  const row = await store.tx.maybe(shape({ places: bytea, mac: bytea })`
    select f.places, f.mac from control.audit_forgotten f
    where f.organization_id = ${store.organizationId} and f.batch = ${batch.number}`)
  if (!row) return none
  const isOurs = row.places.length === none.places.length && macOfPlaces(store, batch, row.places).equals(row.mac)
  return isOurs ? { places: row.places, isOurs } : { ...none, isOurs }
}

/** Digests of a batch of which the events have to be there, in the order of the chain. */
export async function expectedDigests(
  store: AuditStore,
  batch: BatchRow,
): Promise<{ digests: string[]; isOurs: boolean }> {
  const { places, isOurs } = await readForgotten(store, batch)
  return { digests: digestsIn(batch).filter((_, at) => !isSet(places, at)), isOurs }
}

/**
 * Takes away what is too old in the first batch behind `after` that holds any, with a note of which they were. Answers that batch;
 * undefined: there is none. A batch that somebody tampered with stays as it is, for whoever verifies.
 */
export async function forgetNext(store: AuditStore, after: number): Promise<number | undefined> {
  const { tx, organizationId } = store
  const { is_mine } = await tx.one(shape({ is_mine: bool })`
    select pg_try_advisory_xact_lock(hashtextextended(${store.lock}, 0)) as is_mine`)
  if (!is_mine) return undefined
  const { number } = await tx.one(shape({ number: nullable(bigint) })`
    select min(e.batch) as number from control.audit_events e join control.retention_rules() r on ${isOld}
    where e.organization_id = ${organizationId} and e.batch > ${after}`)
  if (number === null) return undefined
  const batch = await tx.maybe(batchRow`
    select ${batchRow.of('b')} from ${tableOf(store, 'batches')} b
    where b.organization_id = ${organizationId} and b.number = ${number}`)
  if (batch) await forgetIn(store, batch)
  return number
}

const isOld = sql`r.log = 'organization' and r.kind = e.action and e.at < statement_timestamp() - r.kept`

async function forgetIn(store: AuditStore, batch: BatchRow): Promise<void> {
  const { tx, organizationId } = store
  const old = await tx.all(chainedRow`
    select ${chainedRow.of('e', store.computed)} from control.audit_events e join control.retention_rules() r on ${isOld}
    where e.organization_id = ${organizationId} and e.batch = ${batch.number}`)
  const digests = digestsIn(batch)
  const places = old.map((event) => digests.indexOf(digestOf(event).toString('hex')))
  const before = await readForgotten(store, batch)
  if (places.includes(-1) || !before.isOurs) return
  const after = withPlaces(before.places, places)
  const ids = old.map(({ id }) => id)
  const { gone } = await tx.one(shape({ gone: bigint })`
    select control.forget_audit(${batch.number}, ${ids}::uuid[], ${after}, ${macOfPlaces(store, batch, after)}) as gone`)
  if (gone !== old.length) throw new Error('an event that was to be forgotten is gone already')
}

/** Organizations of one look at those whose log holds what is too old. */
const atOnce = 100

/** Names each organization that has something to forget, in the order of ids. */
export async function* organizationsWithOldAudit(
  ask: (query: ReturnType<typeof oldAfter>) => Promise<{ id: string }[]>,
): AsyncGenerator<string> {
  for (let behind = '00000000-0000-0000-0000-000000000000'; ;) {
    const rows = await ask(oldAfter(behind))
    for (const { id } of rows) yield id
    behind = rows.at(-1)?.id ?? behind
    if (rows.length < atOnce) return
  }
}

const oldAfter = (behind: string) =>
  shape({ id: uuid })`select id from control.organizations_with_old_audit(${behind}::uuid, ${atOnce}) id`
