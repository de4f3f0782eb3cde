import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync, statSync } from 'node:fs'
import path from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { build } from '../../scheduling/build.ts'
import { features } from '../../../app.ts'
import { erasuresIn } from '../../../kit/feature.ts'
import { sentFile, tinyPng } from '../../../testing/files.ts'
import { createWorld, type Person, type TestOrganization, type World } from '../../../testing/world.ts'
import { endRetention } from './actions.ts'
import { eraseDue } from './jobs.ts'
import { keptUntil } from './rules.ts'

let world: World
let org: TestOrganization
let owner: Person
let clinicId: string
beforeAll(async () => {
  world = await createWorld({}, { hasWorker: false })
  org = await world.organization()
  owner = org.owner
  clinicId = (await owner.post('/clinics', { name: 'Harbour', timeZone: 'Europe/Berlin' })).body.id
})
afterAll(() => world?.close())

let nth = 0
const made = async (fields: object = {}, who = owner) => {
  const body = {
    kind: 'human',
    givenName: 'Quirin',
    familyName: `Vanishing ${++nth}`,
    birthDate: '1980-05-03',
    ...fields,
  }
  const answer = await who.post('/patients', body)
  expect(answer.status, JSON.stringify(answer.body)).toBe(201)
  return answer.body as { id: string; version: number }
}
const erase = (id: string, who = owner, headers?: Record<string, string>) =>
  who.post(`/patients/${id}/erasure`, undefined, headers)
const erased = async (id: string) => {
  const answer = await erase(id)
  expect(answer.status, JSON.stringify(answer.body)).toBe(201)
  return answer.body
}
const rowOf = async (id: string) =>
  (await world.owner.query('select * from tenant.patients where id = $1', [id])).rows[0]
const condition = async (id: string) => {
  const answer = await owner.post(`/patients/${id}/conditions`, { text: 'Low back pain' })
  expect(answer.status, JSON.stringify(answer.body)).toBe(201)
}
const document = async (id: string) => {
  const fileId = await sentFile(owner, tinyPng, 'attachment', 'wound.png')
  const { body } = await owner.post(`/patients/${id}/documents`, { fileId, title: 'Heel' })
  const marks = [{ kind: 'text', ink: 'red', at: [0.5, 0.5], text: 'here' }]
  const drawn = await owner.post(`/documents/${body.id}/annotations`, { marks })
  expect(drawn.status, JSON.stringify(drawn.body)).toBe(201)
  return fileId
}
const accept = async (id: string) => {
  const { body } = await owner.post(`/patients/${id}/rights-requests`, { kind: 'erasure' })
  const answer = await owner.post(`/rights-requests/${body.id}/answer`, { accepted: true })
  expect(answer.status, JSON.stringify(answer.body)).toBe(200)
  return body.id as string
}
const jobOf = (name: string) => {
  const found = features.flatMap(({ jobs = [] }) => jobs).find((each) => each.name === name)
  if (!found) throw new Error(name)
  return found
}
const clearFiles = () =>
  jobOf('files.clear').run({
    platform: world.application.platform,
    tenant: org.tenant,
    payload: {},
    inTenant: (mode: 'read' | 'write', work: never) => org.inTenant(work, mode),
  } as never)
/** Of what lies in a folder on the disk; none where there is none. */
const bytesIn = (folder: string): number =>
  existsSync(folder)
    ? readdirSync(folder, { recursive: true, encoding: 'utf8' }).reduce(
        (sum, name) => sum + statSync(path.join(folder, name)).size,
        0,
      )
    : 0
const look = () =>
  eraseDue.run({
    payload: {},
    inTenant: (mode: 'read' | 'write', work: never) => org.inTenant(work, mode),
  } as never)
const stateOf = async (id: string) =>
  (await world.owner.query('select state, erase_at from tenant.rights_requests where id = $1', [id])).rows[0]

