import { sql, type RawBuilder } from 'kysely'
import type { TenantTx } from '../../../kit/db/tenant-tx.ts'
import type { Wanted } from './rules.ts'

/** Where a page begins: after this name and id. */
export interface After {
  nameKey: string
  id: string
}

interface Search {
  wanted: Wanted
  isArchived: boolean
  after?: After
  /** Further conditions on `p`, a row of tenant.patients, that the search knows nothing of. */
  also?: RawBuilder<unknown>
  /** Absent: all of them. */
  most?: number
}

/** Rows that are looked at where a later condition leaves some of them out. */
const enough = 100_000

/** The ids of whom is found, for the statement that shows them. */
export function found(tx: TenantTx, { wanted, isArchived, after, also, most }: Search): RawBuilder<unknown> {
  const { names, besides, keys, born } = wanted
  const tokens = keys.map(({ kind, value }) => tx.sealer.token(kind, value))
  const isSole = keys.length === 0 ? !born || besides.length === 0 : !born && besides.length === 0
  if (!isSole && names.length === 0) return together(tx, wanted, tokens, isArchived)
  // a condition that is looked at afterwards would thin out a page that is already cut
  const reach = also ? enough : (most ?? enough)
  // the limit of a page stands outside as well: it tells the planner that these are few
  const byFunction = sql`select f.id from tenant.find_patients(
    ${names}::text[], ${isSole ? tokens : []}::bytea[], ${isSole ? (born ?? null) : null}::date,
    ${isArchived}, ${after?.nameKey ?? null}::text, ${after?.id ?? null}::uuid, ${reach}) f ${reach === enough ? sql`` : sql`limit ${reach}`}`
  return isSole ? byFunction : sql`(${byFunction}) union ${together(tx, wanted, tokens, isArchived)}`
}

/**
 * A number, an address or a date together with parts of names: the keys are few (search_tokens_pkey and
 * patients_by_birth_date, both leakproof), so the names are only compared.
 */
function together(
  tx: TenantTx,
  { besides, keys, born }: Wanted,
  tokens: Buffer[],
  isArchived: boolean,
): RawBuilder<unknown> {
  const organizationId = tx.organization.id
  const byToken = sql`p.id in (select t.patient_id from tenant.search_tokens t where t.organization_id = ${organizationId} and t.token = any (${tokens}::bytea[]))`
  return sql`select p.id from tenant.patients p where p.organization_id = ${organizationId} and ${isArchived ? sql`p.archived_at is not null` : sql`p.archived_at is null`}
    ${keys.length ? sql`and ${byToken}` : sql``} ${born ? sql`and p.birth_date = ${born}` : sql``}
    and (select coalesce(bool_and(strpos(p.search_text, part) > 0), true) from unnest(${besides}::text[]) part)`
}
