import type { AccountsTx } from '../../../kit/db/tenant-tx.ts'
import { secretHash } from '../../../kit/crypto/secret-hash.ts'
import { bool, json, text, texts, timestamptz, uuid } from '../../../kit/db/columns.ts'
import { type RowOf, shape } from '../../../kit/db/row.ts'

const questionRow = shape({
  params: json<{ client_id: string; redirect_uri: string; scope?: string }>(),
  prompt: json<{ name: string; reasons: string[] }>(),
  returnTo: text,
  is_answered: bool,
  organization_id: uuid,
  slug: text,
  organization_name: text,
  client_id: uuid,
  client_name: text,
})

export type QuestionRow = RowOf<typeof questionRow>

/** Undefined where it is over, or the application was shut out. */
export const findQuestion = (accounts: AccountsTx, uid: string) =>
  accounts.maybe(questionRow`
    select r.payload -> 'params' as params, r.payload -> 'prompt' as prompt, r.payload ->> 'returnTo' as "returnTo",
      r.payload ? 'result' as is_answered, c.organization_id, c.slug, c.organization_name, c.id as client_id, c.name as client_name
    from auth.oauth_record r, control.find_oauth_client(r.client_id::uuid) c
    where r.model = 'Interaction' and r.id_hash = ${secretHash(uid)} and r.expires_at > clock_timestamp()`)

const connectedRow = shape({
  client_id: uuid,
  name: text,
  slug: text,
  organization_name: text,
  scopes: texts,
  since: timestamptz,
})

export const listConnected = (accounts: AccountsTx, accountId: string) =>
  accounts.all(connectedRow`
    select c.id as client_id, c.name, c.slug, c.organization_name, min(r.created_at) as since,
      array_agg(distinct s.scope order by s.scope) filter (where s.scope <> '') as scopes
    from auth.oauth_record r
    join lateral control.find_oauth_client(r.client_id::uuid) c on true
    left join lateral unnest(string_to_array(r.payload -> 'openid' ->> 'scope', ' ')) s (scope) on true
    where r.model = 'Grant' and r.user_id = ${accountId} and r.expires_at > clock_timestamp()
    group by c.id, c.name, c.slug, c.organization_name order by c.name, c.id`)
