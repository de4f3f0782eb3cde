import pg from 'pg'
import type { Log } from '../log/log.ts'
import type { LiveFeed } from './change-feed.ts'
import { createSubscribers, type News } from './subscribers.ts'

const channel = 'polyclinic'

export interface FeedOptions {
  /** Signs in to the control database past any pooler: notifications need a session of their own. */
  address: pg.ClientConfig
  pool: pg.Pool
  log: Log
}

/** One listening connection per process; what a burst of commits has to say is said once. */
export async function openListeningFeed({ address, pool, log }: FeedOptions): Promise<LiveFeed> {
  const { feed, wakeAll, hear } = createSubscribers()
  let pending: { placements: Set<string>; organizations: Set<string> } | undefined
  let client: pg.Client | undefined
  let closed = false
  let retry: NodeJS.Timeout | undefined

  async function connect(): Promise<void> {
    const next = new pg.Client({ ...address, application_name: 'polyclinic live', keepAlive: true })
    next.on('error', () => {})
    next.on('end', () => {
      if (closed) return
      retry = setTimeout(
        () => void connect().catch((error: Error) => log.warn({ part: 'live', err: error }, 'listening failed')),
        500,
      )
    })
    next.on('notification', ({ payload }) =>
      hear(JSON.parse(payload ?? '{"placements":[],"organizations":[]}') as News),
    )
    await next.connect()
    await next.query(`listen ${channel}`)
    client = next
    // whoever listened before may have missed something
    wakeAll()
    hear({ placements: [], organizations: [], tenants: ['*'] })
  }

  async function send(): Promise<void> {
    if (!pending) return
    const { placements, organizations } = pending
    pending = undefined
    const all = [...organizations]
    // a notification holds 8,000 bytes
    for (let i = 0; i < Math.max(1, all.length); i += 150) {
      const news: News = { placements: [...placements], organizations: all.slice(i, i + 150) }
      // a lost notification costs seconds: the sweep finds what it would have told
      await pool.query('select pg_notify($1, $2)', [channel, JSON.stringify(news)]).catch(() => {})
    }
  }

  await connect()
  return {
    ...feed,
    signal(placementId, organizationId) {
      if (!pending) {
        pending = { placements: new Set(), organizations: new Set() }
        setTimeout(() => void send(), 15)
      }
      pending.placements.add(placementId)
      if (organizationId) pending.organizations.add(organizationId)
    },
    async close() {
      closed = true
      clearTimeout(retry)
      await send()
      await client?.end()
    },
  }
}
