import http from 'node:http'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { countRows } from '../../isolation/seed.ts'
import { createWorld, type Person, type TestOrganization, type World } from '../../testing/world.ts'
import { createLog } from '../log/log.ts'
import { vanishedOf } from '../thrown.ts'
import { asRefusal } from './problems.ts'

let world: World
let organization: TestOrganization
let owner: Person
let port: number

beforeAll(async () => {
  world = await createWorld()
  organization = await world.organization()
  owner = organization.owner
  await world.application.http!.listen({ port: 0, host: '127.0.0.1' })
  port = (world.application.http!.server.address() as { port: number }).port
})
afterAll(() => world.close())

/** As it goes over the wire: what a client library would never send. */
function raw(
  body: Buffer | string | (() => Iterable<Buffer>),
  headers: Record<string, string> = {},
  path = '/patients',
): Promise<{ status: number; body: string; headers: http.IncomingHttpHeaders }> {
  return new Promise((resolve, reject) => {
    const request = http.request(
      {
        port,
        host: '127.0.0.1',
        method: 'POST',
        path: `/api/v1/organizations/${organization.slug}${path}`,
        headers: { authorization: `Bearer ${owner.token}`, 'content-type': 'application/json', ...headers },
      },
      (answer) => {
        let text = ''
        answer.on('data', (chunk: Buffer) => (text += chunk.toString()))
        answer.on('end', () =>
          resolve({
            status: answer.statusCode ?? 0,
            body: text,
            headers: answer.headers,
          }),
        )
      },
    )
    request.on('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EPIPE' || error.code === 'ECONNRESET' ? undefined : reject(error),
    )
    if (typeof body === 'function') {
      for (const chunk of body()) if (!request.destroyed) request.write(chunk)
      request.end()
    } else request.end(body)
  })
}

const patient = (givenName: string) => JSON.stringify({ kind: 'human', givenName })

const cases: [name: string, body: Buffer | string, headers: Record<string, string>, status: number, code: string][] = [
  ['no JSON', '{"kind":', {}, 400, 'bad-request'],
  ['a wrong type', '{"kind":"human","givenName":7}', {}, 400, 'invalid-input'],
  ['an array for an object', '[]', {}, 400, 'invalid-input'],
  ['null', 'null', {}, 400, 'invalid-input'],
  ['an unknown property', '{"kind":"human","givenName":"A","isAdmin":true}', {}, 400, 'invalid-input'],
  ['NUL', String.raw`{"kind":"human","givenName":"A\u0000B"}`, {}, 400, 'invalid-input'],
  ['a lone surrogate', String.raw`{"kind":"human","givenName":"A\ud800"}`, {}, 400, 'invalid-input'],
  [
    'bytes that are not UTF-8',
    Buffer.concat([Buffer.from('{"kind":"human","givenName":"'), Buffer.from([0xff, 0xfe]), Buffer.from('"}')]),
    {},
    400,
    'bad-request',
  ],
  ['a prototype key', '{"__proto__":{"kind":"human"},"givenName":"A"}', {}, 400, 'bad-request'],
  ['a constructor key', '{"constructor":{"prototype":{}},"kind":"human","givenName":"A"}', {}, 400, 'bad-request'],
  ['20,000 levels', '['.repeat(20_000) + ']'.repeat(20_000), {}, 400, 'bad-request'],
  ['another content type', patient('A'), { 'content-type': 'text/plain' }, 415, 'wrong-content-type'],
  [
    'a form',
    'kind=human&givenName=A',
    { 'content-type': 'application/x-www-form-urlencoded' },
    415,
    'wrong-content-type',
  ],
  ['a packed body', gzipSync(patient('A')), { 'content-encoding': 'gzip' }, 415, 'wrong-content-type'],
  ['a packed bomb', gzipSync(Buffer.alloc(50_000_000)), { 'content-encoding': 'gzip' }, 415, 'wrong-content-type'],
  ['two megabytes', patient('A'.repeat(2_000_000)), {}, 413, 'too-large'],
  ['a name beyond its length', patient('A'.repeat(200)), {}, 400, 'invalid-input'],
  ['a birth date that is none', '{"kind":"human","givenName":"A","birthDate":"2025-02-30"}', {}, 400, 'invalid-input'],
  ['a birth date in the future', '{"kind":"human","givenName":"A","birthDate":"2150-01-01"}', {}, 400, 'invalid-input'],
  ['a wrong key', patient('A'), { 'idempotency-key': 'k'.repeat(300) }, 400, 'invalid-input'],
]

