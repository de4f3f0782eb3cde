import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { byCookie, withKey } from '../../../testing/callers.ts'
import { ask, askedOf, confirmed, letIn, operatorOf } from '../../../testing/operators.ts'
import { createWorld, type Person, type TestOrganization, type World } from '../../../testing/world.ts'

let world: World
let operator: Person
beforeAll(async () => {
  world = await createWorld()
  operator = await operatorOf(world)
})
afterAll(() => world.close())

const refused = (status: number, code: string) => ({ status, body: { code } })
const below = ({ slug }: TestOrganization, path: string) => `/api/v1/organizations/${slug}${path}`

describe.each([
  ['a pooled organization', false],
  ['a dedicated one', true],
])('in %s', (_name, dedicated) => {
  let place: TestOrganization
  let patientId: string
  beforeAll(async () => {
    operator = await operatorOf(world)
    place = await world.organization({ dedicated })
    patientId = (await place.owner.post('/patients', { kind: 'human', givenName: 'Ada' })).body.id
  })

  test('support is nobody until it is granted, is let in then, and is nobody again once it has expired', async () => {
    const chart = () => operator.get(below(place, `/patients/${patientId}`))
    expect(await chart()).toMatchObject(refused(404, 'not-found'))
    const asked = await ask(operator, place)
    expect(asked).toMatchObject({
      status: 201,
      body: { state: 'asked', asked: { scope: 'records', mayWrite: false, minutes: 60 } },
    })
    expect(await chart()).toMatchObject(refused(404, 'not-found'))
    const owner = await confirmed(world, place)
    expect(await owner.post(`/support-accesses/${asked.body.id}/grant`, { minutes: 30 })).toMatchObject({
      status: 200,
      body: { state: 'granted', granted: { minutes: 30, mayWrite: false }, answeredBy: { name: 'Olivia Owner' } },
    })
    expect(await chart()).toMatchObject({ status: 200, body: { givenName: 'Ada' } })
    expect((await operator.get('/api/v1/me')).body.memberships).toMatchObject([
      {
        organization: { slug: place.slug },
        role: { key: 'support' },
        needsSecondFactor: false,
        support: { accessId: asked.body.id, mayWrite: false, reason: 'The calendar stays empty' },
      },
    ])
    await world.owner.query(
      `update control.support_accesses set begins_at = begins_at - interval '1 hour', expires_at = expires_at - interval '1 hour'
       where id = $1`,
      [asked.body.id],
    )
    expect(await chart()).toMatchObject(refused(404, 'not-found'))
    expect((await operator.get('/api/v1/me')).body.memberships).toEqual([])
    expect((await owner.get('/support-accesses')).body.items[0]).toMatchObject({ state: 'expired' })
    expect(await owner.post(`/support-accesses/${asked.body.id}/ending`)).toMatchObject({
      ...refused(409, 'wrong-state'),
      body: { data: { state: 'expired' } },
    })
  })

  test('all that support looks at and changes says so in the organization’s own log, with the reason', async () => {
    const { id } = await letIn(world, operator, place, { mayWrite: true })
    expect((await operator.get(below(place, `/patients/${patientId}`))).status).toBe(200)
    expect(
      (await operator.post(below(place, '/patients'), { kind: 'human', givenName: 'Made by support' })).status,
    ).toBe(201)
    const clinic = (await place.owner.post('/clinics', { name: 'Main', timeZone: 'Europe/Berlin' })).body
    expect(
      (
        await operator.call('PATCH', below(place, `/clinics/${clinic.id}`), {
          body: { name: 'Renamed' },
          headers: { 'if-match': '*' },
        })
      ).status,
    ).toBe(200)
    expect((await operator.post(`${askedOf(place)}/${id}/ending`)).body.state).toBe('ended')
    const by = { accountId: operator.accountId, accountName: 'Opal Operator' }
    const support = { accessId: id, reason: 'The calendar stays empty', grantedBy: 'Olivia Owner' }
    const { body } = await place.owner.get(`/audit-log?accountId=${operator.accountId}`)
    const said = body.items.map((each: Record<string, unknown>) => [each.action, each.subject, each.support])
    expect(said).toEqual(
      expect.arrayContaining([
        ['read', 'patients', support],
        ['create', 'patients', support],
        ['update', 'clinics', support],
      ]),
    )
    expect(body.items).toEqual(expect.arrayContaining([expect.objectContaining(by)]))
    const history = await place.owner.get(`/patients/${patientId}/access-history`)
    expect(history.body.items.find((each: { action: string; support?: object }) => each.support)).toMatchObject({
      action: 'read',
      support,
      ...by,
    })
    // what members did themselves says nothing of support
    const own = await place.owner.get(`/audit-log?accountId=${place.owner.accountId}`)
    expect(own.body.items.filter((each: object) => 'support' in each)).toEqual([])
    await world.application.workers!.drain()
    for (let cursor = ''; ;) {
      const check = await place.owner.get(`/audit-check${cursor && `?cursor=${cursor}`}`)
      expect(check.body.findings).toEqual([])
      cursor = check.body.cursor ?? ''
      if (!cursor) break
    }
    expect((await place.owner.get(`/patients/${patientId}/access-history`)).body.items).toEqual(history.body.items)
  })
})

