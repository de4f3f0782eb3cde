import { afterAll, beforeAll, expect, test } from 'vitest'
import { features } from '../app.ts'
import { heldOf, heldRow } from '../kit/audit/held.ts'
import { recordsAudit } from '../kit/audit/store.ts'
import { sealedTables } from '../kit/feature.ts'
import { chainAll, recordsOf } from '../testing/audits.ts'
import { createWorld, type Person, type World } from '../testing/world.ts'
import { call } from './calls.ts'
import { operations } from './operations.ts'
import { samples } from './samples.ts'
import { seedOrganization, type SeededOrganization } from './seed.ts'

// Of somebody who was erased no operation that reads says anything, in an organization in which every feature keeps something of them.

let world: World
let place: SeededOrganization
beforeAll(async () => {
  world = await createWorld({}, { hasWorker: false })
  place = await seedOrganization(await world.organization(), 'merle')
})
afterAll(() => world?.close())

/** What nothing else of the organization is called. */
const told = {
  givenName: 'Ottokar',
  familyName: 'Wiedehopf',
  aliases: [{ kind: 'birth', text: 'Zaunkoenig' }],
  contact: { phone: '+49 431 8642097', email: 'ottokar@wiedehopf.test' },
  memo: 'likes thistles',
}
const canaries = /ottokar|wiedehopf|zaunk|8642097|thistles/i

const reading = operations.filter(
  ({ key, method, path }) =>
    method === 'GET' && path.includes('{organization}') && key !== 'organizations.live.changes',
)

async function saying(who: Person): Promise<string[]> {
  const said: string[] = []
  for (const operation of reading) {
    const answer = await call(who, operation, place.organization.slug, samples[operation.key](place.ids))
    if (canaries.test(JSON.stringify(answer.body))) said.push(operation.key)
  }
  for (const search of ['ottokar', 'wiedehopf', '8642097', 'ottokar@wiedehopf.test'])
    for (const path of ['/patients', '/patients?archived=only', '/guardians', '/emergency-candidates']) {
      const answer = await who.get(`${path}${path.includes('?') ? '&' : '?'}search=${encodeURIComponent(search)}`)
      if (canaries.test(JSON.stringify(answer.body))) said.push(`${path} ${search}`)
    }
  return said
}

interface Hanging {
  name: string
  /** Of its own parents, column → table. */
  path: string
}

/** Tables whose rows hang on a patient, by foreign keys or by name, with the condition for those of one. */
async function listHanging(): Promise<Hanging[]> {
  const { rows: keys } = await world.owner.query<{ child: string; column: string; parent: string; target: string }>(`
    select c.relname as child, a.attname as column, f.relname as parent, b.attname as target
    from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_class f on f.oid = k.confrelid
      join pg_attribute a on a.attrelid = k.conrelid and a.attnum = k.conkey[2]
      join pg_attribute b on b.attrelid = k.confrelid and b.attnum = k.confkey[2]
    where k.contype = 'f' and c.relnamespace = 'tenant'::regnamespace and cardinality(k.conkey) = 2 and c.oid <> f.oid`)
  const { rows: naming } = await world.owner.query<{ name: string }>(
    `select table_name as name from information_schema.columns where table_schema = 'tenant' and column_name = 'patient_id'`,
  )
  const paths = new Map([['patients', 'id = $1']])
  for (const { name } of naming) paths.set(name, 'patient_id = $1')
  for (let before = 0; before < paths.size;) {
    before = paths.size
    for (const { child, column, parent, target } of keys) {
      const path = paths.get(parent)
      if (path && !paths.has(child))
        paths.set(child, `${column} in (select ${target} from tenant.${parent} where ${path})`)
    }
  }
  return [...paths].map(([name, path]) => ({ name, path }))
}

const canary = 'Zaunkoenigin'

