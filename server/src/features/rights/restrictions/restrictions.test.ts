import { afterAll, beforeAll, expect, test } from 'vitest'
import { features } from '../../../app.ts'
import { unzip } from '../../../kit/storage/unzip-fixture.ts'
import { startWorker } from '../../../kit/works/works-fixture.ts'
import { seed } from '../../../testing/deep.ts'
import { createWorld, type Person, type TestOrganization, type World } from '../../../testing/world.ts'
import { queueMessage } from '../../messaging/public.ts'
import { build as buildPatients } from '../../patients/build.ts'
import { build } from '../../scheduling/build.ts'

let world: World
let org: TestOrganization
let doctor: Person
let desk: Person
let clinicId: string
beforeAll(async () => {
  world = await createWorld({}, { hasWorker: false })
  org = await world.organization()
  clinicId = (await org.owner.post('/clinics', { name: 'Harbour', timeZone: 'Europe/Berlin' })).body.id
  doctor = await org.member('practitioner')
  desk = await org.member('receptionist')
})
afterAll(() => world?.close())

let nth = 0
const patient = (fields: object = {}) =>
  org.inTenant((tx) =>
    build.patient(tx, { givenName: 'Ruth', familyName: `Hidden ${++nth}`, homeClinicId: clinicId, ...fields }),
  )
const restrict = (id: string, who = org.owner, headers?: Record<string, string>) =>
  who.post(`/patients/${id}/restrictions`, { reason: 'Disputes the diagnosis' }, headers)
const restricted = async (id: string) => {
  const answer = await restrict(id)
  expect(answer.status, JSON.stringify(answer.body)).toBe(201)
  return answer.body
}
const idsIn = (answer: { body: { items: { id: string }[] } }) => answer.body.items.map(({ id }) => id)

/** Somebody whose rights the seed decides, and what they may see. */
async function madeUp(nth: number, elsewhere: string): Promise<Looker> {
  const has = (bit: number) => ((seed + nth * 7) >> bit) % 2 === 1
  const permissions = [
    'patients.read',
    ...(has(0) ? ['patients.restricted'] : []),
    ...(has(1) ? ['patients.export'] : []),
    ...(has(2) ? ['charts.read'] : []),
  ]
  const { body } = await org.owner.post('/roles', { name: `Made up ${nth}`, copyOf: 'staff', permissions })
  const who = await org.member(body.key, has(3) ? { clinicIds: [has(4) ? elsewhere : clinicId] } : {})
  return { who, opens: has(0), isElsewhere: has(3) && has(4) }
}

interface Looker {
  who: Person
  opens: boolean
  isElsewhere?: boolean
}

const textOf = async (who: Person, workId: string): Promise<string> => {
  const answer = await world.application.http!.inject({
    url: `/api/v1/organizations/${org.slug}/works/${workId}/result`,
    headers: { authorization: `Bearer ${who.token}` },
  })
  expect(answer.statusCode, answer.payload).toBe(200)
  const { rawPayload } = answer
  return rawPayload[0] === 'P'.charCodeAt(0) ? Object.values(unzip(rawPayload)).join('\n') : answer.payload
}

/** What tables and complete exports say, of those who may have them made. */
async function exportsOf(all: readonly Looker[]): Promise<Map<Person, string[]>> {
  const works = features.flatMap((feature) => feature.works ?? [])
  const worker = await startWorker(world.application.platform, world.ownerUrl, works)
  const asked: [Person, string][] = []
  for (const { who } of all)
    for (const path of ['/patients/exports', '/exports']) {
      const { status, body } = await who.post(path, {})
      if (status === 202) asked.push([who, body.id])
      else expect(status, JSON.stringify(body)).toBe(403)
    }
  try {
    await worker.workers.drain()
  } finally {
    await worker.stop()
  }
  const texts = new Map<Person, string[]>()
  for (const [who, id] of asked) texts.set(who, [...(texts.get(who) ?? []), await textOf(who, id)])
  return texts
}

