import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newId } from '../../../kit/db/ids.ts'
import { createWorld, type Person, type TestOrganization, type World } from '../../../testing/world.ts'
import { build } from '../build.ts'
import { uuid } from '../../../kit/db/columns.ts'
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

const newPractitioner = () => ({ displayName: 'Dr Ada', profession: 'doctor', clinicIds: [clinicId] })

describe('adding a practitioner', () => {
  test('answers 201 and makes the resource that bookings take, with the same id', async () => {
    const answer = await owner.post('/practitioners', newPractitioner())
    expect(answer).toMatchObject({ status: 201, body: { ...newPractitioner(), version: 1 } })
    expect(answer.body).not.toHaveProperty('accountId')
    const resources = await organization.inTenant((tx) =>
      tx.all(
        shape({
          practitioner_id: uuid,
        })`select practitioner_id from tenant.resources where organization_id = ${tx.organization.id} and id = ${answer.body.id}`,
      ),
    )
    expect(resources).toEqual([{ practitioner_id: answer.body.id }])
  })

  test('answers 400 for clinics that are not known and accounts that are not members here', async () => {
    expect(
      (await owner.post('/practitioners', { ...newPractitioner(), clinicIds: [newId()] })).body.data.issues[0].path,
    ).toEqual(['body', 'clinicIds', '0'])
    const stranger = await world.account()
    for (const accountId of [stranger.accountId, newId()]) {
      const answer = await owner.post('/practitioners', { ...newPractitioner(), accountId })
      expect(answer).toMatchObject({ status: 400, body: { data: { issues: [{ path: ['body', 'accountId'] }] } } })
    }
    expect((await owner.post('/practitioners', { ...newPractitioner(), clinicIds: [] })).status).toBe(400)
  })

  test('answers 409 already-exists where the account is a practitioner here', async () => {
    const doctor = await organization.member('practitioner')
    expect(await owner.post('/practitioners', { ...newPractitioner(), accountId: doctor.accountId })).toMatchObject({
      status: 201,
      body: { accountId: doctor.accountId },
    })
    expect(await owner.post('/practitioners', { ...newPractitioner(), accountId: doctor.accountId })).toMatchObject({
      status: 409,
      body: { code: 'already-exists' },
    })
  })

  test('notes where an account practises, and asks for consent only where it practises elsewhere too', async () => {
    const doctor = await organization.member('practitioner')
    const second = await world.organization()
    await second.join(doctor, 'practitioner')
    const there = await second.inTenant((tx) => build.clinic(tx))
    await owner.post('/practitioners', { ...newPractitioner(), accountId: doctor.accountId })
    await second.owner.post('/practitioners', { ...newPractitioner(), clinicIds: [there], accountId: doctor.accountId })
    const { rows } = await world.owner.query(
      'select organization_id, consent from control.practices where account_id = $1 order by since',
      [doctor.accountId],
    )
    expect(rows).toEqual([
      { organization_id: organization.id, consent: 'not-asked' },
      { organization_id: second.id, consent: 'asked' },
    ])
  })

  test('answers 409 plan-limit beyond the plan; archiving one makes room', async () => {
    const small = await world.organization({ plan: 'free' })
    const place = await small.inTenant((tx) => build.clinic(tx))
    const added = []
    for (;;) {
      const answer = await small.owner.post('/practitioners', { ...newPractitioner(), clinicIds: [place] })
      if (answer.status !== 201) {
        expect(answer).toMatchObject({
          status: 409,
          body: { code: 'plan-limit', data: { limit: 'practitioners', used: added.length } },
        })
        break
      }
      added.push(answer.body.id)
    }
    expect(added.length).toBeGreaterThan(0)
    expect((await small.owner.patch(`/practitioners/${added[0]}`, { archived: true }, 1)).status).toBe(200)
    expect((await small.owner.post('/practitioners', { ...newPractitioner(), clinicIds: [place] })).status).toBe(201)
    expect(await small.owner.patch(`/practitioners/${added[0]}`, { archived: false }, 2)).toMatchObject({
      status: 409,
      body: { code: 'plan-limit' },
    })
  })

  test('answers 403 to whoever does not manage the schedule, the same for the same key and 422 for another body', async () => {
    expect((await (await organization.member('nurse')).post('/practitioners', newPractitioner())).status).toBe(403)
    const headers = { 'idempotency-key': newId() }
    const first = await owner.post('/practitioners', newPractitioner(), headers)
    expect((await owner.post('/practitioners', newPractitioner(), headers)).body).toEqual(first.body)
    expect((await owner.post('/practitioners', { ...newPractitioner(), profession: 'vet' }, headers)).status).toBe(422)
  })
})

