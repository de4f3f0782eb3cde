import { afterAll, beforeAll, expect, test } from 'vitest'
import { sentFile } from '../../../testing/files.ts'
import { createWorld, type World } from '../../../testing/world.ts'
import { batchRows } from '../ledger/rules.ts'
import { begun, done, importOf, working } from './imports-fixture.ts'

let world: World
beforeAll(async () => void (world = await createWorld({}, { hasWorker: false })))
afterAll(() => world.close())

const table = (...rows: string[]) => ['First name,Last name,Date of birth,Phone', ...rows].join('\r\n')

const fillers = Array.from({ length: batchRows }, (_, nth) => `Given${nth},Family${nth},,`)

async function chosen(who: Parameters<typeof importOf>[0], id: string, duplicates: string) {
  const { setup, version } = await importOf(who, id)
  expect((await who.patch(`/imports/${id}`, { setup: { ...setup, duplicates } }, version)).status).toBe(200)
}

test('siblings of one table are two patients wherever a batch ends, and whoever is left out is in the file, with why', async () => {
  const { owner } = await world.organization()
  await owner.post('/patients', { kind: 'human', givenName: 'Ada', familyName: 'Byron', birthDate: '1990-01-02' })
  const [first, second] = ['Hanna,Berg,2001-02-03,+49 431 555666', 'Hannah,Berg,2001-02-03,+49 431 555666'] as const
  const id = await begun(owner, table(first, ...fillers, second, 'Ada,Byron,1990-01-02,', first))
  await done(world, owner, id, 'check')
  const over = await done(world, owner, id, 'run')
  expect(over.result).toMatchObject({ added: batchRows + 2, skipped: 2 })
  const { body } = await owner.get(`/works/${over.workId}/result`)
  const lines = (body as string).split('\r\n').slice(1, -1)
  expect(lines).toEqual([
    `${batchRows + 4},is probably on file already,Ada,Byron,1990-01-02,`,
    `${batchRows + 5},is the same as a row above,Hanna,Berg,2001-02-03,'+49 431 555666`,
  ])
})

test('one record is changed by one row of a table, whichever batch a second one is in', async () => {
  const { owner } = await world.organization()
  const hanna = { kind: 'human', givenName: 'Hanna', familyName: 'Berg', birthDate: '2001-02-03' }
  const patient = (await owner.post('/patients', hanna)).body
  const id = await begun(
    owner,
    table('Hanna,Berg,2001-02-03,+49 431 555666', ...fillers, 'Hannah,Berg,2001-02-03,+49 431 555666'),
  )
  await chosen(owner, id, 'update')
  await done(world, owner, id, 'check')
  expect((await done(world, owner, id, 'run')).result).toMatchObject({ updated: 1, skipped: 1 })
  expect((await owner.get(`/patients/${patient.id}`)).body).toMatchObject({
    givenName: 'Hanna',
    contact: { phone: '+49 431 555666' },
  })
})

test('a patient of whom people wrote since who answers for them, or who must not, stays when an import is taken back', async () => {
  const place = await world.organization()
  const { owner } = place
  const rows = ['Child A,Parent A', 'Child B,Parent B', 'Child C,Parent C']
  const id = await begun(owner, ['First name,Guardian', ...rows].join('\n'))
  await done(world, owner, id, 'check')
  await done(world, owner, id, 'run')
  const { items } = (await owner.get('/patients?search=Child')).body
  const named = (name: string) => items.find((each: { givenName: string }) => each.givenName === name).id as string
  const { guardianId } = (await owner.get(`/patients/${named('Child A')}/relations`)).body.items[0]
  const block = { blocked: { reason: 'court order 7' } }
  expect((await owner.patch(`/patients/${named('Child A')}/relations/${guardianId}`, block, 1)).status).toBe(200)
  // as a guardian's own page writes it, an hour later
  const grandmother = (await owner.post('/guardians', { name: 'Grandmother' })).body.id
  await place.database.query(
    `insert into tenant.patient_guardians (organization_id, patient_id, guardian_id, since)
     values ($1, $2, $3, clock_timestamp() + interval '1 hour')`,
    [place.id, named('Child B'), grandmother],
  )
  expect((await done(world, owner, id, 'undo')).result).toMatchObject({ added: 3, kept: 2 })
  expect((await owner.get(`/patients/${named('Child A')}/relations`)).body.items).toMatchObject([block])
  expect((await owner.get(`/patients/${named('Child B')}/relations`)).body.items).toHaveLength(2)
  expect((await owner.get(`/patients/${named('Child C')}`)).status).toBe(404)
})

test('what an import did not write it does not take back, however soon it was written and whatever its version', async () => {
  const place = await world.organization()
  const { owner } = place
  const id = await begun(owner, 'First name,Guardian\nChild A,Parent A\nChild B,Parent B')
  await done(world, owner, id, 'check')
  await done(world, owner, id, 'run')
  const { items } = (await owner.get('/patients?search=Child')).body
  const named = (name: string) => items.find((each: { givenName: string }) => each.givenName === name)
  const { guardianId } = (await owner.get(`/patients/${named('Child A').id}/relations`)).body.items[0]
  const child = `/patients/${named('Child B').id}/relations`
  // as a guardian's own page writes it, a second after the import, at the first version like the relation that came with it
  await place.database.query(
    `insert into tenant.patient_guardians (organization_id, patient_id, guardian_id, since)
     select p.organization_id, p.id, $2, p.created_at + interval '1 second' from tenant.patients p where p.id = $1`,
    [named('Child B').id, guardianId],
  )
  expect((await done(world, owner, id, 'undo')).result).toMatchObject({ added: 2, kept: 1 })
  expect((await owner.get(child)).body.items).toHaveLength(2)
})

