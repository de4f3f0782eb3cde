import { sql } from 'kysely'
import type { Language } from '@polyclinic/contract/kit/language.ts'
import { newId } from '../../../kit/db/ids.ts'
import type { AccountsTx } from '../../../kit/db/tenant-tx.ts'
import { uuid } from '../../../kit/db/columns.ts'
import { shape } from '../../../kit/db/row.ts'

/** Locks the account's row, so that two requests cannot each remove the last but one way in. */
export const lockAccount = (accounts: AccountsTx, accountId: string) =>
  accounts.run(sql`select from auth."user" where id = ${accountId} for no key update`)

export interface NewAccount {
  email: string
  name: string
  language: Language
}

/**
 * An account whose address somebody vouches for. Nothing where the address has an account already. One whose address was
 * never confirmed is nobody's: it makes room, so that whoever signs up with another's address neither shares it with them
 * nor keeps them out.
 */
export async function addAccount(
  accounts: AccountsTx,
  { email, name, language }: NewAccount,
): Promise<string | undefined> {
  await accounts.run(sql`
    delete from auth."user" u where u.email = ${email} and not u.email_verified and u.deleting_at is null
      and not exists (select from auth.session s where s.user_id = u.id) and not exists (select from auth.seat s where s.user_id = u.id)`)
  const row = await accounts.maybe(shape({ id: uuid })`
    insert into auth."user" (id, name, email, email_verified, language)
    values (${newId()}, ${name}, ${email}, true, ${language})
    on conflict (email) do nothing returning id`)
  return row?.id
}

export const confirmAccount = (accounts: AccountsTx, accountId: string) =>
  accounts.run(
    sql`update auth."user" set email_verified = true, updated_at = clock_timestamp() where id = ${accountId}`,
  )
