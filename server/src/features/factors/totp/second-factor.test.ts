import { afterAll, beforeAll, expect, test } from 'vitest'
import { operations } from '../../../isolation/operations.ts'
import { inAccounts } from '../../../kit/db/tenant-tx.ts'
import { createWorld, type Browser, type TestOrganization, type World } from '../../../testing/world.ts'
import { password, signedIn } from '../sign-in/signed-in-fixture.ts'
import { useRecoveryCode, useTotp } from './actions.ts'
import { appHolder, codeNow, forgetSteps, wrongCode } from './authenticator-app-fixture.ts'

let world: World
beforeAll(async () => void (world = await createWorld({ SIGN_INS_PER_MINUTE: '100000' })))
afterAll(() => world.close())

const show = (browser: Browser, method: 'totp' | 'recovery-code', code: string) =>
  browser.post('/api/v1/sign-in/second-factor', { method, code })

/** A browser whose sign-in lacks its second factor. */
async function waiting(email: string): Promise<Browser> {
  const browser = world.browser()
  expect(await browser.signIn(email, password)).toMatchObject({ status: 200 })
  return browser
}

const forgetGuesses = () => world.owner.query('delete from auth.guess')

const inDatabase = async (work: Parameters<typeof inAccounts<boolean>>[3]) =>
  inAccounts(world.application.platform.transactions, { requestId: 'test' }, { mode: 'write' }, work)

test('an authenticator app counts from its first right code on', async () => {
  const { browser, email, id } = await signedIn(world)
  const { status, body } = await browser.post('/api/v1/me/totp')
  expect(status).toBe(200)
  expect(body.uri).toBe(
    `otpauth://totp/Polyclinic:${encodeURIComponent(email)}?secret=${body.secret}&issuer=Polyclinic&algorithm=SHA1&digits=6&period=30`,
  )
  expect((await world.browser().signIn(email, password)).body.secondFactor).toBeUndefined()
  expect((await browser.get('/api/v1/me/factors')).body.totp).toBeUndefined()
  const confirm = (code: string) => browser.post('/api/v1/me/totp/confirmation', { code })
  expect(await confirm(wrongCode(body.secret))).toMatchObject({ status: 403, body: { code: 'not-confirmed' } })
  const { body: again } = await browser.post('/api/v1/me/totp')
  expect(again.secret).not.toBe(body.secret)
  const confirmed = await confirm(codeNow(again.secret))
  expect(confirmed.status).toBe(200)
  expect(new Set(confirmed.body.codes).size).toBe(10)
  expect(await confirm(codeNow(again.secret))).toMatchObject({ status: 409, body: { code: 'already-exists' } })
  expect(await browser.post('/api/v1/me/totp')).toMatchObject({ status: 409, body: { code: 'already-exists' } })
  expect((await browser.get('/api/v1/me/factors')).body).toMatchObject({
    hasPassword: true,
    totp: { since: expect.stringMatching(/Z$/) },
    recoveryCodesLeft: 10,
    confirmBy: ['password', 'totp'],
  })
  expect((await browser.get('/api/v1/me')).body.account.hasSecondFactor).toBe(true)
  const { rows } = await world.owner.query('select secret_sealed from auth.totp where user_id = $1', [id])
  expect(rows[0].secret_sealed.toString()).not.toContain(again.secret)
})

test('a password alone is not enough any more: the code ends the sign-in', async () => {
  const { email, id, secret } = await appHolder(world)
  const browser = world.browser()
  const first = await browser.signIn(email, password)
  expect(first).toMatchObject({ status: 200, body: { secondFactor: ['totp', 'recovery-code'] } })
  expect(await show(browser, 'totp', wrongCode(secret))).toMatchObject({ status: 403, body: { code: 'not-confirmed' } })
  expect(await show(browser, 'totp', codeNow(secret))).toMatchObject({ status: 200, body: { account: { id } } })
  expect((await browser.get('/api/v1/me')).body.account.email).toBe(email)
  const { rows } = await world.owner.query(
    'select method from auth.session where user_id = $1 and second_factor_at is not null order by created_at desc limit 1',
    [id],
  )
  expect(rows[0].method).toBe('password')
})

test('a sign-in that waits for its second factor opens nothing at all', async () => {
  const { email } = await appHolder(world)
  const browser = await waiting(email)
  const [secret] = [...browser.cookies].filter(([name]) => name.endsWith('sign_in')).map(([, value]) => value)
  const token = decodeURIComponent(secret ?? '').split('.')[0] ?? ''
  const guises: Record<string, string>[] = [
    {},
    { authorization: `Bearer ${token}` },
    { cookie: `polyclinic.session_token=${secret}` },
    { cookie: `polyclinic.session_token=${secret}; better-auth.session_token=${secret}` },
  ]
  const mine = operations.filter(({ meta, path }) => meta.permission === 'account' && !path.includes('{organization}'))
  expect(mine.length).toBeGreaterThan(25)
  for (const headers of guises) {
    for (const { method, path } of mine) {
      const { status, body } = await browser.call(method, path.replaceAll(/\{\w+\}/g, 'x'), { headers })
      expect([`${method} ${path}`, status, body.code]).toEqual([`${method} ${path}`, 401, 'signed-out'])
    }
    expect((await browser.call('GET', '/api/auth/token', { headers })).status).toBe(401)
    const session = await browser.call('GET', '/api/auth/get-session', { headers })
    expect(session.body?.session).toBeUndefined()
  }
})

