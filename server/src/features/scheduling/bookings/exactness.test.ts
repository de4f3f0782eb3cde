import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { isDeep, seed } from '../../../testing/deep.ts'
import { createWorld, type TestOrganization, type World } from '../../../testing/world.ts'
import { cancelAppointment } from '../appointments/actions.ts'
import { milliseconds } from '../availability/queries.ts'
import { footprintOf, type Need } from '@polyclinic/contract/scheduling/footprints.ts'
import { build, hourAhead } from '../build.ts'
import { moveAppointment } from '../moves/actions.ts'
import { bookAppointment } from './actions.ts'
import { SlotTaken } from '../alternatives/actions.ts'
import { Oracle } from './oracle.ts'
import { text, uuid } from '../../../kit/db/columns.ts'
import { shape } from '../../../kit/db/row.ts'

const steps = isDeep ? 15_000 : 800
const minute = 60_000
const booker = { can: () => true, allPatients: true }

let world: World
beforeAll(async () => void (world = await createWorld()))
afterAll(() => world.close())

/** A small generator of the same numbers for the same seed (mulberry32). */
function randomOf(start: number): (below: number) => number {
  let state = start
  return (below) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below
  }
}

const worldOf = (organization: TestOrganization) =>
  organization.inTenant(async (tx) => {
    const clinicId = await build.clinic(tx)
    const rooms = [
      await build.room(tx, { clinicId, name: 'A' }),
      await build.room(tx, { clinicId, name: 'B', capacity: 2 }),
    ]
    const places = await tx.all(shape({ id: uuid, room_id: uuid })`
      select r.id, r.room_id from tenant.resources r join tenant.rooms m on m.organization_id = r.organization_id and m.id = r.room_id
      where r.organization_id = ${tx.organization.id} order by m.name, r.place`)
    const [a, b] = rooms.map(({ id }) => id) as [string, string]
    const kinds = [
      { durationMinutes: 30, bufferBefore: 0, bufferAfter: 10 },
      { durationMinutes: 45, bufferBefore: 15, bufferAfter: 5, roomIds: [a] },
      { durationMinutes: 20, bufferBefore: 5, bufferAfter: 0, roomIds: [a, b] },
    ]
    const services = []
    for (const kind of kinds) services.push({ ...kind, id: (await build.service(tx, kind)).id })
    const practitioners = []
    for (let nth = 0; nth < 3; nth++) practitioners.push((await build.practitioner(tx, { clinicIds: [clinicId] })).id)
    return { clinicId, patientId: (await build.patient(tx)).id, places, services, practitioners }
  })

