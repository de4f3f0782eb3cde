import { afterAll, beforeAll, expect, test } from 'vitest'
import { createWorld, type Person, type World } from '../../../testing/world.ts'

let world: World
beforeAll(async () => void (world = await createWorld()))
afterAll(() => world.close())

const fresh = () => `new-${Math.random().toString(36).slice(2)}@example.test`
const ask = (who: Person, email: string, headers: Record<string, string> = {}) =>
  who.post('/api/v1/me/email-change', { email }, headers)
const confirm = (token: string, who: Person = world.anybody) => who.post(`/api/v1/email-changes/${token}/confirmation`)

async function mailsTo(address: string) {
  await world.application.workers!.drain()
  return world.application.mails().filter((mail) => mail.to === address)
}

const subjectsTo = async (address: string) => (await mailsTo(address)).map(({ subject }) => subject)

async function tokenFor(address: string): Promise<string> {
  const mails = await mailsTo(address)
  return /http:\/\/localhost:3000\/email-changes\/([\w-]+)/.exec(mails.at(-1)?.text ?? '')?.[1] ?? ''
}

const addressOf = async (who: Person) =>
  (
    await world.owner.query<{ email: string; email_verified: boolean }>(
      'select email, email_verified from auth."user" where id = $1',
      [who.accountId],
    )
  ).rows[0]

async function signedInAgain(who: Person): Promise<void> {
  await world.owner.query(
    `insert into auth.session (token, user_id, expires_at, updated_at) values ($1, $2, now() + interval '1 hour', now())`,
    [`again-${who.accountId}`, who.accountId],
  )
}
const sessionsOf = async (who: Person) =>
  (await world.owner.query('select from auth.session where user_id = $1', [who.accountId])).rowCount

test('the new address confirms, the old one is told twice, and every other device is signed out', async () => {
  const ada = await world.account('Ada')
  const email = fresh()
  await signedInAgain(ada)
  expect(await ask(ada, email)).toMatchObject({ status: 202, body: { email } })
  expect((await addressOf(ada))?.email).toBe(ada.email)
  expect(await subjectsTo(ada.email)).toEqual(['Your address is to be changed'])
  expect(await confirm(await tokenFor(email), ada)).toMatchObject({ status: 200, body: { email } })
  expect(await addressOf(ada)).toEqual({ email, email_verified: true })
  expect((await ada.get('/api/v1/me')).body.account.email).toBe(email)
  expect(await sessionsOf(ada)).toBe(1)
  expect((await subjectsTo(ada.email)).toSorted()).toEqual([
    'Your address is to be changed',
    'Your address was changed',
  ])
  const { rows } = await world.owner.query<{ kind: string }>(
    'select kind from auth.security_event where user_id = $1 order by id',
    [ada.accountId],
  )
  expect(rows.map(({ kind }) => kind)).toEqual(['email-change-asked', 'email-changed'])
})

test('opened where nobody is signed in, the link ends every session', async () => {
  const ada = await world.account()
  const email = fresh()
  await ask(ada, email)
  expect((await confirm(await tokenFor(email))).status).toBe(200)
  expect(await sessionsOf(ada)).toBe(0)
})

test('the link works once, and of many at one moment for one', async () => {
  const ada = await world.account()
  const email = fresh()
  await ask(ada, email)
  const token = await tokenFor(email)
  const answers = await Promise.all(Array.from({ length: 6 }, () => confirm(token)))
  expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 410, 410, 410, 410, 410])
  expect(await confirm(token)).toMatchObject({ status: 410, body: { code: 'link-ended' } })
})

test('a later request ends the earlier link; so does an hour', async () => {
  const ada = await world.account()
  const [first, second] = [fresh(), fresh()]
  await ask(ada, first)
  const old = await tokenFor(first)
  await ask(ada, second)
  expect((await confirm(old)).status).toBe(410)
  const token = await tokenFor(second)
  await world.owner.query("update auth.ceremony set expires_at = now() - interval '1 second' where user_id = $1", [
    ada.accountId,
  ])
  expect((await confirm(token)).status).toBe(410)
  expect((await addressOf(ada))?.email).toBe(ada.email)
})

test('an address with an account is answered alike; its owner alone is told', async () => {
  const [ada, eve] = [await world.account('Ada'), await world.account('Eve')]
  expect(await ask(eve, ada.email)).toMatchObject({ status: 202, body: { email: ada.email } })
  const [mail] = await mailsTo(ada.email)
  expect(mail).toMatchObject({ subject: 'This address has an account already' })
  expect(mail?.text).not.toContain('email-changes')
  expect(mail?.text).not.toContain('Eve')
})

test('an address that somebody takes meanwhile stays theirs', async () => {
  const ada = await world.account()
  const email = fresh()
  await ask(ada, email)
  const token = await tokenFor(email)
  await world.owner.query('insert into auth."user" (name, email, email_verified) values (\'Eve\', $1, true)', [email])
  expect(await confirm(token)).toMatchObject({ status: 410, body: { code: 'link-ended' } })
  expect((await addressOf(ada))?.email).toBe(ada.email)
})

test('with the change end the links by which the old address could set a password', async () => {
  const ada = await world.account()
  await world.owner.query(
    "insert into auth.verification (identifier, value, expires_at) values ('reset-password#x', $1, now() + interval '1 hour')",
    [ada.accountId],
  )
  const email = fresh()
  await ask(ada, email)
  await confirm(await tokenFor(email))
  expect((await world.owner.query('select from auth.verification where value = $1', [ada.accountId])).rowCount).toBe(0)
})

test('links are built from the configured address, whatever host the request names', async () => {
  const ada = await world.account()
  const email = fresh()
  expect((await ask(ada, email, { host: 'evil.test' })).status).toBe(421)
  await ask(ada, email, { host: '127.0.0.1:4', 'x-forwarded-host': 'evil.test' })
  expect(await tokenFor(email)).not.toBe('')
  for (const mail of [...(await mailsTo(email)), ...(await mailsTo(ada.email))])
    expect(mail.text + mail.html).not.toContain('evil.test')
})

test('asking takes a fresh proof of who one is, an address and some patience', async () => {
  const ada = await world.account()
  for (const email of ['', 'no address', ada.email]) expect((await ask(ada, email)).status, email).toBe(400)
  for (let i = 0; i < 5; i++) expect((await ask(ada, fresh())).status).toBe(202)
  expect(await ask(ada, fresh())).toMatchObject({ status: 429, body: { code: 'too-many-requests' } })
  const late = await world.account()
  await world.owner.query("update auth.session set authenticated_at = now() - interval '1 hour' where user_id = $1", [
    late.accountId,
  ])
  expect(await ask(late, fresh())).toMatchObject({ status: 403, body: { code: 'confirmation-needed' } })
  expect((await ask(world.anybody, fresh())).status).toBe(401)
})

test('what is no link is no link', async () => {
  expect(await confirm('A'.repeat(43))).toMatchObject({ status: 410, body: { code: 'link-ended' } })
  expect((await confirm('short')).status).toBe(400)
})

test('wrong links from many places at one moment are answered at once: nobody holds up the sign-ins of others', async () => {
  const answers = await Promise.all(
    Array.from({ length: 40 }, (_, nth) =>
      world.browser(`192.0.2.${nth + 1}`).post(`/api/v1/email-changes/${'B'.repeat(43)}/confirmation`),
    ),
  )
  // whoever had to wait for a connection for too long would be told 503
  expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 410))
})
