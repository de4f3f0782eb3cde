import { sql } from 'kysely'
import type { AccountsTx } from '../../../kit/db/tenant-tx.ts'

export interface OwnRow {
  name: string
  email: string
  language: string | null
}

export const findOwn = (accounts: AccountsTx, accountId: string) =>
  accounts.maybe(sql<OwnRow>`
    select name, email, language from auth."user" where id = ${accountId} and deleting_at is null`)

/** What a person is called by their password store and authenticator. */
export const nameOf = (accounts: AccountsTx, accountId: string) =>
  accounts.one(sql<{ name: string; email: string }>`select name, email from auth."user" where id = ${accountId}`)
