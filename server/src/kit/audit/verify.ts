import { decrypt } from '../crypto/cipher.ts'
import { bigint, bytea, nullable, text, uuid } from '../db/columns.ts'
import { leftJoined, shape } from '../db/row.ts'
import type { TenantTx } from '../db/tenant-tx.ts'
import {
  batchRow,
  chainedRow,
  digestLength,
  digestOf,
  headMacOf,
  macOf,
  type BatchRow,
  type ChainedRow,
} from './chain.ts'
import { readKeys } from './keys.ts'
import { microseconds, payloadPlace, personOf } from './sealing.ts'

export interface Verified {
  batches: number
  events: number
  /** Written and not in the chain yet: nothing proves them. */
  loose: number
  /** The newest batch: whoever keeps it elsewhere can tell later whether batches were taken away. */
  head: string
  /** A sentence each; none: everything is as it was chained. */
  findings: string[]
}

/** Compares an organization's audit with its chain, batch by batch, while others go on chaining. `tx` reads. */
export async function verifyAudit(tx: TenantTx): Promise<Verified> {
  const verified: Verified = { batches: 0, events: 0, loose: 0, head: '', findings: [] }
  const newest = await findNewest(tx)
  let last: BatchRow | undefined
  for (;;) {
    const batch = await nextBatch(tx, last?.number ?? 0)
    if (!batch || batch.number > (newest?.number ?? 0)) break
    if (batch.number !== (last?.number ?? 0) + 1) verified.findings.push(`batches before ${batch.number} are gone`)
    const mac = macOf(tx.sealer.auditKey(batch.key_number).key, last?.mac, batch)
    if (!mac.equals(batch.mac)) verified.findings.push(`batch ${batch.number} is not as it was written`)
    const events = await eventsIn(tx, batch.number)
    verified.findings.push(...differences(batch, events), ...(await unreadable(tx, events)))
    verified.batches++
    verified.events += events.length
    last = batch
  }
  verified.findings.push(...headProblems(tx, newest), ...(await strays(tx)))
  verified.loose = (await countLoose(tx)).loose
  if (verified.batches + verified.loose === 0) verified.findings.push('there is no event at all')
  if (last) verified.head = `${last.number}:${last.mac.toString('base64url')}`
  return verified
}

const newestRow = shape({
  ...batchRow.columns,
  head_number: nullable(bigint),
  head_mac: nullable(bytea),
})

/** The newest batch and what names it, as one moment. */
const findNewest = (tx: TenantTx) =>
  tx.maybe(leftJoined(newestRow)`
    select ${batchRow.of('b')}, h.number as head_number, h.mac as head_mac
    from (select max(n.number) as number from tenant.audit_batches n where n.organization_id = ${tx.organization.id}) m
    left join tenant.audit_batches b on b.organization_id = ${tx.organization.id} and b.number = m.number
    left join tenant.audit_heads h on h.organization_id = ${tx.organization.id}`)

type Newest = Awaited<ReturnType<typeof findNewest>>

const nextBatch = (tx: TenantTx, after: number) =>
  tx.maybe(batchRow`
    select ${batchRow.of('b')} from tenant.audit_batches b
    where b.organization_id = ${tx.organization.id} and b.number > ${after} order by b.number limit 1`)

/** In the order of the chain (audit_events_by_batch). */
const eventsIn = (tx: TenantTx, batch: number) =>
  tx.all(chainedRow`
    select ${chainedRow.of('e', { at: microseconds })} from tenant.audit_events e
    where e.organization_id = ${tx.organization.id} and e.batch = ${batch} order by e.xact, e.id`)

function differences({ number, digests }: BatchRow, events: readonly ChainedRow[]): string[] {
  const chained = Array.from({ length: digests.length / digestLength }, (_, at) =>
    digests.toString('hex', at * digestLength, (at + 1) * digestLength),
  )
  const there = events.map((event) => ({ id: event.id, digest: digestOf(event).toString('hex') }))
  const known = new Set(chained)
  const found = new Set(there.map(({ digest }) => digest))
  const foreign = there.filter(({ digest }) => !known.has(digest))
  const gone = chained.filter((digest) => !found.has(digest)).length
  return [
    ...foreign.map(({ id }) => `event ${id} of batch ${number} was changed or inserted`),
    ...(gone > foreign.length ? [`${gone - foreign.length} events of batch ${number} are gone`] : []),
    ...(gone === 0 && foreign.length === 0 && there.some(({ digest }, at) => digest !== chained[at])
      ? [`the events of batch ${number} stand in another order`]
      : []),
  ]
}

/** A key that is gone without anybody having been forgotten, or that opens nothing. */
async function unreadable(tx: TenantTx, events: readonly ChainedRow[]): Promise<string[]> {
  const { id: organizationId } = tx.organization
  const holding = events.filter(({ payload }) => payload !== null)
  if (holding.length === 0) return []
  const keys = await readKeys(tx, [...new Set(holding.map((event) => personOf(organizationId, event)))])
  return holding.flatMap((event) => {
    const person = personOf(organizationId, event)
    if (!keys.has(person)) return [`the key of ${person}, who was not forgotten, is gone`]
    const key = keys.get(person)
    return key && payloadOf(organizationId, event, key) === undefined
      ? [`event ${event.id} does not open any more`]
      : []
  })
}

/** What an event held before and after; undefined where the key does not open it. */
export function payloadOf(
  organizationId: string,
  { id, payload }: Pick<ChainedRow, 'id' | 'payload'>,
  key: Buffer,
): { before: Record<string, unknown> | null; after: Record<string, unknown> | null } | undefined {
  try {
    return JSON.parse(decrypt(key, payloadPlace(organizationId, id), payload ?? Buffer.alloc(0)).toString())
  } catch {
    return undefined
  }
}

function headProblems(tx: TenantTx, newest: Newest): string[] {
  const { number, mac, key_number, head_number, head_mac } = newest ?? {}
  if (!number && !head_number) return []
  if (!number || !mac || !key_number || !head_number || !head_mac)
    return ['the batches and what names the newest of them do not agree']
  const { key } = tx.sealer.auditKey(key_number)
  const isHead = head_number === number && headMacOf(key, number, mac).equals(head_mac)
  return isHead ? [] : [`batches after ${number} are gone, or what names the newest of them was changed`]
}

/** Events that name a batch that is not there, and such as came later than what is older than them was chained. */
async function strays(tx: TenantTx): Promise<string[]> {
  const rows = await tx.all(shape({ id: uuid, what: text })`
    with last as (
      select b.number, b.horizon, b.last_xact, b.last_id from tenant.audit_batches b
      where b.organization_id = ${tx.organization.id} order by b.number desc limit 1)
    select e.id, 'names a batch that is not there' as what from tenant.audit_events e
    where e.organization_id = ${tx.organization.id} and e.batch is not null
      and (e.batch < 1 or e.batch > coalesce((select l.number from last l), 0))
    union all
    select e.id, 'was inserted among older ones' from tenant.audit_events e, last l
    where e.organization_id = ${tx.organization.id} and e.batch is null
      and (e.xact < l.horizon or (e.xact, e.id) <= (l.last_xact, l.last_id))`)
  return rows.map(({ id, what }) => `event ${id} ${what}`)
}

const countLoose = (tx: TenantTx) =>
  tx.one(shape({ loose: bigint })`
    select count(*) as loose from tenant.audit_events e where e.organization_id = ${tx.organization.id} and e.batch is null`)