test('of whom nothing has to be kept, nothing is left: not in lists, in searches, in the row, with the guardian', async () => {
  const contact = { phone: '0431 7654321', email: 'quirin@vanishing.test' }
  const guardian = (await owner.post('/guardians', { name: 'Gerda Vanishing', contact })).body
  const shared = (await owner.post('/guardians', { name: 'Sven Stays' })).body
  const { id } = await made({ contact, microchip: undefined, memo: 'afraid', guardianIds: [guardian.id, shared.id] })
  await made({ givenName: 'Other', familyName: 'Stays', guardianIds: [shared.id] })
  expect((await owner.get('/patients?search=quirin')).body.items.map((each: { id: string }) => each.id)).toContain(id)

  expect(await erased(id)).toEqual({ patientId: id, erasedAt: expect.any(String) })
  for (const path of [`/patients/${id}`, `/patients/${id}/rights`, `/patients/${id}/erasure-check`])
    expect(await owner.get(path)).toMatchObject({ status: 404, body: { code: 'not-found' } })
  for (const search of ['quirin vanishing', '7654321', 'quirin@vanishing.test', 'gerda'])
    for (const archived of ['no', 'only']) {
      const { body } = await owner.get(`/patients?search=${encodeURIComponent(search)}&archived=${archived}`)
      expect(
        body.items.map((each: { id: string }) => each.id),
        search,
      ).not.toContain(id)
    }
  expect(JSON.stringify((await owner.get('/guardians')).body)).not.toContain('Gerda')
  expect((await owner.get(`/guardians/${shared.id}`)).body).toMatchObject({ name: 'Sven Stays' })
  expect(await rowOf(id)).toMatchObject({
    given_name: '—',
    family_name: null,
    birth_date: null,
    search_text: '',
    contact_sealed: null,
    memo_sealed: null,
  })
  for (const table of Object.keys(erasuresIn(features)).filter(
    (name) => name !== 'tenant.audit_events' && name !== 'tenant.erasures',
  )) {
    const { rows } = await world.owner.query(`select count(*)::int as n from ${table} where patient_id = $1`, [id])
    expect(rows[0].n, table).toBe(0)
  }
  expect(await erase(id)).toMatchObject({ status: 404 })
})

test('what has to be kept is kept with who it was, from everybody, and goes when its time is over', async () => {
  const { id } = await made({ contact: { phone: '0431 5550001' } })
  await condition(id)
  const fileId = await document(id)
  const { body: check } = await owner.get(`/patients/${id}/erasure-check`)
  expect(check.obstacles).toEqual([])
  expect(check.classes).toContainEqual({ class: 'clinical', rows: 2, keptUntil: expect.any(String) })
  const answer = await erased(id)
  expect(answer.retainedUntil).toBe(
    check.classes.find((each: { class: string }) => each.class === 'clinical').keptUntil,
  )
  expect(await rowOf(id)).toMatchObject({ family_name: `Vanishing ${nth}`, contact_sealed: null, search_text: '' })
  expect((await owner.get(`/patients/${id}/conditions`)).status).toBe(404)
  expect((await owner.get('/patients?archived=only')).body.items.map((each: { id: string }) => each.id)).not.toContain(
    id,
  )

  await world.owner.query(
    `update tenant.erasures set retained_until = now() - interval '1 hour' where patient_id = $1`,
    [id],
  )
  const due = await world.owner.query('select organization_id from tenant.organizations_to_erase(10)')
  expect(due.rows).toEqual([{ organization_id: org.id }])
  await look()
  expect(await rowOf(id)).toMatchObject({ given_name: '—', family_name: null, birth_date: null })
  const { rows } = await world.owner.query('select count(*)::int as n from tenant.conditions where patient_id = $1', [
    id,
  ])
  expect(rows).toEqual([{ n: 0 }])
  const file = await world.owner.query('select state from tenant.files where id = $1', [fileId])
  expect(file.rows).toEqual([{ state: 'deleted' }])
  const stored = path.join(world.application.platform.config.dataDir, 'files', org.id, fileId)
  expect(bytesIn(stored)).toBeGreaterThan(0)
  await clearFiles()
  expect(bytesIn(stored)).toBe(0)
  expect((await world.owner.query('select from tenant.files where id = $1', [fileId])).rowCount).toBe(0)
  expect((await world.owner.query('select * from tenant.organizations_to_erase(10)')).rows).toEqual([])
})

