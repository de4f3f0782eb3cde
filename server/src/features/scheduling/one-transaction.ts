import type { TenantTx } from '../../kit/db/tenant-tx.ts'
import type { TransactionMode } from '../../kit/db/transaction.ts'
import { keyedRequest, once, tenantKeys } from '../../kit/http/idempotency.ts'
import { retryable } from '../../kit/http/problems.ts'

/** What a free operation is given, as far as it is needed here. */
interface Given {
  input: { params?: unknown; query?: unknown; body?: unknown; headers?: { 'idempotency-key'?: string } | undefined }
  accountId: string
  inTenant<Result>(mode: TransactionMode, work: (tx: TenantTx) => Promise<Result>): Promise<Result>
}

interface Routed {
  '~orpc': { route: { method?: string; path?: string } }
}

/** Thrown to run the work again from the start: what it began with has changed meanwhile. */
export class StartAgain extends Error {}

/**
 * One writing transaction with its idempotency key, run again after deadlocks: what `operation` does, for operations
 * that have something to do after the commit or after the rollback.
 */
export async function inOneTransaction<Answer>(
  given: Given,
  contract: Routed,
  work: (tx: TenantTx) => Promise<Answer>,
): Promise<Answer> {
  const { method, path } = contract['~orpc'].route
  const key = method === 'POST' && given.accountId ? given.input.headers?.['idempotency-key'] : undefined
  const request = key === undefined ? undefined : keyedRequest(given.accountId, `${method} ${path}`, key, given.input)
  for (let tries = 1; ; tries++) {
    try {
      return await given.inTenant('write', (tx) =>
        request ? once(tx, tenantKeys(tx.organization.id, tx.sealer), request, () => work(tx)) : work(tx),
      )
    } catch (error) {
      if (tries >= 3 || !(retryable(error) || error instanceof StartAgain)) throw error
    }
  }
}

/** An exclusion constraint refused: somebody else has that time. */
export const isTaken = (error: unknown) =>
  error instanceof Error && (error as Error & { code?: string }).code === '23P01'
