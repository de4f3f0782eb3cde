import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { withKey, type SessionOptions } from '../../../testing/callers.ts'
import { operatorOf } from '../../../testing/operators.ts'
import { createWorld, type Person, type World } from '../../../testing/world.ts'

let world: World
let operator: Person
beforeAll(async () => {
  world = await createWorld()
  operator = await operatorOf(world)
})
afterAll(() => world.close())

const refused = (status: number, code: string) => ({ status, body: { code } })

async function tokenMailedTo(email: string): Promise<string> {
  await world.application.workers!.drain()
  const mail = world.application.mails().find((each) => each.to === email)
  return /\/platform\/invitations\/([\w-]+)/.exec(mail?.text ?? '')?.[1] ?? ''
}

const invite = (by: Person, email: string, role = 'operator') =>
  by.post('/api/v1/platform/operators/invitations', { email, role })

const accept = (who: Person, token: string) => who.post(`/api/v1/platform/invitations/${token}/acceptance`)

describe('the door of the platform', () => {
  const door = '/api/v1/platform/operators'

  test('opens to nobody who runs it not, whatever they own', async () => {
    const organization = await world.organization()
    expect(await world.anybody.get(door)).toMatchObject(refused(401, 'signed-out'))
    for (const person of [await world.account(), organization.owner])
      expect(await person.get(door)).toMatchObject({
        status: 403,
        body: { code: 'not-allowed', data: { permission: 'platform:read' } },
      })
  })

  test('asks for a second factor in this very session, by cookie and by token', async () => {
    for (const options of [{ hasSecondFactor: false }, { hasSecondFactor: true }] satisfies SessionOptions[]) {
      const person = await operatorOf(world, 'operator', options)
      const answer = await person.get(door)
      if (options.hasSecondFactor) expect(answer.status).toBe(200)
      else expect(answer).toMatchObject(refused(403, 'second-factor-needed'))
    }
    const { accountId } = operator
    const { rows } = await world.owner.query(
      'select id from auth.session where user_id = $1 order by created_at limit 1',
      [accountId],
    )
    const byToken = world.bearer(await world.application.platform.auth.signToken(accountId, rows[0].id as string), 'x')
    expect(await byToken.get(door)).toMatchObject(refused(403, 'second-factor-needed'))
    await world.owner.query('update auth.session set second_factor_at = now() where user_id = $1', [accountId])
    expect((await byToken.get(door)).status).toBe(200)
  })

  test('opens to no program, not even to one that an operator made', async () => {
    const organization = await world.organization()
    await world.owner.query(`insert into control.operators (account_id, role) values ($1, 'operator')`, [
      organization.owner.accountId,
    ])
    const { body } = await organization.owner.post('/api-keys', {
      name: 'Robot',
      permissions: ['patients.read'],
      days: 1,
    })
    expect(await withKey(world, organization, body.key).get(door)).toMatchObject({
      status: 403,
      body: { code: 'not-allowed' },
    })
    await world.owner.query('update control.operators set ended_at = now() where account_id = $1', [
      organization.owner.accountId,
    ])
  })

  test('shows everything to a reader and lets them change nothing', async () => {
    const reader = await operatorOf(world, 'reader')
    for (const path of ['operators', 'organizations', 'plans', 'log', 'health'])
      expect((await reader.get(`/api/v1/platform/${path}`)).status, path).toBe(200)
    expect(await invite(reader, 'friend@new.test')).toMatchObject({
      status: 403,
      body: { code: 'not-allowed', data: { permission: 'platform:write' } },
    })
    expect((await reader.get('/api/v1/me')).body.account).toMatchObject({ platformRole: 'reader' })
  })
})

