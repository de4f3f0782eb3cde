import { sql } from 'kysely'
import { encrypt } from '../crypto/cipher.ts'
import { bigint, bool } from '../db/columns.ts'
import { shape } from '../db/row.ts'
import type { TenantTx } from '../db/tenant-tx.ts'
import { batchRow, digestOf, headMacOf, looseRow, macOf, type BatchRow, type LooseRow } from './chain.ts'
import { keysOf } from './keys.ts'

/** Events of one batch, and of one transaction: it holds up everybody's events while it lasts. */
export const batchSize = 500

/** Where an event's payload lies: it opens nowhere else. */
export const payloadPlace = (organizationId: string, id: string) => `${organizationId}|audit_events|${id}|payload`

/**
 * Seals the oldest events that no running transaction can precede and adds them to the chain as one batch; answers how many.
 * None where somebody else is at it.
 */
export async function chainNext(tx: TenantTx): Promise<number> {
  const organizationId = tx.organization.id
  const { is_mine } = await tx.one(shape({ is_mine: bool })`
    select pg_try_advisory_xact_lock(hashtextextended(${`audit|${organizationId}`}, 0)) as is_mine`)
  if (!is_mine) return 0
  const head = await findHead(tx)
  if (head && (await countsAnew(tx, head))) return chainAnew(tx, head)
  const events = await looseAfter(tx, head)
  const last = events.at(-1)
  if (!last) return 0
  await chain(tx, head, events, {
    last_xact: last.xact,
    last_id: last.id,
    // a full batch may end in the middle of a transaction
    horizon: events.length < batchSize ? last.oldest_running : last.xact,
  })
  return events.length
}

type End = Pick<BatchRow, 'last_xact' | 'last_id' | 'horizon'>

async function chain(tx: TenantTx, head: BatchRow | undefined, events: readonly LooseRow[], end: End): Promise<void> {
  const sealed = await sealAll(tx, events)
  const number = (head?.number ?? 0) + 1
  const { chained } = await tx.one(shape({ chained: bigint })`
    select tenant.chain_audit(${sealed.map(({ id }) => id)}::uuid[],
      ${sealed.map(({ payload }) => payload)}::bytea[], ${number}) as chained`)
  if (chained !== sealed.length) throw new Error('an event that was to be chained is gone')
  await writeBatch(tx, head?.mac, { ...end, number, digests: Buffer.concat(sealed.map(digestOf)) })
}

/** A server numbers its transactions from where it began: a copy brought back elsewhere meets numbers below those of its chain. */
const countsAnew = async (tx: TenantTx, { horizon }: BatchRow): Promise<boolean> => {
  const { next } = await tx.one(shape({ next: bigint })`
    select pg_snapshot_xmax(pg_current_snapshot())::text::bigint as next`)
  return horizon > next
}

/**
 * The copy's events that no batch holds, then those that came since, as they stand; the batch that leaves none begins the new
 * horizon, from which on the order is this server's. What is cut off goes on, because until then the old horizon stays.
 */
async function chainAnew(tx: TenantTx, head: BatchRow): Promise<number> {
  const events = await tx.all(looseRow`
    select ${looseRow.of('e', { at: microseconds, oldest_running: oldestRunning })} from tenant.audit_events e
    where e.organization_id = ${tx.organization.id} and e.batch is null
      and (e.xact >= ${head.horizon}::bigint or e.xact < ${oldestRunning})
    order by e.xact, e.id limit ${batchSize}`)
  const { oldest } = await tx.one(shape({ oldest: bigint })`select ${oldestRunning} as oldest`)
  const horizon = Math.min(oldest, ...events.map((event) => event.oldest_running))
  const isLast = events.length < batchSize
  await chain(tx, head, events, {
    last_xact: isLast ? horizon - 1 : head.last_xact,
    last_id: isLast ? nobody : head.last_id,
    horizon: isLast ? horizon : head.horizon,
  })
  return events.length
}

