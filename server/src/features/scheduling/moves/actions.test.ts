import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { newId } from '../../../kit/db/ids.ts'
import { createWorld, type TestOrganization, type World } from '../../../testing/world.ts'
import type { AppointmentRow } from '../appointments/queries.ts'
import { build, hourAhead } from '../build.ts'
import { int, json, text } from '../../../kit/db/columns.ts'
import { shape } from '../../../kit/db/row.ts'

let world: World
beforeAll(async () => void (world = await createWorld()))
afterAll(() => world.close())

const minutesLater = (instant: string, minutes: number) =>
  new Date(Date.parse(instant) + minutes * 60_000).toISOString()

describe.each([
  ['a pooled', false],
  ['a dedicated', true],
])('moving an appointment in %s organization', (_kind, dedicated) => {
  let organization: TestOrganization
  let clinicId: string
  let appointment: AppointmentRow
  beforeAll(async () => {
    organization = await world.organization({ dedicated })
    clinicId = await organization.inTenant((tx) => build.clinic(tx))
  })
  beforeEach(async () => {
    appointment = await organization.inTenant((tx) => build.appointment(tx, { clinicId, note: 'first' }))
  })
  const move = (change: object, version = 1) =>
    organization.owner.patch(`/appointments/${appointment.id}`, change, version)
  const stored = async () =>
    organization.inTenant((tx) =>
      tx.one(
        shape({
          ics_sequence: int,
        })`select ics_sequence from tenant.appointments where organization_id = ${tx.organization.id} and id = ${appointment.id}`,
      ),
    )
  const events = async () =>
    (
      await organization.inTenant((tx) =>
        tx.all(
          shape({
            name: text,
            payload: json<{ appointmentId: string }>(),
          })`select name, payload from tenant.events where organization_id = ${tx.organization.id} order by id`,
        ),
      )
    )
      .filter(({ payload }) => payload.appointmentId === appointment.id)
      .map(({ name }) => name)

  test('keeps its id, frees the old time, takes the new one and counts the calendar entry up', async () => {
    const startsAt = minutesLater(appointment.starts_at, 15)
    const answer = await move({ startsAt })
    expect(answer).toMatchObject({
      status: 200,
      headers: { etag: '"2"' },
      body: { id: appointment.id, startsAt, endsAt: minutesLater(startsAt, 30), note: 'first', version: 2 },
    })
    const { told, ...moved } = answer.body
    expect(told).toEqual({ state: 'not-told', reason: 'no-email' })
    expect((await organization.owner.get(`/appointments/${appointment.id}`)).body).toEqual(moved)
    expect(await stored()).toEqual({ ics_sequence: 1 })
    expect(await events()).toEqual(['appointment.booked', 'appointment.moved'])
    const again = {
      clinicId,
      patientId: appointment.patient_id,
      serviceId: appointment.service_id,
      practitionerId: appointment.practitioner_id,
    }
    expect((await organization.owner.post('/appointments', { ...again, startsAt: appointment.starts_at })).status).toBe(
      409,
    )
    expect(
      (await organization.owner.post('/appointments', { ...again, startsAt: minutesLater(appointment.starts_at, -15) }))
        .status,
    ).toBe(201)
  })

  test('changes its length, its practitioner and its room', async () => {
    const [practitionerId, roomId] = await organization.inTenant(
      async (tx) =>
        [
          (await build.practitioner(tx, { clinicIds: [clinicId] })).id,
          (await build.room(tx, { clinicId })).id,
        ] as const,
    )
    expect((await move({ durationMinutes: 50 })).body).toMatchObject({
      startsAt: appointment.starts_at,
      endsAt: minutesLater(appointment.starts_at, 50),
      version: 2,
    })
    expect((await move({ practitionerId, notify: false }, 2)).body).toMatchObject({ practitionerId, version: 3 })
    expect((await move({ roomId }, 3)).body).toMatchObject({ roomId, version: 4 })
    expect((await move({ startsAt: minutesLater(appointment.starts_at, 60) }, 4)).body).toMatchObject({
      roomId,
      version: 5,
    })
    expect((await move({ roomId: null }, 5)).body).not.toHaveProperty('roomId')
    expect(await events()).toEqual([
      'appointment.booked',
      'appointment.moved',
      'appointment.moved',
      'appointment.changed',
      'appointment.moved',
      'appointment.changed',
    ])
  })

  test('rewrites the note alone without moving anything', async () => {
    expect((await move({ note: 'second' })).body).toMatchObject({ note: 'second', version: 2 })
    expect((await move({ note: null }, 2)).body).not.toHaveProperty('note')
    expect(await stored()).toEqual({ ics_sequence: 0 })
    expect((await move({}, 3)).body.version).toBe(3)
  })

  test('to a time that is taken answers 409 with alternatives and leaves it where it was', async () => {
    const other = {
      clinicId,
      practitionerId: appointment.practitioner_id,
      serviceId: appointment.service_id,
      startsAt: minutesLater(appointment.starts_at, 60),
    }
    await organization.inTenant((tx) => build.appointment(tx, other))
    const answer = await move({ startsAt: other.startsAt })
    expect(answer).toMatchObject({ status: 409, body: { code: 'slot-taken' } })
    expect(answer.body.data.alternatives).toHaveLength(3)
    // its own time counts as free
    expect(
      (await move({ startsAt: minutesLater(appointment.starts_at, 45) })).body.data.alternatives.map(
        ({ startsAt }: { startsAt: string }) => startsAt,
      ),
    ).toContain(minutesLater(appointment.starts_at, 15))
    expect((await organization.owner.get(`/appointments/${appointment.id}`)).body).toMatchObject({
      startsAt: appointment.starts_at,
      version: 1,
    })
    expect((await move({ startsAt: other.startsAt, overbook: { reason: 'twins' } })).body).toMatchObject({
      isOverbooked: true,
      overbookReason: 'twins',
    })
    expect((await move({ startsAt: minutesLater(appointment.starts_at, 120) }, 2)).body).toMatchObject({
      isOverbooked: false,
    })
  })

  test('over another appointment needs the permission', async () => {
    const receptionist = await organization.member('receptionist')
    const answer = await receptionist.patch(
      `/appointments/${appointment.id}`,
      { startsAt: minutesLater(appointment.starts_at, 5), overbook: { reason: 'x' } },
      1,
    )
    expect(answer).toMatchObject({ status: 403, body: { data: { permission: 'appointments.overbook' } } })
  })

  test('outside hours is refused unless it is said, and the past is refused', async () => {
    const late = await organization.inTenant((tx) => build.practitioner(tx, { clinicIds: [clinicId], hours: [] }))
    expect(await move({ practitionerId: late.id })).toMatchObject({ status: 409, body: { code: 'outside-hours' } })
    expect((await move({ practitionerId: late.id, outsideHours: true })).status).toBe(200)
    expect(await move({ startsAt: '2021-01-01T10:00:00Z' }, 2)).toMatchObject({
      status: 409,
      body: { code: 'in-the-past' },
    })
  })

  test('answers 400 for a practitioner or a room that is not known or does not fit', async () => {
    const [elsewhere, roomElsewhere] = await organization.inTenant(
      async (tx) => [(await build.practitioner(tx)).id, (await build.room(tx)).id] as const,
    )
    for (const practitionerId of [newId(), elsewhere])
      expect((await move({ practitionerId })).body.data.issues[0].path).toEqual(['body', 'practitionerId'])
    for (const roomId of [newId(), roomElsewhere])
      expect((await move({ roomId })).body.data.issues[0].path).toEqual(['body', 'roomId'])
  })

  test('answers 428 without a version, 412 with an old one, 409 once it is over, 403 to a role that only reads', async () => {
    const startsAt = hourAhead(9)
    expect((await organization.owner.patch(`/appointments/${appointment.id}`, { startsAt })).status).toBe(428)
    expect((await move({ startsAt }, 4)).status).toBe(412)
    expect(
      (await (await organization.member('staff')).patch(`/appointments/${appointment.id}`, { startsAt }, 1)).status,
    ).toBe(403)
    await organization.owner.post(`/appointments/${appointment.id}/cancellation`, { reason: 'client' })
    expect(await move({ startsAt }, 2)).toMatchObject({
      status: 409,
      body: { code: 'wrong-state', data: { state: 'cancelled' } },
    })
  })

  test('by two people at once: one wins, the other is told that it changed', async () => {
    const answers = await Promise.all(
      [30, 60, 90, 120].map((minutes) => move({ startsAt: minutesLater(appointment.starts_at, minutes) })),
    )
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 412, 412, 412])
  })
})
