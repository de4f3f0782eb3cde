import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createWorld, type TestOrganization, type World } from '../../../testing/world.ts'
import { addPatients } from './actions.ts'

let world: World
beforeAll(async () => void (world = await createWorld()))
afterAll(() => world?.close())

const ada = { kind: 'human' as const, givenName: 'Ada' }
const some = (count: number) => Array.from({ length: count }, () => ada)
const stored = (org: TestOrganization) =>
  world.owner
    .query('select count(*)::int as n from tenant.patients where organization_id = $1 and archived_at is null', [
      org.id,
    ])
    .then(({ rows }) => rows[0].n as number)

/** An organization on the free plan with so many patients. */
async function free(patients: number): Promise<TestOrganization> {
  const org = await world.organization({ plan: 'free' })
  await org.inTenant((tx) => addPatients(tx, some(patients)))
  return org
}

describe('the free plan includes 50 patients', () => {
  test('the 51st is refused with the count; those that exist stay readable and editable', async () => {
    const org = await free(49)
    const fiftieth = await org.owner.post('/patients', ada)
    expect(fiftieth.status).toBe(201)
    const refused = await org.owner.post('/patients', ada)
    expect([refused.status, refused.body.code, refused.body.data]).toEqual([
      409,
      'plan-limit',
      { limit: 'patients', allowed: 50, used: 50 },
    ])
    expect((await org.owner.get(`/patients/${fiftieth.body.id}`)).status).toBe(200)
    expect((await org.owner.patch(`/patients/${fiftieth.body.id}`, { givenName: 'Augusta' }, 1)).status).toBe(200)
  })

  test('whoever does not see restricted records is told of no more room than there is', async () => {
    const org = await free(50)
    await world.owner.query(
      `update tenant.patients set restricted_at = now() where organization_id = $1
         and id in (select id from tenant.patients where organization_id = $1 limit 3)`,
      [org.id],
    )
    const refused = await (await org.member('receptionist')).post('/patients', ada)
    expect([refused.status, refused.body.data]).toEqual([409, { limit: 'patients', allowed: 50, used: 50 }])
  })

  test('many at once never reach 51', async () => {
    const org = await free(47)
    const answers = await Promise.all(Array.from({ length: 12 }, () => org.owner.post('/patients', ada)))
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([
      201,
      201,
      201,
      ...Array.from({ length: 9 }, () => 409),
    ])
    expect(await stored(org)).toBe(50)
  })

  test('who comes back from the archive counts again, also when two come at once', async () => {
    const org = await free(50)
    const [one, two] = (await org.owner.get('/patients?limit=2')).body.items
    for (const { id } of [one, two])
      expect((await org.owner.put(`/patients/${id}/archival`, { archived: true }, 1)).status).toBe(200)
    expect((await org.owner.post('/patients', ada)).status).toBe(201)
    const back = await Promise.all(
      [one, two].map(({ id }) => org.owner.put(`/patients/${id}/archival`, { archived: false }, 2)),
    )
    expect(back.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409])
    expect(back.find(({ status }) => status === 409)?.body).toMatchObject({
      code: 'plan-limit',
      data: { allowed: 50, used: 50 },
    })
    expect(await stored(org)).toBe(50)
  })

  test('a guardian with more new patients than are left is refused whole: nothing of it is stored', async () => {
    const org = await free(49)
    const refused = await org.owner.post('/guardians', { name: 'Gina', newPatients: [ada, ada] })
    expect([refused.status, refused.body.data]).toEqual([409, { limit: 'patients', allowed: 50, used: 49 }])
    expect(await stored(org)).toBe(49)
    expect((await org.owner.get('/guardians')).body.items).toEqual([])
    expect((await org.owner.post('/guardians', { name: 'Gina', newPatients: [ada] })).status).toBe(201)
  })

  test('another plan has no limit', async () => {
    const org = await free(50)
    expect((await org.owner.post('/subscription/trial', { plan: 'pro' })).status).toBe(201)
    expect((await org.owner.post('/patients', ada)).status).toBe(201)
  })
})

/** Ends connections that the application works on right now, until it is told to stop. */
function cutting(isOver: () => boolean): Promise<number> {
  const cut = async (): Promise<number> => {
    if (isOver()) return 0
    const { rows } = await world.owner.query<{ n: number }>(
      `select count(pg_terminate_backend(pid))::int as n from (
         select pid from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()
           and usename like '%app' and xact_start is not null order by random() limit 1) a`,
    )
    return (rows[0]?.n ?? 0) + (await cut())
  }
  return cut()
}

test('fifty creations, imports, guardians and returns from the archive at once, with connections that are cut, never make 51', async () => {
  const org = await world.organization({ plan: 'free' })
  const archived = await org.inTenant((tx) => addPatients(tx, some(4)))
  for (const id of archived) await org.owner.put(`/patients/${id}/archival`, { archived: true }, 1)
  await org.inTenant((tx) => addPatients(tx, some(20)))
  const works = [
    ...some(50).map((one) => () => org.owner.post('/patients', one)),
    ...some(4).map(() => () => org.owner.post('/guardians', { name: 'Gina', newPatients: some(2) })),
    ...archived.map((id) => () => org.owner.put(`/patients/${id}/archival`, { archived: false }, 2)),
    ...[7, 9, 11].map((count) => () => org.inTenant((tx) => addPatients(tx, some(count))).catch(() => undefined)),
  ]
  let isOver = false
  const cuts = cutting(() => isOver)
  await Promise.all(works.map((work) => work()))
  isOver = true
  expect(await cuts).toBeGreaterThan(0)
  expect(await stored(org)).toBeLessThanOrEqual(50)
  // nothing that was cut holds a place
  const more = 50 - (await stored(org))
  for (let nth = 0; nth < more; nth++) expect((await org.owner.post('/patients', ada)).status).toBe(201)
  expect((await org.owner.post('/patients', ada)).body).toMatchObject({ code: 'plan-limit', data: { used: 50 } })
})