test('a hold stops it, also one that is set while it is due, and once it is lifted it goes on by itself', async () => {
  const { id } = await made()
  const requestId = await accept(id)
  const hold = (await owner.post(`/patients/${id}/legal-holds`, { reason: 'claim' })).body
  await look()
  expect(await stateOf(requestId)).toMatchObject({ state: 'accepted', erase_at: expect.any(String) })
  expect(await erase(id)).toMatchObject({
    status: 409,
    body: { code: 'erasure-blocked', data: { obstacles: ['legal-hold'] } },
  })
  expect((await world.owner.query('select * from tenant.organizations_to_erase(10)')).rows).toEqual([])
  expect((await owner.post(`/legal-holds/${hold.id}/lift`, { reason: 'settled' })).body).toMatchObject({
    lifted: { reason: 'settled' },
  })
  await look()
  expect(await stateOf(requestId)).toMatchObject({ state: 'done', erase_at: null })
  expect((await owner.get(`/patients/${id}`)).status).toBe(404)
})

test('what is kept can be on hold: it ends when the hold is lifted, also one that came while it was due', async () => {
  const { id } = await made()
  await condition(id)
  await erased(id)
  const scoped = await org.member('clinic-administrator', { clinicIds: [clinicId] })
  expect((await scoped.post(`/patients/${id}/legal-holds`, { reason: 'claim' })).status).toBe(403)
  const over = `update tenant.erasures set retained_until = now() - interval '1 hour' where patient_id = $1`
  const hold = await owner.post(`/patients/${id}/legal-holds`, { reason: 'claim' })
  expect(hold.status, JSON.stringify(hold.body)).toBe(201)
  await world.owner.query(over, [id])
  const due = async () => (await world.owner.query('select * from tenant.organizations_to_erase(10)')).rows
  expect(await due()).toEqual([])
  const { rows: next } = await world.owner.query('select tenant.next_erasure_at() < now() as is_due')
  expect(next[0].is_due).not.toBe(true)
  await look()
  await org.inTenant((tx) => endRetention(tx, id))
  expect(await rowOf(id)).toMatchObject({ family_name: `Vanishing ${nth}` })
  const { body: lifted } = await owner.post(`/legal-holds/${hold.body.id}/lift`, { reason: 'settled' })
  expect(lifted).toMatchObject({ lifted: { reason: 'settled' } })
  expect(await due()).toEqual([{ organization_id: org.id }])
  const [second] = await Promise.all([owner.post(`/patients/${id}/legal-holds`, { reason: 'another' }), look()])
  const isKept = second.status === 201
  expect(await rowOf(id)).toMatchObject({ family_name: isKept ? `Vanishing ${nth}` : null })
  if (isKept) await owner.post(`/legal-holds/${second.body.id}/lift`, { reason: 'settled' })
  await look()
  expect(await rowOf(id)).toMatchObject({ given_name: '—', family_name: null })
  expect((await owner.post(`/patients/${id}/legal-holds`, { reason: 'late' })).status).toBe(404)
})

