import { once } from 'node:events'
import net from 'node:net'
import type { Scan } from '../../kit/storage/scan.ts'

const longestWait = 60_000

/** Asks clamd by INSTREAM (clamd(8)): lengths of 4 bytes before each piece, a length of 0 at the end. */
export function clamd(address: string): Scan {
  const url = new URL(address)
  const target: net.NetConnectOpts =
    url.protocol === 'unix:' ? { path: url.pathname } : { host: url.hostname, port: Number(url.port) || 3310 }
  return async (bytes) => {
    const socket = net.connect(target)
    socket.setTimeout(longestWait, () => socket.destroy(new Error('clamd does not answer')))
    const answer = answerOf(socket)
    // read where it is awaited: a scanner that goes away while it is sent to is away
    answer.catch(() => {})
    try {
      await once(socket, 'connect')
      socket.write('zINSTREAM\0')
      for await (const piece of bytes) {
        const length = Buffer.alloc(4)
        length.writeUInt32BE(piece.length)
        socket.write(length)
        // whoever found something may stop reading
        if (!socket.write(piece)) await Promise.race([once(socket, 'drain'), answer])
        if (socket.destroyed) break
      }
      if (!socket.destroyed) socket.write(Buffer.alloc(4))
      const said = await answer
      if (/ FOUND\0?$/.test(said)) return 'infected'
      return / OK\0?$/.test(said) ? 'clean' : 'away'
    } catch {
      return 'away'
    } finally {
      socket.destroy()
    }
  }
}

function answerOf(socket: net.Socket): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = ''
    socket.on('data', (piece) => void (said += piece.toString()))
    socket.once('error', reject)
    socket.once('close', () => resolve(said))
  })
}
