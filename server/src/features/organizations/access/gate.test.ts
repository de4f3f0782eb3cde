import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { permissions, programPermissions } from '@polyclinic/contract/kit/permission.ts'
import { operations } from '../../../isolation/operations.ts'
import { byCookie, calling, withKey } from '../../../testing/callers.ts'
import { createWorld, type Person, type TestOrganization, type World } from '../../../testing/world.ts'

let world: World
let org: TestOrganization
beforeAll(async () => {
  world = await createWorld()
  org = await world.organization()
})
afterAll(() => world?.close())

const refused = (code: string) => ({ status: 403, body: { code } })
const ask = (organization: TestOrganization, roles: string[]) =>
  organization.owner.call('PUT', '/security-policy', {
    body: { secondFactorRoles: roles, idleMinutes: null, absoluteHours: null },
    headers: { 'if-match': '*' },
  })
const viewing = (person: Person, role: string) =>
  calling(world, org, { authorization: `Bearer ${person.token}`, 'x-view-as': role }, person)

/** Reads the stream until it ends; resolves with the milliseconds that it took, from the call of `end` on. */
async function followStream(person: Person, slug: string) {
  const answer = world.application.http!.inject({
    url: `/api/v1/organizations/${slug}/changes`,
    headers: { authorization: `Bearer ${person.token}` },
    payloadAsStream: true,
  })
  const { statusCode, stream } = await answer.then((it) => ({ statusCode: it.statusCode, stream: it.stream() }))
  stream.resume()
  const ended = new Promise<void>((resolve) => stream.once('end', resolve).once('close', resolve))
  return { statusCode, ended }
}

describe('a role that is asked for a second factor', () => {
  test('opens nothing in a session without one, and everything in one with it; other roles and organizations stay open', async () => {
    const strict = await world.organization()
    const nurse = await strict.member('nurse')
    const desk = await strict.member('receptionist')
    const elsewhere = await org.join(nurse, 'nurse')
    expect((await nurse.get('/patients')).status).toBe(200)
    expect((await ask(strict, ['nurse'])).status).toBe(200)
    for (const path of ['/patients', '/members', '', '/security-policy', '/changes'])
      expect(await nurse.get(path), path).toMatchObject(refused('second-factor-needed'))
    expect(await nurse.post('/patients', { kind: 'human', givenName: 'A' })).toMatchObject(
      refused('second-factor-needed'),
    )
    const weak = await byCookie(world, strict, nurse)
    expect(await weak.get('/patients')).toMatchObject(refused('second-factor-needed'))
    const strong = await byCookie(world, strict, nurse, { hasSecondFactor: true })
    expect((await strong.get('/patients')).status).toBe(200)
    expect((await desk.get('/patients')).status).toBe(200)
    expect((await elsewhere.get('/patients')).status).toBe(200)
    const { body: me } = await nurse.get('/api/v1/me')
    expect(
      me.memberships.find((each: { organization: { slug: string } }) => each.organization.slug === strict.slug),
    ).toMatchObject({ needsSecondFactor: true })
  })

  test('loses its live stream when the rule comes', async () => {
    const strict = await world.organization()
    const nurse = await strict.member('nurse')
    const stream = await followStream(nurse, strict.slug)
    expect(stream.statusCode).toBe(200)
    await ask(strict, ['nurse'])
    // news wake the stream; without any it looks again within half a minute
    await strict.owner.post('/patients', { kind: 'human', givenName: 'A' })
    await stream.ended
  })
})