/** Writes it wherever it fits and takes it away again: the log is what keeps it. Answers where it fitted. */
async function tellTheLog(): Promise<string[]> {
  const sealer = await place.organization.inTenant(async (tx) => tx.sealer)
  const { rows: audited } = await world.owner.query<{ name: string }>(`
    select distinct c.relname as name from pg_trigger g join pg_class c on c.oid = g.tgrelid
    where c.relnamespace = 'tenant'::regnamespace and g.tgname = 'audited'`)
  const names = new Set(audited.map(({ name }) => name))
  const hanging = (await listHanging()).filter(({ name }) => names.has(name))
  const told: string[] = []
  const client = await world.owner.connect()
  const write = async (
    name: string,
    column: string,
    where: string,
    value: (row: Record<string, string>) => unknown,
  ) => {
    const { rows } = await client.query(
      `select t.*, ctid from tenant.${name} t where organization_id = $2 and ${where}`,
      [place.ids.patient, place.organization.id],
    )
    for (const row of rows) {
      await client.query('begin')
      const set = `update tenant.${name} set ${column} = $2 where ctid = $1 returning ctid`
      const outcome = await client.query(set, [row.ctid, value(row)]).catch(() => undefined)
      if (outcome?.rowCount) {
        await client.query(set, [outcome.rows[0].ctid, row[column]])
        told.push(`${name}.${column}`)
      }
      await client.query(outcome ? 'commit' : 'rollback')
    }
  }
  for (const { name, path } of hanging) {
    const { rows: columns } = await client.query<{ column: string }>(
      `select column_name as column from information_schema.columns
       where table_schema = 'tenant' and table_name = $1 and data_type = 'text'`,
      [name],
    )
    for (const { column } of columns) await write(name, column, `$1::uuid is not null and ${path}`, () => canary)
  }
  for (const { table, columns, key } of sealedTables(features)) {
    if (!names.has(table) || table === 'guardians') continue
    // of what names nobody it cannot be said whom it tells of: whatever the organization keeps
    const isNaming = hanging.find(({ name }) => name === table)?.path === 'patient_id = $1'
    const where =
      table === 'patients' ? 'id = $1' : isNaming ? '(patient_id = $1 or patient_id is null)' : '$1::uuid is not null'
    for (const column of columns)
      await write(table, column, where, (row) =>
        sealer.seal(
          {
            table,
            row: Object.keys(key)
              .map((each) => row[each])
              .join('|'),
            column,
          },
          canary,
        ),
      )
  }
  client.release()
  return [...new Set(told)].toSorted()
}

/** It is told what is meant for this patient while it lies in the chart of another one, and is moved here: that one's log stays. */
async function tellOfDocumentElsewhere(): Promise<void> {
  const { organization, ids } = place
  const { owner } = organization
  const other = await owner.post('/patients', { kind: 'human', givenName: 'Nils' })
  const at = (path: string, method: string, body: object) =>
    owner.call(method, `/documents/${ids.document}${path}`, { body, headers: { 'if-match': '*' } })
  const answers = [
    await at('/patient', 'PUT', { patientId: other.body.id }),
    await at('', 'PATCH', { title: canary, note: canary }),
    await at('', 'PATCH', { title: 'Wound', note: null }),
    await at('/patient', 'PUT', { patientId: ids.patient }),
  ]
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200])
}

/** Of which rows the log still says what it was told. */
async function remembered(): Promise<string[]> {
  await chainAll(recordsOf(place.organization))
  return place.organization.inTenant(async (tx) => {
    const store = recordsAudit(tx)
    const events = await tx.all(heldRow`
      select ${heldRow.of('e', store.computed)} from tenant.audit_events e where e.organization_id = ${tx.organization.id}`)
    const saying: string[] = []
    for (const event of events) {
      const held = await heldOf(store, event)
      if (JSON.stringify(held ?? {}).includes(canary)) saying.push(event.subject)
    }
    return [...new Set(saying)].toSorted()
  })
}

test('what was told of somebody is said by many operations, and by none once they are erased', async () => {
  const { organization, ids } = place
  const { owner } = organization
  const changed = await owner.call('PATCH', `/patients/${ids.patient}`, { body: told, headers: { 'if-match': '*' } })
  expect(changed.status, JSON.stringify(changed.body)).toBe(200)
  expect((await saying(owner)).length).toBeGreaterThan(5)
  await tellOfDocumentElsewhere()
  const fitted = await tellTheLog()
  expect(fitted).toEqual(
    expect.arrayContaining([
      'patients.given_name',
      'document_annotations.marks_sealed',
      'document_references.title_sealed',
      'files.facts_sealed',
      'imports.facts_sealed',
      'patient_merges.taken_sealed',
    ]),
  )
  // a document's words are sealed and never repeated
  const kept = await remembered()
  expect(kept).toEqual(expect.arrayContaining(['patients', 'allergies']))
  expect(kept).not.toContain('document_references')
  // visits that lie ahead would stand against it
  await world.owner.query(
    `update tenant.appointments set state = 'cancelled', cancelled_at = now() where patient_id = $1`,
    [ids.patient],
  )
  const erased = await owner.post(`/patients/${ids.patient}/erasure`)
  expect(erased.status, JSON.stringify(erased.body)).toBe(201)
  expect(erased.body.retainedUntil).toEqual(expect.any(String))
  for (const who of [owner, place.people.receptionist as Person, place.people.nurse as Person])
    expect(await saying(who)).toEqual([])
  expect(await remembered()).toEqual([])
})
