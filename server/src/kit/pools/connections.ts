import pg from 'pg'
import { keepNothingPrepared } from '../db/batch.ts'

/** Milliseconds that a server has to say goodbye; one that went silent keeps nobody waiting longer. */
const goodbye = 2_000

/**
 * Counts what one process holds open, all databases taken together. Who opens one more than the limit closes the idle
 * connection that was used longest ago, in whichever pool it lies, and begins once its server has let go of it.
 */
export class Connections {
  private open = 0
  private readonly idle = new Map<pg.PoolClient, pg.Pool>()
  private readonly waiting: (() => void)[] = []
  private readonly limit: number

  constructor(limit: number) {
    this.limit = limit
  }

  /** Keeps book of a pool whose clients are of `clientsCountedBy`. */
  watch(pool: pg.Pool): void {
    // what was used last comes last; what is released with an error is closed by its pool
    pool.on('release', (error: Error | boolean | undefined, client) => {
      if (!error) this.idle.set(client, pool)
    })
    pool.on('acquire', (client) => void this.idle.delete(client))
    pool.on('remove', (client) => void this.idle.delete(client))
  }

  room(): Promise<void> | undefined {
    if (this.open < this.limit) {
      this.open++
      return undefined
    }
    const turn = new Promise<void>((resolve) => this.waiting.push(resolve))
    this.closeOldest()
    return turn
  }

  closed(client: pg.Client): void {
    this.idle.delete(client as pg.PoolClient)
    const next = this.waiting.shift()
    if (next) next()
    else this.open--
  }

  private closeOldest(): void {
    const [oldest] = this.idle
    // none is idle: one that is closing already makes room
    if (!oldest) return
    const [client, pool] = oldest
    this.idle.delete(client)
    const { stream } = client.connection
    const impatience = setTimeout(() => stream.destroy(), goodbye)
    client.once('end', () => clearTimeout(impatience))
    // what pg-pool itself does with one that is idle for too long; pg is pinned and databases.test.ts guards it
    ;(pool as unknown as { _remove(client: pg.PoolClient): void })._remove(client)
  }
}

type Done = (error: Error | null) => void

/** Sends nothing under a name: behind a pooler each transaction may have another session. */
function withoutSession(client: pg.Client): void {
  keepNothingPrepared(client)
  const send = client.query.bind(client) as (...all: unknown[]) => unknown
  const query = (first: unknown, ...rest: unknown[]) => {
    const isNamed = typeof first === 'object' && first !== null && 'name' in first && !('submit' in first)
    return send(isNamed ? { ...first, name: undefined } : first, ...rest)
  }
  Object.assign(client, { query })
}

export function clientsCountedBy(connections: Connections, isSessionless: boolean): typeof pg.Client {
  return class extends pg.Client {
    constructor(config?: pg.ClientConfig) {
      super(config)
      if (isSessionless) withoutSession(this)
    }

    override connect(): Promise<pg.Client>
    override connect(done: Done): void
    override connect(done?: Done): Promise<pg.Client> | undefined {
      if (!done)
        return new Promise((resolve, reject) => this.connect((error) => (error ? reject(error) : resolve(this))))
      const open = () => {
        // the pool gave up on it meanwhile
        if (this.connection.stream.destroyed) {
          connections.closed(this)
          return done(new Error('timeout exceeded when trying to connect'))
        }
        this.once('end', () => connections.closed(this))
        return super.connect(done)
      }
      const room = connections.room()
      if (room) void room.then(open)
      else open()
      return undefined
    }
  }
}
