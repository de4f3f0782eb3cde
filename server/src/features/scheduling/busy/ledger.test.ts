import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createWorld, type World } from '../../../testing/world.ts'
import { build } from '../build.ts'
import { agree, book, workplaceOf, type Workplace } from './workplace-fixture.ts'

let world: World
beforeAll(async () => void (world = await createWorld()))
afterAll(() => world.close())

const at = (time: string) => `2027-01-04T${time}:00.000Z`

describe('a practitioner of two organizations who agreed to one calendar', () => {
  let here: Workplace
  let there: Workplace
  beforeEach(async () => {
    const locum = await world.account('Lou Locum')
    here = await workplaceOf(world, locum, { bufferAfter: 0 })
    there = await workplaceOf(world, locum, { bufferAfter: 0 })
    await agree(locum, there)
  })

  test('is booked once: the other organization is refused and learns of free times, never why', async () => {
    expect((await book(here, at('09:00'))).status).toBe(201)
    const lost = await book(there, at('09:15'))
    expect(lost).toMatchObject({ status: 409, body: { code: 'slot-taken' } })
    expect(lost.body.data.alternatives.map(({ startsAt }: { startsAt: string }) => startsAt)).toEqual([
      at('09:30'),
      at('09:45'),
      at('08:30'),
    ])
    expect(JSON.stringify(lost.body)).not.toMatch(new RegExp(`${here.organization.id}|${here.organization.slug}|busy`))
    expect((await book(there, at('09:30'))).status).toBe(201)
  })

  test('cannot be overbooked across organizations, but within one as ever', async () => {
    await book(here, at('10:00'))
    expect(await book(there, at('10:00'), { overbook: { reason: 'x' } })).toMatchObject({
      status: 409,
      body: { code: 'not-available' },
    })
    expect(await book(here, at('10:00'), { overbook: { reason: 'x' } })).toMatchObject({
      status: 201,
      body: { isOverbooked: true },
    })
  })

  test('is free again elsewhere once the appointment is moved or cancelled', async () => {
    const { id } = (await book(here, at('11:00'))).body
    expect((await here.organization.owner.patch(`/appointments/${id}`, { startsAt: at('11:15') }, 1)).status).toBe(200)
    expect((await book(there, at('11:15'))).status).toBe(409)
    expect((await book(there, at('10:45'))).status).toBe(201)
    await here.organization.owner.post(`/appointments/${id}/cancellation`, { reason: 'client' })
    expect((await book(there, at('11:15'))).status).toBe(201)
    const { rows } = await world.owner.query(
      'select count(*)::int as claims from control.busy where organization_id = $1',
      [here.organization.id],
    )
    expect(rows).toEqual([{ claims: 0 }])
  })

  test('a move onto another organization’s time is refused and leaves the appointment and its claim as they were', async () => {
    await book(there, at('13:00'))
    const { id } = (await book(here, at('12:00'))).body
    expect(await here.organization.owner.patch(`/appointments/${id}`, { startsAt: at('13:15') }, 1)).toMatchObject({
      status: 409,
      body: { code: 'slot-taken' },
    })
    expect(
      await here.organization.owner.patch(
        `/appointments/${id}`,
        { startsAt: at('13:15'), overbook: { reason: 'x' } },
        1,
      ),
    ).toMatchObject({ status: 409, body: { code: 'not-available' } })
    expect((await book(there, at('12:00'))).status).toBe(409)
    expect((await here.organization.owner.get(`/appointments/${id}`)).body).toMatchObject({
      startsAt: at('12:00'),
      version: 1,
    })
  })

  test('is shown as not available, and their time is not offered', async () => {
    await book(here, at('14:00'))
    const calendar = (await there.organization.owner.get(`/calendar?clinicId=${there.clinicId}&from=2027-01-04`)).body
    expect(calendar.notAvailable).toEqual([
      {
        practitionerId: there.practitionerId,
        startsAt: at('14:00'),
        endsAt: at('14:30'),
        bufferBefore: 0,
        bufferAfter: 0,
      },
    ])
    const query = new URLSearchParams({
      serviceId: there.serviceId,
      clinicId: there.clinicId,
      from: at('13:30'),
      to: at('15:00'),
    })
    const { slots } = (await there.organization.owner.get(`/availability?${query}`)).body
    expect(slots.map(({ startsAt }: { startsAt: string }) => startsAt)).toEqual([at('13:30'), at('14:30'), at('14:45')])
    expect(
      (await here.organization.owner.get(`/calendar?clinicId=${here.clinicId}&from=2027-01-04`)).body.notAvailable,
    ).toEqual([])
  })

  test('and a colleague who works here alone are kept apart: an appointment handed over frees the practitioner elsewhere', async () => {
    const { id } = (await book(here, at('15:00'))).body
    const colleague = await here.organization.inTenant((tx) => build.practitioner(tx, { clinicIds: [here.clinicId] }))
    expect(
      (await here.organization.owner.patch(`/appointments/${id}`, { practitionerId: colleague.id }, 1)).status,
    ).toBe(200)
    expect((await book(there, at('15:00'))).status).toBe(201)
    expect(
      await here.organization.owner.patch(`/appointments/${id}`, { practitionerId: here.practitionerId }, 2),
    ).toMatchObject({ status: 409, body: { code: 'slot-taken' } })
  })
})

test('without consent each organization books as if the other did not exist', async () => {
  const locum = await world.account()
  const [here, there] = [await workplaceOf(world, locum), await workplaceOf(world, locum)]
  expect((await book(here, at('09:00'))).status).toBe(201)
  expect((await book(there, at('09:00'))).status).toBe(201)
  expect(
    (await there.organization.owner.get(`/calendar?clinicId=${there.clinicId}&from=2027-01-04`)).body.notAvailable,
  ).toEqual([])
})
