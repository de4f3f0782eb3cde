import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { inAccounts } from '../../../kit/db/tenant-tx.ts'
import { newId } from '../../../kit/db/ids.ts'
import { createWorld, type Person, type TestOrganization, type World } from '../../../testing/world.ts'
import { beginDeletion, endsOfAccount } from './actions.ts'
import { finishDeletions } from './jobs.ts'
import { uuid } from '../../../kit/db/columns.ts'
import { shape } from '../../../kit/db/row.ts'

let world: World
let place: TestOrganization
let dedicated: TestOrganization
beforeAll(async () => {
  world = await createWorld()
  place = await world.organization()
  dedicated = await world.organization({ dedicated: true })
})
afterAll(() => world.close())

const remove = (who: Person, email = who.email) => who.post('/api/v1/me/deletion', { email })

/** Links the account to a new patient of the organization, as a claim does. */
async function linked(who: Person, organization: TestOrganization): Promise<string> {
  const { body } = await organization.owner.post('/patients', { kind: 'human', givenName: 'Pat', memo: 'clinical' })
  await organization.inTenant((tx) =>
    tx.run(sql`insert into tenant.patient_accounts (organization_id, patient_id, account_id, relation)
      values (${organization.id}, ${body.id}, ${who.accountId}, 'self')`),
  )
  await world.owner.query(
    'insert into control.account_directory (organization_id, account_id) values ($1, $2) on conflict do nothing',
    [organization.id, who.accountId],
  )
  return body.id as string
}

const linksOf = (who: Person, organization: TestOrganization) =>
  organization.inTenant((tx) =>
    tx.all(
      shape({
        patient_id: uuid,
      })`select patient_id from tenant.patient_accounts where organization_id = ${organization.id} and account_id = ${who.accountId}`,
    ),
  )

const rowsAbout = async (who: Person) => {
  const counted = []
  for (const table of [
    'auth."user" where id',
    'auth.session where user_id',
    'auth.account where user_id',
    'control.memberships where account_id',
    'control.account_directory where account_id',
  ])
    counted.push((await world.owner.query(`select from ${table} = $1`, [who.accountId])).rowCount)
  return counted
}

test('the export holds what is kept of me, in every organization, and no secret', async () => {
  const ada = await place.join(await world.account('Ada', 'correct horse battery'), 'nurse')
  await dedicated.join(ada, 'receptionist')
  const patient = await linked(ada, dedicated)
  await world.owner.query(
    "insert into auth.totp (user_id, secret_sealed, confirmed_at) values ($1, '\\xdeadbeef', now())",
    [ada.accountId],
  )
  const { status, body } = await ada.get('/api/v1/me/export')
  expect(status).toBe(200)
  expect(body).toMatchObject({
    account: { id: ada.accountId, email: ada.email },
    sessions: [{ browser: 'test' }],
    factors: { password: true, passkeys: [] },
    memberships: [{ slug: expect.any(String), apiKeys: [] }, { slug: expect.any(String) }],
    patients: [{ slug: dedicated.slug, links: [{ patient_id: patient }] }],
    connectedApps: [],
    language: 'en',
  })
  expect(body.memberships.map(({ slug }: { slug: string }) => slug).toSorted()).toEqual(
    [dedicated.slug, place.slug].toSorted(),
  )
  expect(body.factors.authenticatorApp).toEqual(expect.any(String))
  expect(JSON.stringify(body)).not.toMatch(/argon2id|deadbeef|token_hash|"token"/)
  const { rows } = await world.owner.query("select from auth.security_event where user_id = $1 and kind = 'exported'", [
    ada.accountId,
  ])
  expect(rows.length).toBe(1)
})

test('export and deletion take a fresh proof of who one is', async () => {
  const late = await world.account()
  await world.owner.query("update auth.session set authenticated_at = now() - interval '1 hour' where user_id = $1", [
    late.accountId,
  ])
  for (const answer of [await late.get('/api/v1/me/export'), await remove(late)])
    expect(answer).toMatchObject({ status: 403, body: { code: 'confirmation-needed' } })
  for (const answer of [await world.anybody.get('/api/v1/me/export'), await remove(world.anybody, 'a@example.test')])
    expect(answer.status).toBe(401)
})

test('a deleted account is gone everywhere; what clinics wrote stays with them', async () => {
  const ada = await place.member('nurse')
  const patients = [await linked(ada, place), await linked(ada, dedicated)]
  expect(await remove(ada)).toMatchObject({ status: 200, body: { id: ada.accountId } })
  expect(await rowsAbout(ada)).toEqual([0, 0, 0, 0, 0])
  expect([await linksOf(ada, place), await linksOf(ada, dedicated)]).toEqual([[], []])
  expect((await place.owner.get(`/patients/${patients[0]}`)).body).toMatchObject({ memo: 'clinical' })
  expect((await dedicated.owner.get(`/patients/${patients[1]}`)).status).toBe(200)
  const { rows } = await world.owner.query('select name, email from control.accounts where id = $1', [ada.accountId])
  expect(rows).toEqual([{ name: '', email: `deleted-${ada.accountId}@invalid` }])
  await world.application.workers!.drain()
  expect(world.application.mails().find((mail) => mail.to === ada.email)).toMatchObject({
    subject: 'Your account was deleted',
  })
})

