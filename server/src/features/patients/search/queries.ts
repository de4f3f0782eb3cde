import { sql, type RawBuilder } from 'kysely'
import type { TenantTx } from '../../../kit/db/tenant-tx.ts'
import { keysTyped, likenessesOf, piecesTyped, type Term, type SearchTerms } from './rules.ts'

export interface AfterHit {
  rank: number
  nameKey: string
  id: string
}

interface Search {
  subject: 'patients' | 'guardians'
  terms: SearchTerms
  isArchived: boolean
  after?: AfterHit
  /** Absent: all of them, for conditions that the search knows nothing of and for other orders. */
  limit?: number
}

/** More than anybody has; a limit all the same. */
const all = 1_000_000

/** The ids of whom is found, how well (`rank`), and how many there are (`total`), for the statement that shows them. */
export const searchHits = (
  tx: TenantTx,
  { subject, terms, isArchived, after, limit = all }: Search,
): RawBuilder<unknown> =>
  // the limit of a page stands outside as well: it tells the planner that these are few
  sql`select f.id, f.rank, f.total from tenant.find_by_terms(
    ${subject}, ${termsOf(tx, terms)}::jsonb, ${isArchived},
    ${after?.rank ?? null}::int, ${after?.nameKey ?? null}::text, ${after?.id ?? null}::uuid, ${limit}) f
    ${limit === all ? sql`` : sql`limit ${limit}`}`

export const termsOf = (tx: TenantTx, terms: SearchTerms): string =>
  JSON.stringify(terms.map((term) => hashed(tx, term)))

/** A term as the database reads it: what is sealed only as hashes. */
function hashed({ sealer }: TenantTx, term: Term) {
  const key = ([kind, value]: readonly [string, string]) => pieceKey(sealer, kind, value)
  const likenesses = term.like === undefined ? [] : likenessesOf(term.like)
  return {
    names: term.names,
    keys: piecesTyped(term)
      .filter((pieces) => pieces.length > 0)
      .map((pieces) => pieces.map(key)),
    tokens: keysTyped(term).map(({ kind, value }) => `\\x${sealer.token(kind, value).toString('hex')}`),
    born: term.born,
    sounds: likenesses.filter(([kind]) => kind === 'sound').map(key),
    slips: likenesses.filter(([kind]) => kind === 'slip').map(key),
  }
}

/** 32 bits are enough where each hit is looked at once more, and keep the index small. */
export const pieceKey = (sealer: TenantTx['sealer'], kind: string, value: string): number =>
  sealer.token(kind, value).readInt32BE(0)
