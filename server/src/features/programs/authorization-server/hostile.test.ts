import * as client from 'openid-client'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Person, TestOrganization, World } from '../../../testing/world.ts'
import {
  allowed,
  asks,
  browserOf,
  configured,
  connected,
  listeningWorld,
  redirectUri,
  registerApp,
  uidIn,
  type Asked,
  type Browser,
  type RegisteredApp,
} from './browser-fixture.ts'

let world: World & { origin: string }
let place: TestOrganization
let nurse: Person
let browser: Browser
let app: RegisteredApp
let config: client.Configuration
beforeAll(async () => {
  world = await listeningWorld()
  place = await world.organization()
  nurse = await place.member('nurse')
  browser = await browserOf(world, nurse)
  app = await registerApp(place)
  config = await configured(world, app)
})
afterAll(() => world.close())

const lasting = { scope: 'openid offline_access patients.read', prompt: 'consent' }
const refusedGrant = { error: 'invalid_grant' }
const isGone = (token: string) => use(token).then(({ status }) => status === 401)
const use = (token: string, path = `/organizations/${place.slug}/patients`) =>
  fetch(`${world.origin}/api/v1${path}`, { headers: { authorization: `Bearer ${token}` } })

async function post(path: string, form: Record<string, string> | string, headers: Record<string, string> = {}) {
  const answer = await fetch(`${world.origin}/oauth${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
    body: new URLSearchParams(form),
  })
  return { status: answer.status, body: (await answer.json()) as { error?: string; access_token?: string } }
}

const exchange = (back: URL, asked: Asked, wrong: Record<string, string> = {}) =>
  post('/token', {
    grant_type: 'authorization_code',
    client_id: app.id,
    code: back.searchParams.get('code') ?? '',
    redirect_uri: redirectUri,
    code_verifier: asked.verifier,
    ...wrong,
  })

const eventsOf = async (kind: string) =>
  (await world.owner.query('select user_id, details from auth.security_event where kind = $1 order by id', [kind])).rows

test('without PKCE, or with a challenge in clear, nobody is even asked', async () => {
  for (const wish of [
    { code_challenge: undefined, code_challenge_method: undefined },
    { code_challenge_method: 'plain' },
    { code_challenge_method: undefined },
    { code_challenge: 'short' },
  ]) {
    const url = new URL((await asks(config)).url)
    for (const [name, value] of Object.entries(wish))
      if (value === undefined) url.searchParams.delete(name)
      else url.searchParams.set(name, value)
    const location = (await browser.go(url.href)).headers.get('location') ?? ''
    expect(location).toMatch(/^https:\/\/app\.example\/callback\?error=invalid_request/)
  }
})

test('other flows do not exist', async () => {
  for (const type of ['token', 'id_token', 'code id_token', 'none']) {
    const url = new URL((await asks(config)).url)
    url.searchParams.set('response_type', type)
    const answer = await browser.go(url.href)
    expect(`${answer.headers.get('location')}`, type).toMatch(
      /error=unsupported_response_(type|mode)|error=invalid_request/,
    )
  }
  for (const grant of ['password', 'client_credentials', 'implicit', 'urn:ietf:params:oauth:grant-type:device_code'])
    expect(await post('/token', { grant_type: grant, client_id: app.id })).toMatchObject({
      status: 400,
      body: { error: 'unsupported_grant_type' },
    })
})

test('a wrong verifier, another address and another application get nothing for a code', async () => {
  const other = await registerApp(place)
  const asked = await asks(config)
  const back = await allowed(browser, asked.url)
  for (const wrong of [
    { code_verifier: client.randomPKCECodeVerifier() },
    { redirect_uri: `${redirectUri}/` },
    { client_id: other.id },
    { code_verifier: '' },
  ] as Record<string, string>[]) {
    expect((await exchange(back, asked, wrong)).status).toBe(400)
  }
  expect((await exchange(back, asked)).status).toBe(200)
})

test('a code that is used twice ends everything that came of it', async () => {
  const asked = await asks(config, lasting)
  const back = await allowed(browser, asked.url)
  const { body } = await exchange(back, asked)
  expect((await use(body.access_token ?? '')).status).toBe(200)
  expect(await exchange(back, asked)).toMatchObject({ status: 400, body: refusedGrant })
  expect(await isGone(body.access_token ?? '')).toBe(true)
})

test('of many exchanges of one code at one moment one is answered at most, and none of its tokens lasts', async () => {
  const asked = await asks(config, lasting)
  const back = await allowed(browser, asked.url)
  const answers = await Promise.all(Array.from({ length: 8 }, () => exchange(back, asked)))
  const right = answers.filter(({ status }) => status === 200)
  expect(right.length).toBeLessThanOrEqual(1)
  for (const { body } of right) expect(await isGone(body.access_token ?? '')).toBe(true)
})

test.each([
  'https://app.example/callback/',
  'https://app.example/callback/../evil',
  'https://app.example/callback?next=1',
  'https://app.example:8443/callback',
  'https://app.example.evil.test/callback',
  'https://APP.example/callback',
  'http://app.example/callback',
  'https://user@app.example/callback',
  'https://app.example/callback%2e%2e',
  'https://app.example/callback#x',
  'javascript:alert(1)',
  'http://localhost/callback',
])('the browser is never sent to %s', async (address) => {
  const url = new URL((await asks(config)).url)
  url.searchParams.set('redirect_uri', address)
  const answer = await browser.go(url.href)
  expect(answer.status).toBe(400)
  expect(answer.headers.get('location')).toBeNull()
})

test('a refresh token that is used twice ends its whole family, and is written down', async () => {
  const tokens = await connected(config, browser, lasting)
  const next = await client.refreshTokenGrant(config, tokens.refresh_token ?? '')
  await expect(client.refreshTokenGrant(config, tokens.refresh_token ?? '')).rejects.toMatchObject(refusedGrant)
  expect(await isGone(next.access_token)).toBe(true)
  await expect(client.refreshTokenGrant(config, next.refresh_token ?? '')).rejects.toMatchObject(refusedGrant)
  await expect
    .poll(() => eventsOf('refresh-token-reused'))
    .toContainEqual({
      user_id: nurse.accountId,
      details: { client: app.id, what: 'RefreshToken' },
    })
})

test('of two renewals at one moment one is answered at most, and the family ends', async () => {
  const tokens = await connected(config, browser, lasting)
  const renewals = await Promise.allSettled(
    Array.from({ length: 6 }, () => client.refreshTokenGrant(config, tokens.refresh_token ?? '')),
  )
  const right = renewals.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []))
  expect(right.length).toBeLessThanOrEqual(1)
  for (const { access_token, refresh_token } of right) {
    expect(await isGone(access_token)).toBe(true)
    await expect(client.refreshTokenGrant(config, refresh_token ?? '')).rejects.toMatchObject(refusedGrant)
  }
})

test('a renewal cannot ask for more than was allowed', async () => {
  const tokens = await connected(config, browser, { ...lasting, scope: 'openid offline_access patients.read' })
  for (const scope of ['appointments.read', 'patients.read members.manage', 'audit.read'])
    await expect(client.refreshTokenGrant(config, tokens.refresh_token ?? '', { scope })).rejects.toMatchObject({
      error: 'invalid_scope',
    })
})

test('an application cannot ask for what its organization did not list', async () => {
  const location = (await browser.go((await asks(config, { scope: 'openid audit.read' })).url)).headers.get('location')
  expect(location).toMatch(/error=invalid_scope/)
})

test('a token opens one organization and what was ticked, never the account', async () => {
  const other = await world.organization()
  await other.join(nurse, 'owner')
  const tokens = await connected(config, browser, { scope: 'openid patients.read appointments.read' }, ['openid'])
  const ticked = await connected(config, browser, { ...lasting }, ['patients.read'])
  expect((await use(ticked.access_token)).status).toBe(200)
  expect((await use(tokens.access_token)).status).toBe(403)
  expect(
    await (
      await use(
        ticked.access_token,
        `/organizations/${place.slug}/appointments?from=2030-01-01T00:00:00Z&to=2030-01-02T00:00:00Z`,
      )
    ).json(),
  ).toMatchObject({
    code: 'not-allowed',
  })
  expect((await use(ticked.access_token, `/organizations/${other.slug}/patients`)).status).toBe(404)
  for (const path of ['/me', '/me/sessions', '/me/apps', '/me/export'])
    expect(await (await use(ticked.access_token, path)).json(), path).toMatchObject({ code: 'not-allowed' })
})

test('a token never does what its person may not do, now', async () => {
  const boss = await place.member('owner')
  const here = await browserOf(world, boss)
  const tokens = await connected(config, here, { scope: 'openid patients.read members.manage' })
  expect((await use(tokens.access_token)).status).toBe(200)
  await world.owner.query("update control.memberships set role_key = 'staff' where account_id = $1", [boss.accountId])
  expect((await use(tokens.access_token)).status).toBe(403)
})

test('with the membership everything ends that was connected through it, also for a later one', async () => {
  const leaver = await place.member('nurse')
  const here = await browserOf(world, leaver)
  const tokens = await connected(config, here, lasting)
  const answer = await place.owner.delete(`/members/${leaver.accountId}`)
  expect(answer.status).toBe(200)
  expect(await isGone(tokens.access_token)).toBe(true)
  await place.join(leaver, 'nurse')
  expect(await isGone(tokens.access_token)).toBe(true)
  await expect(client.refreshTokenGrant(config, tokens.refresh_token ?? '')).rejects.toMatchObject(refusedGrant)
})

test('an application that is shut out is shut out at once', async () => {
  const short = await registerApp(place)
  const itsConfig = await configured(world, short)
  const tokens = await connected(itsConfig, browser, lasting)
  expect((await place.owner.delete(`/apps/${short.id}`)).status).toBe(200)
  expect(await isGone(tokens.access_token)).toBe(true)
  await expect(client.refreshTokenGrant(itsConfig, tokens.refresh_token ?? '')).rejects.toMatchObject({
    error: 'invalid_client',
  })
  expect((await browser.go((await asks(itsConfig)).url)).status).toBe(400)
  expect((await world.owner.query('select from auth.oauth_record where client_id = $1', [short.id])).rowCount).toBe(0)
})

test('a wrong secret, a missing one and somebody else’s are refused and written down', async () => {
  const server = await registerApp(place, { isConfidential: true })
  const other = await registerApp(place, { isConfidential: true })
  const asked = await asks(config)
  for (const secret of ['pcs_guess', other.secret ?? '', ''])
    expect(
      await post(
        '/token',
        { grant_type: 'authorization_code', code: 'x', redirect_uri: redirectUri, code_verifier: asked.verifier },
        { authorization: `Basic ${Buffer.from(`${server.id}:${secret}`).toString('base64')}` },
      ),
      secret,
    ).toMatchObject({ body: { error: secret ? 'invalid_client' : 'invalid_request' } })
  expect(await post('/token', { grant_type: 'authorization_code', code: 'x', client_id: server.id })).toMatchObject({
    status: 401,
    body: { error: 'invalid_client' },
  })
  // the hash is no secret
  const { rows } = await world.owner.query('select secret_hash from control.oauth_clients where id = $1', [server.id])
  const hash = (rows[0] as { secret_hash: Buffer }).secret_hash.toString('hex')
  expect(
    (
      await post('/token', {
        grant_type: 'refresh_token',
        refresh_token: 'x',
        client_id: server.id,
        client_secret: hash,
      })
    ).status,
  ).toBe(401)
  await expect.poll(() => eventsOf('key-refused')).not.toEqual([])
})

test('one application sees and ends no token of another', async () => {
  const tokens = await connected(config, browser, lasting)
  const spy = await registerApp(place, { isConfidential: true })
  const spyConfig = await configured(world, spy)
  expect(await client.tokenIntrospection(spyConfig, tokens.access_token)).toEqual({ active: false })
  await client.tokenRevocation(spyConfig, tokens.refresh_token ?? '')
  expect((await use(tokens.access_token)).status).toBe(200)
})

test('an answer of another server is told apart by its issuer', async () => {
  const asked = await asks(config)
  const back = await allowed(browser, asked.url)
  expect(back.searchParams.get('iss')).toBe(`${world.origin}/oauth`)
  back.searchParams.set('iss', 'https://evil.example')
  await expect(
    client.authorizationCodeGrant(config, back, {
      pkceCodeVerifier: asked.verifier,
      expectedState: asked.state,
      expectedNonce: asked.nonce,
    }),
  ).rejects.toMatchObject({ code: 'OAUTH_INVALID_RESPONSE' })
})

test('a question belongs to the browser in which it was asked', async () => {
  const fresh = await configured(world, await registerApp(place))
  const uid = uidIn(await browser.go((await asks(fresh)).url))
  const victim = await browserOf(world, await place.member('owner'))
  for (const answer of [
    await victim.go(`/api/v1/consents/${uid}`),
    await victim.go(`/api/v1/consents/${uid}/decision`, { method: 'POST', body: { allow: true } }),
  ])
    expect(await answer.json()).toMatchObject({ status: 410, code: 'link-ended' })
  expect((await victim.go(`/oauth/authorize/${uid}`)).status).toBe(400)
})

test('another site cannot answer for the person', async () => {
  const fresh = await configured(world, await registerApp(place))
  const uid = uidIn(await browser.go((await asks(fresh)).url))
  for (const headers of [{ origin: 'https://evil.example' }, { 'sec-fetch-site': 'cross-site' }] as Record<
    string,
    string
  >[]) {
    const answer = await browser.go(`/api/v1/consents/${uid}/decision`, {
      method: 'POST',
      body: { allow: true },
      headers,
    })
    expect(await answer.json()).toMatchObject({ status: 403, code: 'cross-site' })
  }
})

test('what the table holds opens nothing', async () => {
  const tokens = await connected(config, browser, lasting)
  const { rows } = await world.owner.query<{ all: string }>(
    "select string_agg(r::text, ' ') as all from auth.oauth_record r",
  )
  for (const secret of [tokens.access_token, tokens.refresh_token ?? '']) expect(rows[0]?.all).not.toContain(secret)
})

test('doubled parameters, large bodies and JSON are refused', async () => {
  const asked = await asks(config)
  expect((await browser.go(`${asked.url}&redirect_uri=https://evil.example/`)).status).toBe(400)
  expect((await post('/token', `grant_type=refresh_token&client_id=${app.id}&client_id=other`)).status).toBe(400)
  expect((await post('/token', { grant_type: 'refresh_token', padding: 'x'.repeat(80_000) })).status).toBe(400)
  expect((await post('/token', '{}', { 'content-type': 'application/json' })).status).toBe(400)
})

test('links are built from the configured address, whatever host a request names', async () => {
  const ask = (host: string) =>
    world.application.http!.inject({
      method: 'GET',
      url: '/oauth/.well-known/openid-configuration',
      headers: { host, 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'https' },
    })
  expect((await ask('evil.example')).statusCode).toBe(421)
  const answer = await ask('127.0.0.1:4')
  expect(answer.payload).not.toContain('evil.example')
  expect(answer.json()).toMatchObject({ authorization_endpoint: `${world.origin}/oauth/authorize` })
})