test.each(cases)(
  '%s is refused with its code, for little work, and nothing is stored',
  async (_name, body, headers, status, code) => {
    const before = await countRows(organization)
    const spent = process.cpuUsage()
    const answer = await raw(body, headers)
    expect(process.cpuUsage(spent).user).toBeLessThan(1_000_000)
    expect(answer.status).toBe(status)
    expect(JSON.parse(answer.body)).toMatchObject({ code, status, requestId: expect.any(String) })
    if (code === 'invalid-input') expect(JSON.parse(answer.body).data.issues.length).toBeGreaterThan(0)
    expect(await countRows(organization)).toEqual(before)
  },
)

test('50 MB without a length are cut off, and memory stays flat', async () => {
  const before = process.memoryUsage().rss
  const chunk = Buffer.alloc(1_000_000, 0x20)
  const answer = await raw(function* () {
    for (let i = 0; i < 50; i++) yield chunk
  })
  expect(answer.status).toBe(413)
  expect(process.memoryUsage().rss - before).toBeLessThan(120_000_000)
})

test('2^53 + 1 is not an integer', async () => {
  const clinic = await owner.post('/clinics', { name: 'Main', timeZone: 'Europe/Berlin' })
  const body = `{"name":"X-ray","durationMinutes":30,"clinicIds":["${clinic.body.id}"],"price":{"amount":9007199254740993,"currency":"EUR"}}`
  const answer = await raw(body, {}, '/services')
  expect(answer.status).toBe(400)
  expect(JSON.parse(answer.body).data.issues[0].path).toEqual(['body', 'price', 'amount'])
})

test('what names a row that vanished meanwhile is not there, and what is named still is in use', async () => {
  // as where somebody deletes it between a look and the write
  await world.owner.query(`alter table tenant.guardians add constraint vanished
    foreign key (organization_id, id) references tenant.files not valid`)
  const answer = await owner.post('/guardians', { name: 'Gwen Stone' })
  await world.owner.query('alter table tenant.guardians drop constraint vanished')
  expect(answer).toMatchObject({ status: 404, body: { code: 'not-found' } })
  const openingHours = [{ weekday: 1, from: '09:00', to: '17:00' }]
  const clinic = (await owner.post('/clinics', { name: 'Late', timeZone: 'Europe/Berlin', openingHours })).body
  await world.owner.query(`create table tenant.naming as
    select organization_id, clinic_id, weekday, from_minute from tenant.opening_hours where clinic_id = '${clinic.id}'`)
  await world.owner.query(`alter table tenant.naming
    add foreign key (organization_id, clinic_id, weekday, from_minute) references tenant.opening_hours`)
  const refused = await owner.patch(`/clinics/${clinic.id}`, { openingHours: [] }, clinic.version)
  await world.owner.query('drop table tenant.naming')
  expect(refused).toMatchObject({ status: 409, body: { code: 'in-use' } })
})

test('what vanished is told from what is named still in whatever language the server speaks', () => {
  const told = [
    ['insert or update on table "a" violates foreign key constraint "b"', 'not-found'],
    ['update or delete on table "a" violates foreign key constraint "b" on table "c"', 'in-use'],
    ['Einfügen oder Aktualisieren in Tabelle »a« verletzt Fremdschlüssel-Constraint »b«', 'not-found'],
    ['Aktualisieren oder Löschen in Tabelle »a« verletzt Fremdschlüssel-Constraint »b« von Tabelle »c«', 'in-use'],
    ['テーブル"a"の更新または削除は、テーブル"c"の外部キー制約"b"に違反します', 'in-use'],
  ] as const
  for (const [message, as] of told) {
    const thrown = Object.assign(new Error(message), { code: '23503' })
    expect(vanishedOf(thrown), message).toBe(as)
    const levels: string[] = []
    const log = Object.assign(createLog('silent'), {
      warn: () => levels.push('warn'),
      error: () => levels.push('error'),
    })
    expect(asRefusal(thrown, log, { 'not-found': {} }).code).toBe(as)
    expect(levels).toEqual([as === 'in-use' ? 'error' : 'warn'])
  }
})

