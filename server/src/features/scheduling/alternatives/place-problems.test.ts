import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Calendar } from '@polyclinic/contract/scheduling/calendar.ts'
import { placeProblemsIn, type ProposedAppointment } from '@polyclinic/contract/scheduling/place-problems.ts'
import { createWorld, type Person, type TestOrganization, type World } from '../../../testing/world.ts'
import { build } from '../build.ts'

let world: World
beforeAll(async () => void (world = await createWorld()))
afterAll(() => world.close())

const minute = 60_000
const morning = Date.parse('2027-01-04T08:00:00Z')
const at = (minutes: number) => new Date(morning + minutes * minute).toISOString()
const deep = process.env.DEEP === '1'

/** Two clinics that share a practitioner, services with and without buffers and rooms, and a day that is half full. */
const setUp = (organization: TestOrganization) =>
  organization.inTenant(async (tx) => {
    const openingHours = [{ weekday: 1, from: '08:00', to: '14:00' }]
    const here = await build.clinic(tx, { timeZone: 'UTC', openingHours })
    const there = await build.clinic(tx, { timeZone: 'UTC', name: 'Old Town' })
    const hours = [{ weekday: 1, from: '09:00', to: '15:00' }]
    const people = [
      (await build.practitioner(tx, { clinicIds: [here, there], hours })).id,
      (await build.practitioner(tx, { clinicIds: [here], hours })).id,
      (await build.practitioner(tx, { clinicIds: [here], hours })).id,
    ]
    const rooms = [
      (await build.room(tx, { clinicId: here })).id,
      (await build.room(tx, { clinicId: here, capacity: 2 })).id,
      (await build.room(tx, { clinicId: here })).id,
    ]
    const services = [
      await build.service(tx),
      await build.service(tx, { bufferBefore: 10, bufferAfter: 5 }),
      await build.service(tx, { bufferAfter: 20, roomIds: [rooms[0] as string, rooms[2] as string] }),
    ]
    const [first, second] = people as [string, string]
    const [plain, buffered, roomed] = services.map(({ id }) => id) as [string, string, string]
    const appointment = (fields: Partial<Parameters<typeof build.appointment>[1]>) =>
      build.appointment(tx, { clinicId: here, practitionerId: first, outsideHours: true, ...fields })
    const moved = [
      await appointment({ serviceId: plain, startsAt: at(90), roomId: rooms[1] }),
      await appointment({ serviceId: buffered, startsAt: at(150), roomId: rooms[0] }),
      await appointment({ serviceId: roomed, practitionerId: second, startsAt: at(150) }),
      await appointment({ serviceId: plain, practitionerId: second, startsAt: at(210), roomId: rooms[1] }),
      await appointment({ serviceId: plain, practitionerId: second, startsAt: at(95), roomId: rooms[1] }),
    ]
    await appointment({ serviceId: buffered, clinicId: there, startsAt: at(240) })
    const fourth = (await build.practitioner(tx, { clinicIds: [here] })).id
    const inRoom = { serviceId: plain, practitionerId: fourth, durationMinutes: 60 }
    await appointment({ ...inRoom, startsAt: at(200), roomId: rooms[0] })
    await appointment({ ...inRoom, startsAt: at(270), roomId: rooms[2] })
    const patientId = (await build.patient(tx)).id
    return { here, people, rooms, services, moved: moved.map(({ id }) => id), patientId }
  })

const withoutAlternatives = (data: Record<string, unknown> = {}) =>
  Object.fromEntries(Object.entries(data).filter(([name]) => name !== 'alternatives'))

