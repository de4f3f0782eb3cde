import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sentFile, tinyPng } from '../../../testing/files.ts'
import { bytea } from '../../../kit/db/columns.ts'
import { shape } from '../../../kit/db/row.ts'
import { createWorld, type Person, type TestOrganization, type World } from '../../../testing/world.ts'
import { findDocument, type DocumentRow } from '../documents/queries.ts'
import { documentSecrets } from '../documents/view.ts'

let world: World
let org: TestOrganization

beforeAll(async () => {
  world = await createWorld()
  org = await world.organization()
})
afterAll(() => world?.close())

interface Filed {
  id: string
  version: number
}

const added = async (more: object = {}): Promise<string> =>
  (await org.owner.post('/patients', { kind: 'human', givenName: 'Nils', ...more })).body.id
const put = (path: string, body: object, version: number, by: Person = org.owner) =>
  by.call('PUT', path, { body, headers: { 'if-match': `"${version}"` } })
const scanned = async (): Promise<Filed> =>
  (
    await org.owner.post('/inbox-documents', {
      fileId: await sentFile(org.owner, tinyPng, 'attachment'),
      title: 'Letter of Heron',
      note: 'found at the door',
    })
  ).body
const discard = (one: Filed, reason: string | null, by: Person = org.owner) =>
  put(`/inbox-documents/${one.id}/discarding`, { reason }, one.version, by)
const assign = (one: Filed, patientId: string | null, by: Person = org.owner) =>
  put(`/documents/${one.id}/patient`, { patientId }, one.version, by)
const waiting = async () => ((await org.owner.get('/inbox-documents')).body.items as Filed[]).map(({ id }) => id)
const chartOf = async (patient: string, by: Person = org.owner) => (await by.get(`/patients/${patient}/documents`)).body

describe('a scan that is nobody’s', () => {
  test('is thrown away with a reason that lies sealed, stands in the log, and comes back by one press', async () => {
    const scan = await scanned()
    const gone = await discard(scan, 'a blank page')
    expect(gone).toMatchObject({ status: 200, body: { id: scan.id, abilities: { discard: { allowed: false } } } })
    expect(gone.body.discardedAt).toBeDefined()
    expect(await waiting()).not.toContain(scan.id)
    const { rows } = await world.owner.query(
      `select a.action, a.account_id, a.fields, d::text || a::text as "all" from tenant.audit_events a
       join tenant.document_references d on d.id = a.subject_id::uuid
       where a.subject = 'document_references' and d.id = $1 and a.action = 'update'`,
      [scan.id],
    )
    expect(rows).toMatchObject([
      { account_id: org.owner.accountId, fields: expect.arrayContaining(['discard_reason_sealed', 'discarded_at']) },
    ])
    expect(rows[0].all).not.toContain('blank')
    expect(await discard(scan, null)).toMatchObject({ status: 412, body: { code: 'stale' } })
    const back = await discard(gone.body, null)
    expect(back).toMatchObject({ status: 200, body: { abilities: { discard: { allowed: true } } } })
    expect(back.body).not.toHaveProperty('discardedAt')
    expect(await waiting()).toContain(scan.id)
    expect((await discard(back.body, '   ')).status).toBe(400)
  })

  test('is swept a day later: its bytes go and whatever was told of it, and nothing brings it back', async () => {
    const [scan, young] = [await scanned(), await scanned()]
    const gone = (await discard(scan, 'twice')).body
    await discard(young, 'twice')
    const partsOf = async ({ id }: Filed) =>
      (
        await world.owner.query(
          `select count(*)::int as n from tenant.file_parts p join tenant.document_references d on d.file_id = p.file_id where d.id = $1`,
          [id],
        )
      ).rows[0].n as number
    await world.application.workers!.drain()
    expect(await partsOf(scan)).toBeGreaterThan(0)
    await world.owner.query(`update tenant.document_references set kept_until = now() where id = $1`, [scan.id])
    await world.application.workers!.drain()
    expect([await partsOf(scan), (await partsOf(young)) > 0]).toEqual([0, true])
    const { told, file } = await org.inTenant(async (tx) => {
      const row = (await findDocument(tx, scan.id, { scope: undefined, mayFile: true })) as DocumentRow
      const { facts } = await tx.one(shape({ facts: bytea })`
        select facts_sealed as facts from tenant.files where organization_id = ${org.id} and id = ${row.file_id}`)
      const place = { table: 'files', row: row.file_id, column: 'facts_sealed' }
      return { told: documentSecrets.open(tx.sealer, row), file: tx.sealer.open(place, facts) }
    })
    expect([told, file]).toEqual([{ title: '—' }, '{"name":"—"}'])
    const now = { ...gone, version: gone.version + 2 }
    expect(await discard(now, null)).toMatchObject({
      status: 409,
      body: { code: 'wrong-state', data: { state: 'deleted' } },
    })
    expect(await org.owner.get(`/documents/${scan.id}/content`)).toMatchObject({ status: 409 })
    const { rows } = await world.owner.query(`select tenant.next_discarded_document_at() > now() as "isLater"`)
    expect(rows).toEqual([{ isLater: true }])
  })

  test('is not thrown away once it is filed, and not filed once it is thrown away', async () => {
    const patient = await added()
    const filed = (await assign(await scanned(), patient)).body
    expect(await discard(filed, 'no')).toMatchObject({
      status: 409,
      body: { code: 'wrong-state', data: { state: 'filed' } },
    })
    const gone = (await discard(await scanned(), 'no')).body
    expect(await assign(gone, patient)).toMatchObject({
      status: 409,
      body: { code: 'wrong-state', data: { state: 'discarded' } },
    })
  })

  test('is not thrown away where it ever lay in a chart, whoever filed it and whenever', async () => {
    const back = (await assign((await assign(await scanned(), await added())).body, null)).body
    expect(back.abilities.discard).toEqual({ allowed: false, reason: 'wrong-state' })
    const refused = { status: 409, body: { code: 'wrong-state', data: { state: 'filed' } } }
    expect(await discard(back, 'to be rid of it')).toMatchObject(refused)
    expect(await waiting()).toContain(back.id)
    // as what was there before that was noted: whatever was done to it since may have been filing
    const [touched, untouched] = [await scanned(), await scanned()]
    await world.owner.query(`update tenant.document_references set lay_in_chart = true where id = $1`, [touched.id])
    expect(await discard({ ...touched, version: 2 }, 'twice')).toMatchObject(refused)
    await world.owner.query(
      `begin; set local session_replication_role = replica;
       update tenant.document_references set lay_in_chart = true where id = '${untouched.id}'; commit`,
    )
    expect((await discard(untouched, 'twice')).status).toBe(200)
  })

  test('keeps its bytes where a process that knows of no discarding files it meanwhile', async () => {
    const gone = (await discard(await scanned(), 'twice')).body
    const patient = await added()
    await world.owner.query(`update tenant.document_references set kept_until = now() where id = $1`, [gone.id])
    await world.owner.query(`update tenant.document_references set patient_id = $2 where id = $1`, [gone.id, patient])
    await world.application.workers!.drain()
    expect(await chartOf(patient)).toMatchObject({ items: [{ id: gone.id, isTakenAway: false }] })
    expect((await org.owner.get(`/documents/${gone.id}/content`)).status).toBe(200)
  })
})

