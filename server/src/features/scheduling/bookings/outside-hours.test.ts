import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createWorld, type TestOrganization, type World } from '../../../testing/world.ts'
import { build, roundTheClock } from '../build.ts'

let world: World
beforeAll(async () => void (world = await createWorld()))
afterAll(() => world.close())

const weekdays = (from: string, to: string) => [1, 2, 3, 4, 5].map((weekday) => ({ weekday, from, to }))
const sunday = '2027-01-10T10:00:00Z'
const monday = (time: string) => `2027-01-11T${time}:00Z`

/** A practitioner and a clinic in London with hours of their own; in winter its clock is UTC. */
const setUp = (organization: TestOrganization, opening: typeof roundTheClock, hours: typeof roundTheClock) =>
  organization.inTenant(async (tx) => {
    const clinicId = await build.clinic(tx, { timeZone: 'Europe/London', openingHours: opening })
    const { id, display_name } = await build.practitioner(tx, { clinicIds: [clinicId], hours })
    const [serviceId, patientId] = [(await build.service(tx)).id, (await build.patient(tx)).id]
    return { display_name, booking: { clinicId, practitionerId: id, serviceId, patientId } }
  })

describe.each([
  ['a pooled', false],
  ['a dedicated', true],
])('hours of %s organization', (_kind, dedicated) => {
  let organization: TestOrganization
  beforeAll(async () => void (organization = await world.organization({ dedicated })))

  test('an appointment takes place only while the clinic is open and the practitioner works; the refusal says which of the two', async () => {
    const { booking, display_name } = await setUp(organization, weekdays('09:00', '17:00'), [
      ...weekdays('10:00', '24:00'),
      { weekday: 7, from: '00:00', to: '24:00' },
    ])
    const book = async (startsAt: string) =>
      (await organization.owner.post('/appointments', { ...booking, startsAt })).body
    const closed = { code: 'outside-hours', data: { reason: 'closed', practitioner: display_name } }
    expect(await book(sunday)).toMatchObject(closed)
    expect(await book(monday('23:00'))).toMatchObject(closed)
    expect(await book(monday('16:45'))).toMatchObject(closed)
    expect(await book(monday('09:30'))).toMatchObject({ code: 'outside-hours', data: { reason: 'off' } })
    expect(await book(monday('16:30'))).toMatchObject({ state: 'booked' })
  })

  test('what is offered is what can be booked', async () => {
    const { booking } = await setUp(organization, weekdays('09:00', '10:00'), weekdays('08:30', '09:45'))
    const { clinicId, serviceId } = booking
    const query = new URLSearchParams({ clinicId, serviceId, from: sunday, to: '2027-01-12T00:00:00Z' })
    const { slots } = (await organization.owner.get(`/availability?${query}`)).body
    expect(slots.map(({ startsAt }: { startsAt: string }) => startsAt.slice(0, 16))).toEqual([
      '2027-01-11T09:00',
      '2027-01-11T09:15',
    ])
  })

  test('a move and its alternatives keep to both', async () => {
    const { booking } = await setUp(organization, weekdays('09:00', '10:00'), roundTheClock)
    const appointment = await organization.owner.post('/appointments', { ...booking, startsAt: monday('09:00') })
    const moved = await organization.owner.patch(
      `/appointments/${appointment.body.id}`,
      { startsAt: monday('12:00') },
      1,
    )
    expect(moved).toMatchObject({ status: 409, body: { code: 'outside-hours', data: { reason: 'closed' } } })
    const lost = await organization.owner.post('/appointments', { ...booking, startsAt: monday('09:15') })
    expect(lost.body.data.alternatives.map(({ startsAt }: { startsAt: string }) => startsAt.slice(0, 16))).toEqual([
      '2027-01-11T09:30',
      '2027-01-12T09:00',
      '2027-01-12T09:15',
    ])
  })

  test('saying so books it, where the role may', async () => {
    const { booking } = await setUp(organization, weekdays('09:00', '17:00'), roundTheClock)
    const said = { ...booking, startsAt: sunday, outsideHours: true }
    expect(await (await organization.member('nurse')).post('/appointments', said)).toMatchObject({
      status: 403,
      body: { data: { permission: 'appointments.outside-hours' } },
    })
    expect((await organization.owner.post('/appointments', said)).status).toBe(201)
  })

  test('a clinic that says no opening hours is open whenever somebody works', async () => {
    const { booking } = await setUp(organization, [], [{ weekday: 7, from: '10:00', to: '10:30' }])
    expect((await organization.owner.post('/appointments', { ...booking, startsAt: sunday })).status).toBe(201)
  })
})
