import { sql } from 'kysely'
import type { AccountsTx, ControlTx, TenantTx } from '../../../kit/db/tenant-tx.ts'
import { refuse } from '../../../kit/http/refusal.ts'
import { extensionPoint } from '../../../kit/extension.ts'
import { accountRecords } from '../me/queries.ts'
import { text } from '../../../kit/db/columns.ts'
import { shape } from '../../../kit/db/row.ts'

/** Ends what a feature keeps of an account that is being deleted, in the transaction that begins it. */
export type EndOfAccount = (accounts: AccountsTx, accountId: string) => Promise<unknown>

export const endsOfAccount = extensionPoint<EndOfAccount>('identity.ends-of-account')

/**
 * The first step of a deletion: from its commit on nothing acts or signs in for the account, it works nowhere and its
 * address is free. What is left is a row that says what must still be cleared away, database by database.
 */
export async function beginDeletion(
  accounts: AccountsTx,
  accountId: string,
  ends: readonly EndOfAccount[],
): Promise<void> {
  for (const end of ends) await end(accounts, accountId)
  const ownerless = await accounts.all(
    shape({ slug: text, name: text })`select slug, name from control.leave_organizations(${accountId})`,
  )
  if (ownerless.length > 0) throw refuse('owned-alone', { organizations: ownerless })
  await accounts.run(sql`
    with gone as (
      delete from auth.session where user_id = ${accountId}
    ), seats as (
      delete from auth.seat where user_id = ${accountId}
    ), devices as (
      delete from auth.known_device where user_id = ${accountId}
    ), ceremonies as (
      delete from auth.ceremony where user_id = ${accountId}
    ), links as (
      delete from auth.verification where value = ${accountId}
    )
    update auth."user" set deleting_at = clock_timestamp(), email = 'deleting-' || id || '@invalid', email_verified = false,
      name = '', image = null,
      updated_at = clock_timestamp() where id = ${accountId}`)
}

export async function endLinks(tx: TenantTx, accountId: string): Promise<void> {
  for (const records of tx.extensions(accountRecords)) await records.end(tx, accountId)
}

/** The account is a patient, or answers for one, in this organization: its own page asks there. */
export const addToDirectory = (control: ControlTx, organizationId: string, accountId: string) =>
  control.run(sql`
    insert into control.account_directory (organization_id, account_id) values (${organizationId}, ${accountId}) on conflict do nothing`)

export const forgetDirectory = (control: ControlTx, organizationId: string, accountId: string) =>
  control.run(
    sql`delete from control.account_directory where organization_id = ${organizationId} and account_id = ${accountId}`,
  )

/** The last step: a trigger takes the mirror's name and address. */
export const forgetAccount = (accounts: AccountsTx, accountId: string) =>
  accounts.run(sql`delete from auth."user" where id = ${accountId} and deleting_at is not null`)
