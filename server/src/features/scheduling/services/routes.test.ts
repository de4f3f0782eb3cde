import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newId } from '../../../kit/db/ids.ts'
import { createWorld, type Person, type TestOrganization, type World } from '../../../testing/world.ts'
import { build } from '../build.ts'

let world: World
let organization: TestOrganization
let owner: Person
beforeAll(async () => {
  world = await createWorld()
  organization = await world.organization()
  owner = organization.owner
})
afterAll(() => world.close())

const newService = { name: 'Check-up', durationMinutes: 30 }

describe('adding a service', () => {
  test('answers 201 with everything that was given and the rest filled in', async () => {
    const { clinicId, practitionerId, roomId } = await organization.inTenant(async (tx) => {
      const clinicId = await build.clinic(tx)
      return {
        clinicId,
        practitionerId: (await build.practitioner(tx, { clinicIds: [clinicId] })).id,
        roomId: (await build.room(tx, { clinicId })).id,
      }
    })
    const full = {
      ...newService,
      price: { amount: 4500, currency: 'EUR' },
      bufferBefore: 5,
      bufferAfter: 10,
      hue: 7,
      clinicIds: [clinicId],
      practitionerIds: [practitionerId],
      roomIds: [roomId],
    }
    const answer = await owner.post('/services', full)
    expect(answer).toMatchObject({ status: 201, body: { ...full, version: 1 } })
    expect(answer.headers.etag).toBe('"1"')
    expect((await owner.post('/services', newService)).body).toEqual({
      ...newService,
      id: expect.any(String),
      bufferBefore: 0,
      bufferAfter: 0,
      hue: expect.any(Number),
      version: 1,
      abilities: { update: { allowed: true } },
    })
  })

  test('gives hues in turn, so that neighbours differ', async () => {
    const fresh = await world.organization()
    const hues = []
    for (let nth = 0; nth < 13; nth++) hues.push((await fresh.owner.post('/services', newService)).body.hue)
    expect(hues).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 1])
  })

  test.each([
    [{ ...newService, durationMinutes: 4 }, 'durationMinutes'],
    [{ ...newService, durationMinutes: 721 }, 'durationMinutes'],
    [{ ...newService, bufferAfter: 121 }, 'bufferAfter'],
    [{ ...newService, hue: 13 }, 'hue'],
    [{ ...newService, name: ' ' }, 'name'],
    [{ ...newService, price: { amount: -1, currency: 'EUR' } }, 'price'],
    [{ ...newService, clinicIds: [newId()] }, 'clinicIds'],
    [{ ...newService, practitionerIds: [newId()] }, 'practitionerIds'],
    [{ ...newService, roomIds: [newId()] }, 'roomIds'],
  ])('answers 400 and names the field: %#', async (body, field) => {
    const answer = await owner.post('/services', body)
    expect(answer).toMatchObject({ status: 400, body: { code: 'invalid-input' } })
    expect(answer.body.data.issues[0].path.slice(0, 2)).toEqual(['body', field])
  })

  test('answers 403 to whoever does not manage the schedule', async () => {
    expect(await (await organization.member('receptionist')).post('/services', newService)).toMatchObject({
      status: 403,
      body: { data: { permission: 'schedule.manage' } },
    })
  })

  test('answers the same for the same idempotency key and 422 for another body', async () => {
    const headers = { 'idempotency-key': newId() }
    const first = await owner.post('/services', newService, headers)
    expect((await owner.post('/services', newService, headers)).body).toEqual(first.body)
    expect(await owner.post('/services', { ...newService, name: 'Other' }, headers)).toMatchObject({
      status: 422,
      body: { code: 'key-reused' },
    })
  })
})

describe('a service', () => {
  test('is read by every member; one that is not known answers 404', async () => {
    const { id } = (await owner.post('/services', newService)).body
    expect(await (await organization.member('staff')).get(`/services/${id}`)).toMatchObject({
      status: 200,
      body: { id },
    })
    expect(await owner.get(`/services/${newId()}`)).toMatchObject({ status: 404, body: { code: 'not-found' } })
  })

  test('changes what is given and leaves the rest; null widens it again', async () => {
    const clinicId = await organization.inTenant((tx) => build.clinic(tx))
    const { id } = (
      await owner.post('/services', { ...newService, price: { amount: 1, currency: 'EUR' }, clinicIds: [clinicId] })
    ).body
    const renamed = await owner.patch(`/services/${id}`, { name: 'Longer', durationMinutes: 60 }, 1)
    expect(renamed).toMatchObject({
      status: 200,
      body: { name: 'Longer', durationMinutes: 60, price: { amount: 1 }, clinicIds: [clinicId], version: 2 },
    })
    const widened = await owner.patch(`/services/${id}`, { clinicIds: null, price: null, archived: true }, 2)
    expect(widened.body).toMatchObject({ archivedAt: expect.any(String), version: 3 })
    expect(widened.body).not.toHaveProperty('clinicIds')
    expect(widened.body).not.toHaveProperty('price')
    expect((await owner.patch(`/services/${id}`, { archived: false }, 3)).body).not.toHaveProperty('archivedAt')
  })

  test('is changed by version: 428 without one, 412 with an old one, 404 where it is not known, 400 for ids that are not', async () => {
    const { id } = (await owner.post('/services', newService)).body
    expect(await owner.patch(`/services/${id}`, { name: 'x' })).toMatchObject({ status: 428 })
    expect(await owner.patch(`/services/${id}`, { name: 'x' }, 9)).toMatchObject({
      status: 412,
      body: { code: 'stale' },
    })
    expect(await owner.patch(`/services/${newId()}`, { name: 'x' }, 1)).toMatchObject({ status: 404 })
    expect(await owner.patch(`/services/${id}`, { roomIds: [newId()] }, 1)).toMatchObject({ status: 400 })
  })

  test('given at other clinics only is hidden from a role that is scoped to one', async () => {
    const [here, there] = await organization.inTenant(
      async (tx) => [await build.clinic(tx), await build.clinic(tx)] as const,
    )
    const everywhere = (await owner.post('/services', newService)).body.id
    const elsewhere = (await owner.post('/services', { ...newService, clinicIds: [there] })).body.id
    const scoped = await organization.member('clinic-administrator', { clinicIds: [here] })
    const ids = (await scoped.get('/services')).body.items.map(({ id }: { id: string }) => id)
    expect(ids).toContain(everywhere)
    expect(ids).not.toContain(elsewhere)
    expect((await scoped.get(`/services/${elsewhere}`)).status).toBe(404)
    expect((await scoped.post('/services', { ...newService, clinicIds: [there] })).status).toBe(400)
  })

  test('keeps its clinics and rooms beyond the scope of the role that changes it', async () => {
    const [here, there] = await organization.inTenant(
      async (tx) => [await build.clinic(tx), await build.clinic(tx)] as const,
    )
    const room = await organization.inTenant((tx) => build.room(tx, { clinicId: there }))
    const { id } = (await owner.post('/services', { ...newService, clinicIds: [here, there], roomIds: [room.id] })).body
    const scoped = await organization.member('clinic-administrator', { clinicIds: [here] })
    expect((await scoped.get(`/services/${id}`)).body).toMatchObject({ clinicIds: [here], roomIds: [] })
    expect((await scoped.patch(`/services/${id}`, { clinicIds: [here], roomIds: [] }, 1)).status).toBe(200)
    expect((await owner.get(`/services/${id}`)).body).toMatchObject({
      clinicIds: [here, there].toSorted(),
      roomIds: [room.id],
    })
  })
})
