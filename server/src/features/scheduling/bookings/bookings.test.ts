import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newId } from '../../../kit/db/ids.ts'
import { createWorld, type Person, type TestOrganization, type World } from '../../../testing/world.ts'
import { build } from '../build.ts'
import { json } from '../../../kit/db/columns.ts'
import { shape } from '../../../kit/db/row.ts'

let world: World
beforeAll(async () => void (world = await createWorld()))
afterAll(() => world.close())

/** A clinic where one practitioner works on weekdays from 8 to 18, wall-clock time in Berlin. */
const setUp = async (organization: TestOrganization) =>
  organization.inTenant(async (tx) => {
    const clinicId = await build.clinic(tx)
    const hours = [1, 2, 3, 4, 5].map((weekday) => ({ weekday, from: '08:00', to: '18:00' }))
    const practitionerId = (await build.practitioner(tx, { clinicIds: [clinicId], hours })).id
    const serviceId = (await build.service(tx, { bufferBefore: 5, bufferAfter: 10 })).id
    return {
      clinicId,
      practitionerId,
      serviceId,
      patientId: (await build.patient(tx)).id,
      startsAt: '2027-01-04T09:00:00.000Z',
    }
  })

const at = (time: string) => `2027-01-04T${time}:00.000Z`

describe.each([
  ['a pooled', false],
  ['a dedicated', true],
])('booking in %s organization', (_kind, dedicated) => {
  let organization: TestOrganization
  let owner: Person
  let wish: Awaited<ReturnType<typeof setUp>>
  beforeAll(async () => {
    organization = await world.organization({ dedicated })
    owner = organization.owner
    wish = await setUp(organization)
  })
  const refused = async (change: object, person = owner) =>
    (await person.post('/appointments', { ...wish, ...change })).body
  const patient = (fields: object) => organization.inTenant(async (tx) => (await build.patient(tx, fields)).id)

  test('answers 201 with the appointment, what it takes and what may be done with it', async () => {
    const guardianId = (await organization.inTenant((tx) => build.guardian(tx, { name: 'Gus Guardian' }))).id
    const patientId = await patient({
      kind: 'animal',
      species: 'dog',
      givenName: 'Rex',
      familyName: undefined,
      guardianIds: [guardianId],
    })
    const answer = await owner.post('/appointments', {
      ...wish,
      patientId,
      startsAt: '2027-01-04T08:00:00+01:00',
      note: 'bring the chip',
    })
    expect(answer).toMatchObject({
      status: 201,
      headers: { etag: '"1"' },
      body: {
        state: 'booked',
        startsAt: at('07:00'),
        endsAt: at('07:30'),
        clinicId: wish.clinicId,
        practitionerId: wish.practitionerId,
        patient: { id: patientId, name: 'Rex', species: 'dog', guardianName: 'Gus Guardian' },
        service: { id: wish.serviceId },
        isOverbooked: false,
        note: 'bring the chip',
        version: 1,
        abilities: {
          move: { allowed: true },
          cancel: { allowed: true },
          complete: { allowed: false, reason: 'wrong-state' },
        },
      },
    })
    const { told, ...appointment } = answer.body
    expect(told).toEqual({ state: 'not-told', reason: 'no-email' })
    expect((await owner.get(`/appointments/${answer.body.id}`)).body).toEqual(appointment)
    const events = await organization.inTenant((tx) =>
      tx.all(
        shape({
          payload: json<unknown>(),
        })`select payload from tenant.events where organization_id = ${tx.organization.id} and name = 'appointment.booked'`,
      ),
    )
    expect(events.map(({ payload }) => payload)).toContainEqual(
      expect.objectContaining({ appointmentId: answer.body.id, patientId }),
    )
  })

  test('answers 409 slot-taken with the nearest three free times, the larger buffer kept', async () => {
    expect((await owner.post('/appointments', { ...wish, startsAt: at('09:00') })).status).toBe(201)
    const lost = await owner.post('/appointments', { ...wish, startsAt: at('09:15') })
    expect(lost).toMatchObject({ status: 409, body: { code: 'slot-taken' } })
    // the appointment leaves 09:40 and later, 08:20 and earlier
    expect(lost.body.data.alternatives.map(({ startsAt }: { startsAt: string }) => startsAt)).toEqual([
      at('09:45'),
      at('10:00'),
      at('08:15'),
    ])
    expect((await owner.post('/appointments', { ...wish, startsAt: at('09:40') })).status).toBe(201)
  })

  test('offers other practitioners of the service where its own has nothing free for two weeks', async () => {
    const [busy, free] = await organization.inTenant(async (tx) => {
      const clinicIds = [wish.clinicId]
      const once = await build.practitioner(tx, { clinicIds, hours: [] })
      return [
        once.id,
        (await build.practitioner(tx, { clinicIds, hours: [{ weekday: 2, from: '08:00', to: '09:00' }] })).id,
      ]
    })
    const body = { ...wish, practitionerId: busy, outsideHours: true, startsAt: at('12:00') }
    expect((await owner.post('/appointments', body)).status).toBe(201)
    const lost = await owner.post('/appointments', body)
    const offered = lost.body.data.alternatives.map(({ practitionerId }: { practitionerId: string }) => practitionerId)
    expect(offered).toHaveLength(3)
    expect(offered).not.toContain(busy)
    expect([free, wish.practitionerId]).toEqual(expect.arrayContaining(offered))
  })

  test('answers 409 outside-hours unless that is said, and 403 where the role may not say it', async () => {
    const early = { startsAt: at('06:45') }
    expect(await refused(early)).toMatchObject({ code: 'outside-hours' })
    expect(await refused({ startsAt: at('16:45') })).toMatchObject({ code: 'outside-hours' })
    expect(await refused({ ...early, outsideHours: true }, await organization.member('nurse'))).toMatchObject({
      code: 'not-allowed',
      data: { permission: 'appointments.outside-hours' },
    })
    expect(
      (await owner.post('/appointments', { ...wish, ...early, outsideHours: true, startsAt: at('05:00') })).status,
    ).toBe(201)
  })

  test('answers 409 in-the-past more than five minutes after the database’s clock', async () => {
    expect(await refused({ startsAt: '2020-01-06T09:00:00Z' })).toMatchObject({ code: 'in-the-past' })
    const justNow = new Date(Date.now() - 2 * 60_000).toISOString()
    expect((await owner.post('/appointments', { ...wish, startsAt: justNow, outsideHours: true })).status).toBe(201)
  })

  test('answers 409 wrong-state for a patient who is archived or has died', async () => {
    const [archived, deceased] = [await patient({}), await patient({})]
    await organization.inTenant((tx) =>
      tx.run(
        sql`update tenant.patients set archived_at = clock_timestamp() where organization_id = ${tx.organization.id} and id = ${archived}`,
      ),
    )
    await organization.inTenant((tx) =>
      tx.run(
        sql`update tenant.patients set deceased_on = '2026-01-01' where organization_id = ${tx.organization.id} and id = ${deceased}`,
      ),
    )
    expect(await refused({ patientId: archived })).toMatchObject({ code: 'wrong-state', data: { state: 'archived' } })
    expect(await refused({ patientId: deceased })).toMatchObject({ code: 'wrong-state', data: { state: 'deceased' } })
  })

  test.each(['patientId', 'serviceId', 'practitionerId', 'clinicId', 'roomId'])(
    'answers 400 for an unknown %s',
    async (field) => {
      expect(await refused({ [field]: newId() })).toMatchObject({
        code: 'invalid-input',
        data: { issues: [{ path: ['body', field], message: 'is not known here' }] },
      })
    },
  )

  test('answers 400 for what does not fit together', async () => {
    const other = await organization.inTenant(async (tx) => {
      const clinicId = await build.clinic(tx)
      const practitionerId = (await build.practitioner(tx, { clinicIds: [clinicId] })).id
      const roomId = (await build.room(tx, { clinicId })).id
      const theirs = (await build.service(tx, { clinicIds: [clinicId] })).id
      return {
        practitionerId,
        roomId,
        theirs,
        byOther: (await build.service(tx, { practitionerIds: [practitionerId] })).id,
        withoutRoom: (await build.service(tx, { roomIds: [roomId] })).id,
      }
    })
    for (const [change, field] of [
      [{ practitionerId: other.practitionerId }, 'practitionerId'],
      [{ roomId: other.roomId }, 'roomId'],
      [{ serviceId: other.theirs }, 'serviceId'],
      [{ serviceId: other.byOther }, 'practitionerId'],
      [{ serviceId: other.withoutRoom }, 'serviceId'],
      [{ durationMinutes: 0 }, 'durationMinutes'],
      [{ startsAt: 'tomorrow' }, 'startsAt'],
    ] as const) {
      expect(await refused(change), field).toMatchObject({
        code: 'invalid-input',
        data: { issues: expect.arrayContaining([expect.objectContaining({ path: ['body', field] })]) },
      })
    }
  })

  test('takes any free one of the service’s rooms, and a room’s every place', async () => {
    const { small, gym, serviceId, others } = await organization.inTenant(async (tx) => {
      const clinicIds = [wish.clinicId]
      const small = (await build.room(tx, { clinicId: wish.clinicId, name: 'A small one' })).id
      const gym = (await build.room(tx, { clinicId: wish.clinicId, name: 'Gym', capacity: 2 })).id
      const others = []
      for (let nth = 0; nth < 4; nth++) others.push((await build.practitioner(tx, { clinicIds })).id)
      return { small, gym, others, serviceId: (await build.service(tx, { roomIds: [small, gym] })).id }
    })
    const book = (nth: number) =>
      owner.post('/appointments', { ...wish, serviceId, practitionerId: others[nth], startsAt: at('14:00') })
    expect([(await book(0)).body.roomId, (await book(1)).body.roomId, (await book(2)).body.roomId]).toEqual([
      small,
      gym,
      gym,
    ])
    expect(await book(3)).toMatchObject({ status: 409, body: { code: 'slot-taken' } })
    const wished = await owner.post('/appointments', {
      ...wish,
      serviceId,
      practitionerId: others[3],
      startsAt: at('16:00'),
      roomId: gym,
    })
    expect(wished.body.roomId).toBe(gym)
  })

  test('over another appointment needs the permission and a reason, and says so', async () => {
    const taken = { startsAt: at('11:00') }
    expect((await owner.post('/appointments', { ...wish, ...taken })).status).toBe(201)
    const over = { ...taken, overbook: { reason: 'pain' } }
    expect(await refused(over, await organization.member('receptionist'))).toMatchObject({
      code: 'not-allowed',
      data: { permission: 'appointments.overbook' },
    })
    expect(await refused({ ...taken, overbook: { reason: ' ' } })).toMatchObject({ code: 'invalid-input' })
    expect(await owner.post('/appointments', { ...wish, ...over })).toMatchObject({
      status: 201,
      body: { isOverbooked: true, overbookReason: 'pain' },
    })
    expect(await refused(taken)).toMatchObject({ code: 'slot-taken' })
  })

  test('answers the same for the same idempotency key, 422 for another body, and books once', async () => {
    const headers = { 'idempotency-key': newId() }
    const body = { ...wish, startsAt: at('13:00') }
    const [first, second] = await Promise.all([
      owner.post('/appointments', body, headers),
      owner.post('/appointments', body, headers),
    ])
    expect(first.status).toBe(201)
    expect(second.body).toEqual(first.body)
    expect(await owner.post('/appointments', { ...body, note: 'x' }, headers)).toMatchObject({
      status: 422,
      body: { code: 'key-reused' },
    })
  })

  test('is refused with 403 to a role that only reads', async () => {
    expect(await refused({}, await organization.member('staff'))).toMatchObject({ code: 'not-allowed' })
  })

  test('at a clinic or for a patient beyond the role’s scope answers 400 like one that is not known', async () => {
    const elsewhere = await organization.inTenant((tx) => build.clinic(tx))
    const scoped = await organization.member('nurse', { clinicIds: [elsewhere] })
    expect(await refused({}, scoped)).toMatchObject({
      code: 'invalid-input',
      data: { issues: [{ path: ['body', 'clinicId'], message: 'is not known here' }] },
    })
    const here = await organization.member('nurse', { clinicIds: [wish.clinicId] })
    const stranger = await patient({ homeClinicId: elsewhere })
    expect(await refused({ patientId: stranger }, here)).toMatchObject({
      code: 'invalid-input',
      data: { issues: [{ path: ['body', 'patientId'] }] },
    })
  })
})
