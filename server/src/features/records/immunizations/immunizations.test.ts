import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newId } from '../../../kit/db/ids.ts'
import { createWorld, type Person, type TestOrganization, type World } from '../../../testing/world.ts'

let world: World
let org: TestOrganization

beforeAll(async () => {
  world = await createWorld({}, { hasWorker: false })
  org = await world.organization({ kind: 'mixed' })
})
afterAll(() => world?.close())

const added = async (more: object = {}): Promise<string> =>
  (await org.owner.post('/patients', { kind: 'human', givenName: 'Nils', birthDate: '1980-06-15', ...more })).body.id
const record = (to: string, body: object, by: Person = org.owner) => by.post(`/patients/${to}/immunizations`, body)
const change = (one: { id: string; version: number }, body: object) =>
  org.owner.call('PATCH', `/immunizations/${one.id}`, { body, headers: { 'if-match': `"${one.version}"` } })
const listed = async (of: string) => (await org.owner.get(`/patients/${of}/immunizations`)).body.items
const found = async (search: string, more = 'kind=human') =>
  (await org.owner.get(`/vaccine-codes?search=${encodeURIComponent(search)}&${more}`)).body

const mmr = { code: { system: 'cvx', code: '03' }, givenOn: '2026-04-02' }

test('a vaccination is recorded by a code or in words, changed, and nothing of its words lies in clear', async () => {
  const to = await added()
  const whole = {
    ...mmr,
    batch: 'A41BC',
    batchExpiresOn: '2027-01-31',
    site: 'left arm',
    dueOn: '2036-04-02',
    note: 'no fever',
  }
  const coded = await record(to, whole)
  expect(coded).toMatchObject({
    status: 201,
    headers: { etag: '"1"' },
    body: { ...whole, text: 'MMR', status: 'completed', recordedBy: org.owner.accountId },
  })
  const free = await record(to, { text: 'Something in Peru', givenOn: '2009' })
  expect(free.body).toMatchObject({ text: 'Something in Peru', givenOn: '2009' })
  expect(await listed(to)).toEqual([coded.body, free.body])
  const changed = await change(coded.body, { status: 'entered-in-error', site: null, givenOn: '2026-04' })
  expect(changed).toMatchObject({ status: 200, body: { status: 'entered-in-error', givenOn: '2026-04', version: 2 } })
  expect(changed.body.site).toBeUndefined()
  expect(await change(coded.body, { note: 'late' })).toMatchObject({ status: 412, body: { code: 'stale' } })
  const { rows } = await world.owner.query('select to_jsonb(i)::text as row from tenant.immunizations i')
  expect(JSON.stringify(rows)).not.toMatch(/MMR|Peru|A41BC|left arm|no fever/)
})

test('it is recorded once under one key', async () => {
  const to = await added()
  const send = (givenOn: string) =>
    org.owner.call('POST', `/patients/${to}/immunizations`, {
      body: { ...mmr, givenOn },
      headers: { 'idempotency-key': 'shot' },
    })
  expect((await send('2026-04-02')).body).toEqual((await send('2026-04-02')).body)
  expect(await send('2026-04-03')).toMatchObject({ status: 422, body: { code: 'key-reused' } })
  expect(await listed(to)).toHaveLength(1)
})

test('vaccines are found by name or code: CVX for people, a list of ours for animals, with when they are given again', async () => {
  expect((await found('measles')).items.map(({ code }: { code: string }) => code)).toContain('03')
  expect((await found('Tdap')).items[0]).toMatchObject({ system: 'cvx', code: '115', title: 'Tdap', againMonths: 120 })
  expect((await found('Tollwut Hund', 'kind=animal&language=de')).items).toEqual([
    { system: 'animal-vaccines', code: 'AV102', title: 'Hund: Tollwut', againMonths: 36 },
  ])
  expect((await found('x')).lists).toEqual([expect.objectContaining({ system: 'cvx', attribution: 'CVX codes, CDC' })])
  const desk = await org.member('receptionist')
  expect((await desk.get('/vaccine-codes?search=mmr&kind=human')).status).toBe(403)
})

describe('what cannot be is refused at its field, and nothing is stored', () => {
  test.each([
    [{ ...mmr, givenOn: '2026-02-30' }, 'givenOn', 'date'],
    [{ ...mmr, givenOn: '1979-12' }, 'givenOn', 'before-birth'],
    [{ ...mmr, givenOn: '2199' }, 'givenOn', 'future'],
    [{ ...mmr, dueOn: '2026-04-01' }, 'dueOn', 'ends-first'],
    [{ ...mmr, batchExpiresOn: '2026-02-30' }, 'batchExpiresOn', 'date'],
    [{ ...mmr, code: { system: 'icd-10-cm', code: 'M54.50' } }, 'code.code', 'unknown'],
    [{ ...mmr, code: { system: 'cvx', code: '9999' } }, 'code.code', 'unknown'],
    [{ givenOn: '2026-04-02' }, 'text', 'required'],
    [{ ...mmr, batch: 'lone \ud800' }, 'batch', 'characters'],
  ])('%j', async (body, path, code) => {
    const to = await added()
    const { status, body: answer } = await record(to, body)
    expect(status).toBe(400)
    expect(answer.data.issues).toContainEqual(expect.objectContaining({ path: ['body', ...path.split('.')], code }))
    expect(await listed(to)).toEqual([])
  })
})

test('who is not seen is not there, and a code of vaccines is none of a problem', async () => {
  const stranger = await world.organization()
  const { body } = await stranger.owner.post('/patients', { kind: 'human', givenName: 'Zoe' })
  const { body: theirs } = await record(body.id, mmr, stranger.owner)
  for (const answer of [
    await org.owner.get(`/patients/${body.id}/immunizations`),
    await record(body.id, mmr),
    await record(newId(), mmr),
    await change(theirs, { note: 'x' }),
  ])
    expect(answer).toMatchObject({ status: 404, body: { code: 'not-found' } })
  const to = await added()
  expect(
    (await org.owner.post(`/patients/${to}/conditions`, { code: { system: 'cvx', code: '03' } })).body.data.issues,
  ).toMatchObject([{ path: ['body', 'code', 'code'], code: 'unknown' }])
})
