import type pg from 'pg'
import { sendBatch, type Statement, type StatementResult } from './batch.ts'
import { withClient } from '../pools/turns.ts'
import { statementOf, type Command, type Query } from './query.ts'

/** What a transaction is bound to: visible to policies as `app.*` for its own length and no longer. */
export interface Settings {
  organizationId?: string
  accountId?: string
  requestId?: string
  origin?: string
  /** Act as this role (of somebody from outside); the application's own otherwise. */
  role?: string
  /** Long work: a statement may take a minute, and is planned for what it asks. */
  isLong?: boolean
  /** A mailed link that was proved, or the row that one proved itself to be about. */
  linkId?: string
  linkSubject?: string
}

export interface Transaction {
  all<Row>(query: Query<Row>): Promise<Row[]>
  /** The one row; an error where there is none. */
  one<Row>(query: Query<Row>): Promise<Row>
  maybe<Row>(query: Query<Row>): Promise<Row | undefined>
  run(query: Command): Promise<number>
  /** Runs along with the commit, in the same round trip. Only in a writing transaction. */
  atCommit(query: Command): void
}

/** The kit's alone: a transaction that can go on as another role. */
export interface ActingTransaction extends Transaction {
  /** From the next statement on, as this role; absent: the application's own. Answers the role until now. */
  actAs(role?: string): string | undefined
}

/**
 * `read`: each query is a transaction of its own, one round trip. `write`: BEGIN … COMMIT. `snapshot`: all queries see one
 * moment, whatever is committed between them; nothing can be written.
 */
export type TransactionMode = 'read' | 'write' | 'snapshot'

const begin: Statement = { name: '_begin', text: 'begin', values: [], isSilent: true }
const beginSnapshot: Statement = {
  name: '_begin_snapshot',
  text: 'begin isolation level repeatable read, read only',
  values: [],
  isSilent: true,
}
const commit: Statement = { name: '_commit', text: 'commit', values: [], isSilent: true }

function settingsStatement(settings: Settings): Statement {
  const values = [
    settings.organizationId ?? '',
    settings.accountId ?? '',
    settings.requestId ?? '',
    settings.origin ?? '',
  ]
  const text = `select set_config('app.organization_id', $1, true), set_config('app.account_id', $2, true),
    set_config('app.request_id', $3, true), set_config('app.origin', $4, true)`
  const { role, linkId, linkSubject, isLong } = settings
  if (!role && !linkId && !linkSubject && !isLong) return { name: '_set', text, values, isSilent: true }
  const outside = {
    name: '_set_outside',
    isSilent: true,
    text: `${text}, set_config('role', $5, true), set_config('app.link_id', $6, true), set_config('app.link_subject', $7, true)`,
    values: [...values, role ?? 'none', linkId ?? '', linkSubject ?? ''],
  }
  return isLong ? { ...outside, name: '_set_long', text: `${outside.text}, ${longLimits}` } : outside
}

/** In place of those of the role that signed in, which are made for requests: a minute, and one core. Local to the transaction. */
const longLimits = `set_config('statement_timeout', '60s', true), set_config('idle_in_transaction_session_timeout', '60s', true),
    set_config('plan_cache_mode', 'force_custom_plan', true), set_config('max_parallel_workers_per_gather', '0', true)`

const become = (role = 'none'): Statement => ({
  name: '_become',
  isSilent: true,
  text: "select set_config('role', $1, true)",
  values: [role],
})

/** One transaction on one client. Its first statement travels with BEGIN and the settings. */
export class ClientTransaction implements ActingTransaction {
  private started = false
  private role?: string
  private becoming: Statement[] = []
  private readonly last: Statement[] = []
  private readonly client: pg.PoolClient
  private readonly settings: Statement
  private readonly mode: TransactionMode

  constructor(client: pg.PoolClient, settings: Settings, mode: TransactionMode) {
    this.client = client
    this.settings = settingsStatement(settings)
    this.role = settings.role
    this.mode = mode
  }

  async all<Row>(query: Query<Row>): Promise<Row[]> {
    return (await this.send(statementOf(query))).rows as Row[]
  }