describe('a practitioner', () => {
  test('is read by every member; one that is not known answers 404', async () => {
    const { id } = (await owner.post('/practitioners', newPractitioner())).body
    const staff = await organization.member('staff')
    expect(await staff.get(`/practitioners/${id}`)).toMatchObject({ status: 200, body: { id } })
    expect((await staff.get('/practitioners')).body.items.map((each: { id: string }) => each.id)).toContain(id)
    expect((await staff.get(`/practitioners/${newId()}`)).status).toBe(404)
    expect((await staff.get(`/practitioners/${newId()}/hours`)).status).toBe(404)
  })

  test('changes by version: 200, 400, 404, 412, 428', async () => {
    const { id } = (await owner.post('/practitioners', newPractitioner())).body
    expect(await owner.patch(`/practitioners/${id}`, { displayName: 'Dr Grace', hue: 3 }, 1)).toMatchObject({
      status: 200,
      body: { displayName: 'Dr Grace', hue: 3, version: 2 },
    })
    expect((await owner.patch(`/practitioners/${id}`, { clinicIds: [newId()] }, 2)).status).toBe(400)
    expect((await owner.patch(`/practitioners/${newId()}`, { hue: 3 }, 1)).status).toBe(404)
    expect((await owner.patch(`/practitioners/${id}`, { hue: 3 }, 1)).status).toBe(412)
    expect((await owner.patch(`/practitioners/${id}`, { hue: 3 })).status).toBe(428)
  })
})

describe('weekly hours', () => {
  const monday = (from: string, to: string, where = clinicId) => ({ clinicId: where, weekday: 1, from, to })

  test('are answered as they were set, with the practitioner’s version', async () => {
    const { id } = (await owner.post('/practitioners', newPractitioner())).body
    const hours = [monday('08:00', '12:00'), monday('13:00', '24:00')]
    expect(await owner.put(`/practitioners/${id}/hours`, hours, 1)).toMatchObject({
      status: 200,
      body: { items: hours, version: 2 },
    })
    expect((await owner.get(`/practitioners/${id}/hours`)).body).toEqual({ items: hours, version: 2 })
    expect((await owner.get(`/practitioners/${id}`)).body.version).toBe(2)
    expect((await owner.put(`/practitioners/${id}/hours`, [], 2)).body).toEqual({ items: [], version: 3 })
  })

  test('are refused with 400 where they overlap, end before they begin or name another clinic', async () => {
    const { id } = (await owner.post('/practitioners', newPractitioner())).body
    const other = await organization.inTenant((tx) => build.clinic(tx))
    for (const hours of [
      [monday('08:00', '12:00'), monday('11:00', '13:00')],
      [monday('12:00', '08:00')],
      [monday('08:00', '09:00', other)],
      [monday('08:00', '09:00', newId())],
    ]) {
      expect((await owner.put(`/practitioners/${id}/hours`, hours, 1)).status).toBe(400)
    }
    expect(
      (await owner.put(`/practitioners/${id}/hours`, [monday('08:00', '12:00'), monday('12:00', '13:00')], 1)).status,
    ).toBe(200)
  })

  test('are set by version: 404, 412, 428, and 403 to whoever does not manage the schedule', async () => {
    const { id } = (await owner.post('/practitioners', newPractitioner())).body
    expect((await owner.put(`/practitioners/${newId()}/hours`, [], 1)).status).toBe(404)
    expect((await owner.put(`/practitioners/${id}/hours`, [], 5)).status).toBe(412)
    expect((await owner.put(`/practitioners/${id}/hours`, [])).status).toBe(428)
    expect((await (await organization.member('receptionist')).put(`/practitioners/${id}/hours`, [], 1)).status).toBe(
      403,
    )
  })

  test('and clinics beyond the scope of a role are neither shown to it nor changed by it', async () => {
    const other = await organization.inTenant((tx) => build.clinic(tx))
    const { id } = (await owner.post('/practitioners', { ...newPractitioner(), clinicIds: [clinicId, other] })).body
    await owner.put(`/practitioners/${id}/hours`, [monday('08:00', '12:00'), monday('13:00', '17:00', other)], 1)
    const scoped = await organization.member('clinic-administrator', { clinicIds: [clinicId] })
    expect((await scoped.get(`/practitioners/${id}`)).body.clinicIds).toEqual([clinicId])
    expect((await scoped.get(`/practitioners/${id}/hours`)).body.items).toEqual([monday('08:00', '12:00')])
    expect((await scoped.put(`/practitioners/${id}/hours`, [monday('09:00', '10:00')], 2)).status).toBe(200)
    expect((await scoped.patch(`/practitioners/${id}`, { clinicIds: [clinicId] }, 3)).status).toBe(200)
    expect((await scoped.patch(`/practitioners/${id}`, { clinicIds: [other] }, 4)).status).toBe(400)
    expect((await owner.get(`/practitioners/${id}/hours`)).body.items).toEqual([
      monday('09:00', '10:00'),
      monday('13:00', '17:00', other),
    ])
  })
})
