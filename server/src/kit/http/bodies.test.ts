import net from 'node:net'
import { isForAnybody } from '@polyclinic/contract/kit/access.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { operations } from '../../isolation/operations.ts'
import { createWorld, type Person, type TestOrganization, type World } from '../../testing/world.ts'
import { callersLimits, strangersLimits } from './body.ts'

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

/** Announces a body and never sends it: an answer that comes all the same was made without it. */
function withoutItsBody(method: string, path: string, headers: Record<string, string> = {}, bytes = 1_000) {
  return new Promise<{ status: number; head: string; body: string }>((resolve, reject) => {
    const socket = net.connect(port, '127.0.0.1')
    let text = ''
    socket.on('data', (chunk) => {
      text += chunk.toString()
      const [head = '', body = ''] = text.split('\r\n\r\n')
      const length = Number(/content-length: (\d+)/i.exec(head)?.[1])
      if (Buffer.byteLength(body) < length) return
      socket.destroy()
      resolve({ status: Number(head.split(' ')[1]), head: head.toLowerCase(), body })
    })
    socket.on('error', reject)
    const sent = {
      host: `127.0.0.1:${port}`,
      'content-type': 'application/json',
      'content-length': `${bytes}`,
      ...headers,
    }
    const lines = Object.entries(sent).map(([name, value]) => `${name}: ${value}`)
    socket.write(`${method} ${path} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n[`)
  })
}

const addressOf = (path: string) =>
  path.replace('{organization}', organization.slug).replaceAll(/\{\w+\}/g, '00000000-0000-7000-8000-00000000dead')
const changes = operations.filter(({ method }) => method !== 'GET')

test('whoever is not signed in is refused before their body is read, by every operation but the public ones', async () => {
  for (const { key, method, path, meta } of changes.filter((each) => !isForAnybody(each.meta.permission))) {
    const { status, head, body } = await withoutItsBody(method, addressOf(path))
    expect({ key, permission: meta.permission, status }).toMatchObject({ key, status: 401 })
    expect(JSON.parse(body), key).toMatchObject({ code: 'signed-out', requestId: expect.any(String) })
    expect(head, key).toContain('connection: close')
  }
})

test('so is whoever lacks the permission, is no member, or calls what is not there', async () => {
  const staff = { authorization: `Bearer ${(await organization.member('staff')).token}` }
  const stranger = { authorization: `Bearer ${(await world.account()).token}` }
  expect(await withoutItsBody('POST', addressOf('/api/v1/organizations/{organization}/patients'), staff)).toMatchObject(
    {
      status: 403,
    },
  )
  for (const path of ['/organizations/{organization}/patients', '/organizations/nowhere/patients', '/nowhere'])
    expect((await withoutItsBody('POST', addressOf(`/api/v1${path}`), stranger)).status, path).toBe(404)
  for (const path of ['/nowhere', '/api/auth/nowhere', '/api/auth/get-session', '/api/nowhere', '/dev/mailbox', '/'])
    expect((await withoutItsBody('POST', path)).status, path).toBe(404)
})

test('strangers may send little, and more is refused by its length alone', async () => {
  const open = changes.filter(({ meta }) => isForAnybody(meta.permission))
  const addresses = [
    ...open.filter(({ meta }) => !meta.takes).map(({ method, path }) => [method, path] as const),
    ['POST', '/api/auth/sign-in/email'],
    ['POST', '/api/auth/sign-up/email'],
  ] as const
  for (const [method, path] of addresses)
    expect((await withoutItsBody(method, addressOf(path), {}, strangersLimits.bytes + 1)).status, path).toBe(413)
  // what takes more says how much, and looks at the proof in an address before the bytes of a file
  const bytes = { 'content-type': 'application/octet-stream' }
  for (const { method, path, meta } of open.filter((each) => each.meta.takes)) {
    expect((await withoutItsBody(method, addressOf(path), bytes, meta.takes!.limit + 1)).status, path).toBe(413)
    if (meta.takes?.kind === 'octet-stream')
      expect((await withoutItsBody(method, addressOf(path), bytes)).status, path).toBe(400)
  }
  const caller = { authorization: `Bearer ${owner.token}` }
  const path = addressOf('/api/v1/organizations/{organization}/patients')
  expect((await withoutItsBody('POST', path, caller, callersLimits.bytes + 1)).status).toBe(413)
})

test('what GET carries is not waited for', async () => {
  const caller = { authorization: `Bearer ${owner.token}` }
  const path = addressOf('/api/v1/organizations/{organization}/patients')
  expect((await withoutItsBody('GET', path, caller, 1e12)).status).toBe(200)
})

const send = (body: unknown) => owner.post('/patients', body)

test('a body is bounded by what it holds, before anything is built of it', async () => {
  const numbers = (count: number) => Array.from({ length: count }, () => 1)
  expect((await send(numbers(callersLimits.values))).body.code).toBe('too-large')
  expect((await send(numbers(callersLimits.values - 1))).body.code).toBe('invalid-input')
  expect((await send(Object.fromEntries(numbers(callersLimits.values).map((_, nth) => [`k${nth}`, 0])))).status).toBe(
    413,
  )
  expect((await send({ kind: 'human', givenName: 'A', memo: 'x'.repeat(20_001) })).status).toBe(413)
  const nested = JSON.parse('['.repeat(17) + ']'.repeat(17)) as unknown
  expect((await send(nested)).body.code).toBe('bad-request')
  const many = numbers(strangersLimits.values)
  const answer = await world.anybody.call('POST', '/api/v1/sign-in/passkey', { body: { response: many } })
  expect(answer.status).toBe(413)
})

test('an answer names some of what is wrong, and does not send back what was sent', async () => {
  const hours = Array.from({ length: 40 }, () => ({ weekday: 9, ['x'.repeat(500)]: 1 }))
  const answer = await owner.post('/clinics', { name: 'A', timeZone: 'UTC', openingHours: hours })
  expect(answer.status).toBe(400)
  expect(answer.body.data.issues).toHaveLength(20)
  expect(JSON.stringify(answer.body).length).toBeLessThan(20_000)
})

test('an address is bounded, too', async () => {
  const tooLong = [
    `search=${'x'.repeat(9_000)}`,
    Array.from({ length: 101 }, (_, nth) => `k${nth}=1`).join('&'),
    `search${'[0]'.repeat(21)}=1`,
    `search${'%5b0%5d'.repeat(21)}=1`,
  ]
  for (const query of tooLong)
    for (const path of ['/api/v1/me', '/oauth/authorize', '/api/auth/verify-email', '/sign-in'])
      expect((await world.application.http!.inject(`${path}?${query}`)).statusCode, path).toBe(413)
})
