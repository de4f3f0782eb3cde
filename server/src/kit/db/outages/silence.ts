import type pg from 'pg'

/** Milliseconds that an answer is waited for. */
const patience = 3_000

/**
 * Rejects where the database refuses, or keeps silent; a connection that kept silent is closed. False: this process was too
 * busy to ask.
 */
export async function answers(pool: pg.Pool): Promise<boolean> {
  const connecting = pool.connect()
  const silence = Promise.withResolvers<never>()
  const tooLong = new Error('timeout exceeded when trying to connect')
  const timer = setTimeout(() => silence.reject(tooLong), patience)
  let client: pg.PoolClient | undefined
  let isSilent = true
  try {
    client = await Promise.race([connecting, silence.promise])
    await Promise.race([client.query('select 1'), silence.promise])
    isSilent = false
    return true
  } catch (error) {
    if (error === tooLong && pool.totalCount === 0) return false
    throw error
  } finally {
    clearTimeout(timer)
    if (client) {
      if (isSilent) void client.end().catch(() => {})
      client.release(isSilent)
    } else void connecting.then((late) => late.release()).catch(() => {})
  }
}