describe('viewing as a role', () => {
  test('shows what the role sees and refuses what it lacks, as its holder would be refused', async () => {
    const seen = viewing(org.owner, 'staff')
    expect((await seen.get('/members')).status).toBe(200)
    expect(await seen.get('/patients')).toMatchObject({ status: 403, body: { data: { permission: 'patients.read' } } })
    expect((await viewing(org.owner, 'nurse').get('/patients')).status).toBe(200)
    const { body } = await viewing(org.owner, 'staff').get('/members')
    for (const member of body.items) expect(member.abilities.update.allowed).toBe(false)
  })

  test('changes nothing', async () => {
    const seen = viewing(org.owner, 'owner')
    for (const answer of [
      await seen.post('/patients', { kind: 'human', givenName: 'A' }),
      await seen.post('/connections', { email: 'a@example.org' }),
      await seen.delete('/api-keys/01900000-0000-7000-8000-000000000000'),
      await seen.put('/security-policy', { secondFactorRoles: [], idleMinutes: null, absoluteHours: null }, 0),
    ])
      expect(answer).toMatchObject(refused('preview-only'))
  })

  test('is for whoever manages roles, knows the organization’s own roles and nobody else’s', async () => {
    const other = await world.organization()
    await other.owner.post('/roles', { name: 'Theirs', copyOf: 'staff' })
    await org.owner.post('/roles', { name: 'Looker', copyOf: 'staff', permissions: ['appointments.read'] })
    const nurse = await org.member('nurse')
    expect(await viewing(nurse, 'owner').get('/patients')).toMatchObject({
      status: 403,
      body: { data: { permission: 'roles.manage' } },
    })
    expect((await viewing(org.owner, 'looker').get('/members')).status).toBe(403)
    for (const role of ['theirs', 'no-such-role', '__proto__', 'constructor'])
      expect((await viewing(org.owner, role).get('/members')).status).toBe(404)
  })

  test('never shows more than one’s own', async () => {
    const made = await org.owner.post('/roles', {
      name: 'Role keeper',
      copyOf: 'staff',
      permissions: ['roles.manage', 'members.read'],
    })
    const keeper = await org.member(made.body.key)
    expect((await viewing(keeper, 'owner').get('/members')).status).toBe(200)
    expect((await viewing(keeper, 'owner').get('/patients')).status).toBe(403)
  })
})

describe('what must be confirmed', () => {
  /** Every operation of an organization that changes who may do what, or takes data out. */
  const asked = operations.filter(({ meta, path }) => meta.confirmed && path.includes('{organization}'))

  test('is refused ten minutes after its person proved who they are, and by a program', async () => {
    expect(asked.map(({ key }) => key)).toEqual(
      expect.arrayContaining([
        'organizations.access.changePolicy',
        'organizations.access.export',
        'programs.apiKeys.create',
        'organizations.members.remove',
        'organizations.members.update',
        'organizations.roles.create',
        'organizations.roles.remove',
        'organizations.roles.update',
      ]),
    )
    const late = await byCookie(world, org, org.owner, { confirmedMinutesAgo: 11 })
    const key = (
      await org.owner.post('/api-keys', {
        name: 'All',
        permissions: [
          'members.read',
          'members.manage',
          'roles.manage',
          'organization.manage',
          'access.review',
          'audit.read',
          'keys.manage',
        ],
        days: 1,
      })
    ).body.key
    const forPeople: readonly string[] = permissions().filter((each) => !programPermissions().includes(each))
    for (const { method, path, meta, key: operation } of asked) {
      const below = path.replace(/^.*\{organization\}/, '').replaceAll(/\{\w+\}/g, 'staff')
      const answer = (caller: Person) => caller.call(method, below, { body: {}, headers: { 'if-match': '*' } })
      expect(await answer(late), operation).toMatchObject(refused('confirmation-needed'))
      // what is for people alone no program can be given
      const isForPeople = forPeople.includes(meta.permission)
      expect(await answer(withKey(world, org, key)), operation).toMatchObject(
        refused(isForPeople ? 'not-allowed' : 'confirmation-needed'),
      )
    }
    const soon = await byCookie(world, org, org.owner, { confirmedMinutesAgo: 9 })
    expect((await soon.post('/roles', { name: 'In time', copyOf: 'staff' })).status).toBe(201)
  })
})

describe('whoever is removed or may do less', () => {
  test('is out with the next request: cookie, token, key and stream', async () => {
    const admin = await org.member('owner')
    const cookie = await byCookie(world, org, admin)
    const { body } = await admin.post('/api-keys', { name: 'K', permissions: ['patients.read'], days: 1 })
    const stream = await followStream(admin, org.slug)
    const key = withKey(world, org, body.key)
    const all = [admin, cookie, key]
    for (const each of all) expect((await each.get('/patients')).status).toBe(200)
    await org.owner.call('PATCH', `/members/${admin.accountId}`, {
      body: { role: 'staff' },
      headers: { 'if-match': '*' },
    })
    for (const each of all) expect(await each.get('/patients')).toMatchObject(refused('not-allowed'))
    await org.owner.delete(`/members/${admin.accountId}`)
    for (const each of all) expect((await each.get('/patients')).status).toBe(404)
    await org.owner.post('/patients', { kind: 'human', givenName: 'A' })
    await stream.ended
  })
})
