import { afterAll, beforeAll, expect, test } from 'vitest'
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

const search = (query: Record<string, string>) => `/availability?${new URLSearchParams(query)}`
const times = (slots: { startsAt: string }[]) => slots.map(({ startsAt }) => startsAt.slice(11, 16))
const monday = { from: '2027-01-04T00:00:00Z', to: '2027-01-05T00:00:00Z' }

const setUp = () =>
  organization.inTenant(async (tx) => {
    const clinicId = await build.clinic(tx)
    const practitionerId = (
      await build.practitioner(tx, { clinicIds: [clinicId], hours: [{ weekday: 1, from: '09:00', to: '11:00' }] })
    ).id
    return { clinicId, practitionerId, serviceId: (await build.service(tx, { bufferAfter: 15 })).id }
  })

test('answers the free quarters of an hour in the clinic’s zone, buffers kept between appointments and not at the ends', async () => {
  const { clinicId, practitionerId, serviceId } = await setUp()
  const query = { clinicId, serviceId, ...monday }
  expect(times((await owner.get(search(query))).body.slots)).toEqual([
    '08:00',
    '08:15',
    '08:30',
    '08:45',
    '09:00',
    '09:15',
    '09:30',
  ])
  await organization.inTenant((tx) =>
    build.appointment(tx, { clinicId, practitionerId, serviceId, startsAt: '2027-01-04T08:45:00Z' }),
  )
  const { slots } = (await owner.get(search(query))).body
  expect(slots).toEqual(
    ['08:00', '09:30'].map((time) => ({
      startsAt: `2027-01-04T${time}:00.000Z`,
      endsAt: new Date(Date.parse(`2027-01-04T${time}:00Z`) + 1_800_000).toISOString(),
      practitionerId,
    })),
  )
})

test('what it offers can be booked, and what it does not offer cannot', async () => {
  const { clinicId, practitionerId, serviceId } = await organization.inTenant(async (tx) => {
    const clinicId = await build.clinic(tx)
    const roomIds = [(await build.room(tx, { clinicId })).id, (await build.room(tx, { clinicId, capacity: 2 })).id]
    const others = []
    for (let nth = 0; nth < 4; nth++)
      others.push(
        (await build.practitioner(tx, { clinicIds: [clinicId], hours: [{ weekday: 1, from: '09:00', to: '12:00' }] }))
          .id,
      )
    const serviceId = (await build.service(tx, { durationMinutes: 20, bufferBefore: 10, bufferAfter: 5, roomIds })).id
    for (const [nth, time] of [
      [0, '08:10'],
      [1, '08:35'],
      [2, '08:15'],
      [3, '10:00'],
      [0, '09:30'],
      [1, '09:35'],
      [2, '09:40'],
    ] as const) {
      await build.appointment(tx, {
        clinicId,
        practitionerId: others[nth] as string,
        serviceId,
        startsAt: `2027-01-04T${time}:00Z`,
      })
    }
    return { clinicId, practitionerId: others[3] as string, serviceId }
  })
  const patientId = (await organization.inTenant((tx) => build.patient(tx))).id
  const { slots } = (await owner.get(search({ clinicId, serviceId, practitionerId, ...monday }))).body
  const offered = new Set(slots.map(({ startsAt }: { startsAt: string }) => startsAt))
  expect(offered.size).toBeGreaterThan(0)
  let refused = 0
  for (let at = Date.parse('2027-01-04T08:00:00Z'); at <= Date.parse('2027-01-04T10:40:00Z'); at += 15 * 60_000) {
    const startsAt = new Date(at).toISOString()
    const answer = await owner.post('/appointments', { clinicId, serviceId, practitionerId, patientId, startsAt })
    expect(answer.status, startsAt).toBe(offered.has(startsAt) ? 201 : 409)
    if (answer.status === 201) await owner.post(`/appointments/${answer.body.id}/cancellation`, { reason: 'clinic' })
    else refused++
  }
  expect(refused).toBeGreaterThan(0)
})

test('offers nothing of the past', async () => {
  const { clinicId, serviceId } = await organization.inTenant(async (tx) => {
    const clinicId = await build.clinic(tx)
    await build.practitioner(tx, { clinicIds: [clinicId] })
    return { clinicId, serviceId: (await build.service(tx)).id }
  })
  const { slots } = (
    await owner.get(
      search({
        clinicId,
        serviceId,
        from: new Date(Date.now() - 86_400_000).toISOString(),
        to: new Date(Date.now() + 86_400_000).toISOString(),
      }),
    )
  ).body
  expect(slots.length).toBeGreaterThan(90)
  expect(Date.parse(slots[0].startsAt)).toBeGreaterThanOrEqual(Date.now() - 60_000)
})

test('offers nobody who does not give the service, and nothing where it is not given', async () => {
  const { clinicId, practitionerId } = await setUp()
  const [byNobody, elsewhere] = await organization.inTenant(
    async (tx) =>
      [
        (await build.service(tx, { practitionerIds: [] })).id,
        (await build.service(tx, { clinicIds: [await build.clinic(tx)] })).id,
      ] as const,
  )
  for (const serviceId of [byNobody, elsewhere])
    expect(await owner.get(search({ clinicId, serviceId, practitionerId, ...monday }))).toMatchObject({
      status: 200,
      body: { slots: [] },
    })
})

test('answers 400 for more than 35 days or none, 404 for a service or clinic that is not known or beyond the scope, 403 without the right', async () => {
  const { clinicId, serviceId } = await setUp()
  const query = { clinicId, serviceId, ...monday }
  expect((await owner.get(search({ ...query, to: '2027-02-08T00:00:00Z' }))).status).toBe(200)
  for (const to of ['2027-02-08T00:00:01Z', monday.from])
    expect((await owner.get(search({ ...query, to }))).body).toMatchObject({
      status: 400,
      data: { issues: [{ path: ['query', 'to'] }] },
    })
  expect((await owner.get(search({ ...query, from: 'soon' }))).status).toBe(400)
  expect((await owner.get(search({ ...query, serviceId: newId() }))).status).toBe(404)
  expect((await owner.get(search({ ...query, clinicId: newId() }))).status).toBe(404)
  const scoped = await organization.member('receptionist', {
    clinicIds: [await organization.inTenant((tx) => build.clinic(tx))],
  })
  expect((await scoped.get(search(query))).status).toBe(404)
})
