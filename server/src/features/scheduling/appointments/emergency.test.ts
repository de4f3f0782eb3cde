import { afterAll, beforeAll, expect, test } from 'vitest'
import type { TenantTx } from '../../../kit/db/tenant-tx.ts'
import { withKey } from '../../../testing/callers.ts'
import { createWorld, type Person, type TestOrganization, type World } from '../../../testing/world.ts'
import { build } from '../build.ts'
import { findAppointment, listAppointments } from './queries.ts'
import { json } from '../../../kit/db/columns.ts'
import { shape } from '../../../kit/db/row.ts'
import type { Query } from '../../../kit/db/query.ts'

let world: World
let org: TestOrganization
/** Scoped to `here`, without `patients.all-clinics`. */
let doctor: Person
let here: string
let there: string
beforeAll(async () => {
  world = await createWorld()
  org = await world.organization()
  ;[here, there] = await org.inTenant(async (tx) => [await build.clinic(tx), await build.clinic(tx)])
  doctor = await org.member('practitioner', { clinicIds: [here] })
})
afterAll(() => world?.close())

/** A patient of `there` with an appointment there. */
const stranger = () =>
  org.inTenant(async (tx) => {
    const patientId = (await build.patient(tx, { homeClinicId: there })).id
    return { patientId, appointmentId: (await build.appointment(tx, { patientId, clinicId: there })).id }
  })
const open = async (patientId: string, who = doctor) =>
  (await who.post('/emergency-accesses', { patientId, reason: 'Brought in by ambulance' })).body.id as string
const idsOf = async (query: string, who = doctor) =>
  (await who.get(`/appointments${query}`)).body.items.map(({ id }: { id: string }) => id)

test('an emergency shows the patient’s appointments at other clinics, to read and no more, and no longer than it runs', async () => {
  const { patientId, appointmentId } = await stranger()
  expect(await idsOf(`?patientId=${patientId}`)).toEqual([])
  const accessId = await open(patientId)
  expect(await idsOf(`?patientId=${patientId}`)).toEqual([appointmentId])
  expect(await idsOf(`?patientId=${patientId}&clinicId=${there}`)).toEqual([appointmentId])
  const seen = await doctor.get(`/appointments/${appointmentId}`)
  expect(seen).toMatchObject({ status: 200, body: { patient: { id: patientId }, clinicId: there } })
  expect(seen.body.corrections).toEqual([])
  expect(Object.values(seen.body.abilities)).toEqual(
    Array.from({ length: 8 }, () => ({ allowed: false, reason: 'not-allowed' })),
  )
  expect((await doctor.post(`/appointments/${appointmentId}/cancellation`, { reason: 'client' })).status).toBe(404)
  expect((await doctor.post(`/appointments/${appointmentId}/steps`, { step: 'confirm' })).status).toBe(404)
  expect((await doctor.patch(`/appointments/${appointmentId}`, { note: 'x' }, 1)).status).toBe(404)

  await doctor.post(`/emergency-accesses/${accessId}/end`)
  expect(await idsOf(`?patientId=${patientId}`)).toEqual([])
  expect((await doctor.get(`/appointments/${appointmentId}`)).status).toBe(404)
})

test('it opens neither the calendar of the other clinic, nor other patients, nor anything to anybody else', async () => {
  const [one, beside] = [await stranger(), await stranger()]
  await open(one.patientId)
  expect(await idsOf('')).toEqual([])
  expect(await idsOf(`?clinicId=${there}`)).toEqual([])
  expect((await doctor.get(`/calendar?clinicId=${there}&from=2030-01-01&days=7`)).status).toBe(404)
  expect(await idsOf(`?patientId=${beside.patientId}`)).toEqual([])
  expect((await doctor.get(`/appointments/${beside.appointmentId}`)).status).toBe(404)
  const colleague = await org.member('practitioner', { clinicIds: [here] })
  expect(await idsOf(`?patientId=${one.patientId}`, colleague)).toEqual([])
})

