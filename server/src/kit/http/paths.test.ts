import net from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { isDeep, seed } from '../../testing/deep.ts'
import { createWorld, type World } from '../../testing/world.ts'

let world: World
let port: number
beforeAll(async () => {
  world = await createWorld()
  await world.application.http!.listen({ port: 0, host: '127.0.0.1' })
  port = (world.application.http!.server.address() as { port: number }).port
})
afterAll(() => world.close())

interface Seen {
  status: number
  location?: string
  type: string
  body: string
}

/** A request line as it is written, which no client library would send. */
function ask(method: string, target: string): Promise<Seen> {
  return new Promise((resolve, reject) => {
    const socket = net.connect(port, '127.0.0.1')
    let text = ''
    socket.on('data', (chunk: Buffer) => (text += chunk.toString('latin1')))
    socket.on('close', () => {
      const [head = '', ...body] = text.split('\r\n\r\n')
      const header = (name: string) => new RegExp(`^${name}: (.*)$`, 'im').exec(head)?.[1]
      resolve({
        status: Number(/^HTTP\/1\.1 (\d{3})/.exec(head)?.[1]),
        location: header('location'),
        type: header('content-type') ?? '',
        body: body.join('\r\n\r\n'),
      })
    })
    socket.on('error', reject)
    socket.write(`${method} ${target} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n`, 'latin1')
  })
}

/** Whatever is answered outside `/api/v1`, and below it what nobody would write. */
const folders = [
  '/',
  '/assets/',
  '/favicon.svg/',
  '/sign-in/',
  '/verify/',
  '/invitations/',
  '/visit/',
  '/visit/some-place/',
  `/visit/some-place/${'A'.repeat(43)}/`,
  '/claim/',
  '/api/',
  '/api/docs/',
  '/api/auth/',
  '/api/auth/verify-email/',
  '/api/auth/verify-email?token=',
  '/api/auth/reset-password/',
  '/api/auth/error?error=',
  '/api/sign-in/callback/',
  '/api/sign-in/callback/google?state=',
  '/oauth/',
  '/oauth/authorize/',
  '/oauth/authorize?client_id=',
  '/.well-known/',
  '/.well-known/oauth-authorization-server/',
  '/health/',
  '/dev/',
  '/dev/mailbox/',
  '/some-place/',
]

const tails = [
  '',
  '.',
  '..',
  '/',
  '//',
  '../',
  '../../../../../../etc/passwd',
  '..%2f..%2f..%2f..%2fetc%2fpasswd',
  '%2e%2e/%2e%2e/package.json',
  '..%5c..%5cpackage.json',
  '..\\..\\package.json',
  '....//....//package.json',
  '%252e%252e%252fpackage.json',
  '%c0%ae%c0%ae/package.json',
  'file:///etc/passwd',
  '/evil.example',
  '/evil.example/',
  '/evil.example/%2e%2e',
  '\\evil.example',
  '%5cevil.example',
  '%2f%2fevil.example/',
  '/\\evil.example/',
  '%09/evil.example',
  'https://evil.example/',
  '@evil.example/',
  '%0d%0alocation:%20https://evil.example',
  '%',
  '%zz',
  '%e0%a4%a',
  '%ff%fe',
  '%00',
  'a%00.js',
  'calendar.ics%00',
  'calendar.ics/',
  '%20',
  ';',
  '*',
  '?',
  '?%',
  '?%00=%00',
  '?a[b][c]=%zz',
  '#',
  '\u00e4',
  '{token}',
  'index.html',
  '.env',
  '.git/config',
  'server.js',
  'package.json',
  '__proto__',
  'constructor/prototype',
  'x'.repeat(300),
  'x'.repeat(7_900),
  'x/'.repeat(3_000),
  '%2e%2e%2f'.repeat(500),
]

const methods = ['GET', 'HEAD', 'POST']
const asked = folders.flatMap((folder, at) =>
  tails.flatMap((tail, nth) => {
    const one = methods[(at + nth + seed) % methods.length] as string
    return (tail.length > 100 ? ['GET'] : isDeep ? methods : [one]).map((method) => [method, folder + tail])
  }),
)
/** Requests under way at once. */
const atOnce = 12
const isElsewhere = (location: string) => new URL(location, `http://localhost:3000`).host !== 'localhost:3000'
/** What stands in files that nobody outside may read. */
const inside = /root:x:0|"devDependencies"|"workspaces"|createHandler|repositoryformatversion/

function faultOf({ status, location, body, type }: Seen): string | undefined {
  if (!(status >= 200 && status < 500)) return `answers ${status}`
  if (location !== undefined && isElsewhere(location)) return `leads to ${location}`
  if (inside.test(body)) return 'shows a file'
  if (type.includes('html') && /(?:href|src|action)="(?:\/\/|\/?\\|[a-z]+:)[^"]*evil/i.test(body))
    return 'links elsewhere'
  return undefined
}

test(
  'however an address is written, it is a page or one that does not exist: no failure, no other site, no file',
  async () => {
    const faults: string[] = []
    const left = asked.values()
    const worker = async () => {
      for (const [method = '', target = ''] of left) {
        const fault = faultOf(await ask(method, target))
        if (fault) faults.push(`${method} ${target.slice(0, 80)} ${fault}`)
      }
    }
    await Promise.all(Array.from({ length: atOnce }, worker))
    expect(faults).toEqual([])
  },
  asked.length * 50,
)

test('so is one below another host, and one that is no path at all', async () => {
  const faults: string[] = []
  for (const target of [
    '//evil.example/',
    '//evil.example/assets/',
    'http://evil.example/',
    'http://evil.example/oauth/authorize',
    'evil.example',
    '*',
    '',
    '/ /',
    '\\',
    '//',
  ])
    for (const method of ['GET', 'HEAD', 'POST', 'OPTIONS']) {
      const fault = faultOf(await ask(method, target))
      if (fault) faults.push(`${method} ${target} ${fault}`)
    }
  expect(faults).toEqual([])
})
