import { createHash, createHmac } from 'node:crypto'
import { bigint, bytea, int, json, nullable, text, texts, uuid } from '../db/columns.ts'
import { type RowOf, shape } from '../db/row.ts'

/** An event as the chain sees it: all that stays of it, instants as microseconds since 1970. */
export const chainedRow = shape({
  id: uuid,
  at: bigint,
  account_id: nullable(uuid),
  request_id: nullable(text),
  origin: nullable(text),
  action: text,
  subject: text,
  subject_id: text,
  patient_id: nullable(uuid),
  reason: nullable(text),
  /** By which support access. */
  support_id: nullable(uuid),
  fields: texts,
  xact: bigint,
  payload: nullable(bytea),
  /** Whose key seals its payload. */
  person: text,
})

export type ChainedRow = RowOf<typeof chainedRow>

export const batchRow = shape({
  number: bigint,
  key_number: int,
  last_xact: bigint,
  last_id: uuid,
  horizon: bigint,
  digests: bytea,
  mac: bytea,
})

export type BatchRow = RowOf<typeof batchRow>

export const looseRow = shape({
  ...chainedRow.columns,
  /** The oldest transaction that was still running when these were read. */
  oldest_running: bigint,
  before: nullable(json<Record<string, unknown>>()),
  after: nullable(json<Record<string, unknown>>()),
})

export type LooseRow = RowOf<typeof looseRow>

const digestLength = 32

/** The digests of a batch's events, as hex, in the order of the chain. */
export const digestsIn = ({ digests }: Pick<BatchRow, 'digests'>): string[] =>
  Array.from({ length: digests.length / digestLength }, (_, at) =>
    digests.toString('hex', at * digestLength, (at + 1) * digestLength),
  )

/** SHA-256 over every column that stays. What was sealed is in it as it is sealed: a key that is gone changes nothing. */
export function digestOf(row: ChainedRow): Buffer {
  const payload = row.payload ? createHash('sha256').update(row.payload).digest('hex') : null
  const all = [
    row.id,
    row.at,
    row.account_id,
    row.request_id,
    row.origin,
    row.action,
    row.subject,
    row.subject_id,
    row.patient_id,
    row.reason,
    row.fields,
    row.xact,
    payload,
    // from before it was known, and of everybody else, nothing is added
    ...(row.support_id ? [row.support_id] : []),
  ]
  return createHash('sha256').update(JSON.stringify(all)).digest()
}

/** Keyed, so that whoever writes the database cannot chain what they changed anew. */
export function macOf(key: Buffer, previous: Buffer | undefined, batch: Omit<BatchRow, 'mac' | 'key_number'>): Buffer {
  const start = JSON.stringify([batch.number, batch.last_xact, batch.last_id, batch.horizon])
  return createHmac('sha256', key)
    .update(previous ?? Buffer.alloc(0))
    .update(start)
    .update(batch.digests)
    .digest()
}

/** That a batch is the newest one, as `audit_heads` says it. */
export const headMacOf = (key: Buffer, number: number, mac: Buffer): Buffer =>
  createHmac('sha256', key).update(`head|${number}|`).update(mac).digest()