test(`list, search, count and exports agree about restricted patients, for rights of every kind (seed ${seed})`, async () => {
  const all: { id: string; name: string }[] = []
  for (let at = 0; at < 6; at++) {
    const { id } = await patient({ contact: { phone: `0431 66600${at}` } })
    all.push({ id, name: `Hidden ${nth}` })
  }
  const hidden = new Set(all.filter((_, at) => at % 2 === 0).map(({ id }) => id))
  for (const id of hidden) await restricted(id)
  const elsewhere = (await org.owner.post('/clinics', { name: 'Hill', timeZone: 'Europe/Berlin' })).body.id
  const people: Looker[] = [
    { who: org.owner, opens: true },
    { who: await org.member('clinic-administrator'), opens: true },
    { who: await org.member('clinic-administrator', { clinicIds: [clinicId] }), opens: true },
    { who: doctor, opens: false },
    { who: await org.member('nurse', { clinicIds: [clinicId] }), opens: false },
    { who: desk, opens: false },
    ...(await Promise.all([1, 2, 3].map((each) => madeUp(each, elsewhere)))),
  ]
  const texts = await exportsOf(people)
  expect(texts.get(org.owner)?.length).toBe(2)
  for (const { who, opens, isElsewhere } of people) {
    const seen = all.filter(({ id }) => !isElsewhere && (opens || !hidden.has(id)))
    const seenIds = seen.map(({ id }) => id)
    const list = await who.get('/patients?limit=200')
    const found = await who.get('/patients?search=ruth%20hidden&limit=200')
    for (const answer of [list, found])
      expect(idsIn(answer).filter((id) => all.some((one) => one.id === id))).toEqual(expect.arrayContaining(seenIds))
    for (const answer of [list, found])
      expect(idsIn(answer).filter((id) => all.some((one) => one.id === id)).length).toBe(seen.length)
    expect([list.body.total, found.body.total]).toEqual([idsIn(list).length, idsIn(found).length])
    const [byPhone] = idsIn(await who.get('/patients?search=666000'))
    expect(byPhone).toBe(seenIds.find((id) => id === all[0]?.id))
    for (const { id } of all) expect((await who.get(`/patients/${id}`)).status).toBe(seenIds.includes(id) ? 200 : 404)
    for (const text of texts.get(who) ?? [])
      expect(all.filter(({ name }) => new RegExp(`${name}\\b`).test(text))).toEqual(seen)
  }
})

test('an emergency finds and opens a restricted record, and nothing else does; whoever watches over emergencies is told', async () => {
  const { id } = await patient({ givenName: 'Edda', familyName: 'Sealed' })
  const other = await patient({ givenName: 'Edda', familyName: 'Plain' })
  await restricted(id)
  const found = async (who: Person) => idsIn(await who.get('/emergency-candidates?search=edda'))
  const listed = async (who: Person) =>
    [idsIn(await who.get('/patients?limit=200')), idsIn(await who.get('/patients?search=edda'))].map((ids) =>
      ids.includes(id),
    )
  const opened = (who: Person) =>
    who.post('/emergency-accesses', { patientId: id, reason: 'Unconscious, allergies unknown' })
  for (const who of [await org.member('nurse'), await org.member('practitioner', { clinicIds: [clinicId] })]) {
    expect(await found(who)).toEqual([id])
    expect(await listed(who)).toEqual([false, false])
    expect((await who.get(`/patients/${id}`)).status).toBe(404)
    const access = await opened(who)
    expect(access).toMatchObject({ status: 201, body: { patient: { id, name: 'Edda Sealed' } } })
    expect((await who.get(`/patients/${id}`)).body).toMatchObject({ id, emergencyAccess: { id: access.body.id } })
    expect(await found(who)).toEqual([])
    const { rows } = await world.owner.query(
      `select reason from tenant.audit_events where patient_id = $1 and account_id = $2 and action = 'read' and subject = 'patients'`,
      [id, who.accountId],
    )
    expect(rows).toEqual([{ reason: 'emergency' }])
    const end = await who.post(`/emergency-accesses/${access.body.id}/end`)
    expect(end).toMatchObject({ status: 200, body: { endedAt: expect.any(String) } })
    expect((await who.get(`/patients/${id}`)).status).toBe(404)
    expect(await listed(who)).toEqual([false, false])
  }
  expect(await found(org.owner)).toEqual([])
  expect((await desk.get('/emergency-candidates?search=edda')).status).toBe(403)
  expect((await doctor.get(`/patients/${other.id}`)).body.emergencyAccess).toBeUndefined()
  const { body: log } = await org.owner.get('/emergency-accesses')
  expect(log.items.slice(0, 2)).toMatchObject([{ patient: { name: 'Edda Sealed' } }, { patient: { id } }])
  const { key } = (await org.owner.post('/roles', { name: 'Watch', copyOf: 'staff', permissions: ['audit.read'] })).body
  const { body: watched } = await (await org.member(key)).get('/emergency-accesses')
  expect(watched.items.slice(0, 2)).toMatchObject([{ patient: { id, name: '—' } }, { patient: { id, name: '—' } }])
  expect(JSON.stringify(watched)).not.toContain('Sealed')
})

