import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { byCookie, calling, withKey } from '../../../testing/callers.ts'
import { createWorld, type Person, type TestOrganization, type World } from '../../../testing/world.ts'

let world: World
let org: TestOrganization
let other: TestOrganization
beforeAll(async () => {
  world = await createWorld()
  org = await world.organization()
  other = await world.organization()
})
afterAll(() => world?.close())

const wish = (permissions: string[] = ['patients.read'], days = 30) => ({ name: 'Laboratory', permissions, days })
const made = async (maker: Person = org.owner, permissions?: string[]) => {
  const answer = await maker.post('/api-keys', wish(permissions))
  expect(answer.status).toBe(201)
  return answer.body as { id: string; key: string }
}
const signedOut = { status: 401, body: { code: 'signed-out' } }

/** A role of its own that may make keys. */
async function keyMaker(permissions: string[]) {
  const role = await org.owner.post('/roles', {
    name: `Maker ${randomBytes(4).toString('hex')}`,
    copyOf: 'staff',
    permissions: ['keys.manage', ...permissions],
  })
  return { role: role.body as { key: string; version: number }, maker: await org.member(role.body.key) }
}

describe('making keys', () => {
  test('a key is shown once; what is kept does not tell it', async () => {
    const answer = await org.owner.post('/api-keys', wish())
    expect(answer).toMatchObject({
      status: 201,
      body: {
        key: expect.stringMatching(/^pck_[\w-]{43}$/),
        name: 'Laboratory',
        permissions: ['patients.read'],
        state: 'active',
        madeBy: { accountId: org.owner.accountId, name: 'Olivia Owner' },
      },
    })
    expect(answer.body.startsWith).toBe(answer.body.key.slice(0, 12))
    const listed = await org.owner.get('/api-keys')
    expect(listed.body.items[0]).toMatchObject({ id: answer.body.id, state: 'active' })
    expect(JSON.stringify(listed.body)).not.toContain(answer.body.key)
    const { rows } = await world.owner.query('select k::text from control.api_keys k where id = $1', [answer.body.id])
    expect(JSON.stringify(rows)).not.toContain(answer.body.key.slice(12))
    const days = (Date.parse(answer.body.expiresAt) - Date.parse(answer.body.createdAt)) / 86_400_000
    expect(days).toBeCloseTo(30, 3)
  })

  test('nobody gives a key more than they may do themselves', async () => {
    const { maker } = await keyMaker(['patients.read'])
    expect(await maker.post('/api-keys', wish(['patients.read', 'patients.write']))).toMatchObject({
      status: 400,
      body: { code: 'invalid-input', data: { issues: [{ path: ['body', 'permissions', '1'] }] } },
    })
    expect((await maker.post('/api-keys', wish(['patients.read']))).status).toBe(201)
    expect((await org.owner.post('/api-keys', wish([]))).status).toBe(400)
    expect((await org.owner.post('/api-keys', { ...wish(), days: 366 })).status).toBe(400)
  })

  test('the same request makes one key, and shows the same', async () => {
    const first = await org.owner.post('/api-keys', wish(), { 'idempotency-key': 'key-1' })
    expect(await org.owner.post('/api-keys', wish(), { 'idempotency-key': 'key-1' })).toMatchObject({
      status: 201,
      body: { key: first.body.key },
    })
    expect(await org.owner.post('/api-keys', wish(undefined, 2), { 'idempotency-key': 'key-1' })).toMatchObject({
      status: 422,
      body: { code: 'key-reused' },
    })
  })

  test('a key that was shown is shown again to nobody who has not just proved who they are, nor to a program', async () => {
    const key = { 'idempotency-key': 'key-shown' }
    const first = await org.owner.post('/api-keys', wish(), key)
    const late = await byCookie(world, org, org.owner, { confirmedMinutesAgo: 11 })
    for (const who of [late, withKey(world, org, first.body.key)]) {
      const answer = await who.post('/api-keys', wish(), key)
      expect(answer.status).toBe(403)
      expect(JSON.stringify(answer.body)).not.toContain(first.body.key)
    }
    const another = await org.member('owner')
    expect((await another.post('/api-keys', wish(), key)).body.key).not.toBe(first.body.key)
  })

  test('whoever lacks the right sees and makes none', async () => {
    const nurse = await org.member('nurse')
    for (const answer of [await nurse.get('/api-keys'), await nurse.post('/api-keys', wish())])
      expect(answer).toMatchObject({ status: 403, body: { data: { permission: 'keys.manage' } } })
    const late = await byCookie(world, org, org.owner, { confirmedMinutesAgo: 11 })
    expect(await late.post('/api-keys', wish())).toMatchObject({ status: 403, body: { code: 'confirmation-needed' } })
  })
})

