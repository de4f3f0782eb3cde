import net from 'node:net'
import { readdirSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createWorld, type World } from '../../testing/world.ts'

const assets = path.join(import.meta.dirname, '../../../../web/dist/client/assets')
let world: World
let port: number
let script: string

beforeAll(async () => {
  world = await createWorld()
  await world.application.http!.listen({ port: 0, host: '127.0.0.1' })
  port = (world.application.http!.server.address() as { port: number }).port
  script = readdirSync(assets).find((name) => /^main-.*\.js$/.test(name))!
})
afterAll(() => world.close())

/** A request line as it is written, which no client library would send, and the status that answers it. */
function statusOf(method: string, target: string, headers: Record<string, string> = {}): Promise<number> {
  return new Promise((resolve, reject) => {
    const socket = net.connect(port, '127.0.0.1')
    let answer = ''
    socket.on('data', (chunk: Buffer) => (answer += chunk.toString('latin1')))
    socket.on('close', () => resolve(Number(/^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1])))
    socket.on('error', reject)
    const lines = Object.entries({ host: 'localhost', connection: 'close', ...headers }).map((pair) => pair.join(': '))
    socket.write(`${method} ${target} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`, 'latin1')
  })
}

const broken = [
  '',
  '.',
  '..',
  '/',
  './',
  '../',
  '//',
  '%2e%2e/',
  '..%2f..%2fpackage.json',
  '..%5c..%5cpackage.json',
  '....//....//etc/passwd',
  '%',
  '%zz',
  '%00',
  'a%00.js',
  '%c0%ae%c0%ae/',
  '%ff',
  '%252e%252e/',
  '.env',
  '.vite/manifest.json',
  'CON',
  'a\\b',
  'nothing.js',
  'nothing/',
  '?',
  '#',
  ';',
  '*',
  '%20',
  'x'.repeat(300),
  'x/'.repeat(2_000),
  '%41'.repeat(2_000),
]
const folders = ['/assets/', '/assets//', '//assets/', '/favicon.svg/', '/.well-known/', '/dev/mailbox/', '/health/']
const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'PROPFIND', 'QUERY']

test('however the address of a file is written, by whatever method, the answer is no failure of the server', async () => {
  const failed: string[] = []
  for (const folder of folders)
    for (const tail of broken)
      for (const method of tail.length > 100 ? ['GET'] : ['GET', 'HEAD', 'POST']) {
        const status = await statusOf(method, folder + tail)
        if (!(status >= 200 && status < 500)) failed.push(`${method} ${folder}${tail.slice(0, 40)} ${status}`)
      }
  expect(failed).toEqual([])
})

test('a folder of files and what is beside it do not exist', async () => {
  const found: string[] = []
  for (const tail of broken) {
    const status = await statusOf('GET', `/assets/${tail}`)
    if (![400, 404, 414].includes(status)) found.push(`${tail} ${status}`)
  }
  expect(found).toEqual([])
})

test('a file is read, and by no method changed', async () => {
  const answers = await Promise.all(
    methods.map(async (method) => [method, await statusOf(method, `/assets/${script}`)]),
  )
  const { GET, HEAD, ...others } = Object.fromEntries(answers) as Record<string, number>
  expect([GET, HEAD]).toEqual([200, 200])
  for (const status of Object.values(others)) expect([400, 404, 405]).toContain(status)
})

test.each(['bytes=0-9', 'bytes=-5', 'bytes=5-'])('a part of a file is sent: %s', async (range) => {
  expect(await statusOf('GET', `/assets/${script}`, { range })).toBe(206)
})

test.each(['bytes=99999999-', 'bytes=9-1', 'lines=1-2', 'bytes=', 'bytes=--', `bytes=${'0-0,'.repeat(1_000)}0-0`])(
  'a part that is none is refused, or the whole is sent: %#',
  async (range) => {
    expect([200, 206, 416]).toContain(await statusOf('GET', `/assets/${script}`, { range }))
  },
)

test('the icon that browsers ask for by themselves is there', async () => {
  const answer = await world.application.http!.inject('/favicon.ico')
  expect([answer.statusCode, answer.headers['content-type']]).toEqual([200, 'image/x-icon'])
  expect([...answer.rawPayload.subarray(0, 4)]).toEqual([0, 0, 1, 0])
})
