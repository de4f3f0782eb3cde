import type { AccountsTx } from '../../../kit/db/tenant-tx.ts'
import { bigint, uuid } from '../../../kit/db/columns.ts'
import { shape } from '../../../kit/db/row.ts'

export const findHolder = (accounts: AccountsTx, email: string) =>
  accounts.maybe(shape({ id: uuid })`select id from auth."user" where email = ${email}`)

export async function recentRequests(accounts: AccountsTx, accountId: string): Promise<number> {
  const { asked } = await accounts.one(shape({ asked: bigint })`
    select count(*) as asked from auth.security_event
    where user_id = ${accountId} and kind = 'email-change-asked' and at > clock_timestamp() - interval '1 hour'`)
  return asked
}
