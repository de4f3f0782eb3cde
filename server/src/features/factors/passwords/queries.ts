import { hiddenIdentifier } from './reset-identifier.ts'
import { ask } from '../../../kit/db/ask.ts'
import type pg from 'pg'
import { sql } from 'kysely'
import type { AccountsTx } from '../../../kit/db/tenant-tx.ts'
import { bool, nullable, text, uuid } from '../../../kit/db/columns.ts'
import { anyRow, type RowOf, shape } from '../../../kit/db/row.ts'

export interface Credential {
  accountId: string
  name: string
  email: string
  language: string
  isVerified: boolean
  hash?: string
}

const credentialRow = shape({
  id: uuid,
  name: text,
  email: text,
  language: nullable(text),
  email_verified: bool,
  password: nullable(text),
})

const credentials = sql`
  select u.id, u.name, u.email, u.language, u.email_verified, a.password from auth."user" u
  left join auth.account a on a.user_id = u.id and a.provider_id = 'credential'`

const credentialOf = (row: RowOf<typeof credentialRow> | undefined): Credential | undefined =>
  row && {
    accountId: row.id,
    name: row.name,
    email: row.email,
    language: row.language ?? 'en',
    isVerified: row.email_verified,
    ...(row.password !== null && { hash: row.password }),
  }

export async function findCredential(accounts: pg.Pool, email: string): Promise<Credential | undefined> {
  const [row] = await ask(accounts, credentialRow`${credentials} where u.email = ${email.toLowerCase()}`)
  return credentialOf(row)
}

export async function findCredentialOf(accounts: pg.Pool, accountId: string): Promise<Credential | undefined> {
  const [row] = await ask(accounts, credentialRow`${credentials} where u.id = ${accountId}`)
  return credentialOf(row)
}

/** Whether a password is still the account's, and stays so until the transaction ends: a change waits, then ends what began. */
export async function isStillPassword(accounts: AccountsTx, accountId: string, hash: string): Promise<boolean> {
  const row = await accounts.maybe(anyRow`
    select from auth.account where user_id = ${accountId} and provider_id = 'credential' and password = ${hash} for share`)
  return row !== undefined
}

export async function findResetting(
  accounts: pg.Pool,
  token: string,
): Promise<{ name: string; email: string } | undefined> {
  const [row] = await ask(
    accounts,
    shape({ name: text, email: text })`
      select u.name, u.email from auth.verification v join auth."user" u on u.id = v.value::uuid
      where v.identifier = ${hiddenIdentifier(`reset-password:${token}`)}`,
  )
  return row
}

export async function passwordHash(accounts: AccountsTx, accountId: string): Promise<string | undefined> {
  const row = await accounts.maybe(shape({ password: nullable(text) })`
    select password from auth.account where user_id = ${accountId} and provider_id = 'credential'`)
  return row?.password ?? undefined
}
