import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newId } from '../../../kit/db/ids.ts'
import { createWorld, type Person, type World } from '../../../testing/world.ts'
import { build } from '../build.ts'

let world: World
beforeAll(async () => void (world = await createWorld()))
afterAll(() => world.close())

describe.each([
  ['a pooled', false],
  ['a dedicated', true],
])('the calendar of %s organization', (_kind, dedicated) => {
  test('shows everything of its days in one answer: people, rooms, hours as instants, appointments, the stream’s position', async () => {
    const organization = await world.organization({ dedicated, timeZone: 'America/New_York' })
    const { owner } = organization
    const { clinicId, practitionerId, roomId, booked, cancelled, before, after } = await organization.inTenant(
      async (tx) => {
        const clinicId = await build.clinic(tx, {
          openingHours: [1, 2, 3, 4, 5].map((weekday) => ({ weekday, from: '08:00', to: '18:00' })),
        })
        const practitionerId = (
          await build.practitioner(tx, {
            clinicIds: [clinicId],
            hours: [
              { weekday: 7, from: '00:00', to: '24:00' },
              { weekday: 1, from: '08:00', to: '12:00' },
            ],
          })
        ).id
        const roomId = (await build.room(tx, { clinicId })).id
        const appointment = async (startsAt: string) =>
          (
            await build.appointment(tx, {
              clinicId,
              practitionerId,
              startsAt,
              roomId,
              note: 'sealed words',
              outsideHours: true,
            })
          ).id
        return {
          clinicId,
          practitionerId,
          roomId,
          // 14 March 2027 has 23 hours in New York: from 05:00Z to 04:00Z
          before: await appointment('2027-03-14T04:00:00Z'),
          booked: await appointment('2027-03-14T05:00:00Z'),
          cancelled: await appointment('2027-03-14T15:00:00Z'),
          after: await appointment('2027-03-15T13:00:00Z'),
        }
      },
    )
    await owner.post(`/appointments/${cancelled}/cancellation`, { reason: 'clinic' })
    const { status, body } = await owner.get(`/calendar?clinicId=${clinicId}&from=2027-03-14`)
    expect(status).toBe(200)
    expect(body).toMatchObject({
      clinic: { id: clinicId, timeZone: 'America/New_York' },
      from: '2027-03-14',
      to: '2027-03-15',
      notAvailable: [],
      open: [],
      rooms: [{ id: roomId }],
    })
    expect(body.practitioners.map(({ id }: { id: string }) => id)).toEqual([practitionerId])
    expect(body.working).toEqual([
      { practitionerId, startsAt: '2027-03-14T05:00:00.000Z', endsAt: '2027-03-15T04:00:00.000Z' },
    ])
    expect(body.appointments.map(({ id }: { id: string }) => id)).toEqual([booked])
    expect(body.appointments[0]).toEqual((await owner.get(`/appointments/${booked}`)).body)
    expect(body.position).toMatch(/^\d+-0$/)
    expect(body.appointments.map(({ id }: { id: string }) => id)).not.toContain(before)

    const asked = `/calendar?clinicId=${clinicId}&from=2027-03-14`
    const withCancelled = (await owner.get(`${asked}&cancelled=included`)).body
    expect(withCancelled.appointments.map(({ id, state }: { id: string; state: string }) => [id, state])).toEqual([
      [booked, 'booked'],
      [cancelled, 'cancelled'],
    ])
    expect({ ...withCancelled, appointments: [], position: '' }).toEqual({ ...body, appointments: [], position: '' })
    expect((await owner.get(`${asked}&cancelled=no`)).body.appointments).toHaveLength(1)

    const week = (await owner.get(`/calendar?clinicId=${clinicId}&from=2027-03-14&days=7`)).body
    expect(week.to).toBe('2027-03-21')
    expect(week.appointments.map(({ id }: { id: string }) => id)).toEqual([booked, after])
    expect(week.open).toHaveLength(5)
  })
})

test('a practitioner’s appointments at another clinic say where to whoever works there too, to others only when', async () => {
  const organization = await world.organization()
  const { here, practitionerId } = await organization.inTenant(async (tx) => {
    const [here, there] = [await build.clinic(tx), await build.clinic(tx, { name: 'Old Town' })]
    const practitionerId = (await build.practitioner(tx, { clinicIds: [here, there] })).id
    const serviceId = (await build.service(tx, { bufferAfter: 10 })).id
    const overbook = { reason: 'back to back' }
    await build.appointment(tx, { clinicId: there, practitionerId, serviceId, startsAt: '2027-01-04T09:00:00Z' })
    await build.appointment(tx, { clinicId: there, practitionerId, startsAt: '2027-01-04T09:30:00Z', overbook })
    return { here, practitionerId }
  })
  const scoped = await organization.member('nurse', { clinicIds: [here] })
  const calendar = async (person: Person) => (await person.get(`/calendar?clinicId=${here}&from=2027-01-04`)).body
  const away = {
    practitionerId,
    startsAt: '2027-01-04T09:00:00.000Z',
    endsAt: '2027-01-04T10:00:00.000Z',
    bufferBefore: 0,
    bufferAfter: 0,
  }
  expect(await calendar(organization.owner)).toMatchObject({
    appointments: [],
    notAvailable: [{ ...away, clinic: 'Old Town' }],
  })
  expect((await calendar(scoped)).notAvailable).toEqual([away])
})

test('a clinic without opening hours is open on all of its days', async () => {
  const organization = await world.organization()
  const clinicId = await organization.inTenant((tx) => build.clinic(tx, { timeZone: 'Europe/Berlin' }))
  const { body } = await organization.owner.get(`/calendar?clinicId=${clinicId}&from=2027-01-04&days=2`)
  expect(body.open).toEqual([{ startsAt: '2027-01-03T23:00:00.000Z', endsAt: '2027-01-05T23:00:00.000Z' }])
})

test('answers 404 for a clinic that is not known or beyond the scope, 400 for more than seven days', async () => {
  const organization = await world.organization()
  const [here, there] = await organization.inTenant(
    async (tx) => [await build.clinic(tx), await build.clinic(tx)] as const,
  )
  const scoped = await organization.member('nurse', { clinicIds: [here] })
  expect((await scoped.get(`/calendar?clinicId=${here}&from=2027-01-04`)).status).toBe(200)
  expect((await scoped.get(`/calendar?clinicId=${there}&from=2027-01-04`)).status).toBe(404)
  expect((await organization.owner.get(`/calendar?clinicId=${newId()}&from=2027-01-04`)).status).toBe(404)
  for (const query of ['from=2027-01-04&days=8', 'from=2027-01-04&days=0', 'from=2027-02-30'])
    expect((await organization.owner.get(`/calendar?clinicId=${here}&${query}`)).status).toBe(400)
})
