import pg from 'pg'
import { levelAskedFor, shareOf, type Turns } from './turns.ts'
import { clientsCountedBy, type Connections } from './connections.ts'

type Connected = (error: Error | undefined, client: pg.PoolClient | undefined, done: (error?: Error) => void) => void

export interface Cap {
  turns: Turns
  connections: Connections
  isSessionless: boolean
}

/** A pool whose clients count towards what its process may hold. */
export class CappedPool extends pg.Pool {
  private readonly share
  private readonly turns: Turns
  private readonly giveBack = new WeakMap<pg.PoolClient, () => void>()

  constructor(options: pg.PoolConfig & { max: number }, { turns, connections, isSessionless }: Cap) {
    super({ ...options, Client: clientsCountedBy(connections, isSessionless) })
    this.turns = turns
    this.share = shareOf(options.max)
    connections.watch(this)
    this.on('release', (_error, client) => {
      this.giveBack.get(client)?.()
      this.giveBack.delete(client)
    })
  }

  override connect(): Promise<pg.PoolClient>
  override connect(connected: Connected): void
  override connect(connected?: Connected): Promise<pg.PoolClient> | undefined {
    const client = this.take()
    if (!connected) return client
    void client.then(
      (taken) => connected(undefined, taken, (error) => taken.release(error)),
      (error: Error) => connected(error, undefined, () => {}),
    )
    return undefined
  }

  private async take(): Promise<pg.PoolClient> {
    const level = levelAskedFor()
    const turn = this.turns.take(this.share, level)
    if (turn) await turn
    const giveBack = () => this.turns.giveBack(this.share, level)
    try {
      const client = await super.connect()
      this.giveBack.set(client, giveBack)
      return client
    } catch (error) {
      giveBack()
      throw error
    }
  }
}
