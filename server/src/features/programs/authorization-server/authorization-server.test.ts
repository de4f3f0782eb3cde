import * as client from 'openid-client'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { openApplication } from '../../../application.ts'
import { createLog } from '../../../kit/log/log.ts'
import { testMaster, testRolePrefix } from '../../../testing/cluster.ts'
import { createWorld, type Person, type TestOrganization, type World } from '../../../testing/world.ts'
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
  type Browser,
} from './browser-fixture.ts'

let world: World & { origin: string }
let place: TestOrganization
let nurse: Person
let browser: Browser
beforeAll(async () => {
  world = await listeningWorld()
  place = await world.organization()
  nurse = await place.member('nurse')
  browser = await browserOf(world, nurse)
})
afterAll(() => world.close())

const as = (token: string, path: string, init: RequestInit = {}) =>
  fetch(`${world.origin}/api/v1${path}`, { ...init, headers: { authorization: `Bearer ${token}`, ...init.headers } })
const patients = () => `/organizations/${place.slug}/patients`

test('the published client discovers us, gets tokens by code and PKCE, uses, renews and gives them back', async () => {
  const config = await configured(world, await registerApp(place))
  expect(config.serverMetadata()).toMatchObject({
    issuer: `${world.origin}/oauth`,
    code_challenge_methods_supported: ['S256'],
    response_types_supported: ['code'],
    authorization_response_iss_parameter_supported: true,
  })
  const scope = 'openid profile email offline_access patients.read'
  const tokens = await connected(config, browser, { scope, prompt: 'consent' })
  expect(tokens).toMatchObject({ token_type: 'bearer', expires_in: 300 })
  expect(tokens.scope?.split(' ').toSorted()).toEqual(scope.split(' ').toSorted())
  expect(tokens.claims()).toMatchObject({ iss: `${world.origin}/oauth`, sub: nurse.accountId })
  const info = await client.fetchUserInfo(config, tokens.access_token, nurse.accountId)
  expect(info).toEqual({ sub: nurse.accountId, name: 'Member nurse', email: nurse.email, email_verified: true })
  expect((await as(tokens.access_token, patients())).status).toBe(200)

  const renewed = await client.refreshTokenGrant(config, tokens.refresh_token ?? '')
  expect(renewed.refresh_token).not.toBe(tokens.refresh_token)
  expect((await as(renewed.access_token, patients())).status).toBe(200)
  expect(await client.tokenIntrospection(config, renewed.access_token)).toMatchObject({
    active: true,
    client_id: config.clientMetadata().client_id,
  })
  await client.tokenRevocation(config, renewed.refresh_token ?? '')
  expect((await as(renewed.access_token, patients())).status).toBe(401)
  expect(await client.tokenIntrospection(config, renewed.access_token)).toEqual({ active: false })
  await expect(client.refreshTokenGrant(config, renewed.refresh_token ?? '')).rejects.toMatchObject({
    error: 'invalid_grant',
  })
})

test('an application on a server proves itself by its secret, in the header or in the form', async () => {
  const app = await registerApp(place, { isConfidential: true })
  const config = await configured(world, app)
  const tokens = await connected(config, browser)
  expect((await as(tokens.access_token, patients())).status).toBe(200)
  const inForm = await client.discovery(
    new URL(`${world.origin}/oauth`),
    app.id,
    undefined,
    client.ClientSecretPost(app.secret),
    { execute: [client.allowInsecureRequests] },
  )
  expect((await connected(inForm, browser)).token_type).toBe('bearer')
})

test('both forms of discovery lead to one document', async () => {
  const [oauth, openid] = await Promise.all(
    ['/.well-known/oauth-authorization-server/oauth', '/oauth/.well-known/openid-configuration'].map(async (path) =>
      (await fetch(world.origin + path)).json(),
    ),
  )
  expect(oauth).toEqual(openid)
  expect(oauth).toMatchObject({ token_endpoint: `${world.origin}/oauth/token` })
  expect(oauth).not.toHaveProperty('registration_endpoint')
})