describe('an invitation to run the platform', () => {
  test('is mailed, previewed, accepted once by its own address, and opens the door from the next request on', async () => {
    const newcomer = await world.account('New Operator')
    const made = await invite(operator, newcomer.email)
    expect(made).toMatchObject({ status: 201, body: { email: newcomer.email, role: 'operator', state: 'open' } })
    const token = await tokenMailedTo(newcomer.email)
    expect(await world.anybody.get(`/api/v1/platform/invitations/${token}`)).toMatchObject({
      status: 200,
      body: { email: newcomer.email, role: 'operator' },
    })
    const thief = await world.account('Thief')
    expect((await accept(thief, token)).status).toBe(404)
    expect(await accept(newcomer, token)).toMatchObject({ status: 200, body: { role: 'operator' } })
    expect(await accept(newcomer, token)).toMatchObject(refused(410, 'operator-invitation-ended'))
    expect(await world.anybody.get(`/api/v1/platform/invitations/${token}`)).toMatchObject(
      refused(410, 'operator-invitation-ended'),
    )
    expect(await newcomer.get('/api/v1/platform/health')).toMatchObject(refused(403, 'second-factor-needed'))
    expect((await newcomer.get('/api/v1/me')).body.account.platformRole).toBe('operator')
    expect((await thief.get('/api/v1/me')).body.account.platformRole).toBeUndefined()
    expect(await invite(operator, newcomer.email)).toMatchObject(refused(409, 'already-exists'))
  })

  test('ends with the next one to the same address, when it is withdrawn and when its time is over', async () => {
    const email = 'late@new.test'
    const first = await invite(operator, email)
    const token = await tokenMailedTo(email)
    const second = await invite(operator, email, 'reader')
    expect(await world.anybody.get(`/api/v1/platform/invitations/${token}`)).toMatchObject({ status: 410 })
    const withdraw = (id: string) => operator.delete(`/api/v1/platform/operators/invitations/${id}`)
    expect(await withdraw(first.body.id)).toMatchObject(refused(410, 'operator-invitation-ended'))
    expect(await withdraw(second.body.id)).toMatchObject({ status: 200, body: { state: 'withdrawn' } })
    const third = await invite(operator, email)
    await world.owner.query(`update control.operator_invitations set expires_at = now() where id = $1`, [third.body.id])
    const late = await tokenMailedTo(email)
    expect(await world.anybody.get(`/api/v1/platform/invitations/${late}`)).toMatchObject({ status: 410 })
    expect((await operator.get('/api/v1/platform/operators')).body.invitations).toContainEqual(
      expect.objectContaining({ id: third.body.id, state: 'expired' }),
    )
    const { rows } = await world.owner.query('select token_hash from control.operator_invitations')
    expect(rows.some((row) => (row.token_hash as Buffer).toString().includes(late))).toBe(false)
  })

  test('with one key is one, and another one with the same key is refused', async () => {
    const post = (email: string) =>
      operator.post(
        '/api/v1/platform/operators/invitations',
        { email, role: 'reader' },
        { 'idempotency-key': 'invite-once' },
      )
    const first = await post('once@new.test')
    expect((await post('once@new.test')).body).toEqual(first.body)
    expect(await post('twice@new.test')).toMatchObject(refused(422, 'key-reused'))
  })

  test('needs somebody who proved shortly before who they are', async () => {
    const late = await operatorOf(world, 'operator', { confirmedMinutesAgo: 11 })
    expect(await invite(late, 'accomplice@new.test')).toMatchObject(refused(403, 'confirmation-needed'))
  })
})

describe('operators', () => {
  const change = (by: Person, accountId: string, role: string, version = '*') =>
    by.call('PATCH', `/api/v1/platform/operators/${accountId}`, { body: { role }, headers: { 'if-match': version } })
  const end = (by: Person, accountId: string) => by.delete(`/api/v1/platform/operators/${accountId}`)

  test('change and end each other, at once, and each act stands in the log', async () => {
    const other = await operatorOf(world)
    expect(await change(operator, other.accountId, 'reader', '"99"')).toMatchObject(refused(412, 'stale'))
    expect(
      await operator.call('PATCH', `/api/v1/platform/operators/${other.accountId}`, { body: { role: 'reader' } }),
    ).toMatchObject(refused(428, 'version-required'))
    expect(await change(operator, other.accountId, 'reader')).toMatchObject({ status: 200, body: { role: 'reader' } })
    expect((await invite(other, 'x@new.test')).status).toBe(403)
    expect(await end(operator, other.accountId)).toMatchObject({ status: 200, body: { endedAt: expect.any(String) } })
    expect(await other.get('/api/v1/platform/health')).toMatchObject(refused(403, 'not-allowed'))
    expect((await end(operator, other.accountId)).status).toBe(404)
    expect((await change(operator, other.accountId, 'operator')).status).toBe(404)
    const { body } = await operator.get('/api/v1/platform/log?limit=2')
    expect(body.items).toMatchObject([
      { act: 'operator.end', by: { accountId: operator.accountId }, operator: { accountId: other.accountId } },
      { act: 'operator.change', about: 'reader', operator: { accountId: other.accountId } },
    ])
    const next = await operator.get(`/api/v1/platform/log?limit=2&cursor=${body.nextCursor}`)
    expect(next.body.items[0].id < body.items[1].id).toBe(true)
    expect((await operator.get('/api/v1/platform/log?cursor=nonsense')).status).toBe(400)
  })

  test('never go without a last one, however many end each other in the same moment', async () => {
    const others = await Promise.all([operatorOf(world), operatorOf(world)])
    const all = [operator, ...others]
    await world.owner.query('update control.operators set ended_at = now() where account_id <> all ($1)', [
      all.map(({ accountId }) => accountId),
    ])
    await Promise.all(all.map((each, nth) => end(each, (all[(nth + 1) % all.length] as Person).accountId)))
    const left = (await world.owner.query('select account_id from control.operators where ended_at is null')).rows
    expect(left.length).toBeGreaterThan(0)
    await world.owner.query('update control.operators set ended_at = now() where account_id <> $1', [
      operator.accountId,
    ])
    await world.owner.query(`update control.operators set ended_at = null where account_id = $1`, [operator.accountId])
    expect(await end(operator, operator.accountId)).toMatchObject(refused(409, 'last-operator'))
    expect(await change(operator, operator.accountId, 'reader')).toMatchObject(refused(409, 'last-operator'))
  })

  test('who delete their account run the platform no more', async () => {
    const leaving = await operatorOf(world)
    await world.owner.query('delete from auth."user" where id = $1', [leaving.accountId])
    const { rows } = await world.owner.query(
      'select from control.operators where account_id = $1 and ended_at is null',
      [leaving.accountId],
    )
    expect(rows).toEqual([])
  })
})
