import { readdirSync } from 'node:fs'
import http from 'node:http'
import path from 'node:path'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createWorld, type TestOrganization, type World } from '../../testing/world.ts'
import { codingFor } from './compression.ts'

const assets = path.join(import.meta.dirname, '../../../../web/dist/client/assets')
const nameOf = (pattern: RegExp) => `/assets/${readdirSync(assets).find((name) => pattern.test(name))}`
let world: World
let organization: TestOrganization
let port: number

beforeAll(async () => {
  world = await createWorld()
  organization = await world.organization()
  for (let i = 0; i < 12; i++)
    await organization.owner.post('/patients', { kind: 'human', givenName: 'Amina', familyName: `Haddad ${i}` })
  await world.application.http!.listen({ port: 0, host: '127.0.0.1' })
  port = (world.application.http!.server.address() as { port: number }).port
})
afterAll(() => world.close())

interface Sent {
  status: number
  headers: http.IncomingHttpHeaders
  body: Buffer
}

function ask(target: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Sent> {
  return new Promise((resolve, reject) => {
    const request = http.request({ port, host: '127.0.0.1', method, path: target, headers }, (answer) => {
      const chunks: Buffer[] = []
      answer.on('data', (chunk: Buffer) => chunks.push(chunk))
      answer.on('end', () =>
        resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: Buffer.concat(chunks) }),
      )
    })
    request.on('error', reject)
    request.end()
  })
}

const unpacked = ({ headers, body }: Sent) =>
  headers['content-encoding'] === 'br'
    ? brotliDecompressSync(body)
    : headers['content-encoding'] === 'gzip'
      ? gunzipSync(body)
      : body

const bearer = () => ({ authorization: `Bearer ${organization.owner.token}` })
const list = () => `/api/v1/organizations/${organization.slug}/patients`

const kinds: [kind: string, target: () => string, headers: () => Record<string, string>][] = [
  ['a script', () => nameOf(/^main-.*\.js$/), () => ({})],
  ['a stylesheet', () => nameOf(/\.css$/), () => ({})],
  ['the page of the app', () => '/sign-in', () => ({})],
  ['a list of the API', list, bearer],
  ['the API’s document', () => '/api/openapi.json', () => ({})],
  ['the script of its page', () => '/api/docs/scalar.js', () => ({})],
  ['the mailbox of a development machine', () => '/dev/mailbox', () => ({})],
]

describe.each(kinds)('%s', (_kind, target, headers) => {
  test.each(['br', 'gzip'])('is sent as %s to whoever takes it, and is the same unpacked', async (coding) => {
    const plain = await ask(target(), headers())
    const packed = await ask(target(), { ...headers(), 'accept-encoding': coding })
    expect([plain.status, packed.status]).toEqual([200, 200])
    expect(plain.headers['content-encoding']).toBeUndefined()
    if (plain.body.length < 1_000) return
    expect(packed.headers['content-encoding']).toBe(coding)
    expect(packed.headers['vary']).toMatch(/accept-encoding/i)
    expect(plain.headers['vary']).toMatch(/accept-encoding/i)
    expect(packed.headers['content-type']).toBe(plain.headers['content-type'])
    expect(Number(packed.headers['content-length'])).toBe(packed.body.length)
    const [a, b] = [plain, packed].map((one) =>
      unpacked(one)
        .toString()
        .replaceAll(/nonce-?="?[^"']+/g, ''),
    )
    expect(b?.length).toBe(a?.length)
  })

  test('has the same head without its body', async () => {
    const wish = { ...headers(), 'accept-encoding': 'br' }
    if (target().startsWith('/api/v1/')) return
    const [whole, head] = [await ask(target(), wish), await ask(target(), wish, 'HEAD')]
    expect([head.status, head.body.length]).toEqual([200, 0])
    expect(head.headers['content-encoding']).toBe(whole.headers['content-encoding'])
  })
})

test('each form of a file has a tag of its own and is kept for ever', async () => {
  const target = nameOf(/^main-.*\.js$/)
  const forms = await Promise.all(
    ['identity', 'gzip', 'br'].map((coding) => ask(target, { 'accept-encoding': coding })),
  )
  expect(new Set(forms.map(({ headers }) => headers.etag)).size).toBe(3)
  for (const { headers } of forms) expect(headers['cache-control']).toBe('public, max-age=31536000, immutable')
  const again = await ask(target, { 'accept-encoding': 'br', 'if-none-match': forms[2]!.headers.etag! })
  expect([again.status, again.body.length]).toEqual([304, 0])
})

test('what hands out a secret and what another site asked for with our cookies is not packed', async () => {
  const wish = { 'accept-encoding': 'br', ...bearer() }
  const cookie = { cookie: 'polyclinic.session_token=whatever' }
  const [session, foreign, sibling, own] = await Promise.all([
    ask('/api/auth/jwks', wish),
    ask(list(), { ...wish, ...cookie, 'sec-fetch-site': 'cross-site' }),
    ask(list(), { ...wish, ...cookie, 'sec-fetch-site': 'same-site' }),
    ask(list(), { ...wish, ...cookie, 'sec-fetch-site': 'same-origin' }),
  ])
  expect([session, foreign, sibling, own].map(({ headers }) => headers['content-encoding'])).toEqual([
    undefined,
    undefined,
    undefined,
    'br',
  ])
})

test('events are sent as they happen', async () => {
  const answer = await new Promise<http.IncomingMessage>((resolve) => {
    const path = `/api/v1/organizations/${organization.slug}/changes`
    http.get({ port, host: '127.0.0.1', path, headers: { ...bearer(), 'accept-encoding': 'br, gzip' } }, resolve)
  })
  expect(answer.headers['content-type']).toMatch('text/event-stream')
  expect(answer.headers['content-encoding']).toBeUndefined()
  answer.destroy()
})

test.each([
  ['gzip, deflate, br, zstd', 'br'],
  ['gzip', 'gzip'],
  ['br;q=0, gzip;q=0.5', 'gzip'],
  ['*', 'br'],
  ['*;q=0', undefined],
  ['identity', undefined],
  ['', undefined],
  ['gzip;q=0, *;q=0.1', 'br'],
  ['GZIP', 'gzip'],
  [',;q=,,', undefined],
])('whoever says %j gets %s', (accepted, coding) => {
  expect(codingFor(accepted)).toBe(coding)
})
