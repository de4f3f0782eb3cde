import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newId } from '../../../kit/db/ids.ts'
import { createWorld, type Person, type TestOrganization, type World } from '../../../testing/world.ts'
import { build } from '../build.ts'
import { int, uuid } from '../../../kit/db/columns.ts'
import { shape } from '../../../kit/db/row.ts'

let world: World
let organization: TestOrganization
let owner: Person
let clinicId: string
beforeAll(async () => {
  world = await createWorld()
  organization = await world.organization()
  owner = organization.owner
  clinicId = await organization.inTenant((tx) => build.clinic(tx))
})
afterAll(() => world.close())

describe('adding a room', () => {
  test('answers 201 and makes a place for each appointment that it holds, the first with the room’s own id', async () => {
    const answer = await owner.post('/rooms', { name: 'Gym', clinicId, capacity: 3 })
    expect(answer).toMatchObject({ status: 201, body: { name: 'Gym', clinicId, capacity: 3, version: 1 } })
    const places = await organization.inTenant((tx) =>
      tx.all(
        shape({
          id: uuid,
          place: int,
        })`select id, place from tenant.resources where organization_id = ${tx.organization.id} and room_id = ${answer.body.id} order by place`,
      ),
    )
    expect(places.map(({ place }) => place)).toEqual([1, 2, 3])
    expect(places[0]?.id).toBe(answer.body.id)
    expect((await owner.post('/rooms', { name: 'Small', clinicId })).body.capacity).toBe(1)
  })

  test('answers 400 for a clinic that is not known, no place at all and too many', async () => {
    expect((await owner.post('/rooms', { name: 'x', clinicId: newId() })).body.data.issues[0].path).toEqual([
      'body',
      'clinicId',
    ])
    for (const capacity of [0, 51])
      expect((await owner.post('/rooms', { name: 'x', clinicId, capacity })).status).toBe(400)
  })

  test('answers 403 to whoever does not manage the schedule', async () => {
    expect((await (await organization.member('practitioner')).post('/rooms', { name: 'x', clinicId })).status).toBe(403)
  })

  test('answers the same for the same idempotency key and 422 for another body', async () => {
    const headers = { 'idempotency-key': newId() }
    const first = await owner.post('/rooms', { name: 'Once', clinicId }, headers)
    expect((await owner.post('/rooms', { name: 'Once', clinicId }, headers)).body).toEqual(first.body)
    expect((await owner.post('/rooms', { name: 'Twice', clinicId }, headers)).status).toBe(422)
  })
})

describe('a room', () => {
  test('is renamed and taken out of use by version: 200, 428, 412, 404', async () => {
    const { id } = (await owner.post('/rooms', { name: 'Old', clinicId })).body
    expect((await owner.patch(`/rooms/${id}`, { name: 'New' })).status).toBe(428)
    expect((await owner.patch(`/rooms/${id}`, { name: 'New' }, 7)).status).toBe(412)
    expect((await owner.patch(`/rooms/${newId()}`, { name: 'New' }, 1)).status).toBe(404)
    expect(await owner.patch(`/rooms/${id}`, { name: 'New', archived: true }, 1)).toMatchObject({
      status: 200,
      body: { name: 'New', archivedAt: expect.any(String), version: 2 },
    })
  })

  test('of another clinic is hidden from a role that is scoped', async () => {
    const other = await organization.inTenant((tx) => build.clinic(tx))
    const { id } = (await owner.post('/rooms', { name: 'There', clinicId: other })).body
    const scoped = await organization.member('clinic-administrator', { clinicIds: [clinicId] })
    const rooms = (await scoped.get('/rooms')).body.items
    expect(rooms.length).toBeGreaterThan(0)
    expect(rooms.map((room: { clinicId: string }) => room.clinicId)).not.toContain(other)
    expect((await scoped.patch(`/rooms/${id}`, { name: 'x' }, 1)).status).toBe(404)
    expect((await scoped.post('/rooms', { name: 'x', clinicId: other })).status).toBe(400)
  })
})
