import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { routesServedBy, type PageKind } from '../kit/pages/page-kinds.ts'
import { createRate } from '../kit/limits/rate.ts'
import { createServer } from '../kit/http/server.ts'
import { sendFile, tinyPng } from '../testing/files.ts'
import { createWorld, type World } from '../testing/world.ts'
import { operations } from './operations.ts'
import { samples } from './samples.ts'
import { seedOrganization, type SeededOrganization } from './seed.ts'

let world: World
let http: FastifyInstance
let here: SeededOrganization

beforeAll(async () => {
  world = await createWorld()
  http = world.application.http!
  here = await seedOrganization(await world.organization(), 'heron')
})
afterAll(() => world.close())

type Bounds = Record<'cache' | 'frames' | 'scripts' | 'robots' | 'elsewhere' | 'referrer', string | undefined>

const ownCode = expect.stringMatching(/^'self' 'nonce-[\w+/=]{20,}'$/) as unknown as string
const closed = { robots: 'noindex', elsewhere: 'same-origin', referrer: 'strict-origin-when-cross-origin' }

/** The table of docs/security.md, a second time. */
const promised: Record<PageKind, Bounds> = {
  app: { ...closed, cache: 'no-store', frames: "'none'", scripts: ownCode },
  docs: { ...closed, cache: 'no-store', frames: "'none'", scripts: ownCode },
  link: { ...closed, cache: 'no-store', frames: "'none'", scripts: ownCode, referrer: 'same-origin' },
  public: {
    ...closed,
    cache: 'public, max-age=60, s-maxage=60',
    frames: "'none'",
    scripts: "'none'",
    robots: undefined,
  },
  website: {
    ...closed,
    cache: 'public, max-age=60, s-maxage=60',
    frames: "'none'",
    scripts: "'none'",
    robots: undefined,
  },
  embed: {
    ...closed,
    cache: 'public, max-age=60, s-maxage=60',
    frames: 'https://heron.example',
    scripts: "'none'",
    elsewhere: 'cross-origin',
  },
  file: { ...closed, cache: 'private, no-cache', frames: "'none'", scripts: "'none'" },
  asset: {
    ...closed,
    cache: expect.stringContaining('max-age=') as unknown as string,
    frames: undefined,
    scripts: undefined,
    robots: undefined,
    referrer: undefined,
  },
  data: { ...closed, cache: 'no-store', frames: "'none'", scripts: "'none'" },
}

type Headers = Record<string, unknown>

function boundsIn(headers: Headers): Bounds {
  const text = (name: string) => headers[name] as string | undefined
  const policy = text('content-security-policy')
  const directive = (name: string) => new RegExp(`(?:^|; )${name} ([^;]*)`).exec(policy ?? '')?.[1]
  return {
    cache: text('cache-control'),
    frames: directive('frame-ancestors'),
    scripts: directive('script-src') ?? directive('default-src'),
    robots: text('x-robots-tag'),
    elsewhere: text('cross-origin-resource-policy'),
    referrer: text('referrer-policy'),
  }
}

const usedElsewhere = { elsewhere: 'cross-origin', cache: 'public, max-age=60, s-maxage=60' }

function expectKind(kind: PageKind, headers: Headers, where: string, isUsedElsewhere = false): void {
  expect(boundsIn(headers), where).toEqual({ ...promised[kind], ...(isUsedElsewhere && usedElsewhere) })
  expect(headers['x-content-type-options'], where).toBe('nosniff')
  expect(headers['access-control-allow-origin'], where).toBeUndefined()
}

/** An address that a route answers, though there is nothing behind it. */
const addressOf = (url: string, slug = 'nobody-here') =>
  url.replace(':slug', slug).replaceAll(/:\w+/g, 'nothing-here').replace('*', 'nothing-here')

const asked = () =>
  routesServedBy(http).filter(({ url, method }) => method.includes('GET') && !url.includes('/organizations/{'))

test('what only a document heeds is sent with documents, and with nothing that they fetch', async () => {
  const counts = { documents: 0, others: 0 }
  for (const { url, config } of asked()) {
    const { headers, statusCode } = await http.inject({ url: addressOf(url, here.organization.slug) })
    if (statusCode >= 400) continue
    const isDocument = !['asset', 'data'].includes(config!.kind!)
    if (!isDocument && String(headers['content-type']).startsWith('text/html')) continue
    for (const name of ['cross-origin-opener-policy', 'permissions-policy'])
      expect(headers[name] !== undefined, `${url} ${name}`).toBe(isDocument)
    counts[isDocument ? 'documents' : 'others']++
  }
  expect(Math.min(counts.documents, counts.others)).toBeGreaterThan(2)
})

test('every address is of a kind, and whatever it answers bears the headers of that kind or those of a refusal', async () => {
  const kinds = new Set<PageKind>()
  for (const { url, config } of asked()) {
    const { kind = 'data', isUsedElsewhere = false } = config!
    for (const slug of ['nobody-here', here.organization.slug]) {
      const { headers, statusCode } = await http.inject({ url: addressOf(url, slug) })
      const isRefusal = statusCode >= 400 && String(headers['content-type']).startsWith('application/json')
      // a page that is not there says so as a page
      const said = isRefusal ? 'data' : statusCode >= 400 && kind !== 'app' ? 'link' : kind
      // the authorization server is a library with answers of its own, some of them for other sites
      if (!url.includes('oauth') || isRefusal) expectKind(said, headers, url, isUsedElsewhere && statusCode < 400)
    }
    kinds.add(kind)
  }
  expect([...kinds].toSorted()).toEqual(Object.keys(promised).toSorted())
})

test('what is really there bears them too', async () => {
  for (const [url, kind] of [
    ['/', 'app'],
    ['/sign-in', 'app'],
    [`/${here.organization.slug}/calendar`, 'app'],
    ['/dev/mailbox', 'app'],
    ['/dev/mailbox.json', 'data'],
    ['/favicon.svg', 'asset'],
    ['/api/docs', 'docs'],
    ['/api/docs/scalar.js', 'asset'],
    ['/api/openapi.json', 'data'],
    ['/health/ready', 'data'],
  ] as const) {
    const { headers, statusCode } = await http.inject({ url })
    expect(statusCode, url).toBe(200)
    expectKind(kind, headers, url)
  }
})

test('every operation that answers a file answers it in a box, for our own pages alone', async () => {
  const files = operations.filter(({ meta }) => meta.answers === 'bytes')
  expect(files.length).toBeGreaterThan(1)
  const { owner, slug } = here.organization
  const { body: file } = await owner.post('/files', { name: 'x.png', purpose: 'attachment', size: tinyPng.length })
  await sendFile(owner, file.id as string, tinyPng)
  const shown = []
  for (const { key, path, method } of files) {
    const { params = {}, query = {} } = samples[key]({ ...here.ids, file: file.id as string })
    const address = path.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
      name === 'organization' ? slug : (params[name] ?? ''),
    )
    const { headers, status } = await owner.call(method, `${address}?${new URLSearchParams(query).toString()}`)
    // what is not there yet, such as the result of work that runs, is refused as data
    expectKind(status === 200 ? 'file' : 'data', headers, key)
    if (status === 200) shown.push(key)
  }
  expect(shown).toEqual(expect.arrayContaining(['files.files.read', 'organizations.logo.read']))
})

test('an address that does not say its kind keeps the product from starting', async () => {
  const app = createServer(world.application.platform, createRate(10))
  app.get('/forgotten', async () => 'anything')
  await expect(app.ready()).rejects.toThrow('/forgotten does not say what kind it is of')
})
