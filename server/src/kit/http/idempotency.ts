import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Sealer } from '../crypto/seal.ts'
import { sealed, text } from '../crypto/sealed.ts'
import type { Command } from '../db/query.ts'
import type { Transaction } from '../db/transaction.ts'
import { refuse } from './refusal.ts'
import { bytea, nullable } from '../db/columns.ts'
import { shape } from '../db/row.ts'

export interface KeyStore {
  /** The key's own row, to be the first of the change's transaction: it waits for, and then fails by, another request's. */
  take(request: KeyedRequest): Command
  find(tx: Transaction, request: KeyedRequest): Promise<{ body_hash: Buffer; answer_sealed: Buffer | null } | undefined>
  keep(tx: Transaction, request: KeyedRequest, sealed: Buffer | null): void
  seal(request: KeyedRequest, answer: string): Buffer | null
  open(request: KeyedRequest, sealed: Buffer): string | undefined
}

export interface KeyedRequest {
  accountId: string
  route: string
  key: string
  bodyHash: Buffer
}

export function keyedRequest(
  accountId: string,
  route: string,
  key: string,
  input: { params?: unknown; query?: unknown; body?: unknown },
): KeyedRequest {
  const bodyHash = createHash('sha256')
    .update(JSON.stringify([input.params, input.query, input.body], bytesByTheirHash))
    .digest()
  return { accountId, route, key, bodyHash }
}

const bytesByTheirHash = (_name: string, value: unknown): unknown =>
  value instanceof Uint8Array ? createHash('sha256').update(value).digest('hex') : value

/** Keeps what a request was answered with, along with its change. */
export const keepAnswer = (tx: Transaction, store: KeyStore, request: KeyedRequest, answer: unknown) =>
  store.keep(tx, request, store.seal(request, JSON.stringify(answer ?? null)))

/** What the key was answered with; the same key with another body is refused (422). */
export async function answeredBefore(
  tx: Transaction,
  store: KeyStore,
  request: KeyedRequest,
): Promise<{ answer: unknown } | undefined> {
  const earlier = await store.find(tx, request)
  if (!earlier) return undefined
  if (!earlier.body_hash.equals(request.bodyHash) || !earlier.answer_sealed) throw refuse('key-reused')
  return { answer: JSON.parse(store.open(request, earlier.answer_sealed) ?? 'null') }
}

const keyRow = shape({ body_hash: bytea, answer_sealed: nullable(bytea) })

export const keyedSecrets = sealed(
  'idempotency_keys',
  { answer: text },
  { account_id: 'uuid', route: 'text', key: 'text' },
)

export function tenantKeys(organizationId: string, sealer: Sealer): KeyStore {
  const idOf = ({ accountId, route, key }: KeyedRequest) => `${accountId}|${route}|${key}`
  return {
    take: ({ accountId, route, key, bodyHash }) =>
      sql`insert into tenant.idempotency_keys (organization_id, account_id, route, key, body_hash)
        values (${organizationId}, ${accountId}, ${route}, ${key}, ${bodyHash})`,
    find: (tx, { accountId, route, key }) =>
      tx.maybe(keyRow`select body_hash, answer_sealed from tenant.idempotency_keys
        where organization_id = ${organizationId} and account_id = ${accountId} and route = ${route} and key = ${key}`),
    keep: (tx, { accountId, route, key }, sealed) =>
      tx.atCommit(sql`update tenant.idempotency_keys set answer_sealed = ${sealed}
        where organization_id = ${organizationId} and account_id = ${accountId} and route = ${route} and key = ${key}`),
    seal: (request, answer) => keyedSecrets.seal(sealer, idOf(request), 'answer', answer),
    open: (request, answer_sealed) => keyedSecrets.open(sealer, { id: idOf(request), answer_sealed }).answer,
  }
}

export function controlKeys(platform: {
  seal(purpose: string, value: string): Buffer
  open(purpose: string, sealed: Buffer): string
}): KeyStore {
  const purpose = ({ accountId, route, key }: KeyedRequest) => `idempotency|${accountId}|${route}|${key}`
  return {
    take: ({ accountId, route, key, bodyHash }) =>
      sql`insert into control.idempotency_keys (account_id, route, key, body_hash)
        values (${accountId}, ${route}, ${key}, ${bodyHash})`,
    find: (tx, { accountId, route, key }) =>
      tx.maybe(
        keyRow`select body_hash, answer_sealed from control.idempotency_keys
          where account_id = ${accountId} and route = ${route} and key = ${key}`,
      ),
    keep: (tx, { accountId, route, key }, sealed) =>
      tx.atCommit(
        sql`update control.idempotency_keys set answer_sealed = ${sealed}
          where account_id = ${accountId} and route = ${route} and key = ${key}`,
      ),
    seal: (request, answer) => platform.seal(purpose(request), answer),
    open: (request, sealed) => platform.open(purpose(request), sealed),
  }
}
