import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { sealForPlatform } from '../../../kit/crypto/seal.ts'
import { placementPurpose } from '../../../kit/db/databases.ts'
import { inControl } from '../../../kit/db/tenant-tx.ts'
import { queueWork } from '../../../kit/works/queue.ts'
import { recordAnswer } from '../../../testing/answers.ts'
import { unzip } from '../../../kit/storage/unzip-fixture.ts'
import { createWorld, type Person, type TestOrganization, type World } from '../../../testing/world.ts'
import { exportOwnData } from './jobs.ts'

let world: World
let place: TestOrganization
let dedicated: TestOrganization
beforeAll(async () => {
  world = await createWorld()
  place = await world.organization()
  dedicated = await world.organization({ dedicated: true })
})
afterAll(() => world.close())

/** Links the account to a new patient of the organization, who has an appointment. */
async function linked(who: Person, { owner, id, inTenant }: TestOrganization, givenName: string): Promise<void> {
  const patient = (await owner.post('/patients', { kind: 'human', givenName, memo: 'clinical' })).body
  await owner.post('/patients', { kind: 'human', givenName: 'Stranger' })
  await inTenant((tx) =>
    tx.run(sql`insert into tenant.patient_accounts (organization_id, patient_id, account_id, relation)
      values (${id}, ${patient.id}, ${who.accountId}, 'self')`),
  )
  await world.owner.query(
    'insert into control.account_directory (organization_id, account_id) values ($1, $2) on conflict do nothing',
    [id, who.accountId],
  )
}

async function exported(who: Person): Promise<{ work: Record<string, unknown>; files: Record<string, string> }> {
  const { status, body } = await who.post('/api/v1/me/exports')
  expect(status).toBe(202)
  await world.application.workers!.drain()
  const work = (await who.get(`/api/v1/me/works/${body.id}`)).body
  expect(work).toMatchObject({ state: 'done', kind: 'identity.own-data', result: { type: 'application/zip' } })
  const answer = await world.application.http!.inject({
    url: `/api/v1/me/works/${body.id}/result`,
    headers: { authorization: `Bearer ${who.token}` },
  })
  expect(answer.statusCode).toBe(200)
  expect(answer.headers['content-disposition']).toContain('polyclinic-account.zip')
  recordAnswer('works.works.result', 200)
  return { work, files: unzip(answer.rawPayload) }
}

const parsed = (files: Record<string, string>, name: string) => JSON.parse(files[name] ?? 'null')

test('the copy holds all that is kept of me, in every organization, pooled and dedicated, and no secret', async () => {
  const ada = await place.join(await world.account('Ada', 'correct horse battery'), 'nurse')
  await linked(ada, place, 'Pooled Pat')
  await linked(ada, dedicated, 'Dedicated Pat')
  const { work, files } = await exported(ada)
  expect(work).toMatchObject({ progress: { done: 3, total: 3 }, result: { missing: [] } })
  expect(Object.keys(files).toSorted()).toEqual(
    [
      'account.json',
      'contents.json',
      `organizations/${dedicated.slug}.json`,
      `organizations/${place.slug}.json`,
    ].toSorted(),
  )
  expect(parsed(files, 'account.json')).toMatchObject({ account: { email: ada.email }, factors: { password: true } })
  expect(parsed(files, `organizations/${place.slug}.json`)).toMatchObject({
    membership: { role: 'nurse' },
    links: [{ given_name: 'Pooled Pat' }],
    patients: [{ given_name: 'Pooled Pat', kind: 'human' }],
    appointments: [],
  })
  expect(parsed(files, `organizations/${dedicated.slug}.json`)).toMatchObject({
    patients: [{ given_name: 'Dedicated Pat' }],
  })
  expect(parsed(files, 'contents.json')).toMatchObject({ account: ada.accountId, missing: [] })
  const all = Object.values(files).join('')
  // what the clinic keeps for itself, other patients, and what opens something
  expect(all).not.toMatch(/clinical|Stranger|argon2id|token_hash|"token"/)
})

test('a part of the file can be had, and none beyond its end', async () => {
  const ada = await world.account('Ada')
  const { work } = await exported(ada)
  const part = (range: string) => ada.call('GET', `/api/v1/me/works/${String(work.id)}/result`, { headers: { range } })
  expect(await part('bytes=0-1')).toMatchObject({ status: 206, body: 'PK' })
  expect(await part('bytes=99999999-')).toMatchObject({ status: 416, body: { code: 'no-such-range' } })
})