test('one code opens once', async () => {
  const { email, secret } = await appHolder(world)
  const code = codeNow(secret)
  expect((await show(await waiting(email), 'totp', code)).status).toBe(200)
  expect(await show(await waiting(email), 'totp', code)).toMatchObject({ status: 403, body: { code: 'not-confirmed' } })
  // an older code than the last is as good as used
  expect((await show(await waiting(email), 'totp', codeNow(secret, -1))).status).toBe(403)
})

test('of 50 parallel uses of one code exactly one passes', async () => {
  const { email, id, secret } = await appHolder(world)
  const { master } = world.application.platform
  const code = codeNow(secret)
  const uses = Array.from({ length: 50 }, () => inDatabase((accounts) => useTotp(accounts, master, id, code)))
  expect((await Promise.all(uses)).filter(Boolean)).toHaveLength(1)
  await forgetSteps(world, id)
  const browsers: Browser[] = []
  for (let i = 0; i < 12; i++) browsers.push(await waiting(email))
  const again = codeNow(secret)
  const statuses = (await Promise.all(browsers.map((browser) => show(browser, 'totp', again)))).map(
    ({ status }) => status,
  )
  expect(statuses.filter((status) => status === 200)).toHaveLength(1)
  expect(statuses.every((status) => [200, 403, 429].includes(status))).toBe(true)
  await forgetGuesses()
})

test('a sign-in takes five wrong codes, then the right one comes too late', async () => {
  const { email, secret } = await appHolder(world)
  const browser = await waiting(email)
  for (let i = 0; i < 5; i++) expect((await show(browser, 'totp', wrongCode(secret))).status).toBe(403)
  expect(await show(browser, 'totp', codeNow(secret))).toMatchObject({ status: 410, body: { code: 'link-ended' } })
  const { rows } = await world.owner.query(
    `select 1 from auth.ceremony c join auth."user" u on u.id = c.user_id where u.email = $1 and c.kind = 'second-factor'`,
    [email],
  )
  expect(rows).toEqual([])
  await forgetGuesses()
  expect((await show(await waiting(email), 'totp', codeNow(secret))).status).toBe(200)
})

test('new sign-ins do not bring new guesses: an account takes ten wrong codes in a quarter of an hour', async () => {
  const { email, secret } = await appHolder(world)
  const statuses: number[] = []
  for (let i = 0; i < 3; i++) {
    const browser = await waiting(email)
    for (let j = 0; j < 4; j++) statuses.push((await show(browser, 'totp', wrongCode(secret))).status)
  }
  expect(statuses).toEqual([...Array.from({ length: 10 }, () => 403), 429, 429])
  await forgetGuesses()
})

test('nobody shows a second factor who did not show the first, or in another browser', async () => {
  const { email, secret } = await appHolder(world)
  await waiting(email)
  const elsewhere = world.browser()
  expect(await show(elsewhere, 'totp', codeNow(secret))).toMatchObject({ status: 410, body: { code: 'link-ended' } })
  elsewhere.cookies.set('polyclinic.sign_in', 'made-up.signature')
  expect((await show(elsewhere, 'totp', codeNow(secret))).status).toBe(410)
})

test('a sign-in that waited for too long begins anew', async () => {
  const { email, id, secret } = await appHolder(world)
  const browser = await waiting(email)
  await world.owner.query('update auth.ceremony set expires_at = now() where user_id = $1', [id])
  expect((await show(browser, 'totp', codeNow(secret))).status).toBe(410)
})

test('a recovery code opens once, however it is typed, and the account hears of it', async () => {
  const { browser, email, id, codes } = await appHolder(world)
  const [code = '', other = ''] = codes
  expect((await show(await waiting(email), 'recovery-code', code.toLowerCase().replace('-', ' '))).status).toBe(200)
  expect((await show(await waiting(email), 'recovery-code', code)).status).toBe(403)
  expect((await show(await waiting(email), 'recovery-code', 'ABCDE-ABCDE')).status).toBe(403)
  expect((await browser.get('/api/v1/me/factors')).body.recoveryCodesLeft).toBe(9)
  const { master } = world.application.platform
  const uses = Array.from({ length: 50 }, () => inDatabase((accounts) => useRecoveryCode(accounts, master, id, other)))
  expect((await Promise.all(uses)).filter(Boolean)).toHaveLength(1)
  const { rows } = await world.owner.query(
    `select 1 from auth.security_event where user_id = $1 and kind = 'recovery-code-used'`,
    [id],
  )
  expect(rows).toHaveLength(1)
})