describe('a document in the wrong chart', () => {
  test('is moved to the right one with its drawings; both logs say so, and a line without content stays', async () => {
    const [wrong, right] = [await added(), await added()]
    const filed = (await assign(await scanned(), wrong)).body
    const marks = [{ kind: 'text', ink: 'red', at: [0.5, 0.5], text: 'here' }]
    expect((await org.owner.post(`/documents/${filed.id}/annotations`, { marks })).status).toBe(201)
    const moved = await assign(filed, right)
    expect(moved).toMatchObject({ status: 200, body: { patientId: right } })
    expect((await org.owner.get(`/documents/${filed.id}/annotations`)).body.items).toHaveLength(1)
    const left = await chartOf(wrong)
    expect(left).toEqual({
      items: [],
      movedAway: [{ at: expect.any(String), by: expect.objectContaining({ id: org.owner.accountId }) }],
    })
    expect(left.movedAway[0].by.name).toBeTruthy()
    expect(await chartOf(right)).toMatchObject({ items: [{ id: filed.id }] })
    const { rows } = await world.owner.query(
      `select distinct patient_id, subject from tenant.audit_events
       where action in ('create', 'update') and patient_id = any ($1) and subject like 'document\\_%' order by subject`,
      [[wrong, right]],
    )
    expect(rows).toEqual(
      expect.arrayContaining([
        { patient_id: wrong, subject: 'document_moves' },
        { patient_id: right, subject: 'document_references' },
      ]),
    )
    // where it comes back to, nothing is missing
    expect((await assign(moved.body, wrong)).status).toBe(200)
    expect(await chartOf(wrong)).not.toHaveProperty('movedAway')
    expect((await chartOf(right)).movedAway).toHaveLength(1)
  })

  test('stays where it lies while its patient is on a legal hold, as an error if it is one', async () => {
    const [held, other] = [await added(), await added()]
    const filed = (await assign(await scanned(), held)).body
    const hold = (await org.owner.post(`/patients/${held}/legal-holds`, { reason: 'court order 7' })).body
    for (const to of [other, null])
      expect(await assign(filed, to)).toMatchObject({
        status: 409,
        body: { code: 'wrong-state', data: { state: 'on-hold' } },
      })
    expect(await chartOf(held)).toMatchObject({ items: [{ id: filed.id }] })
    expect(await chartOf(held)).not.toHaveProperty('movedAway')
    expect((await org.owner.post(`/legal-holds/${hold.id}/lift`, { reason: 'over' })).status).toBe(200)
    expect((await assign(filed, other)).status).toBe(200)
  })

  test('is moved by whoever writes both charts, and by nobody else', async () => {
    const clinic = (await org.owner.post('/clinics', { name: 'North', timeZone: 'Europe/Berlin' })).body.id
    const role = await org.owner.post('/roles', {
      name: 'Writes charts there',
      copyOf: 'nurse',
      permissions: ['patients.read', 'charts.read', 'charts.write'],
    })
    const nurse = await org.member(role.body.key, { clinicIds: [clinic] })
    const [seen, unseen] = [await added({ homeClinicId: clinic }), await added()]
    const there = (await assign(await scanned(), seen)).body
    expect(await assign(there, unseen, nurse)).toMatchObject({ status: 400 })
    const elsewhere = (await assign(await scanned(), unseen)).body
    expect(await assign(elsewhere, seen, nurse)).toMatchObject({ status: 404 })
    const desk = await org.member('receptionist')
    expect(await assign(there, unseen, desk)).toMatchObject({ status: 403, body: { code: 'not-allowed' } })
    expect(await discard(there, 'no', desk)).toMatchObject({ status: 403, body: { code: 'not-allowed' } })
  })
})
