import { createHash } from 'node:crypto'
import net from 'node:net'
import fc from 'fast-check'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createWorld, type Person, type TestOrganization, type World } from '../../testing/world.ts'
import { createRate } from '../limits/rate.ts'
import { serveApi } from '../http/api.ts'
import { fileContent, plainRouter } from './plain-fixture.ts'
import { createServer } from '../http/server.ts'

let world: World
let organization: TestOrganization
let http: FastifyInstance
let port: number
const served = { count: 0 }

beforeAll(async () => {
  world = await createWorld({}, { hasWorker: false })
  organization = await world.organization()
  const rate = createRate(1_000_000)
  http = createServer(world.application.platform, rate, 3_000)
  await serveApi(http, world.application.platform, { plain: plainRouter(served) }, { address: rate, caller: rate })
  await http.listen({ port: 0, host: '127.0.0.1' })
  port = (http.server.address() as { port: number }).port
})
afterAll(async () => {
  await http.close()
  await world.close()
})

interface Sent {
  as?: Person
  slug?: string
  type?: string
  body?: BodyInit
  headers?: Record<string, string>
}

async function ask(method: string, name: string, { as = organization.owner, slug, type, body, headers }: Sent = {}) {
  const answer = await fetch(
    `http://127.0.0.1:${port}/api/v1/organizations/${slug ?? organization.slug}/plain/${name}`,
    {
      method,
      headers: {
        ...(as.token && { authorization: `Bearer ${as.token}` }),
        ...(type && { 'content-type': type }),
        ...headers,
      },
      ...(body !== undefined && { body }),
    },
  )
  const content = new Uint8Array(await answer.arrayBuffer())
  return { status: answer.status, headers: answer.headers, content, text: new TextDecoder().decode(content) }
}

const shaOf = (content: string | Uint8Array) => createHash('sha256').update(content).digest('hex')

describe('a body that is not plain JSON', () => {
  test.each([
    ['bytes', 'application/x-whatever', '\u0000{"a": 1 }', { sha: shaOf('\u0000{"a": 1 }') }],
    ['form', 'application/x-www-form-urlencoded', 'Body=a%20b&From=%2B49', { text: 'a b' }],
    ['csv', 'text/csv; charset=utf-8', '\ufeffa;b\r\n1;2', { text: 'a;b\r\n1;2' }],
    ['xml', 'text/xml', '<a>ü</a>', { text: '<a>ü</a>' }],
    ['ndjson', 'application/x-ndjson', '{"a":1}\n\n{"b":2}\n', { lines: 2 }],
    ['fhir', 'application/fhir+json; fhirVersion=4.0', '{"resourceType":"Patient"}', { resourceType: 'Patient' }],
  ])('arrives as %s', async (name, type, body, answered) => {
    const { status, text } = await ask('POST', name, { type, body })
    expect({ status, ...JSON.parse(text) }).toMatchObject({ status: 200, ...answered })
  })

  test('arrives in parts, each with its bytes', async () => {
    const form = new FormData()
    form.set('note', 'grüße')
    form.set('picture', new File([fileContent], 'a.png'))
    const { text } = await ask('POST', 'multipart', { body: form })
    expect(JSON.parse(text)).toEqual({ fields: { note: 'grüße' }, files: [`a.png ${shaOf(fileContent)}`] })
  })

  test.each([
    ['another type', 'csv', 'application/json', '{}', 415],
    ['no type', 'xml', '', '<a/>', 415],
    [
      'a document type, which could name our files',
      'xml',
      'text/xml',
      '<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>',
      400,
    ],
    ['letters of another encoding', 'csv', 'text/csv', new Uint8Array([0x61, 0xff]), 400],
    ['a line that is no JSON', 'ndjson', 'application/ndjson', '{"a":1}\n{', 400],
    ['a name twice', 'form', 'application/x-www-form-urlencoded', 'Body=a&From=b&Body=c', 400],
    ['a name that nobody asked for', 'form', 'application/x-www-form-urlencoded', 'Body=a&From=b&To=c', 400],
    ['parts without an end', 'multipart', 'multipart/form-data; boundary=x', '--x\r\n', 400],
    ['too much', 'csv', 'text/csv', 'x'.repeat(1_001), 413],
  ])('with %s is refused', async (_name, path, type, body, status) => {
    expect((await ask('POST', path, { type, body })).status).toBe(status)
  })

  test('is counted as it arrives, whatever was announced', async () => {
    const endless = new ReadableStream({
      pull: (controller) => controller.enqueue(new Uint8Array(10_000)),
    })
    const sent = ask('PUT', 'stream', {
      type: 'application/octet-stream',
      body: endless,
      ...({ duplex: 'half' } as object),
    }).catch(() => ({ status: 0 }))
    // the connection is closed on whoever goes on: some clients read the answer, some see the cut
    expect([413, 0]).toContain((await sent).status)
    expect((await ask('PUT', 'stream', { type: 'application/octet-stream', body: fileContent })).text).toBe(
      JSON.stringify({ sha: shaOf(fileContent), size: fileContent.length }),
    )
  })

  test('counts for its key: the same bytes are answered as before, others are refused', async () => {
    const send = (body: Uint8Array<ArrayBuffer>) =>
      ask('POST', 'bytes', { type: 'image/png', body, headers: { 'idempotency-key': 'once' } })
    const before = served.count
    const first = await send(Uint8Array.of(1, 2, 3))
    expect((await send(Uint8Array.of(1, 2, 3))).text).toBe(first.text)
    expect(served.count).toBe(before + 1)
    expect((await send(Uint8Array.of(1, 2, 4))).status).toBe(422)
  })
})

