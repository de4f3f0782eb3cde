import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '../../../kit/db/ids.ts'
import { createWorld, type Person, type TestOrganization, type World } from '../../../testing/world.ts'
import { build } from '../build.ts'

let world: World
let org: TestOrganization
let harbour: string
let hill: string
/** Scoped to harbour and without `patients.all-clinics`. */
let nurse: Person
const patients: Record<'atHarbour' | 'atHill' | 'seenAtHarbour' | 'nowhere', string> = {
  atHarbour: '',
  atHill: '',
  seenAtHarbour: '',
  nowhere: '',
}
const ids = (answer: { body: { items: { id: string }[] } }) => answer.body.items.map(({ id }) => id).toSorted()

/** The appointment is inserted as it lies in the database: booking is another feature's. */
async function appointment(patientId: string, clinicId: string): Promise<void> {
  const [serviceId, practitionerId] = [newId(), newId()]
  await org.inTenant(async (tx) => {
    await tx.run(
      sql`insert into tenant.services (organization_id, id, name, duration_minutes, hue) values (${org.id}, ${serviceId}, 'Check', 30, 1)`,
    )
    await tx.run(
      sql`insert into tenant.practitioners (organization_id, id, display_name, profession, hue) values (${org.id}, ${practitionerId}, 'Dr Who', 'doctor', 1)`,
    )
    for (const [days, state] of [
      [-9, 'completed'],
      [-1, 'cancelled'],
      [1, 'cancelled'],
      [5, 'booked'],
      [9, 'booked'],
    ] as const) {
      await tx.run(sql`insert into tenant.appointments (organization_id, id, patient_id, service_id, practitioner_id, clinic_id, state, starts_at, ends_at, buffer_before, buffer_after)
        values (${org.id}, ${newId()}, ${patientId}, ${serviceId}, ${practitionerId}, ${clinicId}, ${state}, now() + ${days} * interval '1 day', now() + ${days} * interval '1 day' + interval '30 minutes', 0, 0)`)
    }
  })
}

beforeAll(async () => {
  world = await createWorld()
  org = await world.organization()
  harbour = (await org.owner.post('/clinics', { name: 'Harbour', timeZone: 'Europe/Berlin' })).body.id
  hill = (await org.owner.post('/clinics', { name: 'Hill', timeZone: 'Europe/Berlin' })).body.id
  nurse = await org.member('nurse', { clinicIds: [harbour] })
  for (const [key, homeClinicId] of [
    ['atHarbour', harbour],
    ['atHill', hill],
    ['seenAtHarbour', hill],
    ['nowhere', undefined],
  ] as const) {
    patients[key] = (
      await org.inTenant((tx) =>
        build.patient(tx, {
          givenName: 'Wanda',
          familyName: key,
          homeClinicId,
          birthDate: '1990-01-01',
          contact: { phone: '0431 555666' },
        }),
      )
    ).id
  }
  await appointment(patients.seenAtHarbour, harbour)
})
afterAll(() => world?.close())

test('a role scoped to clinics sees patients with their home clinic or an appointment there, in lists and in searches', async () => {
  const seen = [patients.atHarbour, patients.seenAtHarbour].toSorted()
  for (const query of [
    '',
    '?search=wanda',
    '?search=wa',
    '?search=555666',
    '?search=wanda%20555666',
    '?search=1990-01-01',
  ])
    expect(ids(await nurse.get(`/patients${query}`))).toEqual(seen)
  expect(ids(await org.owner.get('/patients?search=wanda'))).toEqual(Object.values(patients).toSorted())
})

test('pages stay whole where rows between them are hidden', async () => {
  const first = await nurse.get('/patients?search=wanda&limit=1')
  const second = await nurse.get(`/patients?search=wanda&limit=1&cursor=${first.body.nextCursor}`)
  expect([...ids(first), ...ids(second)].toSorted()).toEqual([patients.atHarbour, patients.seenAtHarbour].toSorted())
  expect(second.body.nextCursor).toBeUndefined()
})

