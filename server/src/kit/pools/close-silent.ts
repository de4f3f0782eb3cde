import type net from 'node:net'
import type pg from 'pg'

/**
 * Closes a connection whose server was asked something and has sent nothing for so many milliseconds: longer than any
 * statement may take, so that no answer will come. What was asked fails as with a database that is away; a connection that
 * nothing is asked on stays open.
 */
export function closeWhenSilent(client: pg.Client, milliseconds: number): void {
  const stream = client.connection.stream as net.Socket
  stream.setTimeout(milliseconds, () => {
    const { bytesRead } = stream
    // a process that stood still itself finds the answer lying there
    setImmediate(() => {
      // pg's word for: nothing is under way
      if (client.readyForQuery || stream.bytesRead > bytesRead) return
      const silence = new Error('the database fell silent in the middle of a statement')
      stream.destroy(Object.assign(silence, { code: 'ETIMEDOUT' }))
    })
  })
}
