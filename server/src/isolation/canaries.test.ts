import { afterAll, beforeAll, expect, test } from 'vitest'
import { masterKeyFrom } from '../kit/crypto/master-key.ts'
import { roleKinds, rolePassword } from '../kit/db/roles.ts'
import { codeNow } from '../features/factors/totp/authenticator-app-fixture.ts'
import { startTalkingProduct, type TalkingProduct, type Visitor } from './printed-fixture.ts'

// What the product makes and gives out once, and what it is opened with: each is used as it is meant, then again where it
// is refused, where the database is cut and where a mail server quotes it. Afterwards it stands nowhere but with whom it was given to.

const master = masterKeyFrom(Buffer.alloc(32, 7))
const email = 'canary@mine.example'
const password = 'Zilpzalp im Erlenbruch'
const canaries = new Map<string, string>([
  ['password', password],
  ['master key', Buffer.alloc(32, 7).toString('base64')],
  ['master key in hex', Buffer.alloc(32, 7).toString('hex')],
  ...roleKinds.map((kind): [string, string] => [`database password of ${kind}`, rolePassword(master, kind)]),
])

let product: TalkingProduct
let owner: Visitor
const at = '/api/v1/organizations/colliery'
/** Refusals and failures, whole, by what was asked. */
const answers: [what: string, text: string][] = []

function keep(name: string, value: unknown): string {
  if (typeof value !== 'string' || value.length < 6) throw new Error(`there is no ${name}`)
  canaries.set(name, value)
  return value
}

async function ask(who: Visitor, method: string, path: string, body?: unknown, headers?: Record<string, string>) {
  const answer = await who.ask(method, path, body, headers)
  if (answer.status >= 400)
    answers.push([
      `${method} ${path} ${answer.status}`,
      `${JSON.stringify(answer.body)} ${JSON.stringify([...answer.headers])}`,
    ])
  return answer
}

const made = async (path: string, body?: unknown) => {
  const { status, body: said } = await ask(owner, 'POST', path, body)
  if (status >= 300) throw new Error(`${path} answered ${status} ${JSON.stringify(said)}`)
  return said
}

async function linkFor(address: string, subject: RegExp, part: string): Promise<URL> {
  const { text = '' } = await product.mailTo(address, subject)
  return new URL([...text.matchAll(/https?:\/\/\S+/g)].find(([url]) => url.includes(part))?.[0] ?? '')
}

beforeAll(async () => {
  product = await startTalkingProduct()
  owner = product.visitor()
  await signUp()
  await makeSecrets()
  await useWhereRefused()
  await cutTheDatabase()
  await letMailServerQuote()
})
afterAll(() => product?.close())

async function signUp(): Promise<void> {
  await ask(owner, 'POST', '/api/auth/sign-up/email', { name: 'Cana Ry', email, password })
  const verify = await linkFor(email, /Confirm/, 'verify-email')
  keep('token that confirms', verify.searchParams.get('token'))
  await ask(owner, 'POST', verify.pathname + verify.search)
  await ask(owner, 'POST', '/api/auth/sign-in/email', { email, password })
  keep('session', decodeURIComponent(owner.cookies.get('polyclinic.session_token') ?? '').split('.')[0])
}

async function makeSecrets(): Promise<void> {
  const place = { name: 'Colliery', slug: 'colliery', kind: 'human', country: 'DE', currency: 'EUR', timeZone: 'UTC' }
  await made('/api/v1/organizations', place)
  const key = { name: 'Bridge', permissions: ['patients.read'], days: 1 }
  keep('API key', (await made(`${at}/api-keys`, key)).key)
  const app = { name: 'App', redirectUris: ['https://app.example/callback'], scopes: ['patients.read'] }
  const { id, secret } = await made(`${at}/apps`, { ...app, isConfidential: true })
  keep('client secret', secret)
  canaries.set('', id)
  const pair = await made('/api/v1/me/tokens', { name: 'Script' })
  keep('access token', pair.accessToken)
  keep('refresh token', pair.refreshToken)
  const totp = await made('/api/v1/me/totp')
  const code = keep('one-time code', codeNow(keep('secret of one-time codes', totp.secret)))
  const { codes } = await made('/api/v1/me/totp/confirmation', { code })
  for (const [nth, each] of codes.entries()) keep(`recovery code ${nth}`, each)
  await made(`${at}/invitations`, { email: `guest.${email}`, role: 'staff' })
  const invitation = await linkFor(`guest.${email}`, /invites/, '/invitations/')
  keep('invitation', invitation.pathname.split('/').at(-1))
  await ask(product.visitor(), 'POST', '/api/auth/request-password-reset', { email, redirectTo: '/reset' })
  keep('token that resets', (await linkFor(email, /new password/, 'reset-password')).pathname.split('/').at(-1))
  const patient = { kind: 'human', givenName: 'Cana', contact: { email: `patient.${email}` } }
  await made(`${at}/patients`, patient)
  await made(`${at}/connections`, { email: `patient.${email}` })
  const { text = '' } = await product.mailTo(`patient.${email}`, /code/i)
  keep('code of a connection', /\b(\d{6})\b/.exec(text)?.[1])
}

