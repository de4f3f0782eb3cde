import { Readable } from 'node:stream'
import type { BytesAnswer, StreamAnswer } from '@polyclinic/contract/kit/plain.ts'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { showAs } from '../pages/page-kinds.ts'
import { refuse } from '../http/refusal.ts'

export interface ByteRange {
  first: number
  last: number
}

/**
 * `bytes=0-99`, `bytes=100-`, `bytes=-50` (RFC 9110 §14.1.2). What cannot be read and several ranges at once are answered
 * whole, which is allowed; a range that begins beyond the end is refused.
 */
export function rangeOf(header: string | undefined, size: number): ByteRange | undefined {
  const [, from = '', to = ''] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header ?? '') ?? []
  if (from === '' && to === '') return undefined
  const first = from === '' ? Math.max(0, size - Number(to)) : Number(from)
  const last = from === '' || to === '' ? size - 1 : Math.min(Number(to), size - 1)
  if (from !== '' && to !== '' && Number(to) < first) return undefined
  if (first >= size || (from === '' && Number(to) === 0)) throw refuse('no-such-range')
  return { first, last }
}

/** Sends a file: shown only where its type runs nothing, never believed to be another type, in a box of its own. */
export async function sendBytes(request: FastifyRequest, reply: FastifyReply, answer: BytesAnswer): Promise<void> {
  const { headers } = request
  const etag = `"${answer.tag}"`
  void showAs(request, reply, 'file').header('etag', etag).header('accept-ranges', 'bytes')
  if (headers['if-none-match']?.split(',').some((one) => one.trim().replace(/^W\//, '') === etag)) {
    await reply.status(304).send()
    return
  }
  const isSame = headers['if-range'] === undefined || headers['if-range'] === etag
  const range = withEnd(() => (isSame ? rangeOf(headers.range, answer.size) : undefined), reply, answer.size)
  const { first, last } = range ?? { first: 0, last: answer.size - 1 }
  const content = await begun(answer.open(first, last))
  if (range) void reply.status(206).header('content-range', `bytes ${first}-${last}/${answer.size}`)
  await reply
    .header('content-type', answer.isShown ? answer.type : 'application/octet-stream')
    .header('content-disposition', disposition(answer))
    .header('content-length', String(last - first + 1))
    .send(Readable.from(content, { objectMode: false }))
}

/** Sends what is still being written, to be kept. */
export async function sendStream(request: FastifyRequest, reply: FastifyReply, answer: StreamAnswer): Promise<void> {
  const { type, name, open } = answer
  const content = await begun(open())
  await showAs(request, reply, 'file')
    .header('content-type', type)
    .header('content-disposition', disposition({ isShown: false, name }))
    .send(Readable.from(content, { objectMode: false }))
}

/** What cannot be read at all is refused before anything was said. */
async function begun(bytes: AsyncIterable<Uint8Array>): Promise<AsyncIterable<Uint8Array>> {
  const pieces = bytes[Symbol.asyncIterator]()
  const first = await pieces.next()
  return (async function* () {
    for (let next = first; !next.done; next = await pieces.next()) yield next.value
  })()
}

/** Whoever asked beyond the end is told where it is. */
function withEnd<Result>(work: () => Result, reply: FastifyReply, size: number): Result {
  try {
    return work()
  } catch (error) {
    void reply.header('content-range', `bytes */${size}`)
    throw error
  }
}

/** RFC 6266, with the name as everybody can read it and as RFC 8187 writes it. */
function disposition({ isShown, name }: Pick<BytesAnswer, 'isShown' | 'name'>): string {
  const plain = name.replaceAll(/[^\w. -]/g, '_')
  const encoded = encodeURIComponent(name).replaceAll(/['()*]/g, (one) => `%${one.charCodeAt(0).toString(16)}`)
  return `${isShown ? 'inline' : 'attachment'}; filename="${plain}"; filename*=UTF-8''${encoded}`
}
