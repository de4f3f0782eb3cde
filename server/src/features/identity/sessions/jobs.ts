import { sql } from 'kysely'
import { newId } from '../../../kit/db/ids.ts'
import { inAccounts } from '../../../kit/db/tenant-tx.ts'
import type { Platform } from '../../../kit/http/platform.ts'
import { dueWork } from '../../../kit/jobs/due-work.ts'
import { deleteInSteps } from '../../../kit/jobs/retention.ts'
import { lockOverdue } from '../seats/actions.ts'
import { withinLimits } from './queries.ts'

/** What is over its time is refused at once where it is met; here it is also put away. */
export async function lockMachines({ transactions }: Platform): Promise<void> {
  const caller = { requestId: `job-${newId()}`, origin: 'job' }
  await inAccounts(transactions, caller, { mode: 'write' }, (accounts) => lockOverdue(accounts))
}

export const machinesToLock = dueWork('identity.machines-to-lock', { in: 'control', every: 10 }, ({ platform }) =>
  lockMachines(platform),
)

/** Ends sessions and seats that are over their limits, and forgets devices that nobody has used for as long as their cookie lasts. */
export async function endOverdue({ transactions, databases }: Platform): Promise<void> {
  const caller = { requestId: `job-${newId()}`, origin: 'job' }
  await inAccounts(transactions, caller, { mode: 'write' }, async (accounts) => {
    for (const table of [sql.table('auth.session'), sql.table('auth.seat')])
      await accounts.run(sql`
        with due as (
          select s.id from ${table} s, lateral control.session_limits(s.user_id) l where (${withinLimits}) is not true
          order by s.id for update of s skip locked
        ), ended as (
          delete from ${table} s using due where s.id = due.id returning s.id, s.user_id
        )
        insert into auth.security_event (user_id, kind, session_id, details)
        select user_id, 'session-ended', id, '{"by":"limit"}' from ended`)
  })
  await deleteInSteps(databases.accounts, 'auth.device', unusedDevice)
  await deleteInSteps(
    databases.accounts,
    'auth.rate_limit',
    "last_request < extract(epoch from statement_timestamp() - interval '1 hour') * 1000",
  )
  await deleteInSteps(databases.accounts, 'auth.verification', "expires_at < statement_timestamp() - interval '1 day'")
}

const unusedDevice = `last_seen_at < statement_timestamp() - interval '400 days'
  and not exists (select from auth.session s where s.device_id = device.id)
  and not exists (select from auth.seat s where s.device_id = device.id)`

export const endedSessions = dueWork('identity.ended-sessions', { in: 'control', every: 60 }, ({ platform }) =>
  endOverdue(platform),
)
