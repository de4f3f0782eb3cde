import type pg from 'pg'
import { sql } from 'kysely'
import type { AccountsTx } from '../../../kit/db/tenant-tx.ts'

export interface Credential {
  accountId: string
  name: string
  email: string
  language: string
  isVerified: boolean
  /** Absent: the account is entered otherwise. */
  hash?: string
}

interface CredentialRow {
  id: string
  name: string
  email: string
  language: string | null
  email_verified: boolean
  password: string | null
}

const columns = `select u.id, u.name, u.email, u.language, u.email_verified, a.password from auth."user" u
  left join auth.account a on a.user_id = u.id and a.provider_id = 'credential'`

const credentialOf = (row: CredentialRow | undefined): Credential | undefined =>
  row && {
    accountId: row.id,
    name: row.name,
    email: row.email,
    language: row.language ?? 'en',
    isVerified: row.email_verified,
    ...(row.password !== null && { hash: row.password }),
  }

/** Whom an address signs in, and by which password. */
export async function findCredential(accounts: pg.Pool, email: string): Promise<Credential | undefined> {
  const { rows } = await accounts.query<CredentialRow>({
    name: 'find-credential',
    text: `${columns} where u.email = $1`,
    values: [email.toLowerCase()],
  })
  return credentialOf(rows[0])
}

export async function findCredentialOf(accounts: pg.Pool, accountId: string): Promise<Credential | undefined> {
  const { rows } = await accounts.query<CredentialRow>({
    name: 'find-credential-of',
    text: `${columns} where u.id = $1`,
    values: [accountId],
  })
  return credentialOf(rows[0])
}

/** Whether a password is still the account's, and stays so until the transaction ends: a change waits, then ends what began. */
export async function isStillPassword(accounts: AccountsTx, accountId: string, hash: string): Promise<boolean> {
  const row = await accounts.maybe(sql`
    select from auth.account where user_id = ${accountId} and provider_id = 'credential' and password = ${hash} for share`)
  return row !== undefined
}

/** Whose password a mailed link chooses anew. */
export async function findResetting(
  accounts: pg.Pool,
  token: string,
): Promise<{ name: string; email: string } | undefined> {
  const { rows } = await accounts.query<{ name: string; email: string }>({
    name: 'find-resetting',
    text: `select u.name, u.email from auth.verification v join auth."user" u on u.id = v.value::uuid where v.identifier = $1`,
    values: [`reset-password:${token}`],
  })
  return rows[0]
}

/** The hash that a password of the account is compared with. */
export async function passwordHash(accounts: AccountsTx, accountId: string): Promise<string | undefined> {
  const row = await accounts.maybe(sql<{ password: string | null }>`
    select password from auth.account where user_id = ${accountId} and provider_id = 'credential'`)
  return row?.password ?? undefined
}