describe.each([
  ['a pooled', false],
  ['a dedicated', true],
])('what the calendar of %s organization shows', (_kind, dedicated) => {
  let organization: TestOrganization
  let day: Awaited<ReturnType<typeof setUp>>
  let readers: Person[]
  beforeAll(async () => {
    organization = await world.organization({ dedicated })
    day = await setUp(organization)
    readers = [organization.owner, await organization.member('receptionist', { clinicIds: [day.here] })]
  })

  const wishes = fc.record({
    reader: fc.nat(1),
    person: fc.nat(2),
    room: fc.option(fc.nat(2), { nil: undefined, freq: 4 }),
    service: fc.nat(2),
    startsAt: fc.integer({ min: 8, max: 75 }).map((step) => step * 5),
    duration: fc.integer({ min: 1, max: 12 }).map((step) => step * 5),
    appointment: fc.option(fc.nat(4), { nil: undefined }),
  })

  test('says before a booking or a move what the answer to it says, word for word', async () => {
    const answers = new Set<string>()
    for (const wish of fc.sample(wishes, { numRuns: deep ? 400 : 80, seed: 20_270_104 })) {
      const reader = readers[wish.reader] as Person
      const calendar = (await reader.get(`/calendar?clinicId=${day.here}&from=2027-01-04`)).body as Calendar
      const asked = await ask(reader, calendar, wish)
      const [said] = placeProblemsIn(calendar)(asked.place, Date.now())
      const told = JSON.stringify(wish)
      answers.add(asked.body.data?.reason ?? asked.body.code ?? 'free')
      if (asked.status < 300) expect(said, told).toBeUndefined()
      else if (said) expect({ code: asked.body.code, data: withoutAlternatives(asked.body.data) }, told).toEqual(said)
      // which appointment has which place of a room that holds several is known to the database alone
      else expect([asked.body.data?.reason, asked.place.roomIds], told).toEqual(['room', [day.rooms[1]]])
    }
    expect([...answers].toSorted()).toEqual(['booked', 'buffer', 'closed', 'elsewhere', 'free', 'off', 'room'])
  })

  /** Books or moves, and takes it back where it went through. */
  async function ask(
    reader: Person,
    calendar: Calendar,
    wish: typeof wishes extends fc.Arbitrary<infer W> ? W : never,
  ) {
    const practitionerId = day.people[wish.person] as string
    const roomId = wish.room === undefined ? undefined : day.rooms[wish.room]
    const startsAt = at(wish.startsAt)
    const times = { start: Date.parse(startsAt), end: Date.parse(startsAt) + wish.duration * minute }
    const before =
      wish.appointment === undefined
        ? undefined
        : calendar.appointments.find(({ id }) => id === day.moved[wish.appointment as number])
    if (before) {
      const service = day.services.find(({ id }) => id === before.service.id)
      const change = { startsAt, durationMinutes: wish.duration, practitionerId }
      const { status, body } = await reader.patch(`/appointments/${before.id}`, change, before.version)
      if (status < 300)
        await organization.owner.patch(
          `/appointments/${before.id}`,
          {
            startsAt: before.startsAt,
            durationMinutes: minutesOf(before),
            practitionerId: before.practitionerId,
            ...(before.roomId && { roomId: before.roomId }),
            outsideHours: true,
          },
          body.version,
        )
      const keepsStart = Date.parse(before.startsAt) === times.start
      const keepsTime = keepsStart && minutesOf(before) === wish.duration && practitionerId === before.practitionerId
      const roomIds = [...new Set([...(before.roomId ? [before.roomId] : []), ...(service?.room_ids ?? [])])]
      const { bufferBefore, bufferAfter } = before
      const place: ProposedAppointment = {
        ...times,
        bufferBefore,
        bufferAfter,
        practitionerId,
        roomIds,
        moved: { id: before.id, keepsStart, keepsTime },
      }
      return { status, body, place }
    }
    const service = day.services[wish.service] as (typeof day.services)[number]
    const own = service.in_listed_rooms && !service.room_ids.includes(roomId ?? '') ? undefined : roomId
    const { status, body } = await reader.post('/appointments', {
      clinicId: day.here,
      patientId: day.patientId,
      serviceId: service.id,
      practitionerId,
      durationMinutes: wish.duration,
      startsAt,
      ...(own && { roomId: own }),
    })
    if (status < 300) await organization.owner.post(`/appointments/${body.id}/cancellation`, { reason: 'other' })
    const place: ProposedAppointment = {
      ...times,
      bufferBefore: service.buffer_before,
      bufferAfter: service.buffer_after,
      practitionerId,
      roomIds: own ? [own] : (service.room_ids ?? []),
    }
    return { status, body, place }
  }
})

const minutesOf = ({ startsAt, endsAt }: { startsAt: string; endsAt: string }) =>
  (Date.parse(endsAt) - Date.parse(startsAt)) / minute
