import { connect, type Socket } from 'node:net'

interface Connection {
  socket: Socket
  heard: Buffer
  answer?: { resolve(length: number): void; reject(error: Error): void }
}

/** Connections that stay open and ask one thing after another: as little work as possible beside the server that is measured. */
export interface Client {
  /** The body's length; anything but 200 is an error. */
  get(path: string, headers: Record<string, string>): Promise<number>
  close(): void
}

/** Reads what has come: a whole answer ends the question, half of one waits. */
function hear(connection: Connection, chunk: Buffer): void {
  const heard = (connection.heard = connection.heard.length ? Buffer.concat([connection.heard, chunk]) : chunk)
  const end = heard.indexOf('\r\n\r\n')
  if (end < 0) return
  const head = heard.toString('latin1', 0, end)
  const length = Number(/^content-length: (\d+)/im.exec(head)?.[1] ?? Number.NaN)
  if (Number.isNaN(length)) return fail(connection, new Error(`an answer without a length: ${head}`))
  if (heard.length < end + 4 + length) return
  connection.heard = Buffer.alloc(0)
  if (!head.startsWith('HTTP/1.1 200'))
    return fail(connection, new Error(`${head.split('\r\n')[0]}: ${heard.toString('utf8', end + 4)}`))
  const { answer } = connection
  connection.answer = undefined
  answer?.resolve(length)
}

function fail(connection: Connection, error: Error): void {
  const { answer } = connection
  connection.answer = undefined
  answer?.reject(error)
}

export function openClient(port: number, size: number): Client {
  const idle: Connection[] = []
  const waiting: ((connection: Connection) => void)[] = []
  const all = Array.from({ length: size }, () => {
    const connection: Connection = {
      socket: connect({ port, host: 'localhost', noDelay: true }),
      heard: Buffer.alloc(0),
    }
    connection.socket.on('data', (chunk: Buffer) => hear(connection, chunk))
    connection.socket.on('error', (error) => fail(connection, error))
    connection.socket.on('close', () => fail(connection, new Error('the connection was closed')))
    idle.push(connection)
    return connection
  })
  const release = (connection: Connection) => {
    const next = waiting.shift()
    if (next) next(connection)
    else idle.push(connection)
  }
  return {
    async get(path, headers) {
      const connection = idle.pop() ?? (await new Promise<Connection>((resolve) => waiting.push(resolve)))
      try {
        return await new Promise<number>((resolve, reject) => {
          connection.answer = { resolve, reject }
          const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`)
          connection.socket.write(`GET ${path} HTTP/1.1\r\nhost: localhost\r\n${lines.join('')}\r\n`)
        })
      } finally {
        release(connection)
      }
    },
    close: () => all.forEach(({ socket }) => socket.destroy()),
  }
}
