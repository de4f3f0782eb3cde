import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { testRolePrefix } from '../testing/cluster.ts'
import { createTestDatabases, type TestDatabases } from '../testing/databases.ts'
import { startMailServer, type MailServer, type ReceivedMail } from '../testing/peers/mail-server.ts'
import type { Answer } from '../testing/world.ts'
import { freePort } from '../testing/free-port.ts'

export interface Asked {
  status: number
  body: Answer['body']
  headers: Headers
}

export interface Visitor {
  cookies: Map<string, string>
  ask(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Asked>
}

/** The product in a process of its own, which talks all that it can, and everything that it printed. */
export interface TalkingProduct extends Pick<TestDatabases, 'owner'> {
  smtp: MailServer
  printed(): string
  visitor(): Visitor
  /** The newest mail to the address whose subject fits; waits for it. */
  mailTo(address: string, subject: RegExp): Promise<ReceivedMail>
  hears(what: RegExp): Promise<void>
  close(): Promise<void>
}

/** Long enough for the slowest machine; nothing here is measured. */
const patience = 60_000

async function until<Found>(what: string, find: () => Promise<Found | undefined> | Found | undefined): Promise<Found> {
  for (const deadline = Date.now() + patience; Date.now() < deadline; await pause(50)) {
    const found = await find()
    if (found !== undefined) return found
  }
  throw new Error(`waited in vain for ${what}`)
}

export async function startTalkingProduct(): Promise<TalkingProduct> {
  const [databases, smtp, port] = [await createTestDatabases(), await startMailServer(), await freePort()]
  const folder = mkdtempSync(path.join(os.tmpdir(), 'polyclinic-printed-'))
  const origin = `http://localhost:${port}`
  const child = spawn(process.execPath, [path.join(import.meta.dirname, 'product-fixture.ts')], {
    env: {
      PATH: process.env.PATH,
      NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE,
      DATABASE_URL: databases.ownerUrl,
      ROLE_PREFIX: testRolePrefix,
      MASTER_KEY: Buffer.alloc(32, 7).toString('base64'),
      DATA_DIR: folder,
      PORT: String(port),
      SMTP_URL: smtp.url,
      // nobody listens there
      BREACHED_PASSWORDS_URL: 'http://127.0.0.1:9/range/',
      MESSAGE_DELAY_SECONDS: '0',
      REQUESTS_PER_MINUTE: '100000',
      SIGN_INS_PER_MINUTE: '100000',
      DEMO: 'off',
      LOG_LEVEL: 'debug',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text: Buffer) => (said += text.toString()))
  await until('the product', async () => {
    if (child.exitCode !== null) throw new Error(said)
    return (await fetch(`${origin}/health/ready`).catch(() => undefined))?.ok || undefined
  })
  return {
    owner: databases.owner,
    smtp,
    printed: () => said,
    visitor: () => visitorAt(origin),
    mailTo: (address, subject) =>
      until(`a mail to ${address}, ${subject}`, () =>
        smtp.inbox.findLast((mail) => mail.to?.[0]?.address === address && subject.test(mail.subject ?? '')),
      ),
    hears: async (what) => void (await until(`${what}`, () => (what.test(said) ? true : undefined))),
    async close() {
      await ended(child)
      await smtp.close()
      await databases.drop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function visitorAt(origin: string): Visitor {
  const cookies = new Map<string, string>()
  return {
    cookies,
    async ask(method, path_, body, headers = {}) {
      const answer = await fetch(new URL(path_, origin), {
        method,
        redirect: 'manual',
        headers: sent({
          origin,
          cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
          ...(body !== undefined && { 'content-type': 'application/json' }),
          ...headers,
        }),
        ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      })
      for (const line of answer.headers.getSetCookie()) {
        const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
        cookies.set(name, value)
      }
      const text = await answer.text()
      const isJson = answer.headers.get('content-type')?.includes('json')
      return { status: answer.status, body: isJson && text ? JSON.parse(text) : text, headers: answer.headers }
    },
  }
}

/** A header that is empty is left out. */
const sent = (headers: Record<string, string>) =>
  Object.entries(headers).filter(([, value]) => value !== '') as [string, string][]

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return
  child.kill('SIGTERM')
  await once(child, 'exit')
}
