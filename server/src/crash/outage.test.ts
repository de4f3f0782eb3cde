import { afterAll, beforeAll, expect, test } from 'vitest'
import { masterKeyFrom } from '../kit/crypto/master-key.ts'
import { migrate } from '../kit/db/migrate.ts'
import { Installation, masterSecret, rolePrefix } from './installation.ts'

const installation = new Installation()
beforeAll(async () => {
  await installation.startPostgres()
  await migrate({
    url: installation.url,
    rolePrefix,
    master: masterKeyFrom(masterSecret),
    lines: ['control', 'tenant'],
  })
  await installation.startProcesses()
  await installation.workerHasBegun()
})
afterAll(() => installation.close())

/** Public, and answered by the database: 404 where it is there. */
async function ask(address: string) {
  const answer = await fetch(`${address}/api/v1/invitations/${'x'.repeat(43)}`)
  return { status: answer.status, retryAfter: answer.headers.get('retry-after'), body: await answer.json() }
}

test('while the database is away, answers are 503 with Retry-After; when it is back, all goes on by itself', async () => {
  const [address = ''] = installation.addresses
  expect((await ask(address)).status).toBe(404)
  await installation.stopPostgres()
  const away = await ask(address)
  expect(away).toMatchObject({ status: 503, retryAfter: expect.stringMatching(/^\d+$/), body: { code: 'unavailable' } })
  expect((await fetch(`${address}/health/ready`)).status).toBe(503)
  expect((await fetch(`${address}/health/live`)).status).toBe(200)
  await installation.startPostgres()
  await expect.poll(async () => (await ask(address)).status).toBe(404)
  expect(installation.deaths, installation.lastWords).toEqual([])
})