test('the address can begin anew as somebody else', async () => {
  const ada = await place.member('nurse')
  await remove(ada)
  const answer = await world.application.http!.inject({
    method: 'POST',
    url: '/api/auth/sign-up/email',
    headers: { 'content-type': 'application/json', origin: 'http://localhost:3000' },
    payload: JSON.stringify({ name: 'Ada', email: ada.email, password: 'correct horse battery' }),
  })
  expect(answer.statusCode).toBe(200)
  const { rows } = await world.owner.query<{ id: string }>('select id from auth."user" where email = $1', [ada.email])
  expect(rows.length).toBe(1)
  expect(rows[0]?.id).not.toBe(ada.accountId)
})

test('the only owner of an organization makes somebody else one first', async () => {
  const own = await world.organization()
  expect(await remove(own.owner)).toMatchObject({
    status: 409,
    body: { code: 'owned-alone', data: { organizations: [{ slug: own.slug, name: `Practice ${own.slug}` }] } },
  })
  expect((await own.owner.get('/clinics')).status).toBe(200)
  await own.member('owner')
  expect((await remove(own.owner)).status).toBe(200)
})

test('of the owners of an organization that all go at one moment one stays', async () => {
  for (let round = 0; round < 3; round++) {
    const own = await world.organization()
    const owners = [own.owner, await own.member('owner'), await own.member('owner')]
    const answers = await Promise.all(owners.map((owner) => remove(owner)))
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 200, 409])
  }
})

test('an owner who goes while another steps down leaves no organization without one', async () => {
  for (let round = 0; round < 6; round++) {
    const own = await world.organization()
    const second = await own.member('owner')
    const answers = await Promise.all([
      remove(own.owner),
      second.patch(`/members/${second.accountId}`, { role: 'nurse' }, 1),
    ])
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409])
  }
})

test('the own address must be typed', async () => {
  const ada = await world.account()
  for (const email of ['someone@example.test', '', 'x']) expect((await remove(ada, email)).status, email).toBe(400)
  expect((await ada.get('/api/v1/me')).status).toBe(200)
})

test('what a crash cut off after the first step is ended later, as often as it is cut off', async () => {
  const ada = await place.join(await world.account('Ada', 'correct horse battery'), 'nurse')
  await linked(ada, place)
  await linked(ada, dedicated)
  const { platform } = world.application
  await inAccounts(
    platform.transactions,
    { requestId: newId(), accountId: ada.accountId },
    { mode: 'write' },
    (accounts) => beginDeletion(accounts, ada.accountId, platform.transactions.extensions(endsOfAccount)),
  )
  // nothing opens it any more, and its address is free
  expect((await ada.get('/api/v1/me')).status).toBe(401)
  expect(await rowsAbout(ada)).toEqual([1, 0, 0, 0, 2])
  expect((await world.owner.query('select from auth."user" where email = $1', [ada.email])).rowCount).toBe(0)
  expect((await linksOf(ada, place)).length).toBe(1)
  const signIn = await world.application.http!.inject({
    method: 'POST',
    url: '/api/auth/sign-in/email',
    headers: { 'content-type': 'application/json', origin: 'http://localhost:3000' },
    payload: JSON.stringify({ email: ada.email, password: 'correct horse battery' }),
  })
  expect(signIn.statusCode).toBe(401)

  // a second crash: one database was done
  await place.inTenant((tx) =>
    tx.run(
      sql`delete from tenant.patient_accounts where organization_id = ${place.id} and account_id = ${ada.accountId}`,
    ),
  )
  await world.owner.query('update auth."user" set deleting_at = now() - interval \'1 minute\' where id = $1', [
    ada.accountId,
  ])
  await Promise.all([finishDeletions(platform), finishDeletions(platform)])
  expect(await rowsAbout(ada)).toEqual([0, 0, 0, 0, 0])
  expect([await linksOf(ada, place), await linksOf(ada, dedicated)]).toEqual([[], []])
})

test('one database that is away holds up its own part alone', async () => {
  const lonely = await world.organization({ dedicated: true })
  const [ada, eve] = [await world.account(), await world.account()]
  await linked(ada, lonely)
  await linked(ada, place)
  const { rows } = await world.owner.query<{ placement_id: string }>(
    'select placement_id from control.organizations where id = $1',
    [lonely.id],
  )
  const sealed = (
    await world.owner.query<{ connection_sealed: Buffer }>(
      'select connection_sealed from control.placements where id = $1',
      [rows[0]?.placement_id],
    )
  ).rows[0]?.connection_sealed
  await world.owner.query("update control.placements set connection_sealed = '\\x00' where id = $1", [
    rows[0]?.placement_id,
  ])
  expect((await remove(ada)).status).toBe(200)
  expect((await remove(eve)).status).toBe(200)
  expect(await rowsAbout(eve)).toEqual([0, 0, 0, 0, 0])
  expect((await rowsAbout(ada))[0]).toBe(1)
  await world.owner.query('update control.placements set connection_sealed = $2 where id = $1', [
    rows[0]?.placement_id,
    sealed,
  ])
  await world.owner.query('update auth."user" set deleting_at = now() - interval \'1 minute\' where id = $1', [
    ada.accountId,
  ])
  await finishDeletions(world.application.platform)
  expect(await rowsAbout(ada)).toEqual([0, 0, 0, 0, 0])
})