/** Every place that what is wrong could be echoed from. */
async function everywhere(who: Visitor, secret: string): Promise<void> {
  const form = { 'content-type': 'application/x-www-form-urlencoded', origin: '' }
  const basic = Buffer.from(`${canaries.get('')}:${secret}`).toString('base64')
  await Promise.all(
    [
      ask(who, 'GET', '/api/v1/me', undefined, { authorization: `Bearer ${secret}x`, cookie: '' }),
      ask(who, 'GET', `${at}/patients`, undefined, { authorization: `Bearer ${secret}`, cookie: '' }),
      ask(who, 'GET', `${at}/patients/${encodeURIComponent(secret)}?${encodeURIComponent(secret)}=1`),
      ask(who, 'POST', `${at}/patients`, { kind: secret, [secret]: secret }),
      ask(who, 'POST', `${at}/patients`, `{"kind":"${secret}"`),
      ask(who, 'POST', '/api/v1/tokens', { refreshToken: `${secret}x` }),
      ask(who, 'POST', '/api/auth/sign-in/email', { email: secret, password: secret }),
      ask(who, 'POST', '/api/auth/reset-password', { token: `${secret}x`, newPassword: 'short' }),
      ask(who, 'POST', '/api/v1/sign-in/second-factor', { method: 'recovery-code', code: `${secret}x` }),
      ask(who, 'GET', `/api/v1/invitations/${encodeURIComponent(secret)}x`),
      ask(who, 'GET', `/visit/colliery/${encodeURIComponent(secret)}`),
      ask(who, 'POST', '/oauth/token', `grant_type=authorization_code&code=${encodeURIComponent(secret)}`, {
        ...form,
        authorization: `Basic ${basic}`,
      }),
    ].map((asked) => asked.catch(() => {})),
  )
}

async function useWhereRefused(): Promise<void> {
  for (const [name, secret] of canaries) if (name) await everywhere(product.visitor(), secret)
  await everywhere(owner, canaries.get('API key') ?? '')
}

/** Every connection ends again and again while they are used. */
async function cutTheDatabase(): Promise<void> {
  const cut = () =>
    product.owner.query(
      'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
    )
  for (const name of ['API key', 'refresh token', 'session', 'recovery code 0', 'invitation']) {
    const under = everywhere(product.visitor(), canaries.get(name) ?? '')
    await cut()
    await under
  }
  await product.owner.query('alter table auth.session rename to away')
  for (const name of ['session', 'access token', 'password']) await everywhere(owner, canaries.get(name) ?? '')
  await product.owner.query('alter table auth.away rename to session')
}

async function letMailServerQuote(): Promise<void> {
  product.smtp.nextMails.push(
    { code: 550, words: 'will not take', quotes: 'mail' },
    { code: 451, words: 'not now', quotes: 'mail' },
  )
  await ask(owner, 'POST', `${at}/invitations`, { email: `other.${email}`, role: 'staff' })
  await ask(product.visitor(), 'POST', '/api/auth/request-password-reset', { email, redirectTo: '/reset' })
  await product.hears(/could not be delivered/)
}

/** A short code is one where it stands by itself; digits inside of times and bytes are none. */
const formsOf = (secret: string): RegExp[] =>
  /^\d{6}$/.test(secret)
    ? [new RegExp(String.raw`(?<![\w.:-])${secret}(?!\w)`)]
    : [secret, encodeURIComponent(secret), Buffer.from(secret).toString('base64').replace(/=+$/, '')].map(
        (form) => new RegExp(RegExp.escape(form)),
      )

const found = (text: string): string[] =>
  [...canaries].flatMap(([name, secret]) => (name && formsOf(secret).some((form) => form.test(text)) ? [name] : []))

test('a search finds each canary where one stands', () => {
  for (const [name, secret] of canaries) if (name) expect(found(`{"a":"${secret}"}`)).toContain(name)
})

test('no line of the log holds one', () => {
  expect(product.printed()).toMatch(/unexpected error/)
  expect(found(product.printed())).toEqual([])
})

test('no answer that refuses or fails holds one, but in the address that was asked for', () => {
  expect(answers.length).toBeGreaterThan(100)
  expect(answers.some(([what]) => / 50[03]$/.test(what))).toBe(true)
  // a page leads to itself in other languages
  const beyond = answers.map(([what, text]) => [what, text.replaceAll(what.split(' ')[1] ?? '', '')] as const)
  expect(beyond.filter(([, text]) => found(text).length > 0)).toEqual([])
})

test('neither the copy of all that is kept of an account nor a page for developers holds one', async () => {
  for (const path of ['/api/v1/me/export', `${at}/security-log`, '/dev/mailbox', '/dev', '/api/openapi.json']) {
    const { body } = await owner.ask('GET', path)
    expect(found(JSON.stringify(body)), path).toEqual([])
  }
  expect((await owner.ask('GET', '/api/v1/me/export')).status).toBe(200)
})

test('no row holds one, be it an event, a job, a trace or a message, but the session’s own, which opens nothing unsigned', async () => {
  const { rows: tables } = await product.owner.query<{ name: string }>(
    `select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind in ('r', 'p') and n.nspname in ('tenant', 'control', 'auth', 'graphile_worker', 'migration')`,
  )
  expect(tables.length).toBeGreaterThan(60)
  const holding: string[] = []
  for (const { name } of tables) {
    const { rows } = await product.owner.query<{ line: string }>(`select t::text as line from ${name} t`)
    holding.push(...found(rows.map(({ line }) => line).join('\n')).map((canary) => `${name}: ${canary}`))
  }
  expect(holding).toEqual(['auth.session: session'])
  const cookie = `polyclinic.session_token=${canaries.get('session')}`
  expect((await product.visitor().ask('GET', '/api/v1/me', undefined, { cookie })).status).toBe(401)
})