test('appointments at one’s own clinics keep their abilities, and a patient who is treated here keeps appointments elsewhere hidden', async () => {
  const { patientId } = await stranger()
  const { id } = await org.inTenant((tx) => build.appointment(tx, { patientId, clinicId: here }))
  expect(await idsOf(`?patientId=${patientId}`)).toEqual([id])
  expect((await doctor.get(`/appointments/${id}`)).body.abilities.cancel).toEqual({ allowed: true })
})

test('a program of the same person sees none of it', async () => {
  const role = await org.owner.post('/roles', {
    name: 'Ward',
    copyOf: 'practitioner',
    permissions: ['patients.read', 'patients.emergency', 'appointments.read', 'keys.manage'],
  })
  const ward = await org.member(role.body.key, { clinicIds: [here] })
  const { patientId, appointmentId } = await stranger()
  await open(patientId, ward)
  expect(await idsOf(`?patientId=${patientId}`, ward)).toEqual([appointmentId])
  const { body } = await ward.post('/api-keys', { name: 'K', permissions: ['appointments.read'], days: 1 })
  const key = withKey(world, org, body.key)
  expect(await idsOf(`?patientId=${patientId}`, key)).toEqual([])
  expect((await key.get(`/appointments/${appointmentId}`)).status).toBe(404)
})

interface Node {
  'Node Type': string
  'Relation Name'?: string
  'Index Name'?: string
  'Index Cond'?: string
  Plans?: Node[]
}

const planRow = shape({ 'QUERY PLAN': json<[{ Plan: Node }]>() })

const nodesOf = (node: Node): Node[] => [node, ...(node.Plans ?? []).flatMap(nodesOf)]

test('asking for it costs the indexes of the appointment or the patient, and of the account’s own accesses', async () => {
  const { patientId, appointmentId } = await stranger()
  await world.owner.query(
    `insert into tenant.emergency_accesses (organization_id, id, patient_id, account_id, reason_sealed)
     select $1, gen_random_uuid(), $2, gen_random_uuid(), '' from generate_series(1, 5000)`,
    [org.id, patientId],
  )
  await world.owner.query(
    `insert into tenant.appointments (organization_id, id, patient_id, service_id, practitioner_id, clinic_id, state, starts_at, ends_at, buffer_before, buffer_after)
     select a.organization_id, gen_random_uuid(), o.id, a.service_id, a.practitioner_id, a.clinic_id, 'completed', a.starts_at - n * interval '1 hour',
       a.ends_at - n * interval '1 hour', 0, 0
     from tenant.appointments a cross join generate_series(1, 5000) n
     join lateral (select p.id from tenant.patients p where p.organization_id = a.organization_id and p.id <> a.patient_id limit 1) o on true
     where a.organization_id = $1 and a.id = $2`,
    [org.id, appointmentId],
  )
  await world.owner.query('vacuum analyze tenant.appointments, tenant.emergency_accesses, tenant.patients')
  const planOf = async (work: (tx: TenantTx) => Promise<unknown>): Promise<Node[]> => {
    const rows = await org.inTenant((tx) => {
      const explained = (query: Query<unknown>) => tx.all(planRow`explain (format json) ${query}`)
      return work({ ...tx, all: explained, maybe: explained } as unknown as TenantTx)
    })
    const [{ 'QUERY PLAN': plan }] = rows as [{ 'QUERY PLAN': [{ Plan: Node }] }]
    return nodesOf(plan[0].Plan)
  }
  const reach = { scope: [here], emergencyOf: doctor.accountId }
  for (const [nodes, appointments] of [
    [await planOf((tx) => listAppointments(tx, { patientId, ...reach }, undefined, 200)), /patient_id = /],
    [await planOf((tx) => findAppointment(tx, appointmentId, reach.scope, reach.emergencyOf)), /id = /],
  ] as const) {
    for (const node of nodes.filter((each) => /appointments|emergency/.test(each['Relation Name'] ?? '')))
      expect(node['Node Type']).not.toBe('Seq Scan')
    const conditionsOn = (index: RegExp) =>
      nodes.filter((node) => index.test(node['Index Name'] ?? '')).map((node) => node['Index Cond'])
    expect(conditionsOn(/^emergency_accesses/).join()).toMatch(/account_id = /)
    expect(conditionsOn(/^appointments/).join()).toMatch(appointments)
  }
})
