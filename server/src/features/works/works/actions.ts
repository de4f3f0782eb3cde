import { sql } from 'kysely'
import { isUnderWay } from '@polyclinic/contract/works/work-states.ts'
import type { Transaction } from '../../../kit/db/transaction.ts'
import { refuse } from '../../../kit/http/refusal.ts'
import { ownWork, type Whose, type WorkRow } from './queries.ts'

/** What waits ends at once; what runs, after the step that it is at. */
export async function cancelWork(tx: Transaction, whose: Whose, id: string): Promise<WorkRow> {
  const { state } = await ownWork(tx, whose, id)
  const isAsked = await tx.run(sql`
    update control.works w set
      cancel_asked_at = coalesce(w.cancel_asked_at, statement_timestamp()),
      state = case when w.state = 'queued' then 'cancelled' else w.state end,
      finished_at = case when w.state = 'queued' then statement_timestamp() end,
      expires_at = case when w.state = 'queued' then statement_timestamp() + interval '7 days' end,
      clear_at = case when w.state = 'queued' then statement_timestamp() end
    where w.id = ${id} and w.account_id = ${whose.accountId} and w.state in ('queued', 'running')`)
  if (isAsked === 0) throw refuse('wrong-state', { state: isUnderWay(state) ? 'done' : state })
  return ownWork(tx, whose, id)
}
