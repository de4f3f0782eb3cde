import type { AccountsTx } from '../../../kit/db/tenant-tx.ts'
import { bigint, bytea, text, texts, uuid } from '../../../kit/db/columns.ts'
import { shape } from '../../../kit/db/row.ts'

const knownRow = shape({ credentialId: text, transports: texts })

export const credentialsOf = (accounts: AccountsTx, accountId: string) =>
  accounts.all(knownRow`
    select credential_id as "credentialId", transports from auth.passkey where user_id = ${accountId} order by id`)

const foundRow = shape({ ...knownRow.columns, id: uuid, accountId: uuid, publicKey: bytea, counter: bigint })

export const findPasskey = (accounts: AccountsTx, credentialId: string, accountId?: string) =>
  accounts.maybe(foundRow`
    select id, user_id as "accountId", credential_id as "credentialId", public_key as "publicKey", counter, transports
    from auth.passkey where credential_id = ${credentialId}
      and (${accountId ?? null}::uuid is null or user_id = ${accountId ?? null}::uuid)`)