test('the time of a visit stays taken, and nobody is named to whom the patient is hidden', async () => {
  const { id } = await patient({ givenName: 'Rosalind', contact: { email: 'rosalind@patient.test' } })
  const booking = await org.inTenant(async (tx) => {
    const [practitioner, service] = [await build.practitioner(tx, { clinicIds: [clinicId] }), await build.service(tx)]
    const startsAt = new Date(Math.ceil(Date.now() / 3_600_000) * 3_600_000 + 48 * 3_600_000).toISOString()
    return {
      patientId: id,
      serviceId: service.id,
      practitionerId: practitioner.id,
      clinicId,
      startsAt,
      outsideHours: true,
    }
  })
  await org.owner.post('/appointments', { ...booking, patientId: (await patient()).id })
  const wish = { ...booking, note: 'fears her brother', overbook: { reason: 'cannot wait any longer' } }
  const { body: visit } = await org.owner.post('/appointments', wish)
  expect(visit).toMatchObject({ note: wish.note, overbookReason: wish.overbook.reason })
  await restricted(id)
  const withheld = { state: 'not-told', reason: 'withheld' }
  const later = new Date(Date.parse(booking.startsAt) + 86_400_000).toISOString()
  const second = (await org.owner.post('/appointments', { ...booking, startsAt: later })).body
  expect(second.told).toEqual(withheld)
  expect((await org.owner.get(`/patients/${id}/reach`)).body).toEqual({ byEmail: [], isWithheld: true })
  const cancelled = await desk.post(`/appointments/${second.id}/cancellation`, { reason: 'clinic' })
  expect(cancelled.body.told).toEqual(withheld)
  const { rows: waiting } = await world.owner.query(
    `select count(*)::int as n from tenant.messages where appointment_id = $1`,
    [second.id],
  )
  expect(waiting).toEqual([{ n: 0 }])
  const seen = async (who: Person) => (await who.get(`/appointments/${visit.id}`)).body
  const day = booking.startsAt.slice(0, 10)
  const calendar = async (who: Person) => (await who.get(`/calendar?clinicId=${clinicId}&from=${day}&days=2`)).body
  for (const shown of [await seen(doctor), await calendar(doctor)]) {
    expect(JSON.stringify(shown)).toContain(visit.id)
    expect(JSON.stringify(shown)).not.toMatch(/Rosalind|brother|cannot wait/)
  }
  expect(await seen(doctor)).toMatchObject({ id: visit.id, startsAt: visit.startsAt })
  const room = await org.inTenant((tx) => build.room(tx, { clinicId }))
  const moved = await desk.patch(`/appointments/${visit.id}`, { roomId: room.id }, visit.version)
  expect(JSON.stringify(moved.body)).not.toMatch(/Rosalind|brother|cannot wait/)
  expect(await seen(org.owner)).toMatchObject({ note: wish.note, overbookReason: wish.overbook.reason })
  expect(JSON.stringify(await seen(org.owner))).toContain('Rosalind')
  expect((await doctor.get(`/appointments?patientId=${id}`)).body.items).toEqual([])
  const another = { ...booking, patientId: (await patient()).id }
  expect(await desk.post('/appointments', another)).toMatchObject({ status: 409, body: { code: 'slot-taken' } })
  expect(JSON.stringify((await desk.post('/appointments', another)).body)).not.toContain('Rosalind')
})

test('to whom a message about a hidden patient went is listed for nobody from whom the patient is kept', async () => {
  const { id } = await patient()
  const content = { sender: 'Clinic', subject: 'News', text: 'We have moved.', html: '<p>We have moved.</p>' }
  const message = { channel: 'email', template: 'news', language: 'en', delaySeconds: 0, content } as const
  await org.inTenant(async (tx) => {
    await queueMessage(tx, { ...message, key: `of-${id}`, to: 'ruth@hidden.test', patientId: id })
    await queueMessage(tx, { ...message, key: `beside-${id}`, to: 'nobody@hidden.test' })
  })
  const listed = async (who: Person) =>
    (await who.get('/messages')).body.items
      .map(({ to }: { to: string }) => to)
      .filter((to: string) => to.endsWith('@hidden.test'))
  expect(await listed(desk)).toEqual(['nobody@hidden.test', 'ruth@hidden.test'])
  await restricted(id)
  expect(await listed(desk)).toEqual(['nobody@hidden.test'])
  expect(await listed(org.owner)).toHaveLength(2)
})

test('why somebody was restricted or is on hold is read by those who decide on it', async () => {
  const { id } = await patient()
  const { id: restriction } = await restricted(id)
  await org.owner.post(`/restrictions/${restriction}/lift`)
  const reason = 'Claim of the insurer'
  const hold = await org.owner.post(`/patients/${id}/legal-holds`, { reason })
  expect(hold.status).toBe(201)
  const read = async (who: Person) => (await who.get(`/patients/${id}/rights`)).body
  const mine = { restrictions: [{ id: restriction, reason: 'Disputes the diagnosis' }], holds: [{ reason }] }
  expect(await read(org.owner)).toMatchObject(mine)
  const theirs = await read(desk)
  expect(theirs).toMatchObject({ restrictions: [{ id: restriction }], holds: [{ id: hold.body.id }] })
  expect(JSON.stringify(theirs)).not.toMatch(/Disputes|insurer/)
})