describe.each([
  { dedicated: false, kind: 'a pooled', count: steps },
  { dedicated: true, kind: 'a dedicated', count: steps / 4 },
])('in $kind organization', ({ dedicated, count }) => {
  test(`${count} random bookings, moves, cancellations and overbookings end as the rules say (seed ${seed})`, async () => {
    const organization = await world.organization({ dedicated })
    const { clinicId, patientId, places, services, practitioners } = await worldOf(organization)
    const random = randomOf(seed)
    const oracle = new Oracle()
    const appointments = new Map<
      string,
      {
        service: (typeof services)[number]
        start: number
        duration: number
        practitioner: string
        roomId: string | null
      }
    >()
    const seen = { booked: 0, moved: 0, refused: 0, overbooked: 0 }
    const day = Date.parse(hourAhead(3))
    const pick = <Item>(items: readonly Item[]) => items[random(items.length)] as Item
    const needOf = (service: (typeof services)[number], duration: number): Need => ({
      duration,
      before: service.bufferBefore * minute,
      after: service.bufferAfter * minute,
    })
    const anyTime = () => day + random(12 * 12) * 5 * minute
    // the places of the room it has come first
    const poolOf = (service: (typeof services)[number], usual: string | null) =>
      places
        .filter((place) => service.roomIds?.includes(place.room_id))
        .toSorted((a, b) => Number(b.room_id === usual) - Number(a.room_id === usual))
    const roomOf = (place: string | undefined) => places.find((each) => each.id === place)?.room_id ?? null
    const tried = async <Answer>(work: () => Promise<Answer>) => {
      try {
        return await work()
      } catch (error) {
        if (error instanceof SlotTaken) return undefined
        throw error
      }
    }

    for (let step = 0; step < count; step++) {
      const dice = random(100)
      const overbook = random(12) === 0 ? { reason: 'must be today' } : undefined
      const what = `step ${step}, seed ${seed}`
      const [id, known] = appointments.size > 0 ? pick([...appointments]) : []
      if (!id || !known || (dice < 55 && appointments.size < 120)) {
        const service = pick(services)
        const wish = {
          start: anyTime(),
          practitioner: pick(practitioners),
          duration: service.durationMinutes * minute,
        }
        const booking = {
          clinicId,
          patientId,
          serviceId: service.id,
          practitionerId: wish.practitioner,
          startsAt: new Date(wish.start).toISOString(),
          overbook,
        }
        const row = await tried(() => organization.inTenant((tx) => bookAppointment(tx, booking, booker)))
        const pool = poolOf(service, null).map((place) => place.id)
        const appointment = row?.id ?? 'refused'
        const expected = oracle.occupy({
          appointment,
          practitioner: wish.practitioner,
          pool,
          footprint: footprintOf(wish.start, needOf(service, wish.duration)),
          overbook: Boolean(overbook),
        })
        expect(Boolean(row), what).toBe(Boolean(expected))
        if (!row) seen.refused++
        if (!row || !expected) continue
        seen.booked++
        if (expected.isOver) seen.overbooked++
        expect([row.room_id, row.overbook_reason_sealed !== null], what).toEqual([
          roomOf(expected.place),
          expected.isOver,
        ])
        appointments.set(row.id, { service, ...wish, roomId: row.room_id })
      } else if (dice < 80) {
        const wish = {
          start: random(3) > 0 ? anyTime() : known.start,
          duration: random(4) === 0 ? (10 + random(10) * 5) * minute : known.duration,
          practitioner: random(3) === 0 ? pick(practitioners) : known.practitioner,
        }
        if (wish.start === known.start && wish.duration === known.duration && wish.practitioner === known.practitioner)
          continue
        const move = {
          startsAt: new Date(wish.start).toISOString(),
          durationMinutes: wish.duration / minute,
          practitionerId: wish.practitioner,
          overbook,
        }
        const row = await tried(() => organization.inTenant((tx) => moveAppointment(tx, { id }, move, booker)))
        const pool = poolOf(known.service, known.roomId).map((place) => place.id)
        const expected = oracle.occupy({
          appointment: id,
          practitioner: wish.practitioner,
          pool,
          footprint: footprintOf(wish.start, needOf(known.service, wish.duration)),
          overbook: Boolean(overbook),
        })
        expect(Boolean(row), what).toBe(Boolean(expected))
        if (!row) seen.refused++
        if (!row || !expected) continue
        seen.moved++
        if (expected.isOver) seen.overbooked++
        expect([row.id, row.room_id, row.overbook_reason_sealed !== null], what).toEqual([
          id,
          roomOf(expected.place),
          expected.isOver,
        ])
        appointments.set(id, { ...known, ...wish, roomId: row.room_id })
      } else {
        await organization.inTenant((tx) => cancelAppointment(tx, { id }, { reason: 'clinic' }))
        oracle.vacate(id)
        appointments.delete(id)
      }
    }

    const claims = await organization.inTenant((tx) =>
      tx.all(shape({
        claim: text,
      })`select concat_ws(' ', appointment_id, resource_id, ${milliseconds(sql`taken_from`)}, ${milliseconds(sql`starts_at`)}, ${milliseconds(sql`ends_at`)}, ${milliseconds(sql`free_from`)}) as claim
        from tenant.claims where organization_id = ${tx.organization.id}`),
    )
    expect(claims.map(({ claim }) => claim).toSorted()).toEqual(oracle.all())
    // a proof that met only one kind of outcome would prove little
    for (const [outcome, times] of Object.entries(seen)) expect(times, outcome).toBeGreaterThan(count / 200)
  })
})