describe('the gate', () => {
  test('is the one of every operation: signed out, of a lesser role, of another organization', async () => {
    const body = { type: 'application/fhir+json', body: '{"resourceType":"Patient"}' }
    expect((await ask('POST', 'fhir', { ...body, as: world.anybody })).status).toBe(401)
    expect((await ask('POST', 'fhir', { ...body, as: await organization.member('staff') })).status).toBe(403)
    const stranger = await world.account()
    const [foreign, unknown] = [
      await ask('POST', 'fhir', { ...body, as: stranger }),
      await ask('POST', 'fhir', { ...body, as: stranger, slug: 'nobody-here' }),
    ]
    expect(foreign.status).toBe(404)
    expect(foreign.text).toContain('OperationOutcome')
    expect(foreign.text).toBe(unknown.text)
  })

  test('words its refusals as the operation says', async () => {
    const fhir = await ask('POST', 'fhir', { type: 'application/fhir+json', body: '{"resourceType":"Group"}' })
    expect(fhir.headers.get('content-type')).toContain('application/fhir+json')
    expect(JSON.parse(fhir.text)).toMatchObject({ resourceType: 'OperationOutcome', issue: [{ code: 'invalid' }] })
    const form = await ask('POST', 'form', { type: 'text/plain', body: 'x' })
    expect(form.headers.get('content-type')).toContain('text/plain')
    const csv = await ask('POST', 'csv', { type: 'text/plain', body: 'x' })
    expect(JSON.parse(csv.text)).toMatchObject({ code: 'wrong-content-type', requestId: expect.any(String) })
  })
})

describe('a file that is answered', () => {
  test('is boxed, typed once and for all, and named in every alphabet', async () => {
    const { headers, content } = await ask('GET', 'file')
    expect(content).toEqual(fileContent)
    expect(Object.fromEntries(headers)).toMatchObject({
      'content-type': 'image/png',
      'content-length': '5000',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox; frame-ancestors 'none'",
      'content-disposition': `inline; filename="_bersicht _1_.png"; filename*=UTF-8''%C3%9Cbersicht%20%221%22.png`,
      'accept-ranges': 'bytes',
    })
    expect((await ask('GET', 'file', { headers: { 'if-none-match': headers.get('etag') ?? '' } })).status).toBe(304)
  })

  test('gives any range as the slice that it is', async () => {
    const size = fileContent.length
    await fc.assert(
      fc.asyncProperty(fc.nat(size - 1), fc.nat(size + 100), async (first, more) => {
        const { status, content, headers } = await ask('GET', 'file', {
          headers: { range: `bytes=${first}-${first + more}` },
        })
        const last = Math.min(first + more, size - 1)
        expect(status).toBe(206)
        expect(headers.get('content-range')).toBe(`bytes ${first}-${last}/${size}`)
        expect(content).toEqual(fileContent.subarray(first, last + 1))
      }),
    )
  })

  test.each([
    ['bytes=4990-', 206, 10],
    ['bytes=-10', 206, 10],
    ['bytes=-9999', 206, 5_000],
    ['bytes=5000-', 416, undefined],
    ['bytes=-0', 416, undefined],
    ['bytes=9-8', 200, 5_000],
    ['bytes=0-1,4-5', 200, 5_000],
    ['lines=0-1', 200, 5_000],
  ])('answers %s with %i', async (range, status, length) => {
    const answer = await ask('GET', 'file', { headers: { range } })
    expect(answer.status).toBe(status)
    if (length !== undefined) expect(answer.content).toHaveLength(length)
    else expect(answer.headers.get('content-range')).toBe('bytes */5000')
  })

  test('is given whole where the range is of what it was before', async () => {
    const answer = await ask('GET', 'file', { headers: { range: 'bytes=0-1', 'if-range': '"old"' } })
    expect(answer).toMatchObject({ status: 200, content: { length: 5_000 } })
  })
})

/** Sends a head and what is given of the body; what comes back, and whether the connection is still there. */
function slowly(method: string, name: string, type: string, length: number) {
  const socket = net.connect(port, '127.0.0.1')
  let text = ''
  socket.on('data', (piece) => void (text += piece.toString()))
  socket.on('error', () => {})
  const ended = new Promise<string>((resolve) => void socket.once('close', () => resolve(text)))
  socket.write(
    `${method} /api/v1/organizations/${organization.slug}/plain/${name} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n` +
      `authorization: Bearer ${organization.owner.token}\r\ncontent-type: ${type}\r\ncontent-length: ${length}\r\n\r\n`,
  )
  return { ended, write: (piece: string) => new Promise((done) => void socket.write(piece, done)) }
}

test('an upload may take longer than a request, as long as something arrives; what stands still is cut', async () => {
  const upload = slowly('PUT', 'stream', 'application/octet-stream', 1_000)
  const still = slowly('PUT', 'stream', 'application/octet-stream', 1_000)
  let isStillThere = true
  void still.ended.then(() => (isStillThere = false))
  let sent = 0
  // begun before the other one and outlives it: one byte at a time
  for (; isStillThere; sent++) {
    await upload.write('x')
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  await upload.write('x'.repeat(1_000 - sent))
  expect(await still.ended).toContain('408')
  expect(await upload.ended).toContain(shaOf('x'.repeat(1_000)))
})