test('a restriction closes the door from outside, and lifting it opens all again', async () => {
  const { id } = await patient()
  const account = await world.account()
  await org.inTenant((tx) => buildPatients.link(tx, account.accountId, id))
  const outside = world.bearer(account.token, org.slug)
  const ask = { about: 'My street', right: 'Hafenweg 3' }
  expect((await outside.post(`/own-patients/${id}/corrections`, ask)).status).toBe(201)
  const { id: restriction } = await restricted(id)
  expect((await outside.post(`/own-patients/${id}/corrections`, ask)).status).toBe(404)
  expect(await restrict(id)).toMatchObject({
    status: 409,
    body: { code: 'wrong-state', data: { state: 'restricted' } },
  })
  const { body } = await org.owner.get(`/patients/${id}/rights`)
  expect(body).toMatchObject({
    restrictions: [{ id: restriction, reason: 'Disputes the diagnosis', by: { id: org.owner.accountId } }],
    abilities: { restrict: { allowed: false, reason: 'restricted' }, erase: { allowed: true } },
  })
  expect((await doctor.get(`/patients/${id}/rights`)).status).toBe(404)
  expect((await org.owner.post(`/restrictions/${restriction}/lift`)).body).toMatchObject({ lifted: { by: {} } })
  expect(await org.owner.post(`/restrictions/${restriction}/lift`)).toMatchObject({
    status: 409,
    body: { data: { state: 'lifted' } },
  })
  expect((await doctor.get(`/patients/${id}`)).status).toBe(200)
  expect((await outside.post(`/own-patients/${id}/corrections`, ask)).status).toBe(201)
  const searched = await desk.get(`/patients?search=${encodeURIComponent(`hidden ${nth}`)}`)
  expect(idsIn(searched)).toContain(id)
})

test('who has it open in an emergency sees it, and nobody else', async () => {
  const { id } = await patient({ givenName: 'Rahel' })
  expect((await doctor.post('/emergency-accesses', { patientId: id, reason: 'unconscious' })).status).toBe(201)
  await restricted(id)
  expect((await doctor.get(`/patients/${id}`)).status).toBe(200)
  expect(idsIn(await doctor.get('/patients?search=rahel'))).toEqual([id])
  expect((await desk.get(`/patients/${id}`)).status).toBe(404)
  expect(idsIn(await desk.get('/patients?search=rahel'))).toEqual([])
})

test('who may not is told; another organization’s are nobody’s; a key is good for one', async () => {
  const { id } = await patient()
  const scoped = await org.member('clinic-administrator', { clinicIds: [clinicId] })
  for (const path of [`/patients/${id}/restrictions`, `/patients/${id}/legal-holds`])
    expect(await scoped.post(path, { reason: 'x' })).toMatchObject({ status: 403, body: { code: 'shared-by-clinics' } })
  expect(await restrict(id, doctor)).toMatchObject({
    status: 403,
    body: { data: { permission: 'patients.restricted' } },
  })
  const other = await world.organization()
  expect((await restrict(id, other.owner)).status).toBe(404)
  const key = { 'idempotency-key': 'restrict-once' }
  const first = await restrict(id, org.owner, key)
  expect((await restrict(id, org.owner, key)).body).toEqual(first.body)
  expect((await restrict((await patient()).id, org.owner, key)).body.code).toBe('key-reused')
  const lift = (restriction: string, headers = {}) =>
    org.owner.post(`/restrictions/${restriction}/lift`, undefined, headers)
  const once = { 'idempotency-key': 'lift-once' }
  const second = await restricted((await patient()).id)
  expect((await lift(first.body.id, once)).status).toBe(200)
  expect((await lift(second.id, once)).body.code).toBe('key-reused')
  expect((await other.owner.post(`/restrictions/${second.id}/lift`)).status).toBe(404)
})

test('a restricted record is merged with none', async () => {
  const [one, other] = [await patient(), await patient()]
  const { id } = await restricted(other.id)
  const refused = { status: 400, body: { data: { issues: [{ code: 'restricted' }] } } }
  const merge = { keptId: one.id, mergedId: other.id, keptVersion: 1, mergedVersion: 2 }
  expect(await org.owner.post('/patient-merges', merge)).toMatchObject(refused)
  await org.owner.post(`/restrictions/${id}/lift`)
  expect((await org.owner.post('/patient-merges', { ...merge, mergedVersion: 3 })).status).toBe(201)
})
