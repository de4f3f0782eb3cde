import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { features } from '../../../app.ts'
import { seedOrganization, type SeededOrganization } from '../../../isolation/seed.ts'
import { leftBehindIn, sealedIn } from '../../../kit/feature.ts'
import { unzip } from '../../../kit/storage/unzip-fixture.ts'
import { startWorker, type TestWorker, watched } from '../../../kit/works/works-fixture.ts'
import { sentFile, tinyPng } from '../../../testing/files.ts'
import { createWorld, type Person, type TestOrganization, type World } from '../../../testing/world.ts'
import { exportOrganization } from './jobs.ts'

const left = leftBehindIn(features)

let world: World
let pooled: SeededOrganization
let other: SeededOrganization
let dedicated: SeededOrganization
beforeAll(async () => {
  world = await createWorld({}, { hasWorker: false })
  pooled = await seedOrganization(await world.organization(), 'heron')
  other = await seedOrganization(await world.organization(), 'xyzcanaryone')
  dedicated = await seedOrganization(await world.organization({ dedicated: true }), 'xyzcanarytwo')
})
afterAll(() => world.close())

async function working<Result>(
  during: (worker: TestWorker) => Promise<Result>,
  kind = watched(exportOrganization, () => {}),
) {
  const worker = await startWorker(world.application.platform, world.ownerUrl, [kind])
  try {
    return await during(worker)
  } finally {
    await worker.stop()
  }
}

const ask = async (who: Person): Promise<string> => {
  const answer = await who.post('/exports', {})
  expect(answer).toMatchObject({ status: 202, body: { kind: 'organizations.export', state: 'queued' } })
  return answer.body.id
}

async function archiveOf({ owner, slug }: TestOrganization, id: string): Promise<Record<string, string>> {
  const work = (await owner.get(`/works/${id}`)).body
  expect(work).toMatchObject({ state: 'done', result: { type: 'application/zip', missing: [] } })
  expect(work.progress.done).toBe(work.progress.total)
  const answer = await world.application.http!.inject({
    url: `/api/v1/organizations/${slug}/works/${id}/result`,
    headers: { authorization: `Bearer ${owner.token}` },
  })
  expect(answer.statusCode).toBe(200)
  return unzip(answer.rawPayload)
}

async function exported({ organization }: SeededOrganization): Promise<Record<string, string>> {
  const id = await ask(organization.owner)
  await working(({ workers }) => workers.drain())
  return archiveOf(organization, id)
}

interface Manifest {
  version: number
  tables: { name: string; rows: number; parts: { name: string; rows: number; sha256: string }[] }[]
  files: { id: string; name: string; size: number; sha256: string }[]
  unreadable: number
  missing: unknown[]
}

const manifestOf = (files: Record<string, string>) => JSON.parse(files['manifest.json'] ?? '') as Manifest
const linesIn = (text: string | undefined) => (text ?? '').split('\n').filter(Boolean)

const rowsOf = (files: Record<string, string>, table: string) =>
  manifestOf(files)
    .tables.filter(({ name }) => name === table)
    .flatMap(({ parts }) => parts.flatMap(({ name }) => linesIn(files[name])))
    .map((line) => JSON.parse(line) as Record<string, unknown>)

interface CatalogueRow {
  name: string
  column: string
  type: string
}

const catalogue = async () =>
  (
    await world.owner.query<CatalogueRow>(`
      select c.relnamespace::regnamespace || '.' || c.relname as name, a.attname::text as column,
        format_type(a.atttypid, null) as type
      from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
      where c.relnamespace in ('tenant'::regnamespace, 'control'::regnamespace) and c.relkind in ('r', 'p')
        and (c.oid = 'control.organizations'::regclass or exists (
          select from pg_attribute o where o.attrelid = c.oid and o.attname = 'organization_id'))
      order by 1, 2`)
  ).rows

