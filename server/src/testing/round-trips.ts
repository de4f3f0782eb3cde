import type pg from 'pg'

/** How often the pool's database is waited for during `work`: each batch is once. */
export async function roundTripsOf(pool: pg.Pool, work: () => Promise<unknown>): Promise<number> {
  let count = 0
  const spied = new Map<pg.PoolClient, pg.PoolClient['query']>()
  const spy = (client: pg.PoolClient) => {
    if (spied.has(client)) return
    const { query } = client
    spied.set(client, query)
    client.query = ((...given: unknown[]) => {
      // what is told to others is waited for by nobody
      if (!String(given[0]).startsWith('select pg_notify')) count++
      return (query as (...given: unknown[]) => unknown).apply(client, given)
    }) as pg.PoolClient['query']
  }
  pool.on('acquire', spy)
  try {
    await work()
  } finally {
    pool.off('acquire', spy)
    for (const [client, query] of spied) client.query = query
  }
  return count
}
