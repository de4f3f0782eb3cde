import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sql } from 'kysely'
import { newId } from '../../../kit/db/ids.ts'
import { byCookie } from '../../../testing/callers.ts'
import { createWorld, type Person, type TestOrganization, type World } from '../../../testing/world.ts'

let world: World
beforeAll(async () => void (world = await createWorld()))
afterAll(() => world?.close())

const rule = (secondFactorRoles: string[] = [], more: object = {}) => ({
  secondFactorRoles,
  idleMinutes: null,
  absoluteHours: null,
  ...more,
})

describe('the rules for sessions and factors', () => {
  test('before the first change nothing is asked; the version guards from the start', async () => {
    const { owner } = await world.organization()
    const before = await owner.get('/security-policy')
    expect(before).toMatchObject({ status: 200, body: { ...rule(), version: 0 }, headers: { etag: '"0"' } })
    expect(await owner.put('/security-policy', rule())).toMatchObject({ status: 428 })
    const first = await owner.put('/security-policy', rule(['nurse', 'nurse'], { idleMinutes: 30 }), 0)
    expect(first).toMatchObject({ status: 200, body: { secondFactorRoles: ['nurse'], idleMinutes: 30, version: 1 } })
    expect(await owner.put('/security-policy', rule(), 0)).toMatchObject({ status: 412, body: { code: 'stale' } })
    const second = await owner.put('/security-policy', rule([], { absoluteHours: 12 }), 1)
    expect(second).toMatchObject({ status: 200, body: { secondFactorRoles: [], absoluteHours: 12, version: 2 } })
    const any = { body: rule(), headers: { 'if-match': '*' } }
    expect(await owner.call('PUT', '/security-policy', any)).toMatchObject({ status: 200, body: { version: 3 } })
  })

  test('of two first changes at once one is made', async () => {
    const { owner } = await world.organization()
    const both = await Promise.all(
      [rule(['nurse']), rule(['staff'])].map((body) => owner.put('/security-policy', body, 0)),
    )
    expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 412])
  })

  test('a role that is not known here is refused where it stands', async () => {
    const { owner } = await world.organization()
    const other = await world.organization()
    await other.owner.post('/roles', { name: 'Theirs', copyOf: 'nurse' })
    for (const unknown of ['theirs', 'no-such-role'])
      expect(await owner.put('/security-policy', rule(['nurse', unknown]), 0)).toMatchObject({
        status: 400,
        body: { data: { issues: [{ path: ['body', 'secondFactorRoles', '1'] }] } },
      })
    expect((await owner.put('/security-policy', rule(['nurse'], { idleMinutes: 4 }), 0)).status).toBe(400)
  })

  test('a rule that would shut out whoever makes it asks them for a second factor first', async () => {
    const organization = await world.organization()
    expect(await organization.owner.put('/security-policy', rule(['owner']), 0)).toMatchObject({
      status: 403,
      body: { code: 'second-factor-needed' },
    })
    const safe = await byCookie(world, organization, organization.owner, { hasSecondFactor: true })
    expect((await safe.put('/security-policy', rule(['owner']), 0)).status).toBe(200)
    expect(await organization.owner.get('/security-policy')).toMatchObject({
      status: 403,
      body: { code: 'second-factor-needed' },
    })
  })

  test('they are read by every member, changed by whoever manages the organization, shortly after proving who they are', async () => {
    const organization = await world.organization()
    const nurse = await organization.member('nurse')
    expect((await nurse.get('/security-policy')).status).toBe(200)
    expect(await nurse.put('/security-policy', rule(), 0)).toMatchObject({ status: 403, body: { code: 'not-allowed' } })
    const late = await byCookie(world, organization, organization.owner, { confirmedMinutesAgo: 11 })
    expect(await late.put('/security-policy', rule(), 0)).toMatchObject({
      status: 403,
      body: { code: 'confirmation-needed' },
    })
  })

  test('nobody slips out of a rule by a copy of a role', async () => {
    const { owner } = await world.organization()
    await owner.put('/security-policy', rule(['receptionist']), 0)
    await owner.post('/roles', { name: 'Front desk', copyOf: 'receptionist' })
    await owner.post('/roles', { name: 'Healer', copyOf: 'practitioner' })
    const asked = async () =>
      (await owner.get('/security-policy')).body as { secondFactorRoles: string[]; version: number }
    expect((await asked()).secondFactorRoles).toEqual(['receptionist', 'front-desk'])
    await owner.put('/security-policy', rule(['practitioner', 'nurse']), (await asked()).version)
    const plain = await owner.post('/roles', { name: 'Plain', copyOf: 'staff' })
    await owner.post('/roles', { name: 'Clinical', copyOf: 'staff', isClinical: true })
    expect((await asked()).secondFactorRoles).toEqual(['practitioner', 'nurse', 'clinical'])
    await owner.patch('/roles/plain', { isClinical: true }, plain.body.version)
    expect((await asked()).secondFactorRoles).toEqual(['practitioner', 'nurse', 'clinical', 'plain'])
    await owner.delete('/roles/plain')
    expect((await asked()).secondFactorRoles).toEqual(['practitioner', 'nurse', 'clinical'])
  })
})

