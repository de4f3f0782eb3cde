import type { IncomingMessage } from 'node:http'
import type { FastifyInstance } from 'fastify'

/** Milliseconds that a body may take: all of it, or, where a gate let a slow one in, from one piece to the next. */
export const bodyDeadline = 30_000

/** Milliseconds after which the slowest upload is given up: 4 MB at 5 kB/s. */
export const slowestBody = 900_000

const deadlines = new WeakMap<IncomingMessage, NodeJS.Timeout>()

const isExpected = ({ headers }: IncomingMessage) =>
  headers['transfer-encoding'] !== undefined || Number(headers['content-length']) > 0

/** Gives up on whoever sends a body too slowly (RFC 9110 §15.5.9), before and after the gate. */
export function limitBodyTime(app: FastifyInstance, after = bodyDeadline): void {
  app.addHook('onRequest', async ({ raw }, reply) => {
    if (!isExpected(raw)) return
    const timer = setTimeout(() => {
      if (raw.complete) return
      if (!reply.raw.headersSent)
        raw.socket.write('HTTP/1.1 408 Request Timeout\r\nconnection: close\r\ncontent-length: 0\r\n\r\n')
      raw.destroy()
    }, after).unref()
    deadlines.set(raw, timer)
    raw.once('close', () => clearTimeout(timer))
  })
  // whoever was answered before their body was read is read no further
  app.addHook('onResponse', async ({ raw }) => clearTimeout(deadlines.get(raw)))
}

/** From here on the deadline is that of the next piece. */
export function allowSlowBody(message: IncomingMessage): { arrived(): void } {
  const deadline = deadlines.get(message)
  return { arrived: () => void deadline?.refresh() }
}
