import { afterAll, beforeAll, expect, test } from 'vitest'
import { createWorld, type World } from '../../../testing/world.ts'
import { work } from '../passwords/hashes.ts'

let world: World
beforeAll(async () => void (world = await createWorld({ SIGN_INS_PER_MINUTE: '100000' })))
afterAll(() => world.close())

const password = 'correct horse battery'
const json = { 'content-type': 'application/json', origin: 'http://localhost:3000' }

async function auth(path: string, body: unknown, headers: Record<string, string> = {}) {
  const answer = await world.application.http!.inject({
    method: 'POST',
    url: `/api/auth${path}`,
    headers: { ...json, ...headers },
    payload: JSON.stringify(body),
  })
  const cookie = [answer.headers['set-cookie'] ?? []]
    .flat()
    .map((each) => each.split(';')[0])
    .join('; ')
  return { status: answer.statusCode, body: answer.body ? answer.json() : undefined, cookie, headers: answer.headers }
}

async function mailTo(address: string, subject: RegExp) {
  await world.application.workers!.drain()
  return world.application.mails().find((mail) => mail.to === address && subject.test(mail.subject))
}

const linkIn = (text: string) => /https?:\/\/\S+/.exec(text)?.[0] ?? ''

async function signUp(email: string, name = 'Ada') {
  const answer = await auth('/sign-up/email', { name, email, password })
  const link = new URL(linkIn((await mailTo(email, /Confirm/))?.text ?? ''))
  return { answer, verify: `${link.pathname}${link.search}`, origin: link.origin }
}

async function verified(email: string) {
  const { answer, verify } = await signUp(email)
  await world.application.http!.inject({ method: 'GET', url: verify, headers: { cookie: answer.cookie } })
  return auth('/sign-in/email', { email, password })
}

const me = (cookie: string, method = 'GET') =>
  world.application.http!.inject({ method: method as 'GET', url: '/api/v1/me', headers: { cookie } })

test('an account is made, confirmed by mail, signs in and is known by its cookie and by its token', async () => {
  const { answer, verify, origin } = await signUp('ada@example.test')
  expect(answer.status).toBe(200)
  expect(origin).toBe('http://localhost:3000')
  expect(await auth('/sign-in/email', { email: 'ada@example.test', password })).toMatchObject({
    status: 403,
    body: { code: 'EMAIL_NOT_VERIFIED' },
  })
  const confirmed = await world.application.http!.inject({ url: verify, headers: { cookie: answer.cookie } })
  expect(confirmed.statusCode).toBe(302)
  const signedIn = await auth('/sign-in/email', { email: 'ada@example.test', password })
  expect(signedIn.status).toBe(200)
  expect([signedIn.headers['set-cookie']].flat().join()).toMatch(/HttpOnly.*SameSite=Lax/i)
  expect((await me(signedIn.cookie)).json()).toMatchObject({ account: { email: 'ada@example.test', name: 'Ada' } })
  const { token } = (
    await world.application.http!.inject({
      method: 'GET',
      url: '/api/auth/token',
      headers: { cookie: signedIn.cookie },
    })
  ).json()
  const claims = JSON.parse(Buffer.from(token.split('.')[1], 'base64url').toString())
  expect(Object.keys(claims).toSorted()).toEqual(['aud', 'exp', 'iat', 'iss', 'sid', 'sub'])
  const byToken = await world.application.http!.inject({
    method: 'GET',
    url: '/api/v1/me',
    headers: { authorization: `Bearer ${token}` },
  })
  expect(byToken.json().account.email).toBe('ada@example.test')
})

test('signing up answers alike for known and unknown addresses, with equal work, and tells the owner by mail', async () => {
  await verified('known@example.test')
  const before = work.hashes
  const unknown = await auth('/sign-up/email', { name: 'Eve', email: 'unknown@example.test', password })
  const between = work.hashes
  const known = await auth('/sign-up/email', { name: 'Eve', email: 'known@example.test', password })
  expect(known.status).toBe(unknown.status)
  const shape = (body: { user: object; token: unknown }) => ({
    keys: Object.keys(body.user).toSorted(),
    token: body.token,
  })
  expect(shape(known.body)).toEqual(shape(unknown.body))
  expect(work.hashes - between).toBe(between - before)
  expect(await mailTo('known@example.test', /already have an account/)).toBeDefined()
})

test.each(['/sign-up/email', '/sign-in/email', '/request-password-reset', '/send-verification-email'])(
  '%s says which address is none, and takes one as people paste it',
  async (path) => {
    const rest = path === '/sign-up/email' ? { name: 'Ada', password } : { password, redirectTo: '/reset' }
    for (const email of ['not-an-email', 'a@b', '', 'jane doe@example.test'])
      expect(await auth(path, { ...rest, email })).toMatchObject({ status: 400, body: { code: 'INVALID_EMAIL' } })
    const pasted = await auth(path, { ...rest, email: ' Jane <Pasted@Example.test>. ' })
    expect(pasted.status).not.toBe(400)
  },
)

