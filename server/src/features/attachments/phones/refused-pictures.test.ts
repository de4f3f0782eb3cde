import { afterAll, beforeAll, expect, test } from 'vitest'
import { startClamd } from '../../../adapters/clamav/clamd-fixture.ts'
import { newId } from '../../../kit/db/ids.ts'
import { tinyPng } from '../../../testing/files.ts'
import { createWorld, type TestOrganization, type World } from '../../../testing/world.ts'

let clamd: Awaited<ReturnType<typeof startClamd>>
let world: World

beforeAll(async () => {
  clamd = await startClamd('EICAR-LIKE')
  world = await createWorld({ CLAMD_URL: clamd.address }, { hasWorker: false })
})
afterAll(async () => {
  await world?.close()
  await clamd?.stop()
})

/** Sends pictures to a new patient of an organization by a phone that was shown a code. */
async function phoneOf({ slug, owner }: TestOrganization) {
  const at = `/api/v1/organizations/${slug}`
  const { id } = (await owner.post('/patients', { kind: 'human', givenName: 'Nils' })).body
  const { token } = (await owner.post(`/patients/${id}/phone-links`, {})).body
  const { session } = (await world.anybody.call('POST', `${at}/phones/${token}/opening`, { body: {} })).body
  const send = (payload: Uint8Array) =>
    world.anybody.call('PUT', `${at}/phone-sessions/${session}/pictures/${newId()}`, {
      payload,
      headers: { 'content-type': 'application/octet-stream' },
    })
  const listed = async () => (await owner.get(`/patients/${id}/documents`)).body.items as object[]
  return { send, listed }
}

test('what the scanner finds in a picture from a phone is refused, and nothing of it is kept', async () => {
  const { send, listed } = await phoneOf(await world.organization())
  const infected = Buffer.concat([tinyPng, Buffer.from('EICAR-LIKE')])
  expect(await send(infected)).toMatchObject({ status: 422, body: { code: 'file-infected' } })
  expect(await listed()).toEqual([])
  const { rows } = await world.owner.query('select count(*)::int as files from tenant.files')
  expect(rows).toEqual([{ files: 0 }])
})

test('a picture from a phone for which the plan has no room is refused', async () => {
  const organization = await world.organization({ plan: 'free' })
  const { send, listed } = await phoneOf(organization)
  for (const size of [200, 200, 200, 200, 200])
    expect(
      (await organization.owner.post('/files', { name: 'a', purpose: 'attachment', size: size * 1_000_000 })).status,
    ).toBe(201)
  expect(await send(tinyPng)).toMatchObject({ status: 409, body: { code: 'plan-limit' } })
  expect(await listed()).toEqual([])
})
