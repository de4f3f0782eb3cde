import { sql } from 'kysely'
import type { AccountsTx } from '../../../kit/db/tenant-tx.ts'
import { secretHash } from '../../../kit/crypto/secret-hash.ts'

/** What an application asks of a person, as the library wrote it down. */
export interface QuestionRow {
  params: { client_id: string; redirect_uri: string; scope?: string }
  prompt: { name: string; reasons: string[] }
  returnTo: string
  is_answered: boolean
  organization_id: string
  slug: string
  organization_name: string
  client_id: string
  client_name: string
}

/** Undefined where it is over, or the application was shut out. */
export const findQuestion = (accounts: AccountsTx, uid: string) =>
  accounts.maybe(sql<QuestionRow>`
    select r.payload -> 'params' as params, r.payload -> 'prompt' as prompt, r.payload ->> 'returnTo' as "returnTo",
      r.payload ? 'result' as is_answered, c.organization_id, c.slug, c.organization_name, c.id as client_id, c.name as client_name
    from auth.oauth_record r, control.find_oauth_client(r.client_id::uuid) c
    where r.model = 'Interaction' and r.id_hash = ${secretHash(uid)} and r.expires_at > clock_timestamp()`)

export interface ConnectedRow {
  client_id: string
  name: string
  slug: string
  organization_name: string
  scopes: string[]
  since: string
}

/** Applications that act for the account, with everything that was allowed to each. */
export const listConnected = (accounts: AccountsTx, accountId: string) =>
  accounts.all(sql<ConnectedRow>`
    select c.id as client_id, c.name, c.slug, c.organization_name, min(r.created_at) as since,
      array_agg(distinct s.scope order by s.scope) filter (where s.scope <> '') as scopes
    from auth.oauth_record r
    join lateral control.find_oauth_client(r.client_id::uuid) c on true
    left join lateral unnest(string_to_array(r.payload -> 'openid' ->> 'scope', ' ')) s (scope) on true
    where r.model = 'Grant' and r.user_id = ${accountId} and r.expires_at > clock_timestamp()
    group by c.id, c.name, c.slug, c.organization_name order by c.name, c.id`)
