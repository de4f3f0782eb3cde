import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import type { AccountsTx } from '../../../kit/db/tenant-tx.ts'
import { refuse } from '../../../kit/http/refusal.ts'
import { lifetimes } from '../authorization-server/rules.ts'
import { secretHash } from '../../../kit/crypto/secret-hash.ts'
import type { QuestionRow } from './queries.ts'
import { uuid } from '../../../kit/db/columns.ts'
import { shape } from '../../../kit/db/row.ts'

export interface Allowed {
  accountId: string
  /** Seconds since 1970. */
  provedAt: number
  allowed: string[]
  refused: string[]
}

/** Keeps what was allowed and answers the question with it, once; the library goes on from there. */
export async function allowApp(
  accounts: AccountsTx,
  uid: string,
  question: QuestionRow,
  given: Allowed,
): Promise<void> {
  const grantId = randomBytes(32).toString('base64url')
  const { accountId, provedAt, allowed, refused } = given
  await answerQuestion(accounts, uid, {
    login: { accountId, ts: provedAt, remember: false },
    consent: { grantId },
  })
  const now = Math.floor(Date.now() / 1000)
  const grant = {
    kind: 'Grant',
    iat: now,
    exp: now + lifetimes.grant,
    accountId,
    clientId: question.client_id,
    grantId,
    openid: { scope: allowed.join(' ') },
    ...(refused.length > 0 && { rejected: { openid: { scope: refused.join(' ') } } }),
  }
  await accounts.run(sql`
    insert into auth.oauth_record (model, id_hash, payload, grant_hash, user_id, client_id, organization_id, expires_at)
    values ('Grant', ${secretHash(grantId)}, ${JSON.stringify(grant)}::jsonb, ${secretHash(grantId)}, ${accountId},
      ${question.client_id}::text, ${question.organization_id},
      clock_timestamp() + make_interval(secs => ${lifetimes.grant}::int))`)
}

/** The application is told (RFC 6749 §4.1.2.1). */
export const refuseApp = (accounts: AccountsTx, uid: string) =>
  answerQuestion(accounts, uid, { error: 'access_denied' })

async function answerQuestion(accounts: AccountsTx, uid: string, result: object): Promise<void> {
  const answered = await accounts.run(sql`
    update auth.oauth_record set payload = payload || jsonb_build_object('result', ${JSON.stringify(result)}::jsonb)
    where model = 'Interaction' and id_hash = ${secretHash(uid)} and expires_at > clock_timestamp() and not payload ? 'result'`)
  if (!answered) throw refuse('link-ended')
}

export const disconnectAllApps = (accounts: AccountsTx, accountId: string) =>
  accounts.run(sql`delete from auth.oauth_record where user_id = ${accountId}`)

/** Ends what an application holds for the account: grants, codes and tokens. False where there is nothing. */
export async function disconnectApp(
  accounts: AccountsTx,
  accountId: string,
  clientId: string,
): Promise<{ organizationId: string } | undefined> {
  const [ended] = await accounts.all(shape({ organization_id: uuid })`
    delete from auth.oauth_record where user_id = ${accountId} and client_id = ${clientId} returning organization_id`)
  return ended && { organizationId: ended.organization_id }
}
