import { sql, type RawBuilder } from 'kysely'
import type { Sealer } from '../../../kit/crypto/seal.ts'
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
  const keys = (pieces: readonly (readonly [string, string])[]) => pieceKeys(sealer, pieces)
  const likenesses = term.like === undefined ? [] : likenessesOf(term.like)
  return {
    names: term.names,
    keys: piecesTyped(term)
      .filter((pieces) => pieces.length > 0)
      .flatMap(keys),
    tokens: keysTyped(term).flatMap(({ kind, value }) =>
      sealer.tokens(kind, value).map((token) => `\\x${token.toString('hex')}`),
    ),
    born: term.born,
    sounds: keys(likenesses.filter(([kind]) => kind === 'sound')).flat(),
    slips: keys(likenesses.filter(([kind]) => kind === 'slip')).flat(),
  }
}

/** 32 bits are enough where each hit is looked at once more, and keep the index small. */
export const pieceKey = (sealer: Sealer, kind: string, value: string): number =>
  sealer.token(kind, value).readInt32BE(0)

function pieceKeys(sealer: Sealer, pieces: readonly (readonly [string, string])[]): number[][] {
  const ways = pieces.map(([kind, value]) => sealer.tokens(kind, value).map((token) => token.readInt32BE(0)))
  return (ways[0] ?? []).map((_, way) => ways.map((each) => each[way] ?? 0))
}
