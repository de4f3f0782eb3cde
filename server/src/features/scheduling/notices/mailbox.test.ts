import { afterAll, beforeAll, expect, test } from 'vitest'
import { createWorld, type World } from '../../../testing/world.ts'
import { build } from '../build.ts'

let world: World
beforeAll(async () => void (world = await createWorld({ MESSAGE_DELAY_SECONDS: '180' })))
afterAll(() => world.close())

const ask = (method: 'GET' | 'POST', url: string, headers = {}) =>
  world.application.http!.inject({
    method,
    url,
    headers: { ...(method === 'POST' && { 'content-type': 'application/x-www-form-urlencoded' }), ...headers },
    ...(method === 'POST' && { payload: '' }),
  })

test('the development mailbox shows what waits, pooled and dedicated, and sends it at a press', async () => {
  for (const dedicated of [false, true]) {
    const organization = await world.organization({ dedicated })
    await organization.inTenant(async (tx) => {
      const patient = await build.patient(tx, { contact: { email: `mina.${dedicated}@patient.test` } })
      await build.appointment(tx, { patientId: patient.id })
    })
  }
  await world.application.workers!.drain()
  const page = (await ask('GET', '/dev/mailbox')).body
  for (const which of ['false', 'true'])
    expect(page).toMatch(new RegExp(`visit-booked to mina.${which}@patient.test, goes out in <b>[23]:\\d\\d</b>`))
  expect(world.application.mails()).toEqual([])

  expect((await ask('POST', '/dev/mailbox/sending', { 'sec-fetch-site': 'cross-site' })).statusCode).toBe(404)
  expect((await ask('POST', '/dev/mailbox/sending')).statusCode).toBe(303)
  await world.application.workers!.drain()
  expect(
    world.application
      .mails()
      .map(({ to }) => to)
      .toSorted(),
  ).toEqual(['mina.false@patient.test', 'mina.true@patient.test'])
  expect((await ask('GET', '/dev/mailbox')).body).not.toContain('goes out in')
})
