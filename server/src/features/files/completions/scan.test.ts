import { afterAll, beforeAll, expect, test } from 'vitest'
import { startClamd } from '../../../adapters/clamav/clamd-fixture.ts'
import { freePort } from '../../../testing/free-port.ts'
import { sendFile, tinyPng } from '../../../testing/files.ts'
import { createWorld, type Person, type TestOrganization, type World } from '../../../testing/world.ts'

let clamd: Awaited<ReturnType<typeof startClamd>>
let world: World
let organization: TestOrganization
let owner: Person

beforeAll(async () => {
  clamd = await startClamd('EICAR-LIKE')
  world = await createWorld({ CLAMD_URL: clamd.address })
  organization = await world.organization()
  owner = organization.owner
})
afterAll(async () => {
  await world.close()
  await clamd.stop()
})

async function sent(content: Uint8Array, as = owner, purpose = 'attachment') {
  const { body } = await as.post('/files', { name: 'a', purpose, size: content.length })
  return { id: body.id as string, answer: await sendFile(as, body.id as string, content) }
}

test('every byte goes past the scanner, and what it finds is deleted', async () => {
  const content = Buffer.concat([Buffer.alloc(200_000, 'x'), Buffer.from('EICAR-LIKE')])
  const { id, answer } = await sent(content)
  expect(answer).toMatchObject({ status: 422, body: { code: 'file-infected' } })
  expect(clamd.seen).toEqual([content.length])
  expect((await owner.get(`/files/${id}`)).status).toBe(404)
  expect((await sent(Buffer.from('harmless'))).answer).toMatchObject({ status: 200, body: { state: 'kept' } })
})

test('while the scanner is away files wait, are not shown and not lost; once it is back they are let through or deleted', async () => {
  const port = await freePort()
  const away = await createWorld({ CLAMD_URL: `tcp://127.0.0.1:${port}` })
  try {
    const place = await away.organization()
    const [harmless, logo] = [
      await sent(Buffer.from('harmless'), place.owner),
      await sent(tinyPng, place.owner, 'logo'),
    ]
    const harmful = await sent(Buffer.from('EICAR-LIKE'), place.owner)
    for (const { answer } of [harmless, harmful, logo])
      expect(answer).toMatchObject({ status: 200, body: { state: 'held' } })
    expect(await place.owner.get(`/files/${harmless.id}/content`)).toMatchObject({
      status: 409,
      body: { code: 'wrong-state', data: { state: 'held' } },
    })
    expect((await place.owner.put('/logo', { fileId: logo.id })).status).toBe(200)
    expect((await place.owner.get('/logo')).status).toBe(404)
    const shown = async () => (await place.owner.get('/api/v1/me')).body.memberships[0].organization.logoFileId
    expect(await shown()).toBeNull()
    const back = await startClamd('EICAR-LIKE', port)
    await away.application.workers!.drain()
    expect((await place.owner.get(`/files/${harmless.id}/content`)).body).toBe('harmless')
    expect((await place.owner.get(`/files/${harmful.id}`)).status).toBe(404)
    expect((await place.owner.get('/logo')).status).toBe(200)
    expect(await shown()).toBe(logo.id)
    await back.stop()
  } finally {
    await away.close()
  }
})

test('what is used and found harmful once the scanner is back is taken away, and stops the clearing of nothing else', async () => {
  const port = await freePort()
  const away = await createWorld({ CLAMD_URL: `tcp://127.0.0.1:${port}` })
  try {
    const { owner: by, id } = await away.organization()
    const [unused, used] = [await sent(Buffer.from('EICAR-LIKE'), by), await sent(Buffer.from('EICAR-LIKE, too'), by)]
    const patient = (await by.post('/patients', { kind: 'human', givenName: 'Nils' })).body.id as string
    const { body: document } = await by.post(`/patients/${patient}/documents`, { fileId: used.id })
    expect(document).toMatchObject({ isHeld: true, isTakenAway: false })
    const back = await startClamd('EICAR-LIKE', port)
    await away.application.workers!.drain()
    const left = async (table: string, column: string) =>
      (await away.owner.query(`select ${column} as id from tenant.${table} where organization_id = $1`, [id])).rows
    expect(await left('files', 'id')).toEqual([{ id: used.id }])
    expect(await left('file_parts', 'file_id')).toEqual([])
    expect(unused.id).not.toBe(used.id)
    const { rows: due } = await away.owner.query(`select tenant.next_file_to_clear_at() as next`)
    expect(due).toEqual([{ next: null }])
    const { rows: announced } = await away.owner.query(
      `select count(*)::int as n from tenant.events where name = 'document.changed' and payload ->> 'patientId' = $1`,
      [patient],
    )
    // that it was filed, and that it was taken away: whoever looks at the chart hears of both
    expect(announced).toEqual([{ n: 2 }])
    const { items } = (await by.get(`/patients/${patient}/documents`)).body
    expect(items).toMatchObject([{ id: document.id, isHeld: false, isTakenAway: true }])
    expect(await by.get(`/documents/${document.id}/content`)).toMatchObject({
      status: 409,
      body: { code: 'wrong-state', data: { state: 'deleted' } },
    })
    await back.stop()
  } finally {
    await away.close()
  }
})