test('answers never show a stack, a statement or a file', async () => {
  for (const path of [
    '/patients/not-an-id',
    '/patients?cursor=%00',
    '/patients?limit=1e9',
    '/patients?search=%00%ED%A0%80',
    `/patients/${'9'.repeat(5000)}`,
    '/%E0%A4%A',
  ]) {
    const answer = await owner.get(path)
    expect(answer.status, path).toBeLessThan(500)
    expect(JSON.stringify(answer.body), path).not.toMatch(/select |insert |node_modules|\.ts:|constraint|relation/)
  }
})

test('every answer carries the headers that protect it', async () => {
  const answer = await owner.get('/patients')
  expect(answer.headers).toMatchObject({
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-store',
    'x-request-id': expect.any(String),
    'content-security-policy': expect.stringContaining("default-src 'none'"),
  })
})

test('other origins are let in where they are listed, with tokens and never with cookies', async () => {
  const open = await createWorld({ CORS_ORIGINS: 'https://partner.test' })
  try {
    const ask = (origin: string) =>
      open.application.http!.inject({
        method: 'OPTIONS',
        url: '/api/v1/me',
        headers: { origin, 'access-control-request-method': 'GET', 'access-control-request-headers': 'authorization' },
      })
    const listed = await ask('https://partner.test')
    expect(listed.statusCode).toBe(204)
    expect(listed.headers).toMatchObject({ 'access-control-allow-origin': 'https://partner.test' })
    expect(listed.headers['access-control-allow-credentials']).toBeUndefined()
    expect((await ask('https://evil.test')).headers['access-control-allow-origin']).toBeUndefined()
  } finally {
    await open.close()
  }
})

test('too many requests are told when to come back', async () => {
  const strict = await createWorld({ REQUESTS_PER_MINUTE: '20' })
  try {
    const answers = []
    for (let i = 0; i < 25; i++) answers.push(await strict.anybody.get('/api/v1/me'))
    expect(answers.slice(0, 20).every((answer) => answer.status === 401)).toBe(true)
    expect(answers.at(-1)).toMatchObject({
      status: 429,
      body: { code: 'too-many-requests' },
      headers: { 'retry-after': expect.stringMatching(/^\d+$/) },
    })
  } finally {
    await strict.close()
  }
})

test('people behind one address are counted one by one', async () => {
  const strict = await createWorld({ REQUESTS_PER_MINUTE: '20' })
  try {
    const people = [await strict.account(), await strict.account(), await strict.account()]
    for (const person of people)
      for (let nth = 0; nth < 15; nth++) expect((await person.get('/api/v1/me')).status).toBe(200)
    const statuses = []
    for (let nth = 0; nth < 25; nth++) statuses.push((await people[0]!.get('/api/v1/me')).status)
    expect(statuses.at(-1)).toBe(429)
    expect((await people[1]!.get('/api/v1/me')).status).toBe(200)
  } finally {
    await strict.close()
  }
})

test('one account is one caller, on however many machines it is signed in', async () => {
  const strict = await createWorld({ REQUESTS_PER_MINUTE: '40' })
  try {
    const password = 'seven quiet lanterns'
    const person = await strict.account('Robin Example', password)
    const browser = strict.browser('192.0.2.7')
    expect((await browser.signIn(person.email, password)).status).toBe(200)
    const statuses: number[] = []
    for (let nth = 0; nth < 25; nth++)
      statuses.push((await person.get('/api/v1/me')).status, (await browser.get('/api/v1/me')).status)
    expect(new Set(statuses.slice(0, 36))).toEqual(new Set([200]))
    expect(statuses.slice(-2)).toEqual([429, 429])
  } finally {
    await strict.close()
  }
})

test('one network of IPv6 is one caller, however many addresses it uses', async () => {
  const strict = await createWorld({ REQUESTS_PER_MINUTE: '20' })
  try {
    const statuses: number[] = []
    for (let nth = 0; nth < 25; nth++)
      statuses.push((await strict.browser(`2001:db8:0:7::${nth.toString(16)}`).get('/api/v1/me')).status)
    expect(statuses.slice(20)).toEqual([429, 429, 429, 429, 429])
    expect((await strict.browser('2001:db8:0:8::1').get('/api/v1/me')).status).toBe(401)
  } finally {
    await strict.close()
  }
})
