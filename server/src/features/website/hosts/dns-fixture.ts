import dgram from 'node:dgram'
import { once } from 'node:events'

export interface DnsServer {
  /** As `DNS_SERVERS` has it. */
  address: string
  /** TXT records by name. */
  records: Map<string, string>
  /** Answers that it failed, to everything (RFC 1035 §4.1.1, RCODE 2). */
  isBroken: boolean
  close(): Promise<void>
}

/** A name server that answers for TXT records alone (RFC 1035), by UDP on a port of its own. */
export async function openDnsServer(): Promise<DnsServer> {
  const socket = dgram.createSocket('udp4')
  const server: DnsServer = {
    address: '',
    records: new Map(),
    isBroken: false,
    async close() {
      socket.close()
      await once(socket, 'close')
    },
  }
  socket.on('message', (asked, { port, address }) => socket.send(answerTo(asked, server), port, address))
  socket.bind(0, '127.0.0.1')
  await once(socket, 'listening')
  server.address = `127.0.0.1:${socket.address().port}`
  return server
}

function answerTo(asked: Buffer, { records, isBroken }: DnsServer): Buffer {
  const { name, end } = questionIn(asked)
  const text = isBroken ? undefined : records.get(name)
  const code = isBroken ? 2 : text === undefined ? 3 : 0
  const head = Buffer.alloc(12)
  asked.copy(head, 0, 0, 2)
  head.writeUInt16BE(0x8180 | code, 2)
  head.writeUInt16BE(1, 4)
  head.writeUInt16BE(text === undefined ? 0 : 1, 6)
  return Buffer.concat([head, asked.subarray(12, end), ...(text === undefined ? [] : [txtRecord(text)])])
}

/** Its name begins behind the head, as lengths and labels; type and class follow. */
function questionIn(asked: Buffer): { name: string; end: number } {
  const labels = []
  let at = 12
  for (let length = asked[at] ?? 0; length > 0; length = asked[at] ?? 0) {
    labels.push(asked.toString('latin1', at + 1, at + 1 + length))
    at += length + 1
  }
  return { name: labels.join('.').toLowerCase(), end: at + 5 }
}

function txtRecord(text: string): Buffer {
  const said = Buffer.from(text)
  const fields = Buffer.alloc(13)
  // the question's name, TXT, IN, no time to live
  fields.writeUInt16BE(0xc00c, 0)
  fields.writeUInt16BE(16, 2)
  fields.writeUInt16BE(1, 4)
  fields.writeUInt16BE(said.length + 1, 10)
  fields.writeUInt8(said.length, 12)
  return Buffer.concat([fields, said])
}
