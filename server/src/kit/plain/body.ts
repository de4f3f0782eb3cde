import type { IncomingMessage } from 'node:http'
import { bodyTypes, type BodyKind, type ByteStream, type TakenBody } from '@polyclinic/contract/kit/plain.ts'
import { allowSlowBody } from './body-deadline.ts'
import { callersLimits, decode, readJsonText } from '../http/body.ts'
import { refuse } from '../http/refusal.ts'

type Reader = (content: Uint8Array, type: string) => unknown

const readers: Record<Exclude<BodyKind, 'octet-stream'>, Reader> = {
  bytes: (content) => content,
  form: (content) => singles(new URLSearchParams(decode(content))),
  multipart: readParts,
  csv: (content) => decode(content),
  xml: readXml,
  ndjson: (content) =>
    decode(content)
      .split('\n')
      .filter((line) => line.trim() !== '')
      .map((line) => readJsonText(line, callersLimits.values)),
  'fhir-json': (content) => readJsonText(decode(content), callersLimits.values),
}

/** Reads a body that is not plain JSON: its type looked at before anything is read, its bytes counted on the raw stream. */
export async function readPlain(message: IncomingMessage, { kind, limit }: TakenBody): Promise<unknown> {
  const { headers } = message
  if (headers['content-encoding'] && headers['content-encoding'] !== 'identity') throw refuse('wrong-content-type')
  const type = headers['content-type'] ?? ''
  const isTaken = (bodyTypes[kind] as readonly string[]).some((each) => each === '*/*' || each === nameOf(type))
  if (!isTaken) throw refuse('wrong-content-type')
  const announced = headers['content-length'] === undefined ? undefined : Number(headers['content-length'])
  if (announced !== undefined && announced > limit) throw refuse('too-large')
  if (kind === 'octet-stream') return streamOf(message, limit, announced)
  const pieces: Uint8Array[] = []
  for await (const piece of streamOf(message, limit, announced)) pieces.push(piece)
  return readers[kind](joined(pieces), type)
}

const nameOf = (type: string) => type.split(';')[0]?.trim().toLowerCase() ?? ''

const joined = (pieces: readonly Uint8Array[]) => new Uint8Array(Buffer.concat(pieces))

function streamOf(message: IncomingMessage, limit: number, announced: number | undefined): ByteStream {
  const deadline = allowSlowBody(message)
  return {
    ...(announced !== undefined && { announced }),
    async *[Symbol.asyncIterator]() {
      let size = 0
      for await (const piece of message as AsyncIterable<Buffer>) {
        deadline.arrived()
        size += piece.length
        if (size > limit) throw refuse('too-large')
        yield piece
      }
    },
  }
}

/** A name that comes twice could be read as either. */
function singles(entries: Iterable<[string, string]>): Record<string, string> {
  const found: Record<string, string> = Object.create(null) as Record<string, string>
  for (const [name, value] of entries) {
    if (name in found) throw refuse('bad-request')
    found[name] = value
  }
  return found
}

/** Entities can name files and grow without end; nothing that is sent to us needs a document type. */
function readXml(content: Uint8Array): string {
  const text = decode(content)
  if (/<!(DOCTYPE|ENTITY)/i.test(text)) throw refuse('bad-request')
  return text
}

async function readParts(content: Uint8Array, type: string): Promise<unknown> {
  const form = await new Response(content as Uint8Array<ArrayBuffer>, { headers: { 'content-type': type } })
    .formData()
    .catch(() => {
      throw refuse('bad-request')
    })
  const typed: [string, string][] = []
  const files = []
  for (const [field, value] of form) {
    if (typeof value === 'string') typed.push([field, value])
    else files.push({ field, name: value.name, content: new Uint8Array(await value.arrayBuffer()) })
  }
  return { fields: { ...singles(typed) }, files }
}