test('a hidden patient looks exactly like one that does not exist, and is neither read nor changed', async () => {
  for (const id of [patients.atHill, patients.nowhere, newId()]) {
    const answers = [
      await nurse.get(`/patients/${id}`),
      await nurse.patch(`/patients/${id}`, { givenName: 'X' }, 1),
      await nurse.put(`/patients/${id}/archival`, { archived: true }, 1),
    ]
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404])
  }
  const { rows } = await world.owner.query(
    "select from tenant.audit_events where patient_id = $1 and action <> 'create'",
    [patients.atHill],
  )
  expect(rows).toEqual([])
})

test('patients.all-clinics lifts the limit: a receptionist of one clinic sees all patients', async () => {
  const desk = await org.member('receptionist', { clinicIds: [harbour] })
  expect(ids(await desk.get('/patients?search=wanda'))).toEqual(Object.values(patients).toSorted())
  expect((await desk.get(`/patients/${patients.atHill}`)).status).toBe(200)
})

test('whom a scoped role adds belongs to its clinic; it cannot move anybody to a clinic that is not its own', async () => {
  const added = await nurse.post('/patients', { kind: 'human', givenName: 'Nora' })
  expect(added.body.homeClinicId).toBe(harbour)
  expect((await nurse.get(`/patients/${added.body.id}`)).status).toBe(200)
  for (const answer of [
    await nurse.post('/patients', { kind: 'human', givenName: 'Nora', homeClinicId: hill }),
    await nurse.patch(`/patients/${added.body.id}`, { homeClinicId: hill }, 1),
  ]) {
    expect([answer.status, answer.body.data.issues[0].path]).toEqual([400, ['body', 'homeClinicId']])
  }
  const visiting = await nurse.get(`/patients/${patients.seenAtHarbour}`)
  const renamed = await nurse.patch(
    `/patients/${patients.seenAtHarbour}`,
    { givenName: 'Wanda', homeClinicId: hill },
    visiting.body.version,
  )
  expect(renamed.status).toBe(200)
})

test('the chart tells the next appointment and the last one, leaving out what was cancelled', async () => {
  const { body } = await org.owner.get(`/patients/${patients.seenAtHarbour}`)
  const days = (at: string) => Math.round((Date.parse(at) - Date.now()) / 86_400_000)
  expect([days(body.nextVisitAt), days(body.lastVisitAt)]).toEqual([5, -9])
})

test('a guardian is seen with one of its patients, naming no others, or while it has none', async () => {
  const add = (name: string, patientIds: string[]) =>
    org.owner.post('/guardians', { name, patientIds }).then(({ body }) => body.id as string)
  const [both, hidden, free] = [
    await add('Scoped Both', [patients.atHarbour, patients.atHill]),
    await add('Scoped Hidden', [patients.atHill]),
    await add('Scoped Free', []),
  ]
  expect(ids(await nurse.get('/guardians?search=scoped'))).toEqual([both, free].toSorted())
  expect((await nurse.get(`/guardians/${hidden}`)).status).toBe(404)
  expect((await nurse.patch(`/guardians/${hidden}`, { name: 'X' }, 1)).status).toBe(404)
  expect((await nurse.get(`/guardians/${both}`)).body.patients.map(({ id }: { id: string }) => id)).toEqual([
    patients.atHarbour,
  ])
  expect(
    (await nurse.get('/guardians?search=both')).body.items[0].patients.map(({ id }: { id: string }) => id),
  ).toEqual([patients.atHarbour])
  expect((await nurse.post('/patients', { kind: 'human', givenName: 'N', guardianIds: [hidden] })).status).toBe(400)
  expect((await nurse.post('/guardians', { name: 'N', patientIds: [patients.atHill] })).status).toBe(400)
})

test('a scoped role replaces the links that it sees and leaves the others', async () => {
  const { body } = await org.owner.post('/guardians', {
    name: 'Keeps Hill',
    patientIds: [patients.atHarbour, patients.atHill],
  })
  const changed = await nurse.patch(`/guardians/${body.id}`, { patientIds: [patients.seenAtHarbour] }, body.version)
  expect(changed.body.patients.map(({ id }: { id: string }) => id)).toEqual([patients.seenAtHarbour])
  const { body: all } = await org.owner.get(`/guardians/${body.id}`)
  expect(all.patients.map(({ id }: { id: string }) => id).toSorted()).toEqual(
    [patients.seenAtHarbour, patients.atHill].toSorted(),
  )
})
