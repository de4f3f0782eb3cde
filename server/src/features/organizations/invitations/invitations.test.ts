import { afterAll, beforeAll, expect, test } from 'vitest'
import { byCookie, withKey } from '../../../testing/callers.ts'
import { createWorld, type TestOrganization, type World } from '../../../testing/world.ts'

let world: World
let organization: TestOrganization
beforeAll(async () => {
  world = await createWorld()
  organization = await world.organization()
})
afterAll(() => world.close())

async function tokenMailedTo(email: string): Promise<string> {
  await world.application.workers!.drain()
  const mail = world.application.mails().find((each) => each.to === email)
  return /\/invitations\/([\w-]+)/.exec(mail?.text ?? '')?.[1] ?? ''
}

test('an invited colleague sees what is offered, signs in with their own account and joins', async () => {
  const colleague = await world.account('Colleague')
  const invited = await organization.owner.post(
    '/invitations',
    { email: colleague.email, role: 'nurse', language: 'de' },
    { 'idempotency-key': 'inv-1' },
  )
  expect(invited).toMatchObject({ status: 201, body: { state: 'open', role: { key: 'nurse' } } })
  expect(
    (
      await organization.owner.post(
        '/invitations',
        { email: colleague.email, role: 'nurse', language: 'de' },
        { 'idempotency-key': 'inv-1' },
      )
    ).body,
  ).toEqual(invited.body)
  expect(
    await organization.owner.post(
      '/invitations',
      { email: 'other@new.test', role: 'nurse' },
      { 'idempotency-key': 'inv-1' },
    ),
  ).toMatchObject({ status: 422 })
  const token = await tokenMailedTo(colleague.email)
  expect(await world.anybody.get(`/api/v1/invitations/${token}`)).toMatchObject({
    status: 200,
    body: { organization: { slug: organization.slug }, email: colleague.email },
  })
  const joined = await colleague.post(`/api/v1/invitations/${token}/acceptance`)
  expect(joined).toMatchObject({ status: 200, body: { organization: { slug: organization.slug } } })
  expect((await colleague.get('/api/v1/me')).body.memberships).toMatchObject([{ role: { key: 'nurse' } }])
  expect(await colleague.post(`/api/v1/invitations/${token}/acceptance`)).toMatchObject({
    status: 410,
    body: { code: 'invitation-ended' },
  })
  expect(await world.anybody.get(`/api/v1/invitations/${token}`)).toMatchObject({ status: 410 })
  expect(await organization.owner.post('/invitations', { email: colleague.email, role: 'nurse' })).toMatchObject({
    status: 409,
    body: { code: 'already-exists' },
  })
})

test('another account cannot use the link, whatever it claims; a withdrawn or repeated one has ended', async () => {
  const email = 'invited@new.test'
  const first = await organization.owner.post('/invitations', { email, role: 'staff' })
  const token = await tokenMailedTo(email)
  const thief = await world.account('Thief')
  expect((await thief.post(`/api/v1/invitations/${token}/acceptance`)).status).toBe(404)
  expect((await thief.get('/api/v1/me')).body.memberships).toEqual([])
  const second = await organization.owner.post('/invitations', { email, role: 'staff' })
  expect((await world.anybody.get(`/api/v1/invitations/${token}`)).status).toBe(410)
  expect(await organization.owner.delete(`/invitations/${second.body.id}`)).toMatchObject({
    status: 200,
    body: { state: 'withdrawn' },
  })
  expect(await organization.owner.delete(`/invitations/${first.body.id}`)).toMatchObject({ status: 410 })
  const { body } = await organization.owner.get('/invitations')
  expect(
    body.items.filter((each: { email: string }) => each.email === email).map((each: { state: string }) => each.state),
  ).toEqual(['withdrawn', 'withdrawn'])
})

test('an unverified account with that address does not join', async () => {
  const someone = await world.account()
  await world.owner.query('update auth."user" set email_verified = false where id = $1', [someone.accountId])
  await organization.owner.post('/invitations', { email: someone.email, role: 'staff' })
  const token = await tokenMailedTo(someone.email)
  expect((await someone.post(`/api/v1/invitations/${token}/acceptance`)).status).toBe(404)
})

test('nobody who reads the table can join', async () => {
  const { rows } = await world.owner.query('select token_hash from control.invitations')
  const token = await tokenMailedTo('invited@new.test')
  expect(rows.some((row) => (row.token_hash as Buffer).toString().includes(token))).toBe(false)
})

test('a tampered, a made-up and a stolen link join nobody and are written down', async () => {
  const email = 'tampered@new.test'
  await organization.owner.post('/invitations', { email, role: 'owner' })
  const token = await tokenMailedTo(email)
  const thief = await world.account('Thief')
  const kinds = async (accountId: string | null) =>
    (
      await world.owner.query(
        `select kind from auth.security_event where user_id is not distinct from $1 and kind = 'link-refused' and details ->> 'what' = 'invitation'`,
        [accountId],
      )
    ).rows
  const last = token.at(-1) === 'A' ? 'B' : 'A'
  for (const wrong of [`${token.slice(0, -1)}${last}`, `${token}A`, token.slice(0, -1), token.toUpperCase(), token])
    expect((await thief.post(`/api/v1/invitations/${wrong}/acceptance`)).status).toBe(404)
  expect((await world.anybody.get(`/api/v1/invitations/${token.slice(0, -1)}${last}`)).status).toBe(404)
  expect((await thief.get('/api/v1/me')).body.memberships).toEqual([])
  await expect.poll(() => kinds(thief.accountId)).toHaveLength(1)
  await expect.poll(() => kinds(null)).not.toEqual([])
  // neither role nor address can be written over
  const body = { role: 'owner', email: thief.email }
  expect((await thief.post(`/api/v1/invitations/${token}/acceptance`, body)).status).toBe(400)
})

test('nobody is brought in from a forgotten screen, or by a program, whatever it may do', async () => {
  const email = 'accomplice@new.test'
  const late = await byCookie(world, organization, organization.owner, { confirmedMinutesAgo: 11 })
  const { body } = await organization.owner.post('/api-keys', {
    name: 'Rota',
    permissions: ['members.manage', 'members.read'],
    days: 1,
  })
  for (const who of [late, withKey(world, organization, body.key)])
    expect(await who.post('/invitations', { email, role: 'staff' })).toMatchObject({
      status: 403,
      body: { code: 'confirmation-needed' },
    })
  expect(await tokenMailedTo(email)).toBe('')
})
