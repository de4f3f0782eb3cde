import type pg from 'pg'
import { sendBatch, type Statement, type StatementResult } from './batch.ts'
import { withClient } from '../pools/turns.ts'
import { become, settingsStatement, type Settings } from './tenants/settings.ts'
import { statementOf, type Command, type Query } from './query.ts'

export interface Transaction {
  all<Row>(query: Query<Row>): Promise<Row[]>
  /** The one row; an error where there is none. */
  one<Row>(query: Query<Row>): Promise<Row>
  maybe<Row>(query: Query<Row>): Promise<Row | undefined>
  run(query: Command): Promise<number>
  /** Runs along with the commit, in the same round trip. Only in a writing transaction. */
  atCommit(query: Command): void
}

/** A row of that key was there already, written by a transaction that is over. */
export class KeyTaken extends Error {}

/** The kit's alone: a transaction that can go on as another role, and one with rows of the kit's own. */
export interface ActingTransaction extends Transaction {
  /** Sends what runs ahead, where nothing has been sent yet: before anything is written elsewhere. */
  open(): Promise<void>
  /** From the next statement on, as this role; absent: the application's own. Answers the role until now. */
  actAs(role?: string): string | undefined
}

export interface Opening {
  settings: Settings
  mode: TransactionMode
  /**
   * Runs first, as the application itself: the row that makes a request once. Where that row is there it rejects with
   * `KeyTaken`, before work begins, or, where it travels with the first statement, from that on. Only in a writing transaction.
   */
  ahead?: { command: Command; travels: boolean }
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

/** One transaction on one client. Its first statement travels with BEGIN and the settings. */
export class ClientTransaction implements ActingTransaction {
  private started = false
  private role?: string
  private becoming: Statement[] = []
  private first: Statement[]
  private readonly last: Statement[] = []
  private readonly client: pg.PoolClient
  private readonly settings: Settings
  private readonly mode: TransactionMode

  constructor(client: pg.PoolClient, { settings, mode, ahead }: Opening) {
    this.client = client
    this.settings = settings
    this.first = ahead ? [statementOf(ahead.command)] : []
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

  async open(): Promise<void> {
    if (this.started || this.first.length === 0) return
    await this.sendOpening([])
  }

  actAs(role?: string): string | undefined {
    const before = this.role
    if (role !== before) this.becoming = [become(role)]
    this.role = role
    return before
  }

  async commit(): Promise<void> {
    if (this.mode === 'read' || (!this.started && this.first.length + this.last.length === 0)) return
    // what is written along with the commit is the kit's own: events, answers that are kept
    if (this.last.length > 0) this.actAs()
    await this.sendOpening([...this.last, commit])
  }

  async rollback(): Promise<void> {
    if (this.mode !== 'read' && this.started) await this.client.query('rollback')
  }

  private opening(): Statement[] {
    if (this.mode === 'read') return [settingsStatement(this.settings)]
    if (this.started) return this.becoming
    const start = this.mode === 'snapshot' ? beginSnapshot : begin
    if (this.first.length === 0) return [start, settingsStatement(this.settings), ...this.becoming]
    const own = settingsStatement({ ...this.settings, role: undefined })
    return [start, own, ...this.first, ...(this.role ? [become(this.role)] : [])]
  }

  private async send(statement: Statement): Promise<StatementResult> {
    return (await this.sendOpening([statement])).at(-1) ?? { rows: [], rowCount: 0 }
  }

  private async sendOpening(statements: Statement[]): Promise<StatementResult[]> {
    const opening = this.opening()
    const isFirst = this.first.length > 0
    this.started = true
    this.becoming = []
    this.first = []
    try {
      return await sendBatch(this.client, [...opening, ...statements])
    } catch (error) {
      throw isFirst && isKeyTaken(error) ? new KeyTaken() : tracedHere(error)
    }
  }
}

const isKeyTaken = (error: unknown) =>
  error instanceof Error &&
  'table' in error &&
  error.table === 'idempotency_keys' &&
  'code' in error &&
  error.code === '23505'

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
      return await ask(new ClientTransaction(client, { settings: bound, mode: 'read' }))
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
    open: async () => {},
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
  opening: Opening,
  wrap: (transaction: ActingTransaction) => Tx,
  work: (tx: Tx) => Promise<Result>,
): Promise<Result> {
  if (opening.mode === 'read') return work(wrap(readingFrom(pool, opening.settings)))
  return withClient(pool, (client) => onOne(client, opening, (transaction) => work(wrap(transaction))))
}

async function onOne<Result>(
  client: pg.PoolClient,
  opening: Opening,
  work: (transaction: ActingTransaction) => Promise<Result>,
): Promise<Result> {
  const transaction = new ClientTransaction(client, opening)
  let broken: Error | undefined
  try {
    if (!opening.ahead?.travels) await transaction.open()
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