describe.each([{ dedicated: false }, { dedicated: true }])('the review, dedicated: $dedicated', ({ dedicated }) => {
  let org: TestOrganization
  let harbour: string
  let hill: string
  let nurse: Person
  beforeAll(async () => {
    org = await world.organization({ dedicated })
    harbour = (await org.owner.post('/clinics', { name: 'Harbour', timeZone: 'Europe/Berlin' })).body.id
    hill = (await org.owner.post('/clinics', { name: 'Hill', timeZone: 'Europe/Berlin' })).body.id
    nurse = await org.member('nurse', { clinicIds: [harbour, hill] })
    await org.member('staff', { clinicIds: [hill] })
    await org.owner.put('/security-policy', rule(['nurse']), 0)
    await world.owner.query('insert into auth.totp (user_id, secret_sealed, confirmed_at) values ($1, $2, now())', [
      nurse.accountId,
      Buffer.from('x'),
    ])
    await (await byCookie(world, org, nurse, { hasSecondFactor: true })).get('/patients')
    await org.owner.post('/api-keys', { name: 'Laboratory', permissions: ['patients.read'], days: 3 })
    await world.owner.query(
      "insert into control.oauth_clients (organization_id, id, name, redirect_uris, secret_hash, scopes) values ($1, $2, 'Diary', '{https://diary.test/back}', '\\x01', '{patients.read}')",
      [org.id, newId()],
    )
    const links = [harbour, harbour, hill].map(async (homeClinicId) => {
      const patient = await org.owner.post('/patients', { kind: 'human', givenName: 'Ada', homeClinicId })
      const account = await world.account()
      await org.inTenant((tx) =>
        tx.run(
          sql`insert into tenant.patient_accounts (organization_id, patient_id, account_id, relation) values (${org.id}, ${patient.body.id}, ${account.accountId}, 'self')`,
        ),
      )
      return account.accountId
    })
    const [gone] = await Promise.all(links)
    await org.inTenant((tx) =>
      tx.run(sql`update tenant.patient_accounts set ended_at = now() where account_id = ${gone ?? ''}`),
    )
  })

  test('tells who can see what, when they last did, and with which factor', async () => {
    const { status, body } = await org.owner.get('/access-review')
    expect(status).toBe(200)
    expect(body.portalAccounts).toBe(2)
    expect(body.keys).toMatchObject([{ name: 'Laboratory', state: 'active', permissions: ['patients.read'] }])
    expect(body.apps).toMatchObject([{ name: 'Diary', isConfidential: true, scopes: ['patients.read'] }])
    const member = (accountId: string) =>
      body.members.find((each: { accountId: string }) => each.accountId === accountId)
    expect(member(org.owner.accountId)).toMatchObject({
      role: { key: 'owner' },
      hasSecondFactor: false,
      needsSecondFactor: false,
      lastUsedAt: expect.any(String),
    })
    expect(member(org.owner.accountId).clinics).toBeUndefined()
    expect(member(nurse.accountId)).toMatchObject({
      name: 'Member nurse',
      email: nurse.email,
      permissions: expect.arrayContaining(['patients.emergency']),
      clinics: [{ name: 'Harbour' }, { name: 'Hill' }],
      hasSecondFactor: true,
      needsSecondFactor: true,
      lastUsedAt: expect.any(String),
    })
    expect(body.members.find((each: { role: { key: string } }) => each.role.key === 'staff').lastUsedAt).toBeUndefined()
  })

  test('a reviewer scoped to clinics meets whom they work with there, and counts the patients whom they see', async () => {
    const role = await org.owner.post('/roles', {
      name: 'Reviewer',
      copyOf: 'staff',
      permissions: ['access.review', 'audit.read', 'patients.read'],
    })
    const reviewer = await org.member(role.body.key, { clinicIds: [harbour] })
    const { body } = await reviewer.get('/access-review')
    const roles = body.members.map((each: { role: { key: string } }) => each.role.key).toSorted()
    expect(roles).toEqual(['nurse', 'owner', 'reviewer'])
    const seen = body.members.find((each: { accountId: string }) => each.accountId === nurse.accountId)
    expect(seen.clinics).toEqual([{ id: harbour, name: 'Harbour' }])
    expect(body.portalAccounts).toBe(1)
    expect(body.keys).toHaveLength(1)
    const events = await reviewer.get('/security-events')
    const known = new Set(body.members.map((each: { accountId: string }) => each.accountId))
    expect(events.body.items.length).toBeGreaterThan(0)
    for (const { accountId } of events.body.items) expect(known.has(accountId)).toBe(true)
  })

  test('as a table it is safe to open, and that it was taken is recorded', async () => {
    await world.owner.query(`update auth."user" set name = '=cmd|" /C calc"!A0, "x"' where id = $1`, [nurse.accountId])
    const late = await byCookie(world, org, org.owner, { confirmedMinutesAgo: 11 })
    expect((await late.post('/access-review/exports')).body.code).toBe('confirmation-needed')
    const first = await org.owner.post('/access-review/exports', undefined, { 'idempotency-key': 'e-1' })
    expect(first).toMatchObject({
      status: 201,
      body: { fileName: expect.stringMatching(/-access-review-\d{4}-\d\d-\d\d\.csv$/) },
    })
    const { csv } = first.body as { csv: string }
    expect(csv.startsWith('\uFEFFkind,name,e-mail,role,')).toBe(true)
    expect(csv.endsWith('\r\n')).toBe(true)
    expect(csv).toContain(`member,"'=cmd|"" /C calc""!A0, ""x""",${nurse.email},nurse,`)
    expect(csv).toContain('Harbour; Hill')
    expect(csv).toContain('key,Laboratory (Olivia Owner),')
    expect((await org.owner.post('/access-review/exports', undefined, { 'idempotency-key': 'e-1' })).body.csv).toBe(csv)
    const { body } = await org.owner.get('/security-events')
    const exported = body.items.filter((each: { action: string }) => each.action === 'export')
    expect(exported).toMatchObject([
      {
        accountId: org.owner.accountId,
        accountName: 'Olivia Owner',
        subject: 'access-review',
        details: { members: expect.any(Number), keys: 1, apps: 1 },
      },
    ])
    expect((await org.owner.post('/access-review/exports', {}, { 'idempotency-key': 'e-1' })).status).toBe(422)
  })

  test('is for whoever may review', async () => {
    const desk = await org.member('receptionist')
    for (const answer of [await desk.get('/access-review'), await desk.post('/access-review/exports')])
      expect(answer).toMatchObject({ status: 403, body: { data: { permission: 'access.review' } } })
    expect((await desk.get('/security-events')).body.data).toEqual({ permission: 'audit.read' })
  })
})