describe('what a key opens', () => {
  test('its ticks and nothing else, at its organization and no other, and nothing of its maker', async () => {
    const { key } = await made()
    const program = withKey(world, org, key)
    expect((await program.get('/patients')).status).toBe(200)
    expect(await program.post('/patients', { kind: 'human', givenName: 'A' })).toMatchObject({
      status: 403,
      body: { data: { permission: 'patients.write' } },
    })
    expect(await program.get('/members')).toMatchObject({ status: 403, body: { data: { permission: 'members.read' } } })
    expect(await withKey(world, other, key).get('/patients')).toMatchObject({ status: 404 })
    expect(await withKey(world, { slug: 'no-such-place' }, key).get('/patients')).toMatchObject({ status: 404 })
    expect(await program.get('/api/v1/me')).toMatchObject({ status: 403, body: { code: 'not-allowed' } })
    expect(await program.post('/connections', { email: 'someone@example.org' })).toMatchObject({
      status: 403,
      body: { data: { permission: 'account' } },
    })
  })

  test('an organization of its maker that the key is not for stays closed', async () => {
    await other.join(org.owner, 'owner')
    const { key } = await made()
    expect((await withKey(world, other, key).get('/patients')).status).toBe(404)
  })

  test('security changes and exports are for people, whatever is ticked', async () => {
    const { key } = await made(org.owner, ['roles.manage', 'keys.manage', 'access.review', 'organization.manage'])
    const program = withKey(world, org, key)
    const asked = [
      await program.post('/api-keys', wish(['keys.manage'])),
      await program.post('/roles', { name: 'Copy', copyOf: 'staff' }),
      await program.post('/access-review/exports'),
      await program.call('PUT', '/security-policy', {
        body: { secondFactorRoles: [], idleMinutes: null, absoluteHours: null },
        headers: { 'if-match': '*' },
      }),
    ]
    for (const answer of asked) expect(answer).toMatchObject({ status: 403, body: { code: 'confirmation-needed' } })
    expect((await program.get('/access-review')).status).toBe(200)
  })

  test('idempotency keys hold for programs, too', async () => {
    const { key } = await made(org.owner, ['patients.write', 'patients.read'])
    const program = withKey(world, org, key)
    const patient = { kind: 'human', givenName: 'Once' }
    const first = await program.post('/patients', patient, { 'idempotency-key': 'p-1' })
    expect(await program.post('/patients', patient, { 'idempotency-key': 'p-1' })).toMatchObject({
      status: 201,
      body: { id: first.body.id },
    })
    expect(
      (await program.post('/patients', { ...patient, givenName: 'Two' }, { 'idempotency-key': 'p-1' })).status,
    ).toBe(422)
  })

  test('what it does stands in the audit under its maker and its own name; its use is noted', async () => {
    const { id, key } = await made(org.owner, ['patients.write', 'patients.read'])
    const { body: patient } = await withKey(world, org, key).post('/patients', { kind: 'human', givenName: 'Ada' })
    const { rows } = await world.owner.query(
      'select account_id, origin from tenant.audit_events where patient_id = $1',
      [patient.id],
    )
    expect(rows).toMatchObject([{ account_id: org.owner.accountId, origin: `key:${id}` }])
    const { body } = await org.owner.get('/api-keys')
    expect(body.items.find((each: { id: string }) => each.id === id).lastUsedAt).toBeTruthy()
  })
})

