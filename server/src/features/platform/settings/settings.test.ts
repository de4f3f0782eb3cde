import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { operatorOf } from '../../../testing/operators.ts'
import { startCardPeer } from '../../../testing/peers/card-provider.ts'
import { startMailServer, type MailServer } from '../../../testing/peers/mail-server.ts'
import { createWorld, type Person, type World } from '../../../testing/world.ts'

let mails: MailServer
let world: World
let operator: Person
beforeAll(async () => {
  mails = await startMailServer()
  const { host } = new URL(mails.url)
  world = await createWorld({ SMTP_URL: `smtp://somebody:a-secret@${host}`, CLAMD_URL: 'tcp://127.0.0.1:9' })
  operator = await operatorOf(world)
})
afterAll(async () => {
  await world?.close()
  await mails?.close()
})

const settings = '/api/v1/platform/settings'
const attempt = (part: string, by = operator, language = 'de') => by.post(`${settings}/${part}/trial`, { language })

test('what is configured is shown to readers, too, and no secret of it', async () => {
  const reader = await operatorOf(world, 'reader')
  const { status, body } = await reader.get(settings)
  expect(status).toBe(200)
  expect(body.items).toEqual(
    expect.arrayContaining([
      { part: 'mail', isConfigured: true, what: expect.stringContaining('127.0.0.1'), canTry: true },
      { part: 'storage', isConfigured: false, canTry: true },
      { part: 'cards', isConfigured: false, canTry: false },
      { part: 'live', isConfigured: true, what: 'listen', canTry: false },
    ]),
  )
  expect(JSON.stringify(body)).not.toMatch(/a-secret|somebody/)
  expect((await attempt('mail', reader)).status).toBe(403)
})

test('mail is tried by one to oneself, storage by bytes, and what does not answer is said not to work', async () => {
  expect((await attempt('storage')).body).toEqual({ works: true })
  expect((await attempt('scanner')).body).toEqual({ works: false })
  expect((await attempt('pooler')).status).toBe(400)
  const { rows } = await world.owner.query('select act, about from control.platform_log order by id')
  expect(rows).toEqual([
    { act: 'setting.try', about: 'storage' },
    { act: 'setting.try', about: 'scanner' },
  ])
})

test('a mail that arrives works, and one that is refused does not', async () => {
  const open = await createWorld({ SMTP_URL: mails.url })
  try {
    const own = await operatorOf(open)
    expect((await attempt('mail', own)).body).toEqual({ works: true })
    expect(mails.inbox.at(-1)?.subject).toBe('Mail Ihrer Plattform funktioniert')
    mails.nextRecipients.push({ code: 550, words: 'no' })
    expect((await attempt('mail', own)).body).toEqual({ works: false })
  } finally {
    await open.close()
  }
})

test('providers of cards and of sign-ins are asked who we are and who they are; no secret is answered or written down', async () => {
  const cards = await startCardPeer()
  let says: object = {}
  const provider = createServer((_request, response) => void response.end(JSON.stringify(says)))
  await new Promise<void>((listening) => void provider.listen(0, '127.0.0.1', listening))
  const issuer = `http://127.0.0.1:${(provider.address() as AddressInfo).port}`
  const all = { issuer, authorization_endpoint: `${issuer}/a`, token_endpoint: `${issuer}/t`, jwks_uri: `${issuer}/k` }
  const known = { id: 'here', kind: 'other', name: 'Here', clientId: 'us', clientSecret: 'a-secret', issuer }
  const open = await createWorld({ ...cards.env, SIGN_IN_PROVIDERS: JSON.stringify([known]) })
  try {
    const own = await operatorOf(open)
    const said: object[] = []
    for (const [part, answers, works] of [
      ['cards', {}, true],
      ['sign-in', all, true],
      ['sign-in', { ...all, issuer: `${issuer}/else` }, false],
      ['sign-in', { issuer }, false],
    ] as const) {
      says = answers
      const { body } = await attempt(part, own)
      expect(body, part).toEqual({ works })
      said.push(body)
    }
    await cards.close()
    expect((await attempt('cards', own)).body).toEqual({ works: false })
    const { rows } = await open.owner.query('select * from control.platform_log')
    expect(JSON.stringify([said, rows, (await own.get(settings)).body])).not.toMatch(/a-secret|sk_test|whsec/)
  } finally {
    await open.close()
    provider.close()
  }
})