test('new recovery codes end the old ones; without a second factor there are none', async () => {
  const { browser, email, codes } = await appHolder(world)
  const renewed = await browser.post('/api/v1/me/recovery-codes')
  expect(renewed.status).toBe(200)
  expect((await show(await waiting(email), 'recovery-code', codes[0] ?? '')).status).toBe(403)
  expect((await show(await waiting(email), 'recovery-code', renewed.body.codes[0])).status).toBe(200)
  const { browser: plain } = await signedIn(world)
  expect(await plain.post('/api/v1/me/recovery-codes')).toMatchObject({ status: 409, body: { code: 'wrong-state' } })
})

test('without the app its codes are gone, and no session has shown a second factor any more', async () => {
  const { browser, email, id } = await appHolder(world)
  const removed = await browser.call('DELETE', '/api/v1/me/totp')
  expect(removed).toMatchObject({ status: 200, body: { recoveryCodesLeft: 0, confirmBy: ['password'] } })
  expect((await browser.call('DELETE', '/api/v1/me/totp')).status).toBe(404)
  expect((await browser.get('/api/v1/me')).body.account.hasSecondFactor).toBe(false)
  const { rows } = await world.owner.query('select second_factor_at from auth.session where user_id = $1', [id])
  expect(rows.every((row) => row.second_factor_at === null)).toBe(true)
  expect((await world.browser().signIn(email, password)).body.secondFactor).toBeUndefined()
})

/** What an organization's audit says of a member's refusals. */
async function refusalsTold({ owner }: TestOrganization, accountId: string) {
  const { items } = (await owner.get(`/security-events?accountId=${accountId}&limit=200`)).body
  const told = items as { action: string; details: { kind: string } }[]
  const kinds = told.filter(({ action }) => action === 'refuse').map(({ details }) => details.kind)
  return [...new Set(kinds)].toSorted()
}

test('guessed recovery codes: ten are looked at, however many sign-ins begin, and the organization hears of it', async () => {
  await forgetGuesses()
  const { email, id, codes } = await appHolder(world)
  const organization = await world.organization()
  await world.owner.query(
    `insert into control.memberships (organization_id, account_id, role_key) values ($1, $2, 'nurse')`,
    [organization.id, id],
  )
  const statuses: number[] = []
  for (let nth = 0; nth < 30; nth++) {
    const browser = await waiting(email)
    const code = `${String(nth).padStart(5, '0')}-00000`
    statuses.push((await show(browser, 'recovery-code', code)).status)
  }
  expect(statuses).toEqual([...Array.from({ length: 10 }, () => 403), ...Array.from({ length: 20 }, () => 429)])
  expect((await show(await waiting(email), 'recovery-code', codes[0] ?? '')).status).toBe(429)
  const { rows } = await world.owner.query('select count(*)::int as kept from auth.recovery_code where user_id = $1', [
    id,
  ])
  expect(rows[0].kept).toBe(10)
  expect(await refusalsTold(organization, id)).toEqual(['second-factor-refused', 'too-many-attempts'])
  await forgetGuesses()
})

test('patience does not find a code either: a day has thirty wrong ones', async () => {
  await forgetGuesses()
  const { email, secret } = await appHolder(world)
  const seen: number[] = []
  for (let round = 0; round < 4; round++) {
    for (let nth = 0; nth < 10; nth++) seen.push((await show(await waiting(email), 'totp', wrongCode(secret))).status)
    // a quarter of an hour later
    await world.owner.query(
      `update auth.guess set window_ends_at = now() - interval '1 second' where key not like '%:day'`,
    )
  }
  expect(seen).toEqual([...Array.from({ length: 30 }, () => 403), ...Array.from({ length: 10 }, () => 429)])
  await forgetGuesses()
})

test('a replayed code, and a second factor without a first one, are refused and written down', async () => {
  await forgetGuesses()
  const { email, id, secret } = await appHolder(world)
  const organization = await world.organization()
  await world.owner.query(
    `insert into control.memberships (organization_id, account_id, role_key) values ($1, $2, 'nurse')`,
    [organization.id, id],
  )
  const code = codeNow(secret)
  expect((await show(await waiting(email), 'totp', code)).status).toBe(200)
  expect((await show(await waiting(email), 'totp', code)).status).toBe(403)
  expect(await refusalsTold(organization, id)).toEqual(['second-factor-refused'])
  expect((await show(world.browser(), 'totp', codeNow(secret, 1))).status).toBe(410)
  await world.application.platform.refusals.flush()
  const { rows } = await world.owner.query(
    `select 1 from auth.security_event where kind = 'second-factor-refused' and user_id is null and details ->> 'reason' = 'no sign-in waits'`,
  )
  expect(rows.length).toBeGreaterThan(0)
})
