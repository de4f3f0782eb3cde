import type { AccountsTx } from '../../../kit/db/tenant-tx.ts'
import { nullable, text } from '../../../kit/db/columns.ts'
import { type RowOf, shape } from '../../../kit/db/row.ts'

const ownRow = shape({
  name: text,
  email: text,
  language: nullable(text),
})

export type OwnRow = RowOf<typeof ownRow>

export const findOwn = (accounts: AccountsTx, accountId: string) =>
  accounts.maybe(ownRow`
    select name, email, language from auth."user" where id = ${accountId} and deleting_at is null`)

export const nameOf = (accounts: AccountsTx, accountId: string) =>
  accounts.one(shape({ name: text, email: text })`select name, email from auth."user" where id = ${accountId}`)