test('a database that is away is named as missing, what the platform knows is there, and another copy can be had', async () => {
  const lonely = await world.organization({ dedicated: true })
  const ada = await lonely.join(await world.account('Ada'), 'nurse')
  await linked(ada, lonely, 'Lonely Pat')
  await linked(ada, place, 'Other Pat')
  const { placement } = lonely.tenant
  await world.owner.query(`update control.placements set connection_sealed = $2 where id = $1`, [
    placement.id,
    awayFrom(placement.id),
  ])
  const name = `organizations/${lonely.slug}.json`
  const { work, files } = await exported(ada)
  expect(work).toMatchObject({ result: { missing: [lonely.tenant.name] } })
  expect(parsed(files, 'contents.json').missing).toEqual([{ organization: lonely.tenant.name, slug: lonely.slug }])
  expect(parsed(files, name)).toMatchObject({ membership: { role: 'nurse' }, missing: 'records' })
  expect(parsed(files, name)).not.toHaveProperty('patients')
  expect(parsed(files, `organizations/${place.slug}.json`)).toMatchObject({ patients: [{ given_name: 'Other Pat' }] })

  await world.owner.query(`update control.placements set connection_sealed = $2 where id = $1`, [
    placement.id,
    placement.connectionSealed,
  ])
  await answersAgain(placement.id)
  const again = await exported(ada)
  expect(again.work).toMatchObject({ result: { missing: [] } })
  expect(parsed(again.files, name)).toMatchObject({ patients: [{ given_name: 'Lonely Pat' }] })
  // the newer copy takes the older one's place
  expect((await ada.get('/api/v1/me/works')).body.items.map(({ id }: { id: string }) => id)).toEqual([again.work.id])
})

/** The sealed address of a server that nobody answers at. */
function awayFrom(placementId: string): Buffer {
  const { master } = world.application.platform
  return sealForPlatform(master, placementPurpose(placementId), 'postgres://127.0.0.1:1/away')
}

/** What is left alone after silence is asked again after a pause. */
async function answersAgain(placementId: string): Promise<void> {
  const { transactions, databases } = world.application.platform
  const { rows } = await world.owner.query<{ connection_sealed: Buffer }>(
    'select connection_sealed from control.placements where id = $1',
    [placementId],
  )
  const pool = databases.longWork.holding({ id: placementId, connectionSealed: rows[0]!.connection_sealed })
  for (;;) {
    const isThere = await transactions.breaker.run(placementId, pool, () => Promise.resolve(true)).catch(() => false)
    if (isThere) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

test('asked for twice there is one, which another account neither sees, stops nor reads', async () => {
  const [ada, eve] = [await world.account('Ada'), await world.account('Eve')]
  const [one, two] = await Promise.all([ada.post('/api/v1/me/exports'), ada.post('/api/v1/me/exports')])
  expect(two.body.id).toBe(one.body.id)
  const at = `/api/v1/me/works/${one.body.id}`
  const unknown = '/api/v1/me/works/00000000-0000-7000-8000-00000000dead'
  for (const [method, below] of [
    ['GET', ''],
    ['POST', '/cancellation'],
    ['GET', '/result'],
  ] as const) {
    const [hers, nobodys] = [await eve.call(method, at + below), await eve.call(method, unknown + below)]
    expect(hers.status, below).toBe(404)
    expect({ ...hers.body, requestId: '' }).toEqual({ ...nobodys.body, requestId: '' })
  }
  expect((await eve.get('/api/v1/me/works')).body.items).toEqual([])
  await world.application.workers!.drain()
  expect((await ada.get(at)).body.state).toBe('done')
  const { rows } = await world.owner.query("select from auth.security_event where user_id = $1 and kind = 'exported'", [
    ada.accountId,
  ])
  expect(rows.length).toBe(2)
})

test('to ask for a copy and to take it needs a fresh proof of who one is', async () => {
  const late = await world.account()
  await world.owner.query("update auth.session set authenticated_at = now() - interval '1 hour' where user_id = $1", [
    late.accountId,
  ])
  const { transactions, master } = world.application.platform
  const caller = { requestId: 'test', accountId: late.accountId }
  const id = await inControl(transactions, caller, { mode: 'write' }, (control) =>
    queueWork(control, master, exportOwnData, { input: {} }),
  )
  await world.application.workers!.drain()
  for (const answer of [await late.post('/api/v1/me/exports'), await late.get(`/api/v1/me/works/${id}/result`)])
    expect(answer).toMatchObject({ status: 403, body: { code: 'confirmation-needed' } })
  expect((await late.get(`/api/v1/me/works/${id}`)).body).toMatchObject({
    state: 'done',
    abilities: { download: { allowed: true }, cancel: { allowed: false } },
  })
})

test('an account that is deleted takes its works and their files with it', async () => {
  const ada = await world.account('Ada')
  await exported(ada)
  expect((await ada.post('/api/v1/me/deletion', { email: ada.email })).status).toBe(200)
  await world.application.workers!.drain()
  const { rows } = await world.owner.query(
    'select id from control.works where account_id = $1 union all select id from control.work_pieces where account_id = $1',
    [ada.accountId],
  )
  expect(rows).toEqual([])
})
