import { once } from 'node:events'
import { createServer, type Socket } from 'node:net'

/**
 * A server that speaks PostgreSQL's protocol (https://www.postgresql.org/docs/current/protocol-message-formats.html) and knows only
 * its version: Debian offers none that is too old for us.
 */
export async function startOldPostgres(version: string): Promise<{ url: string; close: () => void }> {
  const [major = '', minor = '0'] = version.split('.')
  const number = `${major}${minor.padStart(4, '0')}`
  const server = createServer((socket) => serve(socket, version, number)).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  return { url: `postgres://polyclinic@127.0.0.1:${port}/polyclinic?sslmode=disable`, close: () => server.close() }
}

function serve(socket: Socket, version: string, number: string): void {
  const ready = message('Z', Buffer.from('I'))
  const welcome = [message('R', int32(0)), message('S', text('server_version'), text(version)), ready]
  socket.on('error', () => {})
  socket.once('data', () => {
    socket.write(Buffer.concat(welcome))
    // Whatever is asked, the answer is one row with the version.
    socket.on('data', (asked: Buffer) => {
      if (asked[0] !== 'Q'.charCodeAt(0)) return
      const column = Buffer.concat([text('version'), int32(0), int16(0), int32(23), int16(4), int32(-1), int16(0)])
      const value = Buffer.from(number)
      const row = message('D', int16(1), int32(value.length), value)
      socket.write(Buffer.concat([message('T', int16(1), column), row, message('C', text('SELECT 1')), ready]))
    })
  })
}

function message(type: string, ...parts: Buffer[]): Buffer {
  const body = Buffer.concat(parts)
  return Buffer.concat([Buffer.from(type), int32(body.length + 4), body])
}

function text(value: string): Buffer {
  return Buffer.from(`${value}\0`)
}

function int16(value: number): Buffer {
  const bytes = Buffer.alloc(2)
  bytes.writeInt16BE(value)
  return bytes
}

function int32(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeInt32BE(value)
  return bytes
}
