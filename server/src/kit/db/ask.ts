import type pg from 'pg'
import { sendBatch } from './batch.ts'
import { statementOf, type Query } from './query.ts'

/** Asks once, on any connection and with no settings: ahead of knowing who calls, and for what sweeps all organizations. */
export async function ask<Row>(pool: pg.Pool, query: Query<Row>): Promise<Row[]> {
  const client = await pool.connect()
  try {
    return await askOn(client, query)
  } finally {
    client.release()
  }
}

export async function askOn<Row>(client: pg.PoolClient | pg.Client, query: Query<Row>): Promise<Row[]> {
  const [result] = await sendBatch(client, [statementOf(query)])
  return (result?.rows ?? []) as Row[]
}
