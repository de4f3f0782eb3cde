import { afterAll, beforeAll, expect, test } from 'vitest'
import { createWorld, type TestOrganization, type World } from '../../../testing/world.ts'
import { build as buildPatients } from '../../patients/build.ts'
import { build, hourAhead } from '../build.ts'

let world: World
let org: TestOrganization
beforeAll(async () => {
  world = await createWorld()
  org = await world.organization()
})
afterAll(() => world?.close())

test('an appointment is booked for a patient of another clinic while an emergency opens it, and no longer', async () => {
  const [here, there] = await org.inTenant(async (tx) => [await build.clinic(tx), await build.clinic(tx)])
  const { practitionerId, serviceId, patients } = await org.inTenant(async (tx) => ({
    practitionerId: (await build.practitioner(tx, { clinicIds: [here] })).id,
    serviceId: (await build.service(tx)).id,
    patients: [
      await buildPatients.patient(tx, { homeClinicId: there }),
      await buildPatients.patient(tx, { homeClinicId: there }),
    ],
  }))
  const doctor = await org.member('practitioner', { clinicIds: [here] })
  const book = (nth: number) =>
    doctor.post('/appointments', {
      patientId: patients[nth]?.id,
      serviceId,
      practitionerId,
      clinicId: here,
      startsAt: hourAhead(3 + nth),
    })
  const unknown = { status: 400, body: { data: { issues: [{ path: ['body', 'patientId'] }] } } }
  const open = async (nth: number) =>
    (
      await doctor.post('/emergency-accesses', {
        patientId: patients[nth]?.id,
        reason: 'Brought in by ambulance',
      })
    ).body.id as string
  expect(await book(0)).toMatchObject(unknown)
  await open(0)
  expect((await book(0)).status).toBe(201)
  const id = await open(1)
  await doctor.post(`/emergency-accesses/${id}/end`)
  expect(await book(1)).toMatchObject(unknown)
})
