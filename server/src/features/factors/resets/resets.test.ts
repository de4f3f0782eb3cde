import { afterAll, beforeAll, expect, test } from 'vitest'
import { createWorld, type Browser, type World } from '../../../testing/world.ts'

let world: World
beforeAll(async () => void (world = await createWorld({ SIGN_INS_PER_MINUTE: '100000' })))
afterAll(() => world.close())

const first = 'correct horse battery'
const chosen = 'a whole new password'

async function mailTo(address: string, subject: string) {
  await world.application.workers!.drain()
  return world.application.mails().find((mail) => mail.to === address && mail.subject.startsWith(subject))
}

/** Whoever reads the address's mail chooses a new password. */
async function reset(email: string): Promise<void> {
  const browser = world.browser()
  await browser.post('/api/auth/request-password-reset', { email, redirectTo: '/reset' })
  const mail = await mailTo(email, 'Choose a new password')
  const link = new URL(/https?:\/\/\S+/.exec(mail?.text ?? '')?.[0] ?? '')
  const answer = await browser.get(`${link.pathname}${link.search}`)
  const token = new URL(answer.headers.location ?? '', 'http://localhost:3000').searchParams.get('token')
  expect((await browser.post('/api/auth/reset-password', { token, newPassword: chosen })).status).toBe(200)
}

const idOf = async (email: string) =>
  (await world.owner.query<{ id: string }>('select id from auth."user" where email = $1', [email])).rows[0]?.id ?? ''

/** Everything by which somebody can come into an account or stay there. */
async function putEveryWayIn(accountId: string): Promise<void> {
  const put = (text: string) => world.owner.query(text, [accountId])
  await put(`insert into auth.passkey (user_id, credential_id, public_key, counter, is_synced, name)
    values ($1::uuid, $1::text, '\\x00', 0, false, 'theirs')`)
  await put(`insert into auth.totp (user_id, secret_sealed, confirmed_at) values ($1, '\\x00', now())`)
  await put(`insert into auth.recovery_code (user_id, code_hash) values ($1, '\\x00')`)
  await put(`insert into auth.pin (user_id, hash) values ($1, 'x')`)
  await put(`insert into auth.account (provider_id, account_id, user_id, updated_at)
    values ('https://provider.example', $1::text, $1::uuid, now())`)
  await put(`insert into auth.oauth_record (model, id_hash, payload, user_id, expires_at)
    values ('Grant', sha256($1::text::bytea), '{}', $1::uuid, now() + interval '1 hour')`)
  await put(`insert into auth.ceremony (kind, secret_hash, user_id, data, expires_at)
    values ('e-mail-change', sha256($1::text::bytea), $1::uuid, '{"email":"eve@example.test"}', now() + interval '1 hour')`)
  await put(`with device as (insert into auth.device (token_hash) values (sha256($1::text::bytea)) returning id),
      known as (insert into auth.known_device (device_id, user_id) select id, $1::uuid from device),
      session as (insert into auth.session (token, user_id, device_id, expires_at, updated_at, method)
        select 'theirs-' || $1::text, $1::uuid, id, now() + interval '1 hour', now(), 'token' from device returning id),
      refresh as (insert into auth.refresh_token (token_hash, session_id) select sha256($1::text::bytea), id from session)
    insert into auth.seat (device_id, user_id, method, authenticated_at, begun_at, last_active_at, expires_at)
    select id, $1::uuid, 'password', now(), now(), now(), now() + interval '1 hour' from device`)
}

/** The tables that hold something of the account, by what the database itself says refers to one. */
async function waysLeft(accountId: string): Promise<string[]> {
  const { rows } = await world.owner.query<{ name: string }>(
    `select c.conrelid::regclass::text as name from pg_constraint c
     where c.contype = 'f' and c.confrelid = 'auth."user"'::regclass order by 1`,
  )
  const left: string[] = []
  for (const { name } of rows) {
    const { rowCount } = await world.owner.query(`select from ${name} where user_id = $1`, [accountId])
    if (rowCount) left.push(name)
  }
  return left
}

async function signUp(browser: Browser, email: string): Promise<string> {
  await browser.post('/api/auth/sign-up/email', { name: 'Eve', email, password: first })
  return idOf(email)
}

test('whoever signed up with another’s address keeps nothing once its owner resets the password', async () => {
  const [eve, email] = [world.browser(), 'rightful@example.test']
  const accountId = await signUp(eve, email)
  await putEveryWayIn(accountId)
  expect(await waysLeft(accountId)).toHaveLength(10)

  await reset(email)
  // the new password
  expect(await waysLeft(accountId)).toEqual(['auth.account'])
  const { rows } = await world.owner.query('select provider_id from auth.account where user_id = $1', [accountId])
  expect(rows).toEqual([{ provider_id: 'credential' }])
  expect((await world.owner.query('select from auth.refresh_token')).rowCount).toBe(0)
  expect((await eve.signIn(email, first)).status).toBe(401)
  // the mailed link proved the address
  expect((await world.browser().signIn(email, chosen)).status).toBe(200)
  // and the link of Eve's sign-up opens nothing in the browser where she typed it
  const confirmation = await mailTo(email, 'Confirm')
  const link = new URL(/https?:\/\/\S+/.exec(confirmation?.text ?? '')?.[0] ?? '')
  await eve.get(`${link.pathname}${link.search}`)
  expect((await eve.get('/api/v1/me')).status).toBe(401)
})

test('an account that was confirmed keeps its factors, loses what was signed in, and its owner is told of both', async () => {
  const person = await world.account('Ada', first)
  await putEveryWayIn(person.accountId)
  await reset(person.email)
  expect(await waysLeft(person.accountId)).toEqual([
    'auth.account',
    'auth.passkey',
    'auth.pin',
    'auth.recovery_code',
    'auth.totp',
  ])
  const notice = await mailTo(person.email, 'Your password was changed')
  expect(notice?.text).toMatch(/Remove whatever you did not set up yourself[\s\S]*http:\/\/localhost:3000\/account\b/)
  const { rows } = await world.owner.query(
    `select details from auth.security_event where user_id = $1 and kind = 'password-reset'`,
    [person.accountId],
  )
  expect(rows).toEqual([{ details: { keptOtherWaysIn: true } }])
})

test('where nothing but the password leads in, nothing else is spoken of', async () => {
  const person = await world.account('Ada', first)
  await reset(person.email)
  const notice = await mailTo(person.email, 'Your password was changed')
  expect(notice?.text).toMatch(/Every other device was signed out/)
  expect(notice?.text).not.toMatch(/Passkeys/)
})

test('who reads the database resets no password with what stands there', async () => {
  const person = await world.account('Ada', first)
  const browser = world.browser()
  await browser.post('/api/auth/request-password-reset', { email: person.email, redirectTo: '/reset' })
  const { rows } = await world.owner.query('select identifier from auth.verification where value = $1', [
    person.accountId,
  ])
  expect(rows).toHaveLength(1)
  const kept: string = rows[0].identifier
  for (const token of [kept, kept.slice('reset-password'.length), kept.slice('reset-password#'.length)])
    expect((await browser.post('/api/auth/reset-password', { token, newPassword: chosen })).status).toBe(400)
  expect((await browser.signIn(person.email, first)).status).toBe(200)
})