test('every table and column is taken along, or stands on a list with its reason; what is no words is sealed, or left', async () => {
  const all = await catalogue()
  const tables = new Set(all.map(({ name }) => name))
  const columns = new Set(all.map(({ name, column }) => `${name}.${column}`))
  expect(Object.keys(left).filter((name) => !tables.has(name) && !columns.has(name))).toEqual([])
  const sealed = new Set(sealedIn(features))
  const taken = all.filter(({ name, column }) => !(name in left) && !(`${name}.${column}` in left))
  // bytes that no feature seals are hashes and keys
  expect(taken.filter(({ name, column, type }) => type === 'bytea' && !sealed.has(`${name}.${column}`))).toEqual([])
  expect(taken.filter(({ column }) => /hash|secret|token|wrapped|mac$|^key_sealed/.test(column))).toEqual([])
})

test('who sees no restricted patients does not take them out with everything, not even where the right ended while it waited', async () => {
  const { organization } = pooled
  const role = async (name: string, ...permissions: string[]) => {
    const { status, body } = await organization.owner.post('/roles', {
      name,
      copyOf: 'clinic-administrator',
      permissions: ['organization.manage', 'patients.export', 'patients.read', ...permissions],
    })
    expect(status, JSON.stringify(body)).toBe(201)
    return body.key as string
  }
  const blind = await role('Blind')
  expect(await (await organization.member(blind)).post('/exports', {})).toMatchObject({
    status: 403,
    body: { code: 'not-allowed', data: { permission: 'patients.restricted' } },
  })
  const who = await organization.member(await role('Seeing', 'patients.restricted'))
  const id = await ask(who)
  await world.owner.query('update control.memberships set role_key = $1 where account_id = $2', [blind, who.accountId])
  await working(({ workers }) => workers.drain())
  expect((await who.get(`/works/${id}`)).body).toMatchObject({ state: 'cancelled' })
})

test.each([
  ['a pooled organization', () => pooled],
  ['one beside it', () => other],
  ['a dedicated one', () => dedicated],
])('the archive of %s holds each of its rows, opened, its files, and nothing of another', async (_name, which) => {
  const place = which()
  const { organization, canary } = place
  const content = Buffer.alloc(5_000_000, `${canary} `)
  const fileId = await sentFile(organization.owner, content, 'attachment', 'Left hand.bin')
  const files = await exported(place)
  const manifest = manifestOf(files)
  expect(manifest).toMatchObject({ version: 1, unreadable: 0, missing: [] })

  const names = [...new Set((await catalogue()).map(({ name }) => name))].filter((name) => !(name in left))
  expect(manifest.tables.map(({ name }) => name).toSorted()).toEqual([...names, 'people'].toSorted())
  for (const name of names) {
    // what happens after a table was read is in the log alone
    if (name.endsWith('.audit_events')) continue
    const database = name.startsWith('tenant.') ? organization.database : world.owner
    const key = name === 'control.organizations' ? 'id' : 'organization_id'
    const { rows } = await database.query<{ count: number }>(
      `select count(*)::int as count from ${name} where ${key} = $1`,
      [organization.id],
    )
    const found = rowsOf(files, name)
    expect(found.length, name).toBe(rows[0]?.count)
    for (const row of found) expect(row[key], name).toBe(organization.id)
  }
  for (const { parts } of manifest.tables)
    for (const part of parts) {
      expect(linesIn(files[part.name]).length, part.name).toBe(part.rows)
      expect(
        createHash('sha256')
          .update(files[part.name] ?? '')
          .digest('hex'),
        part.name,
      ).toBe(part.sha256)
    }

  // what was sealed is told
  expect(JSON.stringify(rowsOf(files, 'tenant.patients'))).toContain(canary)
  expect(rowsOf(files, 'tenant.messages').every(({ recipient }) => typeof recipient === 'string')).toBe(true)
  const all = Object.values(files).join('\n')
  expect(all).not.toContain('\\\\x')
  for (const another of [pooled, other, dedicated].filter((each) => each !== place)) {
    expect(all).not.toContain(another.organization.id)
    if (another.canary !== 'heron') expect(all).not.toContain(another.canary)
  }

  const { rows: kept } = await organization.database.query<{ id: string }>(
    `select id from tenant.files where organization_id = $1 and state = 'kept'`,
    [organization.id],
  )
  expect(manifest.files.map(({ id }) => id).toSorted()).toEqual(kept.map(({ id }) => id).toSorted())
  expect(manifest.files.find(({ id }) => id === fileId)).toEqual({
    id: fileId,
    name: `files/${fileId}/Left hand.bin`,
    size: content.length,
    sha256: createHash('sha256').update(content).digest('hex'),
  })
  expect(rowsOf(files, 'people').map(({ id }) => id)).toContain(organization.owner.accountId)
})

