import { sql } from 'kysely'
import { pooledPlacementId } from '../../../kit/db/databases.ts'
import type { AccountsTx } from '../../../kit/db/tenant-tx.ts'
import type { Platform } from '../../../kit/http/platform.ts'
import { queueAccountMail } from '../../identity/public.ts'
import { bigint, text } from '../../../kit/db/columns.ts'
import { shape } from '../../../kit/db/row.ts'

/**
 * Sets the account's password, also its first one, in the session that goes on; the database ends all others along with
 * the change. Answers how many sessions and seats ended.
 */
export async function setPassword(
  accounts: AccountsTx,
  accountId: string,
  hash: string,
  keptSession: string | undefined,
): Promise<number> {
  const { open } = await accounts.one(shape({ open: bigint, set_config: text })`
    select (select count(*) from auth.session where user_id = ${accountId} and id is distinct from ${keptSession ?? null}::uuid)
      + (select count(*) from auth.seat where user_id = ${accountId}) as open, set_config('app.kept_session', ${keptSession ?? ''}, true)`)
  await accounts.run(sql`
    insert into auth.account (account_id, provider_id, user_id, password, updated_at)
    values (${accountId}, 'credential', ${accountId}, ${hash}, clock_timestamp())
    on conflict (provider_id, account_id) do update set password = excluded.password, updated_at = excluded.updated_at`)
  return open
}

/** Tells the account's address, so that nobody's password changes behind their back, and what else still leads in. */
export async function tellPasswordChanged(
  accounts: AccountsTx,
  { config, master, transactions }: Pick<Platform, 'config' | 'master' | 'transactions'>,
  { email, language, name }: { email: string; language: string; name: string },
  hasOtherWaysIn = false,
): Promise<void> {
  await queueAccountMail(accounts, master, {
    kind: hasOtherWaysIn ? 'password-reset' : 'password-changed',
    to: email,
    language,
    url: `${config.origin}${hasOtherWaysIn ? '/account' : '/sign-in'}`,
    names: { name, email },
  })
  accounts.afterCommit(() => transactions.onCommitted?.(pooledPlacementId, ''))
}