describe('what happened to rights and sign-ins', () => {
  test('is told newest first, page by page, of one account where asked, with names of fields and never their content', async () => {
    const org = await world.organization()
    const nurse = await org.member('nurse')
    await org.owner.put('/security-policy', rule(['staff']), 0)
    await org.owner.put('/security-policy', rule(['clinic-administrator']), 1)
    await world.owner.query("select control.tell_organizations($1, 'refuse', 'accounts', $2)", [
      nurse.accountId,
      JSON.stringify({ kind: 'password-refused', times: 3 }),
    ])
    const { status, body } = await org.owner.get('/security-events')
    expect(status).toBe(200)
    expect(body.items.slice(0, 2)).toMatchObject([
      {
        action: 'refuse',
        subject: 'accounts',
        subjectId: nurse.accountId,
        accountName: 'Member nurse',
        details: { kind: 'password-refused', times: 3 },
      },
      {
        action: 'update',
        subject: 'security_policies',
        fields: ['second_factor_roles'],
        accountId: org.owner.accountId,
      },
    ])
    expect(body.items[1].details).toBeUndefined()
    expect(JSON.stringify(body)).not.toContain('clinic-administrator')
    const first = await org.owner.get('/security-events?limit=1')
    const second = await org.owner.get(`/security-events?limit=1&cursor=${first.body.nextCursor}`)
    expect([first.body.items[0].id, second.body.items[0].id]).toEqual([body.items[0].id, body.items[1].id])
    const own = await org.owner.get(`/security-events?accountId=${nurse.accountId}`)
    expect(own.body.items).toHaveLength(1)
    expect((await org.owner.get('/security-events?cursor=x')).status).toBe(400)
    expect((await (await world.organization()).owner.get('/security-events')).body.items).not.toContainEqual(
      expect.objectContaining({ accountId: nurse.accountId }),
    )
  })
})
