import net from 'node:net'

/** A clamd as far as INSTREAM goes: it reads the whole stream before it says what it found. */
export async function startClamd(
  signature: string,
  port = 0,
): Promise<{ address: string; seen: number[]; stop(): Promise<void> }> {
  const seen: number[] = []
  const server = net.createServer((socket) => {
    let read: Buffer = Buffer.alloc(0)
    socket.on('error', () => {})
    socket.on('data', (piece: Buffer) => {
      read = Buffer.concat([read, piece])
      const content = contentOf(read)
      if (!content) return
      seen.push(content.length)
      socket.end(content.includes(signature) ? 'stream: Test.Signature FOUND\0' : 'stream: OK\0')
    })
  })
  await new Promise<void>((resolve) => void server.listen(port, '127.0.0.1', resolve))
  return {
    address: `tcp://127.0.0.1:${(server.address() as net.AddressInfo).port}`,
    seen,
    stop: () => new Promise((resolve) => void server.close(() => resolve())),
  }
}

/** What was sent, once the piece of no length has arrived. */
function contentOf(read: Buffer): Buffer | undefined {
  const command = 'zINSTREAM\0'
  if (read.subarray(0, command.length).toString() !== command) return undefined
  const pieces = []
  for (let at = command.length; at + 4 <= read.length;) {
    const length = read.readUInt32BE(at)
    if (length === 0) return Buffer.concat(pieces)
    pieces.push(read.subarray(at + 4, at + 4 + length))
    at += 4 + length
  }
  return undefined
}