describe('what is let in', () => {
  let place: TestOrganization
  let clinicId: string
  beforeAll(async () => {
    place = await world.organization()
    clinicId = (await place.owner.post('/clinics', { name: 'Main', timeZone: 'Europe/Berlin' })).body.id
  })

  test('to the settings sees no patient, no appointment and no message', async () => {
    const { id } = await letIn(world, operator, place, { scope: 'settings' })
    for (const path of ['/members', '/clinics', '/services', '/practitioners'])
      expect((await operator.get(below(place, path))).status, path).toBe(200)
    const today = `?from=2026-01-01T00:00:00Z&to=2026-01-02T00:00:00Z&clinicId=${clinicId}`
    for (const path of ['/patients', `/appointments${today}`, '/messages', '/guardians', '/audit-log', '/audit-events'])
      expect(await operator.get(below(place, path)), path).toMatchObject(refused(403, 'not-allowed'))
    await operator.post(`${askedOf(place)}/${id}/ending`)
  })

  test('to look is refused in words whatever would write', async () => {
    const { id } = await letIn(world, operator, place)
    for (const path of ['/patients', '/clinics', '/invitations', '/files'])
      expect(await operator.post(below(place, path), {}), path).toMatchObject(refused(403, 'support-read-only'))
    await operator.post(`${askedOf(place)}/${id}/ending`)
  })

  test('to write brings nobody in, takes nothing out and settles nothing of the organization', async () => {
    const { id } = await letIn(world, operator, place, { mayWrite: true })
    const never: [string, string, string][] = [
      ['POST', '/invitations', 'members.manage'],
      ['POST', '/roles', 'roles.manage'],
      ['POST', '/api-keys', 'keys.manage'],
      ['PUT', '/subscription', 'organization.manage'],
      ['PUT', '/security-policy', 'organization.manage'],
      ['POST', `/support-accesses/${id}/grant`, 'organization.manage'],
      ['PUT', '/support-rules', 'organization.manage'],
      ['POST', '/audit-log/exports', 'audit.read'],
      ['GET', '/support-accesses', 'organization.manage'],
      ['GET', '/access-review', 'access.review'],
    ]
    for (const [method, path, permission] of never)
      expect(await operator.call(method, below(place, path), { body: {} }), path).toMatchObject({
        status: 403,
        body: { code: 'not-allowed', data: { permission } },
      })
    await operator.post(`${askedOf(place)}/${id}/ending`)
  })

  test('is the operator who asked, in a session with a second factor, and no program', async () => {
    const { id } = await letIn(world, operator, place)
    const other = await operatorOf(world)
    expect(await other.get(below(place, '/patients'))).toMatchObject(refused(404, 'not-found'))
    const weak = await byCookie(world, place, operator)
    expect(await weak.get('/patients')).toMatchObject(refused(403, 'second-factor-needed'))
    await place.join(operator, 'owner')
    const made = await (
      await byCookie(world, place, operator, { hasSecondFactor: true })
    ).post('/api-keys', { name: 'Robot', permissions: ['patients.read'], days: 1 })
    expect(made.status).toBe(201)
    await world.owner.query('delete from control.memberships where account_id = $1', [operator.accountId])
    expect((await operator.get(below(place, '/patients'))).status).toBe(200)
    expect([401, 404]).toContain((await withKey(world, place, made.body.key).get('/patients')).status)
    await operator.post(`${askedOf(place)}/${id}/ending`)
  })

  test('opens no other organization, whatever is named there', async () => {
    const elsewhere = await world.organization()
    const patient = await elsewhere.owner.post('/patients', { kind: 'human', givenName: 'Zoe' })
    const { id } = await letIn(world, operator, place)
    for (const path of ['/patients', `/patients/${patient.body.id}`, '/members', '/clinics'])
      expect(await operator.get(below(elsewhere, path)), path).toMatchObject(refused(404, 'not-found'))
    expect(await operator.get(below(place, `/patients/${patient.body.id}`))).toMatchObject(refused(404, 'not-found'))
    // nor is one answered, ended or seen from there
    const owner = await confirmed(world, elsewhere)
    for (const act of ['grant', 'refusal', 'ending'])
      expect(await owner.post(`/support-accesses/${id}/${act}`, act === 'grant' ? {} : undefined)).toMatchObject(
        refused(404, 'not-found'),
      )
    expect((await owner.get('/support-accesses')).body.items).toEqual([])
    expect(await operator.post(`${askedOf(elsewhere)}/${id}/ending`)).toMatchObject(refused(404, 'not-found'))
    await operator.post(`${askedOf(place)}/${id}/ending`)
  })

  test('is a member as before where the operator works there anyway', async () => {
    const nurse = await place.join(operator, 'nurse')
    await letIn(world, operator, place, { mayWrite: true, scope: 'settings' })
    expect((await operator.get('/api/v1/me')).body.memberships).toMatchObject([{ role: { key: 'nurse' } }])
    const made = await operator.post(below(place, '/patients'), { kind: 'human', givenName: 'By a nurse' })
    expect(made.status).toBe(201)
    const { body } = await place.owner.get(`/patients/${made.body.id}/access-history`)
    expect(body.items.filter((each: object) => 'support' in each)).toEqual([])
    await world.owner.query('delete from control.memberships where account_id = $1', [nurse.accountId])
    const open = (await operator.get(askedOf(place))).body.items[0]
    expect((await operator.post(`${askedOf(place)}/${open.id}/ending`)).status).toBe(200)
  })

  test('is over once its operator runs the platform no more, or only reads it', async () => {
    const somebody = await operatorOf(world)
    await letIn(world, somebody, place)
    expect((await somebody.get(below(place, '/patients'))).status).toBe(200)
    for (const change of [`role = 'reader'`, `role = 'operator', ended_at = now()`]) {
      await world.owner.query(`update control.operators set ${change} where account_id = $1`, [somebody.accountId])
      expect(await somebody.get(below(place, '/patients'))).toMatchObject(refused(404, 'not-found'))
    }
  })
})

