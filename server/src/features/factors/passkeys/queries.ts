import { sql } from 'kysely'
import type { AccountsTx } from '../../../kit/db/tenant-tx.ts'
import type { KnownCredential, StoredCredential } from './web-authn.ts'

export interface FoundPasskey extends StoredCredential {
  id: string
  accountId: string
}

/** The passkeys of an account, for browsers to choose from or to leave out. */
export const credentialsOf = async (accounts: AccountsTx, accountId: string): Promise<KnownCredential[]> =>
  accounts.all(sql<KnownCredential>`
    select credential_id as "credentialId", transports from auth.passkey where user_id = ${accountId} order by id`)

/** A passkey by what the browser calls it; of this account, where one is given. */
export const findPasskey = (accounts: AccountsTx, credentialId: string, accountId?: string) =>
  accounts.maybe(sql<FoundPasskey>`
    select id, user_id as "accountId", credential_id as "credentialId", public_key as "publicKey", counter, transports
    from auth.passkey where credential_id = ${credentialId}
      and (${accountId ?? null}::uuid is null or user_id = ${accountId ?? null}::uuid)`)