test('a worker that is killed in the middle leaves an archive that is whole: each row once', async () => {
  const place = await world.organization()
  await place.database.query(
    `insert into tenant.patients (organization_id, id, kind, given_name, family_name, name_key, search_text, fold_version)
     select $1, gen_random_uuid(), 'human', 'Given' || n, 'Family', 'given' || n, ' given', 1 from generate_series(1, 2300) n`,
    [place.id],
  )
  await sentFile(place.owner, tinyPng, 'attachment', 'a.png')
  const count = { parts: 0 }
  const reference = await ask(place.owner)
  await working(
    ({ workers }) => workers.drain(),
    watched(exportOrganization, (parts) => void (count.parts = parts)),
  )
  await archiveOf(place, reference)
  // in the middle of the patients, and in the middle of a file
  for (const at of [count.parts - 22, count.parts - 3]) {
    const id = await ask(place.owner)
    const dying = spawn(
      process.execPath,
      [
        path.join(import.meta.dirname, 'killed-fixture.ts'),
        world.ownerUrl,
        world.application.platform.config.dataDir,
        String(at),
      ],
      { stdio: 'inherit' },
    )
    const [, signal] = (await once(dying, 'exit')) as [number | null, string | null]
    expect(signal).toBe('SIGKILL')
    await working(async ({ workers }) => {
      for (;;) {
        await workers.freeLost()
        await workers.drain()
        if ((await place.owner.get(`/works/${id}`)).body.state === 'done') return
      }
    })
    const files = await archiveOf(place, id)
    const ids = rowsOf(files, 'tenant.patients').map((row) => row.id)
    expect([ids.length, new Set(ids).size]).toEqual([2300, 2300])
    expect(manifestOf(files).tables.find(({ name }) => name === 'tenant.patients')?.parts.length).toBe(5)
    expect(manifestOf(files).files.length).toBe(1)
  }
}, 60_000)

test('who may not is told, who proved too little too; it goes on while nothing can be added, and is in the log', async () => {
  const place = await world.organization()
  expect(await (await place.member('clinic-administrator')).post('/exports', {})).toMatchObject({
    status: 403,
    body: { code: 'not-allowed', data: { permission: 'organization.manage' } },
  })
  const late = await place.member('owner')
  await world.owner.query("update auth.session set authenticated_at = now() - interval '1 hour' where user_id = $1", [
    late.accountId,
  ])
  expect(await late.post('/exports', {})).toMatchObject({ status: 403, body: { code: 'confirmation-needed' } })
  await world.owner.query(`update control.organizations set status = 'read-only' where id = $1`, [place.id])
  const keyed = (path: string, body: object) => place.owner.post(path, body, { 'idempotency-key': 'everything' })
  const first = await keyed('/exports', {})
  expect(first.status).toBe(202)
  expect((await keyed('/exports', {})).body).toEqual(first.body)
  const elsewhere = await (await world.organization()).join(place.owner, 'owner')
  expect(await elsewhere.post('/exports', {}, { 'idempotency-key': 'everything' })).toMatchObject({
    status: 422,
    body: { code: 'key-reused' },
  })
  const { rows } = await world.owner.query(
    `select account_id, action, subject from tenant.audit_events where organization_id = $1 and action = 'export'`,
    [place.id],
  )
  expect(rows).toEqual([{ account_id: place.owner.accountId, action: 'export', subject: 'everything' }])
})

test('whose right ends while it waits gets no file', async () => {
  const place = await world.organization()
  const owner = await place.member('owner')
  const id = await ask(owner)
  await world.owner.query(`update control.memberships set role_key = 'nurse' where account_id = $1`, [owner.accountId])
  await working(({ workers }) => workers.drain())
  const { rows } = await world.owner.query('select state, pieces from control.works where id = $1', [id])
  expect(rows).toEqual([{ state: 'cancelled', pieces: 0 }])
  expect(exportOrganization.name).toBe('organizations.export')
})
