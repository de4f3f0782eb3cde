import type { Adapter, AdapterPayload } from 'oidc-provider'
import type pg from 'pg'
import { secretHash } from '../../../kit/crypto/secret-hash.ts'
import { findRecord } from './queries.ts'

/** Grants, codes and tokens as rows. Whoever reads the table finds nothing that opens anything: ids are hashed. */
export function recordsOf(accounts: pg.Pool, model: string, refusedReuse: (label: string) => Error): Adapter {
  // the library keeps no session of its own: who is signed in is asked anew at every request
  if (model === 'Session') return nothingKept
  return {
    async upsert(id, payload, expiresIn) {
      await accounts.query({ name: 'keep-oauth-record', text: keep, values: valuesOf(model, id, payload, expiresIn) })
    },
    find: async (id) => (await findRecord(accounts, model, id)) as AdapterPayload | undefined,
    findByUid: async () => undefined,
    findByUserCode: async () => undefined,
    // of two requests with one code or token, one gets it; the other shows that it was stolen: everything of the grant ends
    async consume(id) {
      const hash = secretHash(id)
      const { rowCount } = await accounts.query({
        name: 'consume-oauth-record',
        text: 'update auth.oauth_record set consumed_at = clock_timestamp() where model = $1 and id_hash = $2 and consumed_at is null',
        values: [model, hash],
      })
      if (rowCount) return
      await accounts.query({ name: 'end-oauth-family', text: endFamily, values: [model, hash] })
      throw refusedReuse(model)
    },
    async destroy(id) {
      await accounts.query({
        name: 'end-oauth-record',
        text: 'delete from auth.oauth_record where model = $1 and id_hash = $2',
        values: [model, secretHash(id)],
      })
    },
    async revokeByGrantId(grantId) {
      await accounts.query({
        name: 'end-oauth-records-of-grant',
        text: 'delete from auth.oauth_record where model = $1 and grant_hash = $2',
        values: [model, secretHash(grantId)],
      })
    },
  }
}

const nothingKept: Adapter = {
  upsert: async () => {},
  find: async () => undefined,
  findByUid: async () => undefined,
  findByUserCode: async () => undefined,
  consume: async () => {},
  destroy: async () => {},
  revokeByGrantId: async () => {},
}

const keep = `insert into auth.oauth_record (model, id_hash, payload, grant_hash, user_id, client_id, organization_id, expires_at)
  values ($1, $2, $3, $4, $5, $6::text, (select c.organization_id from control.find_oauth_client($6::uuid) c),
    clock_timestamp() + make_interval(secs => $7))
  on conflict (model, id_hash) do update set payload = excluded.payload, expires_at = excluded.expires_at`

const endFamily = `delete from auth.oauth_record r using auth.oauth_record stolen
  where stolen.model = $1 and stolen.id_hash = $2 and r.grant_hash = stolen.grant_hash`

/** Without the secret that leads to it, and without the library's session: ours decides at every step. */
function valuesOf(model: string, id: string, payload: AdapterPayload, expiresIn: number | undefined): unknown[] {
  const { jti: _secret, session: _session, ...kept } = payload
  const { grantId, accountId, clientId, params } = payload
  const client = clientId ?? params?.client_id
  return [
    model,
    secretHash(id),
    JSON.stringify(kept),
    grantId ? secretHash(grantId) : null,
    accountId ?? null,
    typeof client === 'string' ? client : null,
    expiresIn ?? 0,
  ]
}