test('without offline_access there is no refresh token', async () => {
  const config = await configured(world, await registerApp(place))
  expect(await connected(config, browser)).not.toHaveProperty('refresh_token')
  // asked for without asking for consent: not given (OpenID Connect Core §11)
  expect(await connected(config, browser, { scope: 'openid offline_access email' })).not.toHaveProperty('refresh_token')
})

test('what was allowed before is not asked again, and our own session alone decides who it is for', async () => {
  const config = await configured(world, await registerApp(place))
  const here = await browserOf(world, nurse)
  await connected(config, here)
  const quiet = async () => (await here.go((await asks(config)).url)).headers.get('location') ?? ''
  expect(await quiet()).toMatch(/^https:\/\/app\.example\/callback\?code=/)
  const other = await place.member('receptionist')
  await here.signIn(other)
  expect(await quiet()).toMatch(/\/consent\//)
  await here.signIn()
  expect(await quiet()).toMatch(/\/consent\//)
  const none = await here.go((await asks(config, { prompt: 'none' })).url)
  expect(none.headers.get('location')).toMatch(/error=login_required/)
  await here.signIn(nurse)
  await world.owner.query('delete from auth.session where user_id = $1', [nurse.accountId])
  expect(await quiet()).toMatch(/\/consent\//)
  nurse = await place.member('nurse')
  browser = await browserOf(world, nurse)
})

test('whoever is not signed in yet signs in on the way, in the browser in which they were asked', async () => {
  const config = await configured(world, await registerApp(place))
  const visitor = await browserOf(world)
  const asked = await asks(config)
  const uid = uidIn(await visitor.go(asked.url))
  expect((await visitor.go(`/api/v1/consents/${uid}`)).status).toBe(401)
  await visitor.signIn(nurse)
  const answer = await visitor.go(`/api/v1/consents/${uid}/decision`, { method: 'POST', body: { allow: true } })
  const { url } = (await answer.json()) as { url: string }
  const back = await visitor.go(url)
  expect(back.headers.get('location')).toMatch(/^https:\/\/app\.example\/callback\?code=/)
})

test('an application may ask that somebody proves anew who they are', async () => {
  const config = await configured(world, await registerApp(place))
  const late = await place.member('nurse')
  await world.owner.query("update auth.session set authenticated_at = now() - interval '1 hour' where user_id = $1", [
    late.accountId,
  ])
  const here = await browserOf(world, late)
  const uid = uidIn(await here.go((await asks(config, { prompt: 'login' })).url))
  const decide = () => here.go(`/api/v1/consents/${uid}/decision`, { method: 'POST', body: { allow: true } })
  expect(await (await decide()).json()).toMatchObject({ status: 403, code: 'confirmation-needed' })
  await world.owner.query('update auth.session set authenticated_at = now() where user_id = $1', [late.accountId])
  expect((await decide()).status).toBe(200)
})

test('refused, the application is told so and gets nothing', async () => {
  const config = await configured(world, await registerApp(place))
  const asked = await asks(config)
  const uid = uidIn(await browser.go(asked.url))
  const answer = await browser.go(`/api/v1/consents/${uid}/decision`, { method: 'POST', body: { allow: false } })
  const back = await browser.go(((await answer.json()) as { url: string }).url)
  const to = new URL(back.headers.get('location') ?? '')
  expect(`${to.origin}${to.pathname}`).toBe(redirectUri)
  expect(Object.fromEntries(to.searchParams)).toMatchObject({
    error: 'access_denied',
    state: asked.state,
    iss: `${world.origin}/oauth`,
  })
})

test('a native application may listen on any port of the machine, and is asked about every time', async () => {
  const app = await registerApp(place, { redirectUris: ['http://127.0.0.1/callback'] })
  const config = await configured(world, app)
  const here = { redirect_uri: 'http://127.0.0.1:51234/callback' }
  const back = await allowed(browser, (await asks(config, here)).url)
  expect(back.href).toMatch(/^http:\/\/127\.0\.0\.1:51234\/callback\?code=/)
  expect((await browser.go((await asks(config, here)).url)).headers.get('location')).toMatch(/\/consent\//)
})

test('a page of the application may fetch tokens itself; pages of others may not', async () => {
  const app = await registerApp(place)
  const config = await configured(world, app)
  const fetchToken = async (origin: string) => {
    const asked = await asks(config)
    const back = await allowed(browser, asked.url)
    return fetch(`${world.origin}/oauth/token`, {
      method: 'POST',
      headers: { origin },
      body: new URLSearchParams({
        grant_type: 'authorization_code',
        client_id: app.id,
        code: back.searchParams.get('code') ?? '',
        redirect_uri: redirectUri,
        code_verifier: asked.verifier,
      }),
    })
  }
  const own = await fetchToken('https://app.example')
  expect([own.status, own.headers.get('access-control-allow-origin')]).toEqual([200, 'https://app.example'])
  const foreign = await fetchToken('https://elsewhere.example')
  expect([foreign.status, foreign.headers.get('access-control-allow-origin')]).toEqual([400, null])
})

test('errors without a way back are a page of ours, in the language of the browser, without a stack', async () => {
  const config = await configured(world, await registerApp(place))
  const wrong = await asks(config, { redirect_uri: 'https://evil.example/callback' })
  const answer = await browser.go(wrong.url, { headers: { 'accept-language': 'de', accept: 'text/html' } })
  const page = await answer.text()
  expect(answer.status).toBe(400)
  expect(page).toMatch(/lang="de"/)
  expect(page).toContain('invalid_redirect_uri')
  expect(page).not.toMatch(/node_modules|at \w+ \(/)
  expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'")
})

test('nothing else of the library is served', async () => {
  for (const path of ['/session/end', '/session/end/confirm', '/reg', '/request', '/device/auth', '/interaction/x'])
    for (const method of ['GET', 'POST'])
      expect((await fetch(`${world.origin}/oauth${path}`, { method })).status, path).toBe(404)
})

test('another process of the same installation goes on with what this one began', async () => {
  const app = await registerApp(place)
  const asked = await asks(await configured(world, app))
  const back = await allowed(browser, asked.url)
  const { config } = world.application.platform
  const second = await openApplication({
    config,
    log: createLog('silent'),
    master: testMaster,
    url: world.ownerUrl,
    rolePrefix: testRolePrefix,
    parts: { api: true, worker: false },
  })
  try {
    const answer = await second.http!.inject({
      method: 'POST',
      url: '/oauth/token',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: new URLSearchParams({
        grant_type: 'authorization_code',
        client_id: app.id,
        code: back.searchParams.get('code') ?? '',
        redirect_uri: redirectUri,
        code_verifier: asked.verifier,
      }).toString(),
    })
    expect(answer.statusCode).toBe(200)
    expect((await as(answer.json().access_token, patients())).status).toBe(200)
    const jwks = (path: Promise<{ payload: string }>) => path.then(({ payload }) => payload)
    const keys = { method: 'GET', url: '/oauth/jwks' } as const
    expect(await jwks(second.http!.inject(keys))).toBe(await jwks(world.application.http!.inject(keys)))
  } finally {
    await second.close()
  }
})

test('under https every cookie is for https alone, and the library has nothing to say on the console', async () => {
  const said = [vi.spyOn(console, 'warn'), vi.spyOn(console, 'info')]
  const secure = await createWorld({ PUBLIC_ORIGIN: 'https://clinic.example', TRUST_PROXY: 'on' })
  try {
    const app = await registerApp(await secure.organization())
    const query = new URLSearchParams({
      client_id: app.id,
      redirect_uri: redirectUri,
      response_type: 'code',
      scope: 'openid',
      code_challenge: 'a'.repeat(43),
      code_challenge_method: 'S256',
    })
    const answer = await secure.application.http!.inject({ method: 'GET', url: `/oauth/authorize?${query}` })
    expect(answer.headers.location).toMatch(/^https:\/\/clinic\.example\/consent\//)
    const cookies = [answer.headers['set-cookie'] ?? []].flat()
    expect(cookies.length).toBeGreaterThan(0)
    for (const each of cookies) expect(each).toMatch(/; secure; httponly$|; samesite=lax; secure; httponly/i)
    for (const spy of said) expect(spy).not.toHaveBeenCalled()
  } finally {
    await secure.close()
  }
})
