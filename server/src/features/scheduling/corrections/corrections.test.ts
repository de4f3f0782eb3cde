import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { newId } from '../../../kit/db/ids.ts'
import { createWorld, type TestOrganization, type World } from '../../../testing/world.ts'
import type { AppointmentRow } from '../appointments/queries.ts'
import { build, hourAhead } from '../build.ts'
import { json, text } from '../../../kit/db/columns.ts'
import { shape } from '../../../kit/db/row.ts'

let world: World
beforeAll(async () => void (world = await createWorld()))
afterAll(() => world.close())

const inMinutes = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString()

describe.each([
  ['a pooled', false],
  ['a dedicated', true],
])('an appointment in %s organization', (_kind, dedicated) => {
  let organization: TestOrganization
  let clinicId: string
  beforeAll(async () => {
    organization = await world.organization({ dedicated })
    clinicId = await organization.inTenant((tx) => build.clinic(tx))
  })
  let appointment: AppointmentRow
  /** Books one that begins now, unless told. */
  const booked = (startsAt = inMinutes(0), more: object = {}) =>
    organization.inTenant((tx) => build.appointment(tx, { clinicId, startsAt, ...more }))
  beforeEach(async () => void (appointment = await booked()))

  const step = (name: string, headers?: Record<string, string>) =>
    organization.owner.post(`/appointments/${appointment.id}/steps`, { step: name }, headers)
  const correct = (to: string, headers?: Record<string, string>, more: object = {}) =>
    organization.owner.post(`/appointments/${appointment.id}/corrections`, { to, ...more }, headers)
  const cancel = () => organization.owner.post(`/appointments/${appointment.id}/cancellation`, { reason: 'client' })
  const stored = () => organization.owner.get(`/appointments/${appointment.id}`)
  const bookAgain = () =>
    organization.owner.post('/appointments', {
      clinicId,
      patientId: appointment.patient_id,
      serviceId: appointment.service_id,
      practitionerId: appointment.practitioner_id,
      startsAt: appointment.starts_at,
    })
  const events = async () =>
    (
      await organization.inTenant((tx) =>
        tx.all(
          shape({ name: text, payload: json<Record<string, string>>() })`
            select name, payload from tenant.events where organization_id = ${tx.organization.id} order by id`,
        ),
      )
    )
      .filter(({ payload }) => payload.appointmentId === appointment.id)
      .map(({ name, payload }) => [name, payload.correction].filter(Boolean).join(' '))

  test.each([
    [['miss'], 'no-show', 'booked'],
    [['arrive'], 'arrived', 'booked'],
    [['start'], 'in-progress', 'booked'],
    [['arrive', 'start'], 'in-progress', 'arrived'],
    [['arrive', 'start', 'complete'], 'completed', 'in-progress'],
    [['arrive', 'complete'], 'completed', 'arrived'],
    [['miss', 'arrive'], 'arrived', 'no-show'],
  ])('after %j is %s and goes back to %s, as a correction', async (steps, state, earlier) => {
    for (const name of steps) expect((await step(name)).status, name).toBe(201)
    const before = (await stored()).body
    expect(before).toMatchObject({ state, earlierState: earlier, abilities: { correct: { allowed: true } } })
    expect(before.corrections[0]).toBe(earlier)
    const answer = await correct(earlier, { 'if-match': `"${before.version}"` })
    expect(answer).toMatchObject({ status: 201, body: { state: earlier, version: before.version + 1 } })
    const after = await stored()
    expect({ ...after.body, told: answer.body.told }).toEqual(answer.body)
    expect(after.headers.etag).toBe(`"${before.version + 1}"`)
    expect((await events()).at(-1)).toBe('appointment.changed yes')
    const isHere = ['arrived', 'in-progress'].includes(earlier)
    expect(answer.body.arrivedAt).toBe(isHere ? before.arrivedAt : undefined)
  })

  test('confirmed and taken back is booked again, and nobody is asked to go where it never was', async () => {
    appointment = await booked(hourAhead(3))
    expect((await step('confirm')).body).toMatchObject({ corrections: ['booked'] })
    expect(await correct('arrived')).toMatchObject({ status: 409, body: { code: 'wrong-state' } })
    expect((await correct('booked')).body).toMatchObject({ state: 'booked', corrections: [] })
    expect((await correct('nowhere')).status).toBe(400)
  })

  test('takes no step before its time, and says from when on', async () => {
    appointment = await booked(hourAhead(1))
    const from = new Date(Date.parse(appointment.starts_at) - 120 * 60_000).toISOString()
    for (const name of ['arrive', 'start'])
      expect(await step(name)).toMatchObject({ status: 409, body: { code: 'too-early', data: { from } } })
    expect(await step('miss')).toMatchObject({
      status: 409,
      body: { code: 'too-early', data: { from: appointment.starts_at } },
    })
    const { body } = await stored()
    for (const name of ['arrive', 'start', 'miss'])
      expect(body.abilities[name]).toEqual({ allowed: false, reason: 'too-early' })
    expect(body.abilities.confirm).toEqual({ allowed: true })
  })

  test('that is still ahead cannot be told to have been missed, not as a correction either', async () => {
    expect((await step('arrive')).status).toBe(201)
    await organization.database.query(
      `update tenant.appointments set starts_at = starts_at + interval '1 day', ends_at = ends_at + interval '1 day' where id = $1`,
      [appointment.id],
    )
    const { startsAt } = (await stored()).body
    expect(await correct('no-show')).toMatchObject({
      status: 409,
      body: { code: 'too-early', data: { from: startsAt } },
    })
  })

  test('that is long over is neither confirmed nor cancelled nor brought back', async () => {
    const shift = (days: number) =>
      organization.database.query(
        'update tenant.appointments set starts_at = starts_at - make_interval(days => $1), ends_at = ends_at - make_interval(days => $1) where id = $2',
        [days, appointment.id],
      )
    await shift(2)
    for (const answer of [await step('confirm'), await cancel()])
      expect(answer).toMatchObject({ status: 409, body: { code: 'too-late', data: { until: expect.any(String) } } })
    await shift(-2)
    await cancel()
    await shift(2)
    expect(await correct('booked')).toMatchObject({ status: 409, body: { code: 'too-late' } })
    expect((await stored()).body).toMatchObject({ state: 'cancelled', corrections: [] })
  })

  test('that was cancelled takes its time again while that is free, and is told to take place after all', async () => {
    appointment = await booked(hourAhead(4))
    await step('confirm')
    const cancelled = await cancel()
    expect(cancelled.body).toMatchObject({ corrections: ['confirmed', 'booked', 'arrived'], earlierState: 'confirmed' })
    const answer = await correct('confirmed', { 'if-match': `"${cancelled.body.version}"` })
    expect(answer).toMatchObject({ status: 201, body: { state: 'confirmed', startsAt: appointment.starts_at } })
    expect(answer.body).not.toHaveProperty('cancellation')
    expect({ ...(await stored()).body, told: answer.body.told }).toEqual(answer.body)
    expect((await bookAgain()).status).toBe(409)
    expect((await events()).at(-1)).toBe('appointment.restored yes')
  })

  test('that was cancelled keeps its room, and is refused with other times where it or its practitioner is taken', async () => {
    const roomId = await organization.inTenant(async (tx) => (await build.room(tx, { clinicId })).id)
    appointment = await booked(hourAhead(4), { roomId })
    await cancel()
    expect((await correct('booked')).body).toMatchObject({ state: 'booked', roomId })
    await cancel()
    const other = await booked(appointment.starts_at, { roomId })
    const refused = await correct('booked')
    expect(refused).toMatchObject({ status: 409, body: { code: 'slot-taken' } })
    expect(refused.body.data.alternatives).toHaveLength(3)
    expect((await stored()).body).toMatchObject({ state: 'cancelled', cancellation: { reason: 'client' } })
    await organization.owner.post(`/appointments/${other.id}/cancellation`, { reason: 'clinic' })
    expect((await correct('booked')).status).toBe(201)
  })

  test('that was cancelled comes back over another one by who may overbook, and says so', async () => {
    appointment = await booked(hourAhead(4))
    await cancel()
    expect((await bookAgain()).status).toBe(201)
    const overbook = { reason: 'was promised' }
    const receptionist = await organization.member('receptionist')
    expect(
      (await receptionist.post(`/appointments/${appointment.id}/corrections`, { to: 'booked', overbook })).status,
    ).toBe(403)
    expect(await correct('booked', undefined, { overbook })).toMatchObject({
      status: 201,
      body: { isOverbooked: true, overbookReason: 'was promised' },
    })
  })

  test('that was cancelled does not come back to a practitioner who has left', async () => {
    appointment = await booked(hourAhead(4))
    await cancel()
    await organization.database.query('update tenant.practitioners set archived_at = now() where id = $1', [
      appointment.practitioner_id,
    ])
    expect(await correct('booked')).toMatchObject({ status: 409, body: { code: 'not-available' } })
  })

  test('one desk goes on while another takes back: the version decides', async () => {
    await step('arrive')
    const { version } = (await stored()).body
    const seen = { 'if-match': `"${version}"` }
    const [onward, back] = await Promise.all([step('start', seen), correct('booked', seen)])
    expect([onward.status, back.status].toSorted((a, b) => a - b)).toEqual([201, 412])
    const { body } = await stored()
    expect(body).toMatchObject({ state: onward.status === 201 ? 'in-progress' : 'booked', version: version + 1 })
    // without a version the state decides
    const answers = await Promise.all([1, 2, 3].map(() => correct(body.corrections[0] ?? 'booked')))
    expect(answers.filter(({ status }) => status === 201).length).toBeLessThanOrEqual(1)
    for (const { status } of answers) expect([201, 409]).toContain(status)
  })

  test('brought back while others book its time: exactly one has it', async () => {
    appointment = await booked(hourAhead(5))
    await cancel()
    const answers = await Promise.all(
      Array.from({ length: 12 }, (_, nth) => (nth % 3 === 0 ? correct('booked') : bookAgain())),
    )
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1)
    for (const { status, body } of answers.filter((each) => each.status !== 201)) {
      expect(status).toBe(409)
      expect(['slot-taken', 'wrong-state']).toContain(body.code)
    }
  })

  test('the same key answers the same and corrects once', async () => {
    appointment = await booked(hourAhead(6))
    await step('confirm')
    await cancel()
    const key = { 'idempotency-key': newId() }
    const answers = await Promise.all([1, 2, 3].map(() => correct('confirmed', key)))
    expect(new Set(answers.map(({ status, body }) => JSON.stringify([status, body]))).size).toBe(1)
    expect(answers[0]?.status).toBe(201)
    expect((await correct('booked', key)).status).toBe(422)
    expect((await events()).filter((name) => name.startsWith('appointment.restored'))).toHaveLength(1)
  })

  test('answers 404 where it is not known or beyond the scope, 403 to a role that only reads', async () => {
    await step('arrive')
    const scoped = await organization.member('receptionist', {
      clinicIds: [await organization.inTenant((tx) => build.clinic(tx))],
    })
    expect((await organization.owner.post(`/appointments/${newId()}/corrections`, { to: 'booked' })).status).toBe(404)
    const path = `/appointments/${appointment.id}/corrections`
    expect((await scoped.post(path, { to: 'booked' })).status).toBe(404)
    expect((await (await organization.member('staff')).post(path, { to: 'booked' })).status).toBe(403)
  })

  test('each correction stands in the audit trail', async () => {
    await step('arrive')
    await correct('booked')
    const { rows } = await organization.database.query(
      "select action from tenant.audit_events where subject = 'appointments' and subject_id = $1 order by id",
      [appointment.id],
    )
    expect(rows.map(({ action }) => action)).toEqual(['create', 'update', 'update'])
  })
})
