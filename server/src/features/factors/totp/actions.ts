import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import type { MasterKey } from '../../../kit/crypto/master-key.ts'
import { openForPlatform, sealForPlatform } from '../../../kit/crypto/seal.ts'
import type { AccountsTx } from '../../../kit/db/tenant-tx.ts'
import { newRecoveryCodes, recoveryCodeHash } from './recovery-codes.ts'
import { fromBase32, stepsOf, toBase32 } from './rules.ts'
import { bool, bytea, double } from '../../../kit/db/columns.ts'
import { shape } from '../../../kit/db/row.ts'

const purpose = (accountId: string) => `totp|${accountId}`

const keptSecretRow = shape({
  secret_sealed: bytea,
  seconds: double,
})

/** A new secret that waits for its first code; an earlier one that nobody confirmed goes. Nothing where one is in use. */
export async function beginTotp(
  accounts: AccountsTx,
  master: MasterKey,
  accountId: string,
): Promise<string | undefined> {
  const secret = toBase32(randomBytes(20))
  const begun = await accounts.run(sql`
    insert into auth.totp (user_id, secret_sealed) values (${accountId}, ${sealForPlatform(master, purpose(accountId), secret)})
    on conflict (user_id) do update set secret_sealed = excluded.secret_sealed, last_step = 0, created_at = clock_timestamp()
      where auth.totp.confirmed_at is null`)
  return begun === 1 ? secret : undefined
}

/** One that is in use from the start, with a secret that its holder knows already; nothing where there is one. */
export const writeTotp = (accounts: AccountsTx, master: MasterKey, accountId: string, secret: string) =>
  accounts.run(sql`
    insert into auth.totp (user_id, secret_sealed, confirmed_at)
    values (${accountId}, ${sealForPlatform(master, purpose(accountId), secret)}, clock_timestamp()) on conflict do nothing`)

export const findTotp = (accounts: AccountsTx, accountId: string) =>
  accounts.maybe(
    shape({
      is_confirmed: bool,
    })`select confirmed_at is not null as is_confirmed from auth.totp where user_id = ${accountId}`,
  )

export const confirmTotp = (accounts: AccountsTx, master: MasterKey, accountId: string, code: string) =>
  spendStep(accounts, master, accountId, code, false)

/** Whether the code is right and was not used before. Of parallel uses of one code exactly one is told so. */
export const useTotp = (accounts: AccountsTx, master: MasterKey, accountId: string, code: string) =>
  spendStep(accounts, master, accountId, code, true)

async function spendStep(
  accounts: AccountsTx,
  master: MasterKey,
  accountId: string,
  code: string,
  isConfirmed: boolean,
): Promise<boolean> {
  const kept = await accounts.maybe(keptSecretRow`
    select secret_sealed, extract(epoch from clock_timestamp())::float8 as seconds from auth.totp
    where user_id = ${accountId} and (confirmed_at is not null) = ${isConfirmed}`)
  if (!kept) return false
  const secret = fromBase32(openForPlatform(master, purpose(accountId), kept.secret_sealed))
  for (const step of stepsOf(secret, code, kept.seconds)) {
    const used = await accounts.run(sql`
      update auth.totp set last_step = ${step}, confirmed_at = coalesce(confirmed_at, clock_timestamp())
      where user_id = ${accountId} and last_step < ${step} and secret_sealed = ${kept.secret_sealed}
        and (confirmed_at is not null) = ${isConfirmed}`)
    if (used === 1) return true
  }
  return false
}

/** Takes the app away, and the recovery codes that came with it. False where there was none. */
export async function removeTotp(accounts: AccountsTx, accountId: string): Promise<boolean> {
  const removed = await accounts.run(sql`delete from auth.totp where user_id = ${accountId}`)
  if (removed === 0) return false
  await accounts.run(sql`delete from auth.recovery_code where user_id = ${accountId}`)
  return true
}

/** A fresh list of codes in the place of the old one. They are told here and never again. */
export async function replaceRecoveryCodes(
  accounts: AccountsTx,
  master: MasterKey,
  accountId: string,
): Promise<string[]> {
  const codes = newRecoveryCodes()
  const hashes = codes.map((code) => recoveryCodeHash(master, accountId, code).toString('hex'))
  await accounts.run(sql`delete from auth.recovery_code where user_id = ${accountId}`)
  await accounts.run(sql`
    insert into auth.recovery_code (user_id, code_hash)
    select ${accountId}::uuid, decode(hash, 'hex') from unnest(${hashes}::text[]) hash`)
  return codes
}

export async function useRecoveryCode(
  accounts: AccountsTx,
  master: MasterKey,
  accountId: string,
  code: string,
): Promise<boolean> {
  const used = await accounts.run(sql`
    delete from auth.recovery_code where user_id = ${accountId} and code_hash = ${recoveryCodeHash(master, accountId, code)}`)
  return used === 1
}
