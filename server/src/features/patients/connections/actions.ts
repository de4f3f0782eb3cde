import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { newId } from '../../../kit/db/ids.ts'
import type { TenantTx } from '../../../kit/db/tenant-tx.ts'
import { refuse, refuseField, Refusal } from '../../../kit/http/refusal.ts'
import { connectionCodeAsked } from '../events.ts'
import { linkAccount } from '../links/actions.ts'
import { openLinksTo } from '../links/queries.ts'
import type { PatientScope } from '../patients/queries.ts'
import { contactOf, contactTokens, countAsked, patientsBehind, type Connectable } from './queries.ts'
import { minutesToConnect, maxPerAccount, maxFailures, maxPerContact } from './rules.ts'
import { bool, bytea, nullable, uuid, uuids } from '../../../kit/db/columns.ts'
import { shape } from '../../../kit/db/row.ts'

export async function inviteToConnect(
  tx: TenantTx,
  which: { patientId: string; scope: PatientScope },
  guardianId: string | undefined,
): Promise<string> {
  const contact = await contactOf(tx, which, guardianId)
  if (!contact) throw refuse('not-found')
  if (!contact.isKnown) throw refuseField('guardianId', 'unknown', 'is not known here')
  if (!contact.email) throw refuse('wrong-state', { state: 'no-email' })
  await askForCode(tx, { email: contact.email, guardianId })
  return contact.email
}

/**
 * Asks for a code to a contact. Whether the clinic holds that contact is not looked at here: the row is the same either
 * way, and a job makes the code where there is somebody to send it to, so that neither answer nor time tells.
 * A newer code replaces the one that the same account, or the clinic, asked for before.
 */
export async function askForCode(
  tx: TenantTx,
  { email, askedBy, guardianId }: { email: string; askedBy?: string; guardianId?: string },
): Promise<void> {
  const organizationId = tx.organization.id
  const tokens = contactTokens(tx, email)
  // the oldest: whoever entered before a new key came waits here as well
  const lock = `claim|${organizationId}|${tokens.at(-1)?.toString('hex')}`
  await tx.run(sql`select pg_advisory_xact_lock(hashtextextended(${lock}, 0))`)
  const asked = await countAsked(tx, tokens, askedBy)
  if (asked.to_contact >= maxPerContact || asked.by_account >= maxPerAccount)
    throw new Refusal('too-many-requests', undefined, 3600)
  const id = newId()
  await tx.run(sql`
    with replaced as (
      update tenant.claim_codes set expires_at = clock_timestamp()
      where organization_id = ${organizationId} and token = any (${tokens}::bytea[])
        and asked_by is not distinct from ${askedBy ?? null}::uuid and used_at is null and expires_at > clock_timestamp()),
    forgotten as (
      delete from tenant.claim_codes where organization_id = ${organizationId} and created_at < now() - interval '1 day')
    insert into tenant.claim_codes (organization_id, id, token, code_hash, asked_by, guardian_id, expires_at)
    values (${organizationId}, ${id}, ${tokens[0]}, ${randomBytes(16)}, ${askedBy ?? null}, ${guardianId ?? null},
      clock_timestamp() + make_interval(mins => ${minutesToConnect}))`)
  tx.announce(connectionCodeAsked, { codeId: id })
}

/** Whom a code is for, once it is known to be wanted; undefined where nobody is behind the contact, or it was made already. */
export async function makeCode(tx: TenantTx, id: string, code: string): Promise<Connectable | undefined> {
  const row = await tx.maybe(shape({ token: bytea, guardian_id: nullable(uuid) })`
    select token, guardian_id from tenant.claim_codes
    where organization_id = ${tx.organization.id} and id = ${id} and used_at is null and expires_at > now()
      and patient_ids = '{}' for update`)
  const behind = row ? await patientsBehind(tx, [row.token]) : []
  if (!row || behind.length === 0) return undefined
  const hash = tx.sealer.proof('claim-code', `${id}|${code}`)
  await tx.run(sql`
    update tenant.claim_codes set code_hash = ${hash}, patient_ids = ${behind.map(({ patientId }) => patientId)}::uuid[]
    where organization_id = ${tx.organization.id} and id = ${id}`)
  return behind.find(({ guardianId = null }) => guardianId === row.guardian_id) ?? behind[0]
}

export type Guess = { outcome: 'right'; codeId: string } | { outcome: 'wrong' | 'ended' }

const triedRow = shape({
  id: uuid,
  code_hash: bytea,
  is_open: bool,
  is_own: bool,
})

/**
 * Counts a guess against every code of the contact that the account could use, then looks at it. Counted in the statement
 * that hands out the hashes, so that no number of parallel guesses passes the limit; to be committed whatever comes of it.
 */
export async function guessCode(tx: TenantTx, accountId: string, email: string, code: string): Promise<Guess> {
  const organizationId = tx.organization.id
  const tokens = contactTokens(tx, email)
  const tried = await tx.all(triedRow`
    update tenant.claim_codes set failures = failures + 1
    where organization_id = ${organizationId} and token = any (${tokens}::bytea[]) and (asked_by is null or asked_by = ${accountId})
      and created_at > now() - interval '1 day' and failures < ${maxFailures}
    returning id, code_hash, used_at is null and expires_at > now() as is_open, asked_by is not null as is_own`)
  const matching = tried.filter((row) => tx.sealer.proves('claim-code', `${row.id}|${code}`, row.code_hash))
  const open = matching.find((row) => row.is_open)
  if (open) return { outcome: 'right', codeId: open.id }
  const { has_asked } = await tx.one(shape({ has_asked: bool })`
    select exists (select from tenant.claim_codes where organization_id = ${organizationId} and token = any (${tokens}::bytea[])
      and asked_by = ${accountId}) as has_asked`)
  const isWaiting = tried.some((row) => row.is_open && row.is_own)
  return { outcome: matching.length > 0 || (has_asked && !isWaiting) ? 'ended' : 'wrong' }
}

/** Uses the code up and links whom it opens, as far as the contact is still theirs. */
export async function connectPatients(
  tx: TenantTx,
  accountId: string,
  { codeId, email }: { codeId: string; email: string },
): Promise<Connectable[]> {
  const used = await tx.maybe(shape({ patient_ids: uuids })`
    update tenant.claim_codes set used_at = clock_timestamp()
    where organization_id = ${tx.organization.id} and id = ${codeId} and used_at is null and expires_at > now()
    returning patient_ids`)
  const behind = used ? await patientsBehind(tx, contactTokens(tx, email)) : []
  const connected = behind.filter(({ patientId }) => used?.patient_ids.includes(patientId))
  if (connected.length === 0) throw refuse('link-ended')
  await linkAccount(tx, accountId, connected)
  const ids = connected.map(({ patientId }) => patientId)
  const open = await openLinksTo(tx, accountId, ids)
  if (open.size === 0) throw refuse('link-ended')
  return connected.filter(({ patientId }) => open.has(patientId))
}
