import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createWorld, type TestOrganization, type World } from '../../../testing/world.ts'
import { build } from '../build.ts'
import { appointmentFacts } from '../public.ts'

let world: World
beforeAll(async () => void (world = await createWorld()))
afterAll(() => world.close())

describe.each([
  ['a pooled', false],
  ['a dedicated', true],
])('the appointment behind a mailed link of %s organization', (_kind, dedicated) => {
  let organization: TestOrganization
  beforeAll(async () => void (organization = await world.organization({ dedicated })))

  const booked = (fields: { startsAt?: string } = {}) =>
    organization.inTenant(async (tx) => {
      const patientId = (
        await build.patient(tx, {
          givenName: 'Ada',
          familyName: 'Secret',
          language: 'de',
          contact: { email: 'ada@patients.test' },
        })
      ).id
      const row = await build.appointment(tx, { ...fields, patientId })
      return { id: row.id, token: await build.mailedToken(tx, row), row }
    })
  const path = (token: string) => `/api/v1/organizations/${organization.slug}/visits/${token}`

  test('is shown without signing in, and of the patient only the given name', async () => {
    const { token, row } = await booked()
    expect(token).toHaveLength(43)
    const { status, body } = await world.anybody.get(path(token))
    expect(status).toBe(200)
    expect(body).toMatchObject({
      organization: { slug: organization.slug },
      clinic: { timeZone: 'Europe/Berlin' },
      state: 'booked',
      startsAt: row.starts_at,
      patientGivenName: 'Ada',
      language: 'de',
      canCancel: true,
    })
    expect(JSON.stringify(body)).not.toMatch(/Secret|ada@/)
  })

  test('answers 404 to a wrong proof, also where the appointment exists, and 400 to what cannot be a token', async () => {
    const [first, second] = [await booked(), await booked()]
    const forged = Buffer.concat([
      Buffer.from(first.token, 'base64url').subarray(0, 16),
      Buffer.from(second.token, 'base64url').subarray(16),
    ]).toString('base64url')
    for (const token of [forged, 'A'.repeat(43)]) {
      expect((await world.anybody.get(path(token))).status).toBe(404)
      expect((await world.anybody.call('POST', `${path(token)}/cancellation`)).status).toBe(404)
      expect((await world.anybody.call('POST', `${path(token)}/confirmation`)).status).toBe(404)
    }
    expect((await world.anybody.get(path('short'))).status).toBe(400)
    const other = await world.organization()
    expect((await world.anybody.get(`/api/v1/organizations/${other.slug}/visits/${first.token}`)).status).toBe(404)
  })

  test('is confirmed while it is ahead: 201, and 201 again; once cancelled 409', async () => {
    const { id, token } = await booked()
    for (let times = 0; times < 2; times++)
      expect(await world.anybody.call('POST', `${path(token)}/confirmation`)).toMatchObject({
        status: 201,
        body: { state: 'confirmed', canConfirm: false, canCancel: true },
      })
    await organization.owner.post(`/appointments/${id}/cancellation`, { reason: 'clinic' })
    expect(await world.anybody.call('POST', `${path(token)}/confirmation`)).toMatchObject({
      status: 409,
      body: { code: 'wrong-state', data: { state: 'cancelled' } },
    })
  })

  test('is cancelled while it is ahead: 201, then 409', async () => {
    const { id, token } = await booked()
    expect(await world.anybody.call('POST', `${path(token)}/cancellation`)).toMatchObject({
      status: 201,
      body: { state: 'cancelled', canCancel: false },
    })
    expect(await world.anybody.call('POST', `${path(token)}/cancellation`)).toMatchObject({
      status: 409,
      body: { code: 'wrong-state', data: { state: 'cancelled' } },
    })
    expect((await organization.owner.get(`/appointments/${id}`)).body).toMatchObject({
      state: 'cancelled',
      cancellation: { reason: 'client' },
    })
  })

  test('can be neither cancelled nor confirmed once the patient has arrived or its time has come', async () => {
    const arrived = await booked({ startsAt: new Date(Date.now() + 60 * 60_000).toISOString() })
    await organization.owner.post(`/appointments/${arrived.id}/steps`, { step: 'arrive' })
    expect((await world.anybody.get(path(arrived.token))).body.canCancel).toBe(false)
    const begun = await organization.inTenant(async (tx) =>
      build.mailedToken(tx, await build.appointment(tx, { startsAt: new Date(Date.now() - 60_000).toISOString() })),
    )
    for (const token of [arrived.token, begun])
      for (const change of ['cancellation', 'confirmation'])
        expect((await world.anybody.call('POST', `${path(token)}/${change}`)).status).toBe(409)
  })

  test('has all that a mail needs, for the patient or else for those who answer for it', async () => {
    const own = await booked()
    const { dog } = await organization.inTenant(async (tx) => {
      const guardian = await build.guardian(tx, {
        name: 'Gus',
        language: 'ar',
        contact: { email: 'gus@guardians.test' },
      })
      const silent = await build.guardian(tx, { name: 'Silent' })
      const patient = await build.patient(tx, {
        kind: 'animal',
        species: 'dog',
        givenName: 'Rex',
        guardianIds: [guardian.id, silent.id],
      })
      return { dog: (await build.appointment(tx, { patientId: patient.id })).id }
    })
    const facts = (id: string) => organization.inTenant((tx) => appointmentFacts(tx, id))
    expect(await facts(own.id)).toMatchObject({
      recipients: [{ name: 'Ada Secret', email: 'ada@patients.test' }],
      language: 'de',
      icsSequence: 0,
      state: 'booked',
    })
    expect(await facts(dog)).toMatchObject({
      patientGivenName: 'Rex',
      recipients: [{ name: 'Gus', email: 'gus@guardians.test' }],
      language: 'ar',
    })
    expect(await facts(own.row.patient_id)).toBeUndefined()
  })
})