describe('the end of a key', () => {
  test('a key of somebody who may do less now does less now, and nothing once they left', async () => {
    const { role, maker } = await keyMaker(['patients.read', 'patients.write'])
    const { id, key } = await made(maker, ['patients.read', 'patients.write'])
    const program = withKey(world, org, key)
    const add = () => program.post('/patients', { kind: 'human', givenName: 'B' })
    expect((await add()).status).toBe(201)
    const less = await org.owner.patch(
      `/roles/${role.key}`,
      { permissions: ['keys.manage', 'patients.read'] },
      role.version,
    )
    expect(less.status).toBe(200)
    expect(await add()).toMatchObject({ status: 403, body: { data: { permission: 'patients.write' } } })
    expect((await program.get('/patients')).status).toBe(200)
    await org.owner.call('PATCH', `/members/${maker.accountId}`, {
      body: { role: 'staff' },
      headers: { 'if-match': '*' },
    })
    expect((await program.get('/patients')).status).toBe(403)
    expect((await org.owner.delete(`/members/${maker.accountId}`)).status).toBe(200)
    expect((await program.get('/patients')).status).toBe(404)
    const { body } = await org.owner.get('/api-keys')
    expect(body.items.find((each: { id: string }) => each.id === id)).toMatchObject({
      state: 'asleep',
      madeBy: { accountId: maker.accountId, name: expect.stringMatching(/^Member/) },
    })
  })

  test('a revoked key is refused from the next request on; it is revoked once', async () => {
    const { id, key } = await made()
    const program = withKey(world, org, key)
    expect((await program.get('/patients')).status).toBe(200)
    expect((await org.owner.delete(`/api-keys/${id}`, 2)).status).toBe(412)
    expect(await org.owner.delete(`/api-keys/${id}`)).toMatchObject({ status: 200, body: { id, state: 'revoked' } })
    expect(await program.get('/patients')).toMatchObject(signedOut)
    expect(await org.owner.delete(`/api-keys/${id}`)).toMatchObject({
      status: 409,
      body: { code: 'wrong-state', data: { state: 'revoked' } },
    })
  })

  test('an expired key is refused', async () => {
    const { id, key } = await made()
    await world.owner.query("update control.api_keys set expires_at = now() - interval '1 second' where id = $1", [id])
    expect(await withKey(world, org, key).get('/patients')).toMatchObject(signedOut)
    expect(await org.owner.delete(`/api-keys/${id}`)).toMatchObject({
      status: 409,
      body: { data: { state: 'expired' } },
    })
  })

  test('another organization’s key and one that does not exist look the same', async () => {
    const { id } = await made()
    const foreign = await other.owner.delete(`/api-keys/${id}`)
    const unknown = await other.owner.delete('/api-keys/01900000-0000-7000-8000-000000000000')
    expect([foreign.status, foreign.body.code]).toEqual([404, 'not-found'])
    expect([unknown.status, unknown.body.code]).toEqual([404, 'not-found'])
  })

  test('one character off and a key is nobody’s; that it was tried is written down', async () => {
    const { key } = await made()
    const off = `${key.slice(0, -1)}${key.endsWith('A') ? 'B' : 'A'}`
    for (const wrong of [off, key.slice(0, -1), `${key}A`, 'pck_', `pck_${randomBytes(32).toString('base64url')}`])
      expect(await withKey(world, org, wrong).get('/patients')).toMatchObject(signedOut)
    expect(await calling(world, org, { authorization: `Bearer ${key.toUpperCase()}` }).get('/patients')).toMatchObject(
      signedOut,
    )
    const { rows } = await world.owner.query<{ kind: string; details: object }>(
      "select kind, details from auth.security_event where kind = 'key-refused'",
    )
    expect(rows.length).toBeGreaterThan(0)
    expect(JSON.stringify(rows)).not.toContain(key.slice(12))
  })
})
