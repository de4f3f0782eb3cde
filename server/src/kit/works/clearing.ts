import { sql } from 'kysely'
import { bool, nullable, uuid } from '../db/columns.ts'
import { shape } from '../db/row.ts'
import { inControl, type ControlTx } from '../db/tenant-tx.ts'
import { dueWork } from '../jobs/due-work.ts'
import { discardPieces, type InControl } from './pieces.ts'

const endedRow = shape({ id: uuid, account_id: uuid, organization_id: nullable(uuid), is_over: bool })

/** Takes away files that were not finished, and works of a week ago with theirs; bytes before rows. */
export const clearWorks = dueWork(
  'kit.ended-works',
  { in: 'control', next: 'control.next_work_to_clear_at()' },
  async ({ platform, ask }) => {
    for (const work of await ask(endedRow`select ${endedRow.of('w')} from control.works_to_clear(100) w`)) {
      const caller = { accountId: work.account_id, requestId: `clear-${work.id}`, origin: 'job' }
      const open: InControl = (mode, run) => inControl(platform.transactions, caller, { mode }, run)
      const ownerId = work.organization_id ?? work.account_id
      await discardPieces({ workId: work.id, ownerId }, platform.blobs, open)
      await open('write', (control) =>
        control.run(
          work.is_over
            ? sql`delete from control.works where id = ${work.id} and expires_at <= statement_timestamp()`
            : sql`update control.works set clear_at = expires_at where id = ${work.id} and state <> 'done'`,
        ),
      )
    }
  },
)

/** Nothing is left of an account's works: what runs is given up at its next step, files go with the next round of clearing. */
export const endWorksOf = (control: ControlTx, accountId: string) =>
  control.run(sql`
    update control.works set state = 'cancelled', run = null, taken_by = null, cancel_asked_at = statement_timestamp(),
      finished_at = statement_timestamp(), expires_at = statement_timestamp(), clear_at = statement_timestamp()
    where account_id = ${accountId}`)
