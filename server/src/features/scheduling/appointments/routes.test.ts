import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newId } from '../../../kit/db/ids.ts'
import { createWorld, type Person, type TestOrganization, type World } from '../../../testing/world.ts'
import { build, hourAhead } from '../build.ts'

let world: World
beforeAll(async () => void (world = await createWorld()))
afterAll(() => world.close())

describe('an appointment', () => {
  let organization: TestOrganization
  let owner: Person
  beforeAll(async () => {
    organization = await world.organization()
    owner = organization.owner
  })
  const booked = (fields: object = {}) => organization.inTenant((tx) => build.appointment(tx, fields))

  test('that is not known or lies beyond the role’s scope answers 404', async () => {
    const { id } = await booked()
    const scoped = await organization.member('receptionist', {
      clinicIds: [await organization.inTenant((tx) => build.clinic(tx))],
    })
    for (const [person, which] of [
      [owner, newId()],
      [scoped, id],
    ] as const) {
      expect((await person.get(`/appointments/${which}`)).status).toBe(404)
      expect((await person.post(`/appointments/${which}/cancellation`, { reason: 'client' })).status).toBe(404)
      expect((await person.post(`/appointments/${which}/steps`, { step: 'confirm' })).status).toBe(404)
      expect((await person.patch(`/appointments/${which}`, { note: 'x' }, 1)).status).toBe(404)
    }
    expect((await scoped.get('/appointments')).body.items).toEqual([])
  })

  test('frees its time at once when it is cancelled: 201, and 409 the second time', async () => {
    const {
      id,
      practitioner_id: practitionerId,
      clinic_id: clinicId,
      service_id: serviceId,
      patient_id: patientId,
      starts_at: startsAt,
    } = await booked()
    const answer = await owner.post(`/appointments/${id}/cancellation`, { reason: 'client', notify: false })
    expect(answer).toMatchObject({
      status: 201,
      body: { state: 'cancelled', cancellation: { reason: 'client', at: expect.any(String) }, version: 2 },
    })
    const { told, ...cancelled } = answer.body
    expect(told).toEqual({ state: 'not-told', reason: 'not-wished' })
    expect((await owner.get(`/appointments/${id}`)).body).toEqual(cancelled)
    expect(await owner.post(`/appointments/${id}/cancellation`, { reason: 'client' })).toMatchObject({
      status: 409,
      body: { code: 'wrong-state', data: { state: 'cancelled' } },
    })
    expect(
      (await owner.post('/appointments', { practitionerId, clinicId, serviceId, patientId, startsAt })).status,
    ).toBe(201)
  })

  test('is cancelled only in the version that was seen, where one is named, and once per key', async () => {
    const { id } = await booked()
    expect(
      (await owner.post(`/appointments/${id}/cancellation`, { reason: 'clinic' }, { 'if-match': '"9"' })).status,
    ).toBe(412)
    expect((await owner.post(`/appointments/${id}/cancellation`, { reason: 'mood' })).status).toBe(400)
    const headers = { 'idempotency-key': newId() }
    const first = await owner.post(`/appointments/${id}/cancellation`, { reason: 'clinic' }, headers)
    expect((await owner.post(`/appointments/${id}/cancellation`, { reason: 'clinic' }, headers)).body).toEqual(
      first.body,
    )
    expect((await owner.post(`/appointments/${id}/cancellation`, { reason: 'late' }, headers)).status).toBe(422)
    expect(
      (await (await organization.member('staff')).post(`/appointments/${id}/cancellation`, { reason: 'late' })).status,
    ).toBe(403)
  })

  test('goes through the day step by step, and on only where the states allow it', async () => {
    const { id } = await booked({ startsAt: new Date(Date.now() + 3_600_000).toISOString() })
    const step = (name: string, headers?: Record<string, string>) =>
      owner.post(`/appointments/${id}/steps`, { step: name }, headers)
    expect(await step('complete')).toMatchObject({
      status: 409,
      body: { code: 'wrong-state', data: { state: 'booked' } },
    })
    for (const [name, state] of [
      ['confirm', 'confirmed'],
      ['arrive', 'arrived'],
      ['start', 'in-progress'],
      ['complete', 'completed'],
    ]) {
      expect(await step(name as string)).toMatchObject({ status: 201, body: { state } })
    }
    const done = (await owner.get(`/appointments/${id}`)).body
    expect(done).toMatchObject({ state: 'completed', arrivedAt: expect.any(String), version: 5 })
    const { correct, ...onward } = done.abilities
    expect(correct).toEqual({ allowed: true })
    expect(Object.values(onward)).toEqual(Array.from({ length: 7 }, () => ({ allowed: false, reason: 'wrong-state' })))
    expect((await step('confirm', { 'if-match': '"1"' })).status).toBe(412)
    expect((await owner.post(`/appointments/${id}/steps`, { step: 'sleep' })).status).toBe(400)
    expect(
      (await (await organization.member('staff')).post(`/appointments/${id}/steps`, { step: 'confirm' })).status,
    ).toBe(403)
  })

  test('changed by several people at once answers one of them; the others learn what it is now', async () => {
    const { id } = await booked()
    const steps = await Promise.all([1, 2, 3].map(() => owner.post(`/appointments/${id}/steps`, { step: 'confirm' })))
    expect(steps.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 409, 409])
    for (const { body } of steps.filter(({ status }) => status === 409))
      expect(body).toMatchObject({ code: 'wrong-state', data: { state: 'confirmed' } })
    const cancelled = await Promise.all(
      [1, 2, 3].map(() => owner.post(`/appointments/${id}/cancellation`, { reason: 'client' })),
    )
    expect(cancelled.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 409, 409])
  })

  test('takes a step once per key', async () => {
    const { id } = await booked()
    const headers = { 'idempotency-key': newId() }
    const first = await owner.post(`/appointments/${id}/steps`, { step: 'confirm' }, headers)
    expect((await owner.post(`/appointments/${id}/steps`, { step: 'confirm' }, headers)).body).toEqual(first.body)
    expect((await owner.post(`/appointments/${id}/steps`, { step: 'arrive' }, headers)).status).toBe(422)
  })

  test('tells a role that only reads that nothing is allowed to it', async () => {
    const { id } = await booked()
    const { body } = await (await organization.member('staff')).get(`/appointments/${id}`)
    expect(Object.values(body.abilities)).toEqual(
      Array.from({ length: 8 }, () => ({ allowed: false, reason: 'not-allowed' })),
    )
  })
})