const findHead = (tx: TenantTx): Promise<BatchRow | undefined> =>
  tx.maybe(batchRow`
    select ${batchRow.of('b')} from tenant.audit_batches b
    where b.organization_id = ${tx.organization.id} order by b.number desc limit 1`)

async function writeBatch(tx: TenantTx, previous: Buffer | undefined, batch: Omit<BatchRow, 'mac' | 'key_number'>) {
  const organizationId = tx.organization.id
  const { number: keyNumber, key } = tx.sealer.auditKey()
  const mac = macOf(key, previous, batch)
  await tx.run(sql`
    with added as (
      insert into tenant.audit_batches (organization_id, number, key_number, last_xact, last_id, horizon, digests, mac)
      values (${organizationId}, ${batch.number}, ${keyNumber}, ${batch.last_xact}, ${batch.last_id}, ${batch.horizon},
        ${batch.digests}, ${mac}))
    insert into tenant.audit_heads (organization_id, number, mac)
    values (${organizationId}, ${batch.number}, ${headMacOf(key, batch.number, mac)})
    on conflict (organization_id) do update set number = excluded.number, mac = excluded.mac`)
}

/** In the order of the chain (audit_events_waiting). What comes too late for its place is left for whoever verifies. */
const looseAfter = (tx: TenantTx, head: BatchRow | undefined): Promise<LooseRow[]> =>
  tx.all(looseRow`
    select ${looseRow.of('e', { at: microseconds, oldest_running: oldestRunning })} from tenant.audit_events e
    where e.organization_id = ${tx.organization.id} and e.batch is null and e.xact < ${oldestRunning}
      and e.xact >= ${head?.horizon ?? 0}::bigint
      and (e.xact, e.id) > (${head?.last_xact ?? 0}::bigint, ${head?.last_id ?? nobody}::uuid)
    order by e.xact, e.id limit ${batchSize}`)

const oldestRunning = sql`pg_snapshot_xmin(pg_current_snapshot())::text::bigint`

const nobody = '00000000-0000-0000-0000-000000000000'

export const microseconds = sql`(extract(epoch from e.at) * 1000000)::bigint`

/** The person that an event is about: a patient, else a guardian, else nobody but the organization. */
export const personOf = (
  organizationId: string,
  event: Pick<LooseRow, 'patient_id' | 'subject' | 'subject_id'>,
): string => event.patient_id ?? (event.subject === 'guardians' ? event.subject_id : organizationId)

async function sealAll(tx: TenantTx, events: readonly LooseRow[]): Promise<LooseRow[]> {
  const { id: organizationId } = tx.organization
  const holding = events.filter(({ before, after }) => before !== null || after !== null)
  const keys = holding.length
    ? await keysOf(
        tx,
        holding.map((event) => personOf(organizationId, event)),
      )
    : new Map<string, Buffer>()
  return events.map((event) => {
    const { before, after, id } = event
    const key = before === null && after === null ? undefined : keys.get(personOf(organizationId, event))
    if (!key) return { ...event, payload: null }
    const held = JSON.stringify({ before: openedBy(tx, event, before), after: openedBy(tx, event, after) })
    return { ...event, payload: encrypt(key, payloadPlace(organizationId, id), Buffer.from(held)) }
  })
}

/** What the record sealed by the organization's key is sealed by the person's alone. */
export function openedBy(
  tx: TenantTx,
  { subject, subject_id: row }: Pick<LooseRow, 'subject' | 'subject_id'>,
  held: Record<string, unknown> | null,
) {
  if (!held) return held
  return Object.fromEntries(
    Object.entries(held).map(([column, value]) => {
      const isSealed = column.endsWith('_sealed') && typeof value === 'string' && value.startsWith('\\x0')
      if (!isSealed) return [column, value]
      return [column, tx.sealer.open({ table: subject, row, column }, Buffer.from(value.slice(2), 'hex'))]
    }),
  )
}
