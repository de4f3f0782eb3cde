import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Person, TestOrganization, World } from '../../../testing/world.ts'
import { recordAnswer } from '../../../testing/answers.ts'
import {
  asks,
  browserOf,
  configured,
  connected,
  listeningWorld,
  registerApp,
  uidIn,
  type Browser,
} from '../authorization-server/browser-fixture.ts'

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

/** A question of a new application, as it stands in the browser. */
async function question(here: Browser, parameters: Record<string, string> = {}, organization = place) {
  const config = await configured(world, await registerApp(organization, { name: 'Ledger' }))
  return uidIn(await here.go((await asks(config, parameters)).url))
}

async function call(here: Browser, operation: string, method: string, path: string, body?: unknown) {
  const answer = await here.go(`/api/v1${path}`, { method, body })
  const content = await answer.json()
  recordAnswer(operation, answer.status, answer.status >= 400 ? content.code : undefined)
  return { status: answer.status, body: content }
}
const look = (here: Browser, uid: string) => call(here, 'programs.connectedApps.consent', 'GET', `/consents/${uid}`)
const decide = (here: Browser, uid: string, body: unknown) =>
  call(here, 'programs.connectedApps.decide', 'POST', `/consents/${uid}/decision`, body)

test('what is asked says who asks, for which organization, and what of it the person may do at all', async () => {
  const scope = 'openid profile offline_access patients.read members.manage'
  const uid = await question(browser, { scope, prompt: 'consent' })
  expect(await look(browser, uid)).toEqual({
    status: 200,
    body: {
      app: { name: 'Ledger', origin: 'https://app.example' },
      organization: { slug: place.slug, name: `Practice ${place.slug}` },
      scopes: [
        { key: 'profile', isHeld: true },
        { key: 'patients.read', isHeld: true },
        { key: 'members.manage', isHeld: false },
      ],
      isLasting: true,
    },
  })
})

test('nobody is asked twice: an answered question is over, and so is one that never was', async () => {
  const uid = await question(browser)
  expect((await decide(browser, uid, { allow: true })).status).toBe(200)
  expect(await look(browser, uid)).toMatchObject({ status: 410, body: { code: 'link-ended' } })
  expect(await decide(browser, uid, { allow: true })).toMatchObject({ status: 410, body: { code: 'link-ended' } })
  expect(await look(browser, 'never-was')).toMatchObject({ status: 410 })
  expect(await decide(browser, 'never-was', { allow: false })).toMatchObject({ status: 410 })
})

test('of two answers at one moment one counts', async () => {
  const uid = await question(browser)
  const answers = await Promise.all(Array.from({ length: 5 }, () => decide(browser, uid, { allow: true })))
  expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 410, 410, 410, 410])
})

test('questions of several applications can stand side by side', async () => {
  const [one, other] = [await question(browser), await question(browser)]
  for (const uid of [one, other]) expect((await decide(browser, uid, { allow: true })).status).toBe(200)
})

test('an organization’s application is nothing to those who do not work there', async () => {
  const stranger = await browserOf(world, await world.account())
  const uid = await question(stranger)
  expect(await look(stranger, uid)).toMatchObject({ status: 404, body: { code: 'not-found' } })
  expect(await decide(stranger, uid, { allow: true })).toMatchObject({ status: 404, body: { code: 'not-found' } })
})

test('signed out there is nothing to answer', async () => {
  const uid = await question(await browserOf(world))
  const nobody = await browserOf(world)
  expect((await look(nobody, uid)).status).toBe(401)
  expect((await decide(nobody, uid, { allow: true })).status).toBe(401)
})

test('what is decided is checked like any input', async () => {
  const uid = await question(browser)
  for (const body of [{}, { allow: 'yes' }, { allow: true, scopes: [''] }, { allow: true, more: 1 }])
    expect((await decide(browser, uid, body)).status).toBe(400)
})

test('where the organization asks for a second factor, an application is no way around it', async () => {
  const strict = await world.organization()
  const member = await strict.member('nurse')
  const here = await browserOf(world, member)
  const config = await configured(world, await registerApp(strict))
  await connected(config, here)
  await world.owner.query(
    "insert into control.security_policies (organization_id, second_factor_roles) values ($1, '{nurse}')",
    [strict.id],
  )
  // also where it was allowed before the rule
  const uid = uidIn(await here.go((await asks(config)).url))
  expect(await look(here, uid)).toMatchObject({ status: 403, body: { code: 'second-factor-needed' } })
  expect(await decide(here, uid, { allow: true })).toMatchObject({
    status: 403,
    body: { code: 'second-factor-needed' },
  })
  await world.owner.query('update auth.session set second_factor_at = now() where user_id = $1', [member.accountId])
  expect((await decide(here, uid, { allow: true })).status).toBe(200)
})

test('what I connected is listed with what I allowed, and ends at once when I disconnect it', async () => {
  const member = await place.member('nurse')
  const here = await browserOf(world, member)
  const app = await registerApp(place, { name: 'Recall' })
  const config = await configured(world, app)
  const tokens = await connected(
    config,
    here,
    { scope: 'openid offline_access patients.read appointments.read', prompt: 'consent' },
    ['patients.read'],
  )
  const listed = await member.get('/api/v1/me/apps')
  expect(listed).toMatchObject({
    status: 200,
    body: {
      items: [
        {
          id: app.id,
          name: 'Recall',
          organization: { slug: place.slug },
          scopes: ['offline_access', 'openid', 'patients.read'],
        },
      ],
    },
  })
  expect((await nurse.delete(`/api/v1/me/apps/${app.id}`)).status).toBe(404)
  expect(await member.delete(`/api/v1/me/apps/${app.id}`)).toMatchObject({ status: 200, body: { id: app.id } })
  const answer = await fetch(`${world.origin}/api/v1/organizations/${place.slug}/patients`, {
    headers: { authorization: `Bearer ${tokens.access_token}` },
  })
  expect(answer.status).toBe(401)
  expect((await member.get('/api/v1/me/apps')).body).toEqual({ items: [] })
  expect((await member.delete(`/api/v1/me/apps/${app.id}`)).status).toBe(404)
  const { rows } = await world.owner.query<{ kind: string }>(
    "select kind from auth.security_event where user_id = $1 and kind like 'app-%' order by id",
    [member.accountId],
  )
  expect(rows.map(({ kind }) => kind)).toEqual(['app-connected', 'app-disconnected'])
})

test('what is connected is told to its organization alone', async () => {
  const other = await world.organization()
  const both = await place.member('nurse')
  await other.join(both, 'nurse')
  await connected(await configured(world, await registerApp(place)), await browserOf(world, both))
  const told = await world.owner.query<{ organization_id: string }>(
    "select organization_id from control.audit_events where account_id = $1 and action = 'grant'",
    [both.accountId],
  )
  expect(told.rows).toEqual([{ organization_id: place.id }])
})