test('an owner imports whatever clinics their role is scoped to, and takes that back', async () => {
  const place = await world.organization()
  const clinic = (await place.owner.post('/clinics', { name: 'Main', timeZone: 'Europe/Berlin' })).body.id
  const partner = await place.member('owner', { clinicIds: [clinic] })
  const id = await begun(partner, table('Ada,Byron,,'))
  expect(await done(world, partner, id, 'check')).toMatchObject({ state: 'checked', check: { added: 1 } })
  expect(await done(world, partner, id, 'run')).toMatchObject({ state: 'done', result: { added: 1 } })
  expect(await done(world, partner, id, 'undo')).toMatchObject({ state: 'undone', result: { kept: 0 } })
})

test('everybody is shown how far an import is that a colleague asked for, and that it has stopped', async () => {
  const place = await world.organization()
  const { owner } = place
  const colleague = await place.member('receptionist')
  const id = await begun(owner, table('Ada,Byron,,'))
  const checked = await done(world, owner, id, 'check')
  expect(checked.workId).toBeDefined()
  const { workId, underWay } = (await colleague.post(`/imports/${id}/run`)).body
  expect(underWay).toEqual({ done: 0 })
  const shown = await importOf(owner, id)
  expect(shown).toMatchObject({ state: 'running', underWay: { done: 0 } })
  // the work that the owner asked for is another one, and over
  expect(shown).not.toHaveProperty('workId')
  await colleague.post(`/works/${workId}/cancellation`)
  expect(await importOf(owner, id)).not.toHaveProperty('underWay')
  expect(await done(world, owner, id, 'run')).toMatchObject({ state: 'done', result: { added: 1 } })
})

test('what was not deleted is said to be kept: once the days are over nothing is taken from anybody', async () => {
  const place = await world.organization()
  const { owner } = place
  const id = await begun(owner, table('Ada,Byron,1990-01-02,+49 431 555666', 'Grace,Hopper,,'))
  await done(world, owner, id, 'check')
  await done(world, owner, id, 'run')
  await owner.post(`/imports/${id}/undo`)
  await place.database.query(`update tenant.imports set undo_until = now() where id = $1`, [id])
  await working(world, ({ workers }) => workers.drain())
  const over = await importOf(owner, id)
  expect(over).toMatchObject({ state: 'undone', result: { added: 2, kept: 2 } })
  expect((await owner.get(`/works/${over.workId}/result`)).body).toContain('2,Ada,Byron\r\n3,Grace,Hopper\r\n')
  expect((await owner.get(`/patients?search=${encodeURIComponent('+49 431 555666')}`)).body.items).toHaveLength(1)
})

test('a file that lies in a chart is no table, and stays when one that was brought along comes to lie there', async () => {
  const place = await world.organization()
  const { owner } = place
  const patient = (await owner.post('/patients', { kind: 'human', givenName: 'Grace' })).body
  const fileId = await sentFile(owner, Buffer.from(table('Ada,Byron,,')), 'attachment', 'list.csv')
  const { id } = (await owner.post('/imports', { fileId })).body
  const attached = await owner.post(`/patients/${patient.id}/documents`, { fileId })
  expect(attached.status).toBe(201)
  expect(await owner.post('/imports', { fileId })).toMatchObject({
    status: 400,
    body: { data: { issues: [{ path: ['body', 'fileId'], code: 'unknown' }] } },
  })
  await done(world, owner, id, 'check')
  expect(await done(world, owner, id, 'run')).toMatchObject({ state: 'done', result: { added: 1 } })
  const { rows } = await place.database.query(`select state from tenant.files where id = $1`, [fileId])
  expect(rows).toEqual([{ state: 'kept' }])
})

test('that everybody is added once more is chosen for one table, never remembered for the next', async () => {
  const { owner } = await world.organization()
  const id = await begun(owner, table('Ada,Byron,,'))
  await chosen(owner, id, 'add')
  await done(world, owner, id, 'check')
  expect(await importOf(owner, await begun(owner, table('Ada,Byron,,')))).toMatchObject({
    isRemembered: true,
    setup: { duplicates: 'skip' },
  })
})

test('a file that is larger than a table may be is refused before any of it is read', async () => {
  const place = await world.organization()
  const fileId = await sentFile(place.owner, Buffer.from(table('Ada,Byron,,')), 'attachment', 'list.csv')
  await place.database.query(`update tenant.files set size = 50000001 where id = $1`, [fileId])
  await place.database.query(`delete from tenant.file_parts where file_id = $1`, [fileId])
  expect(await place.owner.post('/imports', { fileId })).toMatchObject({
    status: 422,
    body: { code: 'table-unreadable', data: { reason: 'too-large' } },
  })
})