describe('the organization', () => {
  let place: TestOrganization
  let owner: Person
  beforeAll(async () => {
    place = await world.organization()
    owner = await confirmed(world, place)
  })

  test('grants less than was asked, and never more', async () => {
    const { body } = await ask(operator, place, { scope: 'settings', minutes: 30 })
    for (const [field, value] of [
      ['scope', 'records'],
      ['mayWrite', true],
      ['minutes', 45],
    ] as const)
      expect(await owner.post(`/support-accesses/${body.id}/grant`, { [field]: value })).toMatchObject({
        status: 400,
        body: { data: { issues: [{ path: ['body', field], code: 'wider' }] } },
      })
    await operator.post(`${askedOf(place)}/${body.id}/ending`)
    const wide = await ask(operator, place, { mayWrite: true, minutes: 480 })
    const less = { scope: 'settings', mayWrite: false, minutes: 15 }
    expect((await owner.post(`/support-accesses/${wide.body.id}/grant`, less)).body.granted).toMatchObject(less)
    expect(await owner.post(`/support-accesses/${wide.body.id}/ending`)).toMatchObject({
      status: 200,
      body: { state: 'ended', endedBy: 'organization' },
    })
    expect(await operator.get(below(place, '/clinics'))).toMatchObject(refused(404, 'not-found'))
  })

  test('answers once, shortly after it proved who it is', async () => {
    const { body } = await ask(operator, place)
    const late = await byCookie(world, place, place.owner, { confirmedMinutesAgo: 30 })
    expect(await late.post(`/support-accesses/${body.id}/grant`, {})).toMatchObject(refused(403, 'confirmation-needed'))
    expect(await owner.post(`/support-accesses/${body.id}/refusal`)).toMatchObject({
      status: 200,
      body: { state: 'refused' },
    })
    for (const act of ['grant', 'refusal', 'ending'])
      expect(await owner.post(`/support-accesses/${body.id}/${act}`, act === 'grant' ? {} : undefined)).toMatchObject({
        ...refused(409, 'wrong-state'),
        body: { data: { state: 'refused' } },
      })
    expect(await operator.get(below(place, '/clinics'))).toMatchObject(refused(404, 'not-found'))
  })

  test('answers through whoever manages it, and nobody else', async () => {
    const { body } = await ask(operator, place)
    const nurse = await place.member('nurse')
    expect(await nurse.get('/support-accesses')).toMatchObject(refused(403, 'not-allowed'))
    expect(await nurse.post(`/support-accesses/${body.id}/grant`, {})).toMatchObject(refused(403, 'not-allowed'))
    await operator.post(`${askedOf(place)}/${body.id}/ending`)
  })

  test('finds each step in both logs, and no member is named in that of the platform', async () => {
    const quiet = await world.organization()
    const { id } = await letIn(world, operator, quiet)
    await (await confirmed(world, quiet)).post(`/support-accesses/${id}/ending`)
    const { body } = await operator.get(`/api/v1/platform/log?organizationId=${quiet.id}`)
    expect(body.items).toMatchObject([
      { act: 'support.stop', operator: { accountId: operator.accountId } },
      { act: 'support.grant', operator: { accountId: operator.accountId } },
      { act: 'support.ask', by: { accountId: operator.accountId }, reason: 'The calendar stays empty' },
    ])
    expect(JSON.stringify(body)).not.toContain(quiet.owner.accountId)
    expect(JSON.stringify((await operator.get(askedOf(quiet))).body)).not.toContain('Olivia')
    const log = await quiet.owner.get('/audit-log?source=security')
    expect(
      log.body.items
        .filter((each: { subject: string }) => each.subject === 'support_accesses')
        .map((each: { action: string; accountName: string }) => [each.action, each.accountName]),
    ).toEqual([
      ['update', 'Olivia Owner'],
      ['update', 'Olivia Owner'],
      ['create', 'Opal Operator'],
    ])
  })
})