test('a kept record is found by nothing, whatever is made anew, and neither the log nor a merge names who it was', async () => {
  const contact = { email: 'quirin.kept@vanishing.test' }
  const [kept, other] = [await made({ givenName: 'Quirla', contact }), await made({ givenName: 'Quirlina' })]
  const versions = { keptVersion: kept.version, mergedVersion: other.version }
  const merge = await owner.post('/patient-merges', { keptId: kept.id, mergedId: other.id, ...versions })
  expect(merge.status, JSON.stringify(merge.body)).toBe(201)
  await condition(kept.id)
  expect((await erased(kept.id)).retainedUntil).toBeDefined()
  await org.inTenant((tx) => tx.run(sql`update tenant.patients set fold_version = 0 where id = ${kept.id}`))
  await jobOf('patients.fold-anew').run({
    payload: {},
    inTenant: (mode: 'read' | 'write', work: never) => org.inTenant(work, mode),
  } as never)
  for (const { id } of [kept, other]) expect(await rowOf(id)).toMatchObject({ search_text: '', name_key: '' })
  expect(await rowOf(kept.id)).toMatchObject({ given_name: 'Quirla' })
  for (const path of ['/audit-log', `/audit-log?patientId=${kept.id}`, `/patients/${kept.id}/merges`])
    expect(JSON.stringify((await owner.get(path)).body), path).not.toContain('Quirl')
})

test('the mail with a code for somebody goes with them', async () => {
  const email = 'quirin.code@vanishing.test'
  const { id } = await made({ contact: { email } })
  await owner.post(`/patients/${id}/connection-codes`, {})
  const codes = await world.owner.query('select id from tenant.claim_codes where organization_id = $1', [org.id])
  for (const { id: codeId } of codes.rows)
    await jobOf('patients.send-claim-code').run({
      platform: world.application.platform,
      tenant: org.tenant,
      payload: { codeId },
      inTenant: (mode: 'read' | 'write', work: never) => org.inTenant(work, mode),
    } as never)
  const mails = async () =>
    (
      await world.owner.query(
        `select count(*)::int as n from tenant.messages where organization_id = $1 and template = 'claim-code'`,
        [org.id],
      )
    ).rows[0].n
  expect(await mails()).toBe(1)
  await erased(id)
  expect(await mails()).toBe(0)
})

test('merged records go with the one that was kept', async () => {
  const [kept, other] = [
    await made({ familyName: 'Twofold' }),
    await made({ givenName: 'Quirinus', familyName: 'Twofold' }),
  ]
  const merge = {
    keptId: kept.id,
    mergedId: other.id,
    keptVersion: kept.version,
    mergedVersion: other.version,
    take: ['givenName'],
  }
  expect((await owner.post('/patient-merges', merge)).status).toBe(201)
  expect((await owner.get(`/patients/${other.id}`)).body.id).toBe(kept.id)
  expect((await erase(other.id)).status).toBe(404)
  await erased(kept.id)
  for (const { id } of [kept, other]) {
    expect((await owner.get(`/patients/${id}`)).status).toBe(404)
    expect(await rowOf(id)).toMatchObject({ given_name: '—', family_name: null })
  }
  const { rows } = await world.owner.query('select taken_sealed from tenant.patient_merges where kept_id = $1', [
    kept.id,
  ])
  expect(rows).toEqual([{ taken_sealed: null }])
})

test('whose visit lies ahead is not erased, and of a booking at the same moment one comes first', async () => {
  const { id } = await made()
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
  const [booked, gone] = await Promise.all([owner.post('/appointments', booking), erase(id)])
  expect([booked.status, gone.status]).toSatisfy(
    ([one, two]: number[]) => (one === 201 && two === 409) || (one !== 201 && two === 201),
  )
  const { rows } = await world.owner.query('select count(*)::int as n from tenant.appointments where patient_id = $1', [
    id,
  ])
  expect(rows[0].n).toBe(booked.status === 201 ? 1 : 0)

  const other = await made()
  const second = await owner.post('/appointments', {
    ...booking,
    patientId: other.id,
    startsAt: new Date(Date.parse(booking.startsAt) + 86_400_000).toISOString(),
  })
  expect(second.status, JSON.stringify(second.body)).toBe(201)
  expect(await erase(other.id)).toMatchObject({ status: 409, body: { data: { obstacles: ['visits-ahead'] } } })
})

