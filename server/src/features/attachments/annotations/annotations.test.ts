import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '../../../kit/db/ids.ts'
import { sentFile, tinyPng } from '../../../testing/files.ts'
import { createWorld, type TestOrganization, type World } from '../../../testing/world.ts'

let world: World
let org: TestOrganization
let patient: string

beforeAll(async () => {
  world = await createWorld({}, { hasWorker: false })
  org = await world.organization()
  patient = (await org.owner.post('/patients', { kind: 'human', givenName: 'Nils' })).body.id
})
afterAll(() => world?.close())

const filed = async (content: Uint8Array = tinyPng) => {
  const fileId = await sentFile(org.owner, content, 'attachment')
  return (await org.owner.post(`/patients/${patient}/documents`, { fileId })).body as { id: string }
}
const marks = [
  {
    kind: 'line',
    ink: 'red',
    points: [
      [0.1, 0.2],
      [0.3, 0.4],
    ],
  },
  { kind: 'arrow', ink: 'yellow', from: [0, 0], to: [1, 1] },
  { kind: 'text', ink: 'blue', at: [0.5, 0.5], text: 'swollen' },
]
const draw = (on: string, body: object = { marks }, key = newId()) =>
  org.owner.call('POST', `/documents/${on}/annotations`, { body, headers: { 'idempotency-key': key } })

test('what is drawn lies beside the picture, by whom and when, sealed; the picture stays as it is', async () => {
  const { id } = await filed()
  // its tag is a hash of the bytes
  const picture = async () => (await org.owner.get(`/documents/${id}/content`)).headers['etag']
  const before = await picture()
  const drawn = await draw(id)
  expect(drawn).toMatchObject({ status: 201, body: { documentId: id, marks, recordedBy: org.owner.accountId } })
  const { name: authorName } = (await org.owner.get('/api/v1/me')).body.account
  expect((await org.owner.get(`/documents/${id}/annotations`)).body.items).toEqual([{ ...drawn.body, authorName }])
  expect(await picture()).toBe(before)
  const { rows } = await world.owner.query('select to_jsonb(a)::text as row from tenant.document_annotations a')
  expect(JSON.stringify(rows)).not.toContain('swollen')
  const wrong = await org.owner.call('PATCH', `/annotations/${drawn.body.id}`, {
    body: { status: 'entered-in-error' },
    headers: { 'if-match': '"1"' },
  })
  expect(wrong.body).toMatchObject({ status: 'entered-in-error', version: 2 })
  const late = { body: { status: 'current' }, headers: { 'if-match': '"1"' } }
  const overtaken = await org.owner.call('PATCH', `/annotations/${drawn.body.id}`, late)
  expect(overtaken).toMatchObject({ status: 412, body: { code: 'stale' } })
})

test('nothing is drawn on papers, beyond the edge, or twice under one key', async () => {
  const paper = await filed(Buffer.from('%PDF-1.7\n'))
  expect(await draw(paper.id)).toMatchObject({ status: 409, body: { code: 'wrong-state', data: { state: 'pdf' } } })
  const { id } = await filed()
  expect((await draw(id, { marks: [{ kind: 'arrow', ink: 'red', from: [0, 0], to: [1.1, 0] }] })).status).toBe(400)
  expect((await draw(id, { marks: [] })).status).toBe(400)
  const [one, again] = [await draw(id, { marks }, 'pen'), await draw(id, { marks }, 'pen')]
  expect(again.body).toEqual(one.body)
  const other = { marks: marks.slice(1) }
  expect(await draw(id, other, 'pen')).toMatchObject({ status: 422, body: { code: 'key-reused' } })
  expect((await draw(newId())).status).toBe(404)
})

test('nothing is drawn on what waits in the inbox, where nobody would see it', async () => {
  const fileId = await sentFile(org.owner, tinyPng, 'attachment')
  const { body } = await org.owner.post('/inbox-documents', { fileId })
  expect(await draw(body.id)).toMatchObject({ status: 409, body: { code: 'wrong-state', data: { state: 'waiting' } } })
})
