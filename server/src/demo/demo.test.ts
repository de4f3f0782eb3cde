import { readFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { testRolePrefix } from '../testing/cluster.ts'
import { createWorld, type World } from '../testing/world.ts'
import { codeNow } from '../features/factors/totp/authenticator-app-fixture.ts'
import { demoAccounts, demoAuthenticator, demoPassword, operatorEmail } from './accounts.ts'
import { demoId } from './ids.ts'
import { loadDemo } from './load.ts'
import { organizations } from './organizations/all.ts'

let world: World
beforeAll(async () => {
  world = await createWorld()
  await loadDemo({ application: world.application, url: world.ownerUrl, rolePrefix: testRolePrefix })
})
afterAll(() => world.close())

async function signIn(email: string) {
  const http = world.application.http!
  const answer = await http.inject({
    method: 'POST',
    url: '/api/auth/sign-in/email',
    headers: { 'content-type': 'application/json', origin: 'http://localhost:3000' },
    payload: JSON.stringify({ email, password: demoPassword }),
  })
  expect(answer.statusCode, email).toBe(200)
  const cookie = [answer.headers['set-cookie'] ?? []]
    .flat()
    .map((each) => each.split(';')[0])
    .join('; ')
  return async (url: string) => (await http.inject({ method: 'GET', url, headers: { cookie } })).json()
}

test('it is whole, and loading it again changes nothing', async () => {
  const count = async () =>
    (
      await world.owner.query(
        'select (select count(*) from tenant.appointments) as appointments, (select count(*) from tenant.patients) as patients, (select count(*) from control.memberships) as members',
      )
    ).rows[0]
  const before = await count()
  await loadDemo({ application: world.application, url: world.ownerUrl, rolePrefix: testRolePrefix })
  expect(await count()).toEqual(before)
  expect(before.appointments).toBeGreaterThan(500)
})

test('everybody signs in and works where the paper says', async () => {
  for (const { email, roles } of demoAccounts.filter(({ email }, nth) => nth % 3 === 0 && email !== operatorEmail)) {
    const me = await (await signIn(email))('/api/v1/me')
    expect(
      me.memberships
        .map(
          (each: { organization: { slug: string }; role: { key: string } }) =>
            `${each.organization.slug} ${each.role.key}`,
        )
        .toSorted(),
    ).toEqual(roles.map(({ organization, role }) => `${organization} ${role}`).toSorted())
  }
})

test('Robin Keller runs the platform, behind a second factor that the page names, and works nowhere', async () => {
  const browser = world.browser()
  const first = await browser.signIn(operatorEmail, demoPassword)
  expect(first).toMatchObject({ status: 200, body: { secondFactor: ['totp'] } })
  const code = codeNow(demoAuthenticator)
  expect((await browser.post('/api/v1/sign-in/second-factor', { method: 'totp', code })).status).toBe(200)
  expect((await browser.get('/api/v1/me')).body).toMatchObject({
    account: { platformRole: 'operator', hasSecondFactor: true },
    memberships: [],
  })
  const { body } = await browser.get('/api/v1/platform/organizations')
  expect(
    body.items.map(({ slug, closing }: { slug: string; closing?: object }) => [slug, closing !== undefined]).toSorted(),
  ).toEqual([
    ['lakeside', true],
    ['meadow', false],
    ['northgate', false],
    ['riverside', false],
  ])
})

test('amina is a patient at riverside and answers for a dog at meadow, which lies in a database of its own', async () => {
  const me = await (await signIn('amina@demo.example'))('/api/v1/me')
  expect(
    me.patients
      .map((each: { organization: { slug: string }; relation: string }) => `${each.organization.slug} ${each.relation}`)
      .toSorted(),
  ).toEqual(['meadow guardian', 'riverside self'])
  const { rows } = await world.owner.query(
    "select p.name from control.organizations o join control.placements p on p.id = o.placement_id where o.slug = 'meadow'",
  )
  expect(rows[0].name).toBe('meadow')
})

test('Dr Raman works at Old Town alone, where nobody knows Walter Finch of Harbour, but for an emergency', async () => {
  const get = await signIn('locum@demo.example')
  const at = '/api/v1/organizations/riverside'
  expect((await get(`${at}/clinics`)).items).toMatchObject([{ name: 'Old Town' }])
  expect((await get(`${at}/patients?search=finch`)).items).toEqual([])
  const walter = demoId('riverside', 'patient', 'walter')
  expect((await get(`${at}/emergency-candidates?search=finch`)).items).toMatchObject([{ id: walter }])
  const appointments = (await (await signIn('reception@riverside.example'))(`${at}/appointments?patientId=${walter}`))
    .items
  expect(appointments.length).toBeGreaterThan(0)
  const paper = readFileSync(path.join(import.meta.dirname, '../../../docs/demo.md'), 'utf8')
  expect(paper).toContain(walter)
})

test('the calendar of today’s week has appointments of the past and of the future', async () => {
  const get = await signIn('reception@riverside.example')
  const monday = Temporal.Now.plainDateISO('Europe/London')
  const from = monday.subtract({ days: monday.dayOfWeek - 1 }).toString()
  const calendar = await get(
    `/api/v1/organizations/riverside/calendar?clinicId=${demoId('riverside', 'clinic', 'old-town')}&from=${from}&days=7`,
  )
  expect(calendar.appointments.length).toBeGreaterThan(60)
})

test('the paper lists every account and every fixed id', () => {
  const paper = readFileSync(path.join(import.meta.dirname, '../../../docs/demo.md'), 'utf8')
  for (const { email } of demoAccounts) expect(paper).toContain(email)
  for (const { slug, clinics, practitioners } of organizations) {
    expect(paper).toContain(demoId('organization', slug))
    for (const { key } of clinics) expect(paper).toContain(demoId(slug, 'clinic', key))
    for (const { key } of practitioners) expect(paper).toContain(demoId(slug, 'practitioner', key))
  }
})
