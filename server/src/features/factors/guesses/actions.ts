import { ask } from '../../../kit/db/ask.ts'
import { createHmac } from 'node:crypto'
import type { MasterKey } from '../../../kit/crypto/master-key.ts'
import type { Databases } from '../../../kit/db/databases.ts'
import type { Platform } from '../../../kit/http/platform.ts'
import { networkOf } from '../../../kit/limits/network.ts'
import type { CurrentRequest } from '../../../kit/http/request.ts'
import { Refusal } from '../../../kit/http/refusal.ts'
import { knownDevice } from '../../identity/public.ts'
import { limits, type Limit } from './rules.ts'
import { int, text } from '../../../kit/db/columns.ts'
import { type RowOf, shape } from '../../../kit/db/row.ts'

export interface Guess {
  /** What is guessed: each has counts of its own per account. */
  at: 'password' | 'second-factor' | 'pin' | 'passkey' | 'claim-code'
  /** The account or thing that it is about; an unknown one is counted like a known one. */
  whose: string
  /** Where an account is meant and known: a browser that it has signed in on counts for itself. */
  accountId?: string
  /** Whose audit hears of too many: what somebody is a patient of concerns nobody whom they work for. */
  organizationId?: string
  /** What was typed, where one secret could be tried on many accounts. Only a keyed hash of it is kept. */
  secret?: string
}

export interface TakenGuess {
  keys: string[]
  windows: string[]
}

/** A few digits: whoever has time guesses them at last, unless days are counted, too. */
const isShort = new Set<Guess['at']>(['pin', 'second-factor'])

export type GuessKeeper = Pick<Platform, 'config' | 'databases' | 'master' | 'refusals'>

const countedRow = shape({ key: text, count: int, window: text, wait: int })

type Counted = RowOf<typeof countedRow>

/**
 * Counts a guess before it is looked at, so that no number of parallel ones passes the limits; refuses with 429 beyond
 * them. To be called before a transaction is opened: the count outlives a rollback.
 */
export async function takeGuess(
  { config, databases, master, refusals }: GuessKeeper,
  request: CurrentRequest,
  guess: Guess,
): Promise<TakenGuess> {
  const hashed = (value: string) => hashedWith(master, value)
  const deviceId = await knownDevice({ config, databases, master }, request, guess.accountId)
  const whose = hashed(guess.whose)
  const own = deviceId ? `${guess.at}:known:${deviceId}:${whose}` : `${guess.at}:account:${whose}`
  const counted: [string, Limit][] = [
    [own, deviceId ? limits.known : limits.account],
    ...(isShort.has(guess.at) ? [[`${own}:day`, limits.day] satisfies [string, Limit]] : []),
    ...(deviceId
      ? []
      : ([
          [`address:${networkOf(request.ip)}`, limits.address],
          ['all', limits.all],
        ] satisfies [string, Limit][])),
    // as it is hashed where it is compared: one password in other letters is the same one
    ...(deviceId || guess.secret === undefined
      ? []
      : [[`secret:${hashed(guess.secret.normalize('NFKC'))}`, limits.secret] satisfies [string, Limit]]),
  ]
  const rows = await take(databases, counted)
  const taken = { keys: rows.map(({ key }) => key), windows: rows.map(({ window }) => window) }
  const maximumByKey = new Map(counted.map(([key, limit]) => [key, limit.maximum]))
  const over = rows.filter(({ key, count }) => count > (maximumByKey.get(key) ?? 0))
  if (over.length === 0) return taken
  // what is refused was no guess: it does not use up what others have left
  await giveBack({ databases }, taken)
  // not waited for: writing it takes longer where there is an account
  void refusals.record(request, {
    kind: 'too-many-attempts',
    ...(guess.accountId && { accountId: guess.accountId }),
    ...(guess.organizationId && { organizationId: guess.organizationId }),
    details: {
      at: guess.at,
      limits: over.map(({ key }) => key.replace(/^[\w-]+:(account|known):.*$/, '$1').split(':')[0]),
    },
  })
  throw new Refusal('too-many-requests', undefined, Math.max(1, ...over.map(({ wait }) => wait)))
}

/**
 * Whether one more mail may go to an address because somebody typed it. Whoever types it is answered as ever: that there is
 * an account shows as little as that there were many.
 */
export async function mayMail({ databases, master }: Pick<GuessKeeper, 'databases' | 'master'>, to: string) {
  const [row] = await take(databases, [[`mail:${hashedWith(master, to.toLowerCase())}`, limits.mail]])
  return (row?.count ?? 0) <= limits.mail.maximum
}

const hashedWith = (master: MasterKey, value: string) =>
  createHmac('sha256', master.derive('guesses')).update(value).digest('base64url').slice(0, 24)

const take = ({ accounts }: Databases, counted: [string, Limit][]): Promise<Counted[]> =>
  ask(
    accounts,
    countedRow`
      insert into auth.guess as g (key, count, window_ends_at)
      select key, 1, clock_timestamp() + make_interval(secs => seconds)
      from unnest(${counted.map(([key]) => key)}::text[],
        ${counted.map(([, { seconds }]) => seconds)}::int[]) as asked (key, seconds) order by key
      on conflict (key) do update set
        count = case when g.window_ends_at <= clock_timestamp() then 1 else g.count + 1 end,
        window_ends_at = case when g.window_ends_at <= clock_timestamp() then excluded.window_ends_at else g.window_ends_at end
      returning key, count, window_ends_at::text as window, ceil(extract(epoch from window_ends_at - clock_timestamp()))::int as wait`,
  )

/** The guess was right, or nobody looked at it. */
export async function giveBack({ databases }: Pick<GuessKeeper, 'databases'>, taken: TakenGuess): Promise<void> {
  await databases.accounts.query({
    name: 'give-guess-back',
    text: `with held as (
        select g.key from auth.guess g join unnest($1::text[], $2::text[]) as asked (key, window_end)
          on g.key = asked.key and g.window_ends_at = asked.window_end::timestamptz order by g.key for update of g)
      update auth.guess g set count = greatest(g.count - 1, 0) from held where g.key = held.key`,
    values: [taken.keys, taken.windows],
  })
}