  async one<Row>(query: Query<Row>): Promise<Row> {
    const row = await this.maybe(query)
    if (row === undefined) throw new Error('a row that must exist is not there')
    return row
  }

  async maybe<Row>(query: Query<Row>): Promise<Row | undefined> {
    return (await this.all(query))[0]
  }

  async run(query: Command): Promise<number> {
    return (await this.send(statementOf(query))).rowCount
  }

  atCommit(query: Command): void {
    if (this.mode !== 'write') throw new Error('a reading transaction has no commit')
    this.last.push(statementOf(query))
  }

  actAs(role?: string): string | undefined {
    const before = this.role
    if (role !== before) this.becoming = [become(role)]
    this.role = role
    return before
  }

  async commit(): Promise<void> {
    if (this.mode === 'read' || (!this.started && this.last.length === 0)) return
    // what is written along with the commit is the kit's own: events, answers that are kept
    if (this.last.length > 0) this.actAs()
    await sendBatch(this.client, [...this.opening(), ...this.last, commit])
  }

  async rollback(): Promise<void> {
    if (this.mode !== 'read' && this.started) await this.client.query('rollback')
  }

  private opening(): Statement[] {
    if (this.mode === 'read') return [this.settings]
    const first = this.mode === 'snapshot' ? beginSnapshot : begin
    return [...(this.started ? [] : [first, this.settings]), ...this.becoming]
  }

  private async send(statement: Statement): Promise<StatementResult> {
    const opening = this.opening()
    this.started = true
    this.becoming = []
    try {
      const results = await sendBatch(this.client, [...opening, statement])
      return results[opening.length] ?? { rows: [], rowCount: 0 }
    } catch (error) {
      throw tracedHere(error)
    }
  }
}

/** pg makes its errors where it reads the answer; whoever mends one needs to know who asked. */
function tracedHere(error: unknown): unknown {
  if (error instanceof Error) Error.captureStackTrace(error, tracedHere)
  return error
}

/** Reads with a client of its own for each statement: between two of them nothing is held that others wait for. */
function readingFrom(pool: pg.Pool, settings: Settings): ActingTransaction {
  let { role } = settings
  async function read<Result>(ask: (transaction: Transaction) => Promise<Result>): Promise<Result> {
    const bound = { ...settings, role }
    const client = await pool.connect()
    try {
      return await ask(new ClientTransaction(client, bound, 'read'))
    } finally {
      client.release()
    }
  }
  return {
    all: (query) => read((transaction) => transaction.all(query)),
    one: (query) => read((transaction) => transaction.one(query)),
    maybe: (query) => read((transaction) => transaction.maybe(query)),
    run: (query) => read((transaction) => transaction.run(query)),
    atCommit() {
      throw new Error('a reading transaction has no commit')
    },
    actAs(next) {
      const before = role
      role = next
      return before
    },
  }
}

/** Runs `work` in one transaction: committed when it returns, rolled back when it throws. */
export async function inTransaction<Tx, Result>(
  pool: pg.Pool,
  settings: Settings,
  mode: TransactionMode,
  wrap: (transaction: ActingTransaction) => Tx,
  work: (tx: Tx) => Promise<Result>,
): Promise<Result> {
  if (mode === 'read') return work(wrap(readingFrom(pool, settings)))
  return withClient(pool, (client) => onOne(client, settings, mode, (transaction) => work(wrap(transaction))))
}

async function onOne<Result>(
  client: pg.PoolClient,
  settings: Settings,
  mode: TransactionMode,
  work: (transaction: ActingTransaction) => Promise<Result>,
): Promise<Result> {
  const transaction = new ClientTransaction(client, settings, mode)
  let broken: Error | undefined
  try {
    const result = await work(transaction)
    await transaction.commit()
    return result
  } catch (error) {
    await transaction.rollback().catch((rollbackError: Error) => (broken = rollbackError))
    throw error
  } finally {
    client.release(broken)
  }
}

/** Lets a transaction go on as the application itself, and hands it back as what it was. */
export async function actingAsItself<Result>(
  transaction: ActingTransaction,
  work: () => Promise<Result>,
): Promise<Result> {
  const before = transaction.actAs()
  try {
    return await work()
  } finally {
    transaction.actAs(before)
  }
}
