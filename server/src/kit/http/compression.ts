import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'

type Coding = 'br' | 'gzip'

/** Bytes below which packing costs more than the wire saves, and above which one answer would hold a thread for too long. */
const smallest = 1_000
const largest = 8_000_000

/** Answers that are packed at the same moment; whoever comes on top gets theirs as it is. */
const atOnce = 32

const packable = /^(text\/(?!event-stream)|application\/(json|javascript|manifest\+json)|image\/svg\+xml)/

const brotli = promisify(brotliCompress)
const deflate = promisify(gzip)

/** Fast rather than tight: what never changes is packed tightly when it is built. */
const pack: Record<Coding, (content: Buffer) => Promise<Buffer>> = {
  br: (content) =>
    brotli(content, {
      params: { [constants.BROTLI_PARAM_QUALITY]: 4, [constants.BROTLI_PARAM_SIZE_HINT]: content.length },
    }),
  gzip: (content) => deflate(content, { level: 5 }),
}

/** Packs what is said in text, where whoever asks can unpack it. Streams go out as they are: events must not wait. */
export function compressAnswers(app: FastifyInstance): void {
  let busy = 0
  app.addHook('onSend', async (request, reply, payload) => {
    if (typeof payload !== 'string' && !Buffer.isBuffer(payload)) return payload
    if (!packable.test(String(reply.getHeader('content-type') ?? '')) || reply.hasHeader('content-encoding'))
      return payload
    if (keepsSecrets(request)) return payload
    addVary(reply)
    const content = Buffer.from(payload as string)
    const coding = codingFor(request.headers['accept-encoding'])
    if (!coding || content.length < smallest || content.length > largest || busy >= atOnce) return payload
    busy++
    try {
      const packed = await pack[coding](content)
      reply.header('content-encoding', coding).removeHeader('content-length')
      return packed
    } finally {
      busy--
    }
  })
}

/**
 * The length of a packed answer tells whether two of its parts are alike (BREACH). So nothing is packed that hands out a secret
 * (only writes and the sign-in service do), and nothing that another site's page asked for with our cookies.
 */
function keepsSecrets({ method, url, headers }: FastifyRequest): boolean {
  if (method !== 'GET' && method !== 'HEAD') return true
  if (url.startsWith('/api/auth/')) return true
  const site = headers['sec-fetch-site']
  return headers.cookie !== undefined && site !== undefined && site !== 'same-origin' && site !== 'none'
}

/** The better of the two that a client takes (RFC 9110 §12.5.3). */
export function codingFor(accepted = ''): Coding | undefined {
  const weights = new Map(
    accepted
      .toLowerCase()
      .split(',')
      .map((part) => {
        const [name = '', ...parameters] = part.split(';').map((word) => word.trim())
        const weight = parameters.find((word) => word.startsWith('q='))?.slice(2)
        return [name, weight === undefined ? 1 : Number(weight)] as const
      }),
  )
  const takes = (name: string) => (weights.get(name) ?? weights.get('*') ?? 0) > 0
  return takes('br') ? 'br' : takes('gzip') ? 'gzip' : undefined
}

function addVary(reply: FastifyReply): void {
  const vary = reply.getHeader('vary')
  reply.header('vary', vary ? `${String(vary)}, accept-encoding` : 'accept-encoding')
}
