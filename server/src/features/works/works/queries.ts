import { sql } from 'kysely'
import type { Permission } from '@polyclinic/contract/kit/permission.ts'
import type { Work } from '@polyclinic/contract/works/works.ts'
import type { WorkState } from '@polyclinic/contract/works/work-states.ts'
import { bool, bytea, int, nullable, text, textOf, textsOf, timestamptz, uuid } from '../../../kit/db/columns.ts'
import { type RowOf, shape } from '../../../kit/db/row.ts'
import type { Transaction } from '../../../kit/db/transaction.ts'
import { refuse } from '../../../kit/http/refusal.ts'

const workRow = shape({
  id: uuid,
  kind: text,
  account_id: uuid,
  organization_id: nullable(uuid),
  needs: textsOf<Permission>(),
  state: textOf<WorkState>(),
  done: int,
  total: nullable(int),
  pieces: int,
  is_stopping: bool,
  error: nullable(textOf<NonNullable<Work['error']>>()),
  key_sealed: bytea,
  result_sealed: nullable(bytea),
  created_at: timestamptz,
  finished_at: nullable(timestamptz),
  expires_at: nullable(timestamptz),
})

export type WorkRow = RowOf<typeof workRow>

const columns = workRow.of('w', { is_stopping: sql`w.state = 'running' and w.cancel_asked_at is not null` })

/** Whose works are meant: an account's own, or those that it asked for about one organization. */
export interface Whose {
  accountId: string
  organizationId?: string
}

/** What is over is not there any more, although its file may still be. */
const own = ({ accountId, organizationId }: Whose) => sql`
  w.account_id = ${accountId} and w.organization_id is not distinct from ${organizationId ?? null}::uuid
  and coalesce(w.expires_at > statement_timestamp(), true)`

/** Newest first, a hundred at most (works_by_account). */
export const listWorks = (tx: Transaction, whose: Whose) =>
  tx.all(workRow`
    select ${columns} from control.works w where ${own(whose)} order by w.created_at desc limit 100`)

/** Another account's work, or one about another organization, looks like one that does not exist. */
export async function ownWork(tx: Transaction, whose: Whose, id: string): Promise<WorkRow> {
  const row = await tx.maybe(workRow`select ${columns} from control.works w where ${own(whose)} and w.id = ${id}`)
  if (!row) throw refuse('not-found')
  return row
}

/** How far work under one of these keys is that goes on for the organization of this transaction, whoever asked for it. */
export const underWayOf = (tx: Transaction, onceKeys: readonly string[]) =>
  tx.maybe(shape({ done: int, total: nullable(int) })`
    select done, total from control.work_under_way(${[...onceKeys]}::text[])`)

/** The newest of works that were asked for under these keys; undefined where there is none of the caller's. */
export const newestOf = async (
  tx: Transaction,
  whose: Whose,
  onceKeys: readonly string[],
): Promise<string | undefined> =>
  (
    await tx.maybe(shape({ id: uuid })`
      select w.id from control.works w where ${own(whose)} and w.once_key = any (${[...onceKeys]}::text[])
      order by w.created_at desc, w.id desc limit 1`)
  )?.id
