import { sql } from 'kysely'
import { encrypt } from '../crypto/cipher.ts'
import { bigint, bool } from '../db/columns.ts'
import { shape } from '../db/row.ts'
import { batchRow, digestOf, headMacOf, looseRow, macOf, type BatchRow, type LooseRow } from './chain.ts'
import { keysOf } from './keys.ts'
import { tableOf, type AuditStore } from './store.ts'

/** Events of one batch, and of one transaction: it holds up everybody's events while it lasts. */
export const batchSize = 500

/**
 * Seals the oldest events that no running transaction can precede and adds them to the chain as one batch; answers how many.
 * None where somebody else is at it.
 */
export async function chainNext(store: AuditStore): Promise<number> {
  const { is_mine } = await store.tx.one(shape({ is_mine: bool })`
    select pg_try_advisory_xact_lock(hashtextextended(${store.lock}, 0)) as is_mine`)
  if (!is_mine) return 0
  const head = await findHead(store)
  if (head && (await countsAnew(store, head))) return chainAnew(store, head)
  const events = await looseAfter(store, head)
  const last = events.at(-1)
  if (!last) return 0
  await chain(store, head, events, {
    last_xact: last.xact,
    last_id: last.id,
    // a full batch may end in the middle of a transaction
    horizon: events.length < batchSize ? last.oldest_running : last.xact,
  })
  return events.length
}

type End = Pick<BatchRow, 'last_xact' | 'last_id' | 'horizon'>

async function chain(
  store: AuditStore,
  head: BatchRow | undefined,
  events: readonly LooseRow[],
  end: End,
): Promise<void> {
  const sealed = await sealAll(store, events)
  const number = (head?.number ?? 0) + 1
  const { chained } = await store.tx.one(shape({ chained: bigint })`
    select ${sql.raw(store.schema)}.chain_audit(${sealed.map(({ id }) => id)}::uuid[],
      ${sealed.map(({ payload }) => payload)}::bytea[], ${number}) as chained`)
  if (chained !== sealed.length) throw new Error('an event that was to be chained is gone')
  await writeBatch(store, head?.mac, { ...end, number, digests: Buffer.concat(sealed.map(digestOf)) })
}

/** A server numbers its transactions from where it began: a copy brought back elsewhere meets numbers below those of its chain. */
const countsAnew = async ({ tx }: AuditStore, { horizon }: BatchRow): Promise<boolean> => {
  const { next } = await tx.one(shape({ next: bigint })`
    select pg_snapshot_xmax(pg_current_snapshot())::text::bigint as next`)
  return horizon > next
}

/**
 * The copy's events that no batch holds, then those that came since, as they stand; the batch that leaves none begins the new
 * horizon, from which on the order is this server's. What is cut off goes on, because until then the old horizon stays.
 */
async function chainAnew(store: AuditStore, head: BatchRow): Promise<number> {
  const events = await store.tx.all(looseRow`
    select ${looseColumns(store)} from ${tableOf(store, 'events')} e
    where e.organization_id = ${store.organizationId} and e.batch is null
      and (e.xact >= ${head.horizon}::bigint or e.xact < ${oldestRunning})
    order by e.xact, e.id limit ${batchSize}`)
  const { oldest } = await store.tx.one(shape({ oldest: bigint })`select ${oldestRunning} as oldest`)
  const horizon = Math.min(oldest, ...events.map((event) => event.oldest_running))
  const isLast = events.length < batchSize
  await chain(store, head, events, {
    last_xact: isLast ? horizon - 1 : head.last_xact,
    last_id: isLast ? nobody : head.last_id,
    horizon: isLast ? horizon : head.horizon,
  })
  return events.length
}

const findHead = (store: AuditStore): Promise<BatchRow | undefined> =>
  store.tx.maybe(batchRow`
    select ${batchRow.of('b')} from ${tableOf(store, 'batches')} b
    where b.organization_id = ${store.organizationId} order by b.number desc limit 1`)

async function writeBatch(
  store: AuditStore,
  previous: Buffer | undefined,
  batch: Omit<BatchRow, 'mac' | 'key_number'>,
) {
  const { organizationId } = store
  const { number: keyNumber, key } = store.chainKey()
  const mac = macOf(key, previous, batch)
  await store.tx.run(sql`
    with added as (
      insert into ${tableOf(store, 'batches')} (organization_id, number, key_number, last_xact, last_id, horizon, digests, mac)
      values (${organizationId}, ${batch.number}, ${keyNumber}, ${batch.last_xact}, ${batch.last_id}, ${batch.horizon},
        ${batch.digests}, ${mac}))
    insert into ${tableOf(store, 'heads')} (organization_id, number, mac)
    values (${organizationId}, ${batch.number}, ${headMacOf(key, batch.number, mac)})
    on conflict (organization_id) do update set number = excluded.number, mac = excluded.mac`)
}

/** In the order of the chain (audit_events_waiting). What comes too late for its place is left for whoever verifies. */
const looseAfter = (store: AuditStore, head: BatchRow | undefined): Promise<LooseRow[]> =>
  store.tx.all(looseRow`
    select ${looseColumns(store)} from ${tableOf(store, 'events')} e
    where e.organization_id = ${store.organizationId} and e.batch is null and e.xact < ${oldestRunning}
      and e.xact >= ${head?.horizon ?? 0}::bigint
      and (e.xact, e.id) > (${head?.last_xact ?? 0}::bigint, ${head?.last_id ?? nobody}::uuid)
    order by e.xact, e.id limit ${batchSize}`)

const looseColumns = ({ computed }: AuditStore) => looseRow.of('e', { ...computed, oldest_running: oldestRunning })

const oldestRunning = sql`pg_snapshot_xmin(pg_current_snapshot())::text::bigint`

const nobody = '00000000-0000-0000-0000-000000000000'

async function sealAll(store: AuditStore, events: readonly LooseRow[]): Promise<LooseRow[]> {
  const holding = events.filter(({ before, after }) => before !== null || after !== null)
  const keys = holding.length
    ? await keysOf(
        store,
        holding.map(({ person }) => person),
      )
    : new Map<string, Buffer>()
  return events.map((event) => {
    const { before, after, id } = event
    const key = before === null && after === null ? undefined : keys.get(event.person)
    if (!key) return { ...event, payload: null }
    const held = JSON.stringify({ before: store.opened(event, before), after: store.opened(event, after) })
    return { ...event, payload: encrypt(key, store.payloadPlace(id), Buffer.from(held)) }
  })
}
