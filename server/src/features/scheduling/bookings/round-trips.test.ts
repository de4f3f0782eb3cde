import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '../../../kit/db/ids.ts'
import { roundTripsOf } from '../../../testing/round-trips.ts'
import { createWorld, type World } from '../../../testing/world.ts'
import { build } from '../build.ts'

let world: World
// jobs would ask the same database meanwhile
beforeAll(async () => void (world = await createWorld({}, { hasWorker: false })))
afterAll(() => world.close())

test.each([
  ['pooled', false],
  ['dedicated', true],
])('a booking with a key, somebody to tell and an event asks a %s database three times', async (_, dedicated) => {
  const organization = await world.organization({ dedicated })
  const wish = await organization.inTenant(async (tx) => {
    const clinicId = await build.clinic(tx)
    const hours = [{ clinicId, weekday: 1, from: '08:00', to: '18:00' }]
    return {
      clinicId,
      practitionerId: (await build.practitioner(tx, { clinicIds: [clinicId], hours })).id,
      serviceId: (await build.service(tx)).id,
      patientId: (await build.patient(tx, { contact: { email: 'ada@patient.test' } })).id,
    }
  })
  const book = (hour: number) => async () => {
    const startsAt = `2027-01-04T${String(hour).padStart(2, '0')}:00:00.000Z`
    const answer = await organization.owner.post('/appointments', { ...wish, startsAt }, { 'idempotency-key': newId() })
    expect([answer.status, answer.body.told?.state]).toEqual([201, 'will-be-told'])
  }
  for (const hour of [8, 9]) await book(hour)()
  const pool = world.application.platform.databases.holding(organization.tenant.placement)
  const trips: number[] = []
  // on a slow machine the entrance may be asked once more, and what the last one announced be told meanwhile
  for (const hour of [10, 11, 12, 13, 14]) trips.push(await roundTripsOf(pool, book(hour)))
  expect(Math.min(...trips)).toBe(3)
})