test('of a grant and a withdrawal at one moment, one happens and the other is told so', async () => {
  const place = await world.organization()
  const owner = await confirmed(world, place)
  for (let round = 0; round < 8; round++) {
    const { body } = await ask(operator, place)
    const [grant, withdrawal] = await Promise.all([
      owner.post(`/support-accesses/${body.id}/grant`, {}),
      operator.post(`${askedOf(place)}/${body.id}/ending`),
    ])
    const isIn = (await operator.get(below(place, '/clinics'))).status === 200
    const { state } = (await owner.get('/support-accesses')).body.items[0]
    expect(isIn).toBe(state === 'granted')
    if (grant.status === 200) expect(['granted', 'ended']).toContain(state)
    else expect([grant.body.code, withdrawal.status, state]).toEqual(['wrong-state', 200, 'withdrawn'])
    if (state === 'granted') await owner.post(`/support-accesses/${body.id}/ending`)
  }
})

test('the database itself keeps what was asked, answered and ended', async () => {
  const place = await world.organization()
  const { id } = await letIn(world, operator, place)
  for (const change of [
    `state = 'asked'`,
    `may_write = true`,
    `minutes = 480`,
    `expires_at = now() + interval '9 hours'`,
    `state = 'refused'`,
  ])
    await expect(
      world.owner.query(`update control.support_accesses set ${change} where id = $1`, [id]),
      change,
    ).rejects.toThrow(/violates check|does not become/)
})