test('what is cut off in the middle leaves the patient whole and due, and the next look goes on', async () => {
  const { id } = await made({ contact: { phone: '0431 5550002' } })
  const requestId = await accept(id)
  await world.owner.query(`
    create function tenant.cut_off() returns trigger language plpgsql as $$ begin
      perform pg_terminate_backend(pg_backend_pid()); return null; end $$;
    create trigger cut_off before insert on tenant.erasures for each statement execute function tenant.cut_off()`)
  await expect(look()).rejects.toThrow()
  await world.owner.query('drop trigger cut_off on tenant.erasures; drop function tenant.cut_off')
  expect((await owner.get(`/patients/${id}`)).body).toMatchObject({
    id,
    familyName: `Vanishing ${nth}`,
    contact: { phone: expect.any(String) },
  })
  expect(await stateOf(requestId)).toMatchObject({ state: 'accepted' })
  await look()
  expect(await stateOf(requestId)).toMatchObject({ state: 'done' })
  expect(await rowOf(id)).toMatchObject({ given_name: '—', contact_sealed: null })
})

test('whoever is killed in the middle of an erasure leaves the patient whole or erased, and the next look goes on', async () => {
  const { id } = await made({ contact: { phone: '0431 5550003' } })
  await condition(id)
  const requestId = await accept(id)
  const killed = async (moment: string) => {
    const { dataDir } = world.application.platform.config
    const fixture = path.join(import.meta.dirname, 'killed-fixture.ts')
    const dying = spawn(process.execPath, [fixture, world.ownerUrl, org.id, dataDir, moment], { stdio: 'inherit' })
    expect(await once(dying, 'exit')).toEqual([null, 'SIGKILL'])
  }
  await killed('before the commit')
  expect((await owner.get(`/patients/${id}`)).body).toMatchObject({ contact: { phone: expect.any(String) } })
  expect((await owner.get(`/patients/${id}/conditions`)).body.items.length).toBe(1)
  expect(await stateOf(requestId)).toMatchObject({ state: 'accepted', erase_at: expect.anything() })
  await killed('at the commit')
  expect(await rowOf(id)).toMatchObject({ contact_sealed: null, erased_at: expect.any(String) })
  expect(await stateOf(requestId)).toMatchObject({ state: 'done', erase_at: null })
  expect((await world.owner.query('select * from tenant.organizations_to_erase(10)')).rows).toEqual([])
})

test('who may not is told, who is scoped to a clinic too; another organization’s patient is nobody; a key is good for one', async () => {
  const { id } = await made()
  const desk = await org.member('receptionist')
  expect(await erase(id, desk)).toMatchObject({ status: 403, body: { data: { permission: 'patients.erase' } } })
  const scoped = await org.member('clinic-administrator', { clinicIds: [clinicId] })
  expect(await erase(id, scoped)).toMatchObject({ status: 403, body: { code: 'shared-by-clinics' } })
  const other = await world.organization()
  expect((await erase(id, other.owner)).status).toBe(404)
  expect((await other.owner.get(`/patients/${id}/erasure-check`)).status).toBe(404)
  const key = { 'idempotency-key': 'erase-once' }
  const first = await erase(id, owner, key)
  expect(first.status).toBe(201)
  expect((await erase(id, owner, key)).body).toEqual(first.body)
  expect((await erase((await made()).id, owner, key)).body.code).toBe('key-reused')
})

test('nothing of a patient who is not being erased can be taken away', async () => {
  const { id } = await made()
  const take = org.inTenant((tx) => tx.run(sql`select tenant.erase_rows('search_tokens', ${[id]}::uuid[])`))
  await expect(take).rejects.toThrow('only of patients who are being erased')
})

test('a class is kept for its years after the last visit', () => {
  expect(keptUntil('contact', '2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z')).toBe(undefined)
  expect(keptUntil('clinical', '2026-01-01T00:00:00Z', '2026-06-01T00:00:00Z')).toBe('2036-01-01T00:00:00Z')
  expect(keptUntil('clinical', '2016-01-01T00:00:00Z', '2026-06-01T00:00:00Z')).toBe(undefined)
})