test('an account is kept under the address and the name that were meant', async () => {
  const made = await auth('/sign-up/email', {
    name: ' Zoe\u0308\u200b  ',
    email: 'mailto:zoe@müller.example',
    password,
  })
  expect(made.body.user).toMatchObject({ email: 'zoe@xn--mller-kva.example', name: 'Zoë' })
  expect(await auth('/sign-up/email', { name: '\u3164', email: 'unseen@example.test', password })).toMatchObject({
    status: 400,
    body: { code: 'INVALID_NAME' },
  })
})

test('a wrong password and an unknown address are refused alike, with equal work', async () => {
  await verified('guess@example.test')
  const before = work.hashes
  const wrong = await auth('/sign-in/email', { email: 'guess@example.test', password: 'not the password' })
  const between = work.hashes
  const unknown = await auth('/sign-in/email', { email: 'nobody@example.test', password: 'not the password' })
  expect(wrong.status).toBe(401)
  expect(unknown).toMatchObject({ status: 401, body: wrong.body })
  expect(work.hashes - between).toBe(between - before)
})

test('a new password ends every session; the link works once', async () => {
  const email = 'reset@example.test'
  const session = await verified(email)
  await auth('/request-password-reset', { email, redirectTo: '/reset' })
  const mail = await mailTo(email, /new password/)
  const answer = await world.application.http!.inject({
    method: 'GET',
    url: linkIn(mail!.text).replace('http://localhost:3000', ''),
  })
  const token = new URL(answer.headers.location as string, 'http://localhost:3000').searchParams.get('token')
  expect((await auth('/reset-password', { token, newPassword: 'a whole new password' })).status).toBe(200)
  expect((await auth('/reset-password', { token, newPassword: 'another new password' })).status).toBe(400)
  expect((await me(session.cookie)).statusCode).toBe(401)
  expect((await auth('/sign-in/email', { email, password: 'a whole new password' })).status).toBe(200)
})

test('signing out ends the session on the server', async () => {
  const session = await verified('out@example.test')
  await auth('/sign-out', {}, { cookie: session.cookie })
  expect((await me(session.cookie)).statusCode).toBe(401)
})

test('a cookie cannot be used from another site', async () => {
  const session = await verified('csrf@example.test')
  const change = (headers: Record<string, string>) =>
    world.application.http!.inject({
      method: 'PATCH',
      url: '/api/v1/me',
      headers: { cookie: session.cookie, 'content-type': 'application/json', ...headers },
      payload: '{"language":"de"}',
    })
  expect((await change({ origin: 'https://evil.test' })).json()).toMatchObject({ status: 403, code: 'cross-site' })
  expect((await change({ 'sec-fetch-site': 'cross-site' })).statusCode).toBe(403)
  expect((await change({ origin: 'http://localhost:3000', 'sec-fetch-site': 'same-origin' })).statusCode).toBe(200)
})

test('forged, altered and expired tokens are refused', async () => {
  const person = await world.account()
  const [head = '', body = '', tag = ''] = person.token.split('.')
  const none = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${body}.`
  const claims = JSON.parse(Buffer.from(body, 'base64url').toString())
  const altered = `${head}.${Buffer.from(JSON.stringify({ ...claims, sub: 'someone-else' })).toString('base64url')}.${tag}`
  const { token: old } = await world.application.auth.api.signJWT({
    body: { payload: { ...claims, exp: 1_000_000_000 } },
  })
  const { token: elsewhere } = await world.application.auth.api.signJWT({
    body: { payload: { ...claims, aud: 'https://elsewhere.test' } },
  })
  for (const token of [none, altered, old, elsewhere, 'nonsense']) {
    const answer = await world.application.http!.inject({
      method: 'GET',
      url: '/api/v1/me',
      headers: { authorization: `Bearer ${token}` },
    })
    expect(answer.statusCode).toBe(401)
  }
})

test('mailed links are built from the configured origin, whatever host the request names', async () => {
  const signUp = (host: string) =>
    world.application.http!.inject({
      method: 'POST',
      url: '/api/auth/sign-up/email',
      headers: { ...json, host, 'x-forwarded-host': 'evil.test' },
      payload: JSON.stringify({ name: 'Host', email: 'host@example.test', password }),
    })
  expect((await signUp('evil.test')).statusCode).toBe(421)
  await signUp('127.0.0.1:4')
  const mail = await mailTo('host@example.test', /Confirm/)
  expect(linkIn(mail!.text)).toMatch(/^http:\/\/localhost:3000\//)
  expect(mail!.text + mail!.html).not.toContain('evil.test')
})

test('guessing is slowed down in the database', async () => {
  const strict = await createWorld({ SIGN_INS_PER_MINUTE: '5' })
  try {
    const statuses: number[] = []
    for (let i = 0; i < 8; i++) {
      const answer = await strict.application.http!.inject({
        method: 'POST',
        url: '/api/auth/sign-in/email',
        headers: json,
        payload: JSON.stringify({ email: 'a@example.test', password: `guess number ${i}` }),
      })
      statuses.push(answer.statusCode)
    }
    expect(statuses.slice(0, 5)).toEqual([401, 401, 401, 401, 401])
    expect(statuses.slice(5)).toEqual([429, 429, 429])
    expect((await strict.owner.query('select count(*) as kept from auth.rate_limit')).rows[0].kept).toBeGreaterThan(0)
  } finally {
    await strict.close()
  }
})
