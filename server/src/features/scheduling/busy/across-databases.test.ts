import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { isDeep } from '../../../testing/deep.ts'
import { createWorld, type Answer, type Person, type World } from '../../../testing/world.ts'
import { hourAhead } from '../build.ts'
import { agree, book, ledgerOf, workplaceOf, type Workplace } from './workplace-fixture.ts'

let world: World
beforeAll(async () => void (world = await createWorld()))
afterAll(() => world.close())

const startsAt = hourAhead(5)
const atOnce = isDeep ? 200 : 60
const later = (minutes: number) => new Date(Date.parse(startsAt) + minutes * 60_000).toISOString()

function expectOneWinner(answers: Answer[]): void {
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(1)
  const lost = answers.filter(({ status }) => status === 409)
  expect(lost, JSON.stringify(answers.find(({ status }) => status !== 201 && status !== 409)?.body)).toHaveLength(
    answers.length - 1,
  )
  for (const { body } of lost) {
    expect(body.code).toBe('slot-taken')
    expect(body.data.alternatives).toHaveLength(3)
    for (const slot of body.data.alternatives) expect(slot.startsAt).not.toBe(startsAt)
  }
}

describe.each([
  { kinds: 'two pooled', dedicated: [false, false] },
  { kinds: 'a pooled and a dedicated', dedicated: [false, true] },
  { kinds: 'two dedicated', dedicated: [true, true] },
])('a practitioner of $kinds organizations', ({ dedicated }) => {
  let locum: Person
  let here: Workplace
  let there: Workplace
  beforeEach(async () => {
    locum = await world.account('Lou Locum')
    here = await workplaceOf(world, locum, { dedicated: dedicated[0] as boolean })
    there = await workplaceOf(world, locum, { dedicated: dedicated[1] as boolean })
    expect((await agree(locum, there)).status).toBe(200)
  })

  test(`of ${atOnce} parallel bookings of one moment through both exactly one wins, all others learn of three free times`, async () => {
    const both = [here, there] as const
    const answers = await Promise.all(
      Array.from({ length: atOnce }, (_, nth) => book(both[nth % 2] as Workplace, startsAt)),
    )
    expectOneWinner(answers)
    const winner = answers.find(({ status }) => status === 201) as Answer
    expect(await ledgerOf(world, locum)).toMatchObject([{ appointment_id: winner.body.id, is_confirmed: true }])
  })

  test('is not available at the other one, which learns no reason', async () => {
    const { body: appointment } = await book(here, startsAt)
    const day = startsAt.slice(0, 10)
    const calendar = await there.organization.owner.get(`/calendar?clinicId=${there.clinicId}&from=${day}&days=2`)
    expect(calendar.body.notAvailable).toEqual([
      { practitionerId: there.practitionerId, startsAt, endsAt: later(35), bufferBefore: 0, bufferAfter: 0 },
    ])
    expect(JSON.stringify(calendar.body)).not.toContain(appointment.id)
    const query = new URLSearchParams({
      serviceId: there.serviceId,
      clinicId: there.clinicId,
      from: later(-30),
      to: later(90),
    })
    const { body } = await there.organization.owner.get(`/availability?${query}`)
    const starts = body.slots.map((slot: { startsAt: string }) => slot.startsAt)
    expect(starts).not.toContain(startsAt)
    expect(starts).toContain(later(45))
  })

  test('is free for the other one as soon as an appointment is moved or cancelled', async () => {
    const { body: appointment } = await book(here, startsAt)
    expect((await book(there, later(10))).status).toBe(409)
    expect(
      (
        await here.organization.owner.patch(
          `/appointments/${appointment.id}`,
          { startsAt: later(120) },
          appointment.version,
        )
      ).status,
    ).toBe(200)
    expect((await book(there, startsAt)).status).toBe(201)
    expect((await book(there, later(120))).status).toBe(409)
    expect(
      (await here.organization.owner.post(`/appointments/${appointment.id}/cancellation`, { reason: 'client' })).status,
    ).toBe(201)
    expect((await book(there, later(120))).status).toBe(201)
    const rows = await ledgerOf(world, locum)
    expect(rows.map((row) => [row.organization_id, row.is_confirmed])).toEqual([
      [there.organization.id, true],
      [there.organization.id, true],
    ])
  })

  test('a cancelled appointment comes back only while the other one has not taken its time', async () => {
    const { body: appointment } = await book(here, startsAt)
    const cancel = () =>
      here.organization.owner.post(`/appointments/${appointment.id}/cancellation`, { reason: 'client' })
    const bringBack = () =>
      here.organization.owner.post(`/appointments/${appointment.id}/corrections`, { to: 'booked' })
    await cancel()
    expect((await bringBack()).status).toBe(201)
    expect(await ledgerOf(world, locum)).toMatchObject([{ appointment_id: appointment.id, is_confirmed: true }])
    expect((await book(there, later(10))).status).toBe(409)
    await cancel()
    const answers = await Promise.all([bringBack(), ...[1, 2, 3].map(() => book(there, startsAt)), bringBack()])
    const won = answers.filter(({ status }) => status === 201)
    expect(won).toHaveLength(1)
    for (const { status, body } of answers.filter((each) => each.status !== 201)) {
      expect(status, JSON.stringify(body)).toBe(409)
      expect(['slot-taken', 'wrong-state']).toContain(body.code)
    }
    expect(await ledgerOf(world, locum)).toMatchObject([{ appointment_id: won[0]?.body.id, is_confirmed: true }])
  })

  test('a move onto the other one’s time is refused and keeps the appointment and its claim', async () => {
    const { body: appointment } = await book(here, startsAt)
    await book(there, later(60))
    const before = await ledgerOf(world, locum)
    const refused = await here.organization.owner.patch(
      `/appointments/${appointment.id}`,
      { startsAt: later(70) },
      appointment.version,
    )
    expect(refused).toMatchObject({ status: 409, body: { code: 'slot-taken' } })
    expect(refused.body.data.alternatives).toHaveLength(3)
    expect(await ledgerOf(world, locum)).toEqual(before)
    expect((await here.organization.owner.get(`/appointments/${appointment.id}`)).body.startsAt).toBe(startsAt)
  })

  test('cannot be overbooked over the other one, within one organization they still can', async () => {
    await book(here, startsAt)
    const overbook = { reason: 'must be today' }
    expect(await book(there, startsAt, { overbook })).toMatchObject({ status: 409, body: { code: 'not-available' } })
    expect(await book(here, later(10), { overbook })).toMatchObject({ status: 201, body: { isOverbooked: true } })
    expect(await ledgerOf(world, locum)).toHaveLength(2)
  })

  test('a refusal in one’s own database leaves no claim behind', async () => {
    await book(here, startsAt)
    await Promise.all([1, 2, 3].map((nth) => book(here, later(nth * 5))))
    const rows = await ledgerOf(world, locum)
    expect(rows).toHaveLength(1)
    expect((await book(there, later(40))).status).toBe(201)
  })

  test('one key answers the same twice and takes the time once', async () => {
    const key = { 'idempotency-key': `key-${startsAt}` }
    const body = {
      clinicId: here.clinicId,
      practitionerId: here.practitionerId,
      serviceId: here.serviceId,
      patientId: here.patientId,
      startsAt,
    }
    const answers = await Promise.all([1, 2, 3, 4].map(() => here.organization.owner.post('/appointments', body, key)))
    expect(new Set(answers.map((answer) => JSON.stringify([answer.status, answer.body]))).size).toBe(1)
    expect(answers[0]?.status).toBe(201)
    expect(await ledgerOf(world, locum)).toHaveLength(1)
  })
})
