import pg from 'pg'
import Result from 'pg/lib/result.js'
import pgUtils from 'pg/lib/utils.js'
import type { Columns } from './columns.ts'
import { asError } from '../thrown.ts'

/** One prepared statement of a batch. `name` must stand for `text` alone, on every connection. */
export interface Statement {
  name: string
  text: string
  values: readonly unknown[]
  columns?: Columns
  /** Sent for its effect alone: what it answers is not described and not read. */
  isSilent?: boolean
}

export interface StatementResult {
  rows: Record<string, unknown>[]
  rowCount: number
}

export interface Field {
  name: string
  dataTypeID: number
}

type Observer = (statement: Statement, fields: readonly Field[], rows: StatementResult['rows']) => void

let observer: Observer | undefined

/** The test kit looks at every result; nobody does in production. */
export function observeResults(seen: Observer): void {
  observer = seen
}

interface Wire {
  parse(message: { name: string; text: string; types: number[] }): void
  bind(message: {
    portal: string
    statement: string
    values: unknown[]
    valueMapper: (value: unknown) => unknown
  }): void
  describe(message: { type: 'P'; name: string }): void
  execute(message: { portal: string; rows: number }): void
  sync(): void
  prependListener(event: 'parseComplete' | 'readyForQuery', listener: () => void): void
  stream: { cork?(): void; uncork?(): void }
}

interface Prepared {
  known: Set<string>
  asked: string[]
}

const prepared = new WeakMap<Wire, Prepared>()
const sessionless = new WeakSet<object>()

/** Behind a pooler each transaction may have another session: what is prepared there is forgotten, or somebody else's. */
export function keepNothingPrepared(client: pg.Client): void {
  sessionless.add(client.connection)
}

/**
 * Which statements a connection holds: learned from the server's own ParseComplete, so that a failure in the middle of a
 * batch leaves no doubt.
 */
function preparedOn(wire: Wire): Prepared {
  let state = prepared.get(wire)
  if (!state) {
    const fresh: Prepared = { known: new Set(), asked: [] }
    // before pg's own listeners, which send the next query on ReadyForQuery
    wire.prependListener('parseComplete', () => {
      const name = fresh.asked.shift()
      if (name) fresh.known.add(name)
    })
    wire.prependListener('readyForQuery', () => (fresh.asked = []))
    prepared.set(wire, fresh)
    state = fresh
  }
  return state
}

/**
 * Several statements of the extended protocol before one Sync: one round trip and, outside BEGIN, one implicit
 * transaction. What `set_config(…, true)` sets in the first is local to them.
 * Relies on pg's Submittable interface (as pg-cursor does); pg is pinned and batch.test.ts guards it.
 */
class Batch {
  readonly results: StatementResult[] = []
  private current = new Result(undefined, pg.types)
  private failure: Error | undefined
  // read by pg's client: no name, so that it keeps no book of its own
  readonly name = undefined
  readonly text = 'batch'
  // pg replaces it where a query times out
  callback: (error: Error | undefined) => void

  private readonly statements: readonly Statement[]

  constructor(statements: readonly Statement[], done: (error: Error | undefined) => void) {
    this.statements = statements
    this.callback = done
  }

  submit(wire: Wire): Error | undefined {
    const state = sessionless.has(wire) ? undefined : preparedOn(wire)
    wire.stream.cork?.()
    try {
      for (const { name, text, values, isSilent } of this.statements) {
        if (!state) wire.parse({ name: '', text, types: [] })
        else if (!state.known.has(name) && !state.asked.includes(name)) {
          state.asked.push(name)
          wire.parse({ name, text, types: [] })
        }
        const statement = state ? name : ''
        wire.bind({ portal: '', statement, values: [...values], valueMapper: pgUtils.prepareValue })
        if (!isSilent) wire.describe({ type: 'P', name: '' })
        wire.execute({ portal: '', rows: 0 })
      }
    } catch (error) {
      return asError(error)
    } finally {
      wire.sync()
      wire.stream.uncork?.()
    }
    return undefined
  }

  handleRowDescription(message: { fields: unknown[] }): void {
    this.current.addFields(message.fields)
  }

  handleDataRow(message: { fields: unknown[] }): void {
    if (this.statements[this.results.length]?.isSilent) return
    try {
      this.current.addRow(this.current.parseRow(message.fields))
    } catch (error) {
      this.failure ??= asError(error)
    }
  }

  handleCommandComplete(message: unknown): void {
    this.current.addCommandComplete(message)
    const statement = this.statements[this.results.length]
    if (observer && statement) observer(statement, this.current.fields, this.current.rows)
    this.results.push({ rows: this.current.rows, rowCount: this.current.rowCount ?? 0 })
    this.current = new Result(undefined, pg.types)
  }

  handleEmptyQuery(): void {
    this.results.push({ rows: [], rowCount: 0 })
  }

  handlePortalSuspended(): void {}

  // pg lets go of a query that failed: ReadyForQuery will not come here
  handleError(error: Error): void {
    this.callback(this.failure ?? error)
  }

  handleReadyForQuery(): void {
    this.callback(this.failure)
  }
}

/** Sends the statements in one round trip and answers the result of each. Rejects with the first error; nothing after it ran. */
export function sendBatch(
  client: pg.PoolClient | pg.Client,
  statements: readonly Statement[],
): Promise<StatementResult[]> {
  return new Promise((resolve, reject) => {
    const batch = new Batch(statements, (error) => (error ? reject(error) : resolve(batch.results)))
    client.query(batch as unknown as pg.Submittable)
  })
}
