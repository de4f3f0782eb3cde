import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import type { AccountsTx } from '../../../kit/db/tenant-tx.ts'
import { secretHash } from '../../../kit/crypto/secret-hash.ts'
import { int, json, nullable, uuid } from '../../../kit/db/columns.ts'
import { type RowOf, shape } from '../../../kit/db/row.ts'

export type CeremonyKind =
  | 'passkey-sign-in'
  | 'passkey-add'
  | 'passkey-confirm'
  | 'second-factor'
  | 'provider'
  | 'e-mail-change'

export interface NewCeremony {
  kind: CeremonyKind
  accountId?: string
  data?: Record<string, unknown>
  /** Ten unless told. */
  minutes?: number
}

export interface Ceremony {
  accountId?: string
  data: Record<string, unknown>
}

const ceremonyRow = shape({
  user_id: nullable(uuid),
  data: json<Record<string, unknown>>(),
})

type Row = RowOf<typeof ceremonyRow>

const ceremonyOf = ({ user_id, data }: Row): Ceremony => ({ ...(user_id && { accountId: user_id }), data })

/** Begins what another request ends; answers the secret (256 bit) that the browser or the mail holds. */
export async function beginCeremony(
  accounts: AccountsTx,
  { kind, accountId, data = {}, minutes = 10 }: NewCeremony,
): Promise<string> {
  const secret = randomBytes(32).toString('base64url')
  await accounts.run(sql`
    insert into auth.ceremony (kind, secret_hash, user_id, data, expires_at)
    values (${kind}, ${secretHash(secret)}, ${accountId ?? null}, ${JSON.stringify(data)}::jsonb,
      clock_timestamp() + make_interval(mins => ${minutes}::int))`)
  return secret
}

/**
 * Takes a ceremony: of several requests one gets it. Where `matching` is given, it is taken only if its data say the
 * same, so that whoever merely meets the secret's holder cannot end it.
 */
export async function takeCeremony(
  accounts: AccountsTx,
  kind: CeremonyKind,
  secret: string,
  matching: Record<string, unknown> = {},
): Promise<Ceremony | undefined> {
  const row = await accounts.maybe(ceremonyRow`
    delete from auth.ceremony where secret_hash = ${secretHash(secret)} and kind = ${kind}
      and expires_at > clock_timestamp() and data @> ${JSON.stringify(matching)}::jsonb
    returning user_id, data`)
  return row && ceremonyOf(row)
}

export interface Attempt extends Ceremony {
  left: number
}

/** Counts an attempt before it is looked at; nothing once there were `maxAttempts`. */
export async function attemptCeremony(
  accounts: AccountsTx,
  kind: CeremonyKind,
  secret: string,
  maxAttempts: number,
): Promise<Attempt | undefined> {
  const row = await accounts.maybe(shape({ ...ceremonyRow.columns, failures: int })`
    update auth.ceremony set failures = failures + 1 where secret_hash = ${secretHash(secret)} and kind = ${kind}
      and expires_at > clock_timestamp() and failures < ${maxAttempts}
    returning user_id, data, failures`)
  return row && { ...ceremonyOf(row), left: maxAttempts - row.failures }
}

/** Ends a ceremony that has no attempt left: nothing waits for it any more. */
export const endExhausted = (accounts: AccountsTx, kind: CeremonyKind, secret: string, maxAttempts: number) =>
  accounts.run(sql`
    delete from auth.ceremony where secret_hash = ${secretHash(secret)} and kind = ${kind} and failures >= ${maxAttempts}`)

export async function findCeremony(
  accounts: AccountsTx,
  kind: CeremonyKind,
  secret: string,
): Promise<Ceremony | undefined> {
  const row = await accounts.maybe(ceremonyRow`
    select user_id, data from auth.ceremony
    where secret_hash = ${secretHash(secret)} and kind = ${kind} and expires_at > clock_timestamp()`)
  return row && ceremonyOf(row)
}