describe('the list of appointments', () => {
  test('comes by time, in pages that miss nothing, and by clinic, practitioner, patient and stretch', async () => {
    const organization = await world.organization()
    const { owner } = organization
    const made = await organization.inTenant(async (tx) => {
      const clinicId = await build.clinic(tx)
      const practitionerId = (await build.practitioner(tx, { clinicIds: [clinicId] })).id
      const rows = []
      for (let nth = 0; nth < 7; nth++)
        rows.push(
          await build.appointment(tx, { clinicId, practitionerId, startsAt: hourAhead(2 + (nth % 3) + nth / 100) }),
        )
      rows.push(await build.appointment(tx))
      return rows
    })
    const inOrder = made
      .toSorted((a, b) => a.starts_at.localeCompare(b.starts_at) || a.id.localeCompare(b.id))
      .map(({ id }) => id)
    const seen = []
    let path = '/appointments?limit=3'
    for (;;) {
      const { body } = await owner.get(path)
      seen.push(...body.items.map(({ id }: { id: string }) => id))
      if (!body.nextCursor) break
      path = `/appointments?limit=3&cursor=${body.nextCursor}`
    }
    expect(seen).toEqual(inOrder)

    const [first, last] = [made[0], made.at(-1)] as [(typeof made)[0], (typeof made)[0]]
    const idsFor = async (query: string) =>
      (await owner.get(`/appointments?${query}`)).body.items.map(({ id }: { id: string }) => id)
    expect(await idsFor(`clinicId=${last.clinic_id}`)).toEqual([last.id])
    expect(await idsFor(`practitionerId=${last.practitioner_id}`)).toEqual([last.id])
    expect(await idsFor(`patientId=${first.patient_id}`)).toEqual([first.id])
    expect(await idsFor(`from=${first.starts_at}&to=${first.ends_at}`)).toContain(first.id)
    expect(await idsFor(`from=${first.ends_at}`)).not.toContain(first.id)
    expect(await idsFor(`to=${first.starts_at}`)).not.toContain(first.id)
    expect(await idsFor(`patientId=${newId()}`)).toEqual([])
    expect((await owner.get('/appointments?cursor=nonsense')).status).toBe(400)
  })
})
