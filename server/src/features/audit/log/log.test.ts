import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { LogCheck, LogDetail, LogEntry } from '@polyclinic/contract/audit/log.ts'
import { forgetInAudit } from '../../../kit/audit/keys.ts'
import { newId } from '../../../kit/db/ids.ts'
import { chainAll as chained, recordsOf, securityOf, verified } from '../../../testing/audits.ts'
import { byCookie } from '../../../testing/callers.ts'
import { createWorld, type Person, type TestOrganization, type World } from '../../../testing/world.ts'

let world: World
let org: TestOrganization
let nurse: Person

// nobody but the test chains
beforeAll(async () => void (world = await createWorld({}, { hasWorker: false })))
afterAll(() => world?.close())

const add = async (more: object = {}) =>
  (await org.owner.post('/patients', { kind: 'human', givenName: 'Ada', familyName: 'King', ...more })).body
const list = async (query = '', by: Person = org.owner) =>
  (await by.get(`/audit-log?limit=200${query}`)).body.items as LogEntry[]
const detail = async (id: string, by: Person = org.owner) => (await by.get(`/audit-log/${id}`)).body as LogDetail
const found = async (query: string) => (await list(query))[0] as LogEntry

async function chainAll(): Promise<void> {
  for (const inAudit of [recordsOf(org), securityOf(world, org)]) await chained(inAudit)
}

async function checked(): Promise<LogCheck[]> {
  const steps: LogCheck[] = []
  for (let cursor: string | undefined = ''; cursor !== undefined;) {
    const { body } = await org.owner.get(`/audit-check${cursor && `?cursor=${cursor}`}`)
    steps.push(body)
    cursor = body.cursor
  }
  return steps
}

async function allPages(): Promise<LogEntry[]> {
  const entries: LogEntry[] = []
  for (let cursor = ''; ;) {
    const { body } = await org.owner.get(`/audit-log?limit=3${cursor && `&cursor=${cursor}`}`)
    entries.push(...body.items)
    if (!body.nextCursor) return entries
    cursor = body.nextCursor
  }
}

describe.each([{ dedicated: false }, { dedicated: true }])('the log, dedicated: $dedicated', ({ dedicated }) => {
  beforeAll(async () => {
    org = await world.organization({ dedicated })
    nurse = await org.member('nurse')
  })

  test('tells records, looks and rights in one list, newest first, each once, whatever comes meanwhile', async () => {
    const patient = await add()
    await nurse.get(`/patients/${patient.id}`)
    await org.owner.post('/roles', { name: 'Night desk', copyOf: 'nurse' })
    const whole = await list()
    expect(new Set(whole.map(({ source }) => source))).toEqual(new Set(['records', 'access', 'security']))
    expect(whole.slice(0, 3)).toMatchObject([
      { source: 'security', action: 'create', subject: 'roles', accountName: 'Olivia Owner' },
      { source: 'access', action: 'read', accountName: 'Member nurse', patient: { id: patient.id, name: 'Ada King' } },
      { source: 'records', action: 'create', subject: 'patients', origin: 'api' },
    ])
    const first = await org.owner.get('/audit-log?limit=2')
    await add()
    const next = await org.owner.get(`/audit-log?limit=200&cursor=${first.body.nextCursor}`)
    expect([...first.body.items, ...next.body.items]).toEqual(whole)
    const paged = await allPages()
    expect(paged.map(({ id }) => id)).toEqual((await list()).map(({ id }) => id))
  })

  test('is filtered by source, person, act, patient and day', async () => {
    const patient = await add()
    await nurse.get(`/patients/${patient.id}`)
    expect((await list('&source=security')).every(({ source }) => source === 'security')).toBe(true)
    expect((await list('&source=access')).every(({ action }) => action === 'read')).toBe(true)
    expect((await list('&source=records&action=read')).length).toBe(0)
    expect((await list(`&patientId=${patient.id}`)).map(({ action }) => action)).toEqual(['read', 'create'])
    expect(await list(`&patientId=${patient.id}&source=security`)).toEqual([])
    const byNurse = await list(`&accountId=${nurse.accountId}&source=access`)
    expect(byNurse.length).toBeGreaterThan(0)
    expect(new Set(byNurse.map(({ accountId }) => accountId))).toEqual(new Set([nurse.accountId]))
    expect(await list('&to=2020-01-01T00:00:00Z')).toEqual([])
    expect((await list('&from=2020-01-01T00:00:00Z')).length).toBeGreaterThan(0)
    for (const query of ['source=all', 'action=fly', 'cursor=nonsense', 'from=today', 'unknown=1'])
      expect((await org.owner.get(`/audit-log?${query}`)).status).toBe(400)
  })

  test.each(['waits for the chain', 'is chained'])(
    'shows what each field held while it %s, and notes the look',
    async (state) => {
      const patient = await add({ memo: 'afraid of needles', contact: { phone: '0431 555666' } })
      await org.owner.patch(
        `/patients/${patient.id}`,
        { familyName: 'Lovelace', memo: 'calm', contact: { phone: '0431 777' } },
        1,
      )
      if (state === 'is chained') await chainAll()
      const { id } = await found(`&patientId=${patient.id}&action=update`)
      const shown = await detail(id)
      expect(shown).toMatchObject({ held: 'shown', entry: { id, subject: 'patients' } })
      expect(shown.changes).toEqual([
        expect.objectContaining({ field: 'contact.phone', before: expect.stringContaining('555666') }),
        { field: 'family_name', before: 'King', after: 'Lovelace' },
        { field: 'memo', before: 'afraid of needles', after: 'calm' },
      ])
      expect(await found(`&patientId=${patient.id}`)).toMatchObject({
        action: 'read',
        subject: 'audit-log',
        accountId: org.owner.accountId,
      })
    },
  )

  test('shows values to nobody whose role may not read them, and of nobody who is forgotten', async () => {
    const patient = await add()
    await org.owner.patch(`/patients/${patient.id}`, { familyName: 'Lovelace' }, 1)
    const { id } = await found(`&patientId=${patient.id}&action=update`)
    const role = (
      await org.owner.post('/roles', { name: `Auditor ${patient.id}`, copyOf: 'staff', permissions: ['audit.read'] })
    ).body.key
    const auditor = await org.member(role)
    const hidden = await detail(id, auditor)
    expect(hidden).toMatchObject({ held: 'hidden', changes: [], entry: { fields: ['family_name'] } })
    expect(JSON.stringify([hidden, await list('', auditor)])).not.toMatch(/Lovelace|King/)
    await chainAll()
    await org.inTenant((tx) => forgetInAudit(tx, patient.id))
    expect(await detail(id)).toMatchObject({ held: 'forgotten', changes: [] })
  })

  test.each(['wait for the chain', 'are chained'])(
    'shows what changed of members’ rights to those who may read them, while they %s',
    async (state) => {
      const version = state === 'are chained' ? 3 : 1
      const { body: role } = await org.owner.post('/roles', { name: `Desk ${newId()}`, copyOf: 'nurse' })
      await org.owner.patch(`/members/${nurse.accountId}`, { role: role.key, clinicIds: null }, version)
      const { id } = await found('&source=security&action=update')
      if (state === 'are chained') await chainAll()
      expect(await detail(id)).toMatchObject({
        held: 'shown',
        changes: [{ field: 'role_key', before: 'nurse', after: role.key }],
      })
      await org.owner.patch(`/members/${nurse.accountId}`, { role: 'nurse', clinicIds: null }, version + 1)
    },
  )

  test("another organization's entry, and one of a patient whom a scoped role does not see, look like one that does not exist", async () => {
    const other = await world.organization({ dedicated })
    await other.owner.post('/patients', { kind: 'human', givenName: 'Eve' })
    const [theirs] = (await other.owner.get('/audit-log?source=records')).body.items as LogEntry[]
    const [rights] = (await other.owner.get('/audit-log?source=security')).body.items as LogEntry[]
    const clinic = (await org.owner.post('/clinics', { name: 'Harbour', timeZone: 'Europe/Berlin' })).body.id
    const elsewhere = await add()
    const unseen = await found(`&patientId=${elsewhere.id}`)
    const { body: role } = await org.owner.post('/roles', {
      name: `Scoped ${newId()}`,
      copyOf: 'nurse',
      permissions: ['audit.read', 'patients.read'],
    })
    const auditor = await org.member(role.key, { clinicIds: [clinic] })
    for (const answer of [
      await org.owner.get(`/audit-log/${theirs?.id}`),
      await org.owner.get(`/audit-log/${rights?.id}`),
      await org.owner.get(`/audit-log/${newId()}`),
      await auditor.get(`/audit-log/${unseen.id}`),
    ])
      expect([answer.status, answer.body.code]).toEqual([404, 'not-found'])
    expect((await list('', auditor)).map(({ id }) => id)).not.toContain(unseen.id)
    expect((await auditor.get('/audit-check')).body.code).toBe('shared-by-clinics')
    for (const path of ['/audit-log', `/audit-log/${unseen.id}`, '/audit-check'])
      expect((await nurse.get(path)).body.data).toEqual({ permission: 'audit.read' })
  })

  test('comes as a table of what the filter finds, over all pages, without a formula, and is noted as an export', async () => {
    const patient = await add({ givenName: '=HYPERLINK("http://evil.test")', familyName: undefined })
    await org.database.query(
      `insert into tenant.audit_events (organization_id, account_id, action, subject, subject_id, patient_id, reason)
       select $1, $2, 'read', 'patients', $3::uuid::text, $3::uuid, case when i = 1 then '@SUM(1)' end from generate_series(1, 1200) i`,
      [org.id, nurse.accountId, patient.id],
    )
    const answer = await org.owner.post('/audit-log/exports', { patientId: patient.id })
    expect(answer.status).toBe(200)
    expect(answer.headers['content-type']).toBe('text/csv; charset=utf-8')
    expect(answer.headers['content-disposition']).toMatch(
      /^attachment; filename="[\w-]+-audit-log-\d{4}-\d\d-\d\d\.csv"/,
    )
    const lines = String(answer.body).slice(1).trimEnd().split('\r\n')
    expect(lines.length).toBe(1 + 1200 + 1)
    expect(new Set(lines).size).toBe(lines.length)
    for (const line of lines) expect(line).not.toMatch(/(^|,)"?[=+\-@\t\r]/)
    expect(lines.join('\n')).toContain(`'@SUM(1)`)
    expect(lines.join('\n')).toContain(`"'=HYPERLINK(""http://evil.test"")"`)
    expect(await found('&action=export&source=access')).toMatchObject({
      subject: 'audit-log',
      accountId: org.owner.accountId,
    })
    const late = await byCookie(world, org, org.owner, { confirmedMinutesAgo: 11 })
    expect((await late.post('/audit-log/exports', {})).body.code).toBe('confirmation-needed')
  })

  test('is compared with its chain step by step, and what was touched is named', async () => {
    await org.database.query(
      `insert into tenant.audit_events (organization_id, action, subject, subject_id)
       select $1, 'read', 'rooms', i::text from generate_series(1, 6000) i`,
      [org.id],
    )
    await chainAll()
    const steps = await checked()
    expect(Math.max(...steps.map(({ batches }) => batches))).toBe(10)
    expect(steps.flatMap(({ findings }) => findings)).toEqual([])
    const chains = { records: await verified(recordsOf(org)), security: await verified(securityOf(world, org)) }
    const total = chains.records.batches + chains.security.batches
    expect(new Set(steps.map((step) => step.total))).toEqual(new Set([total]))
    for (const [chain, { events, head }] of Object.entries(chains)) {
      const mine = steps.filter((step) => step.chain === chain)
      expect(mine.reduce((sum, step) => sum + step.events, 0)).toBe(events)
      expect(mine.at(-1)).toMatchObject({ head, loose: 0 })
    }
    const { rows } = await org.database.query(
      `update tenant.audit_events set reason = 'none' where organization_id = $1 and batch = 2 and id =
         (select id from tenant.audit_events where organization_id = $1 and batch = 2 limit 1) returning id`,
      [org.id],
    )
    const touched = await world.owner.query(
      `update control.audit_events set request_id = 'another' where organization_id = $1 and id =
         (select id from control.audit_events where organization_id = $1 and subject = 'organizations' limit 1) returning id, batch::int`,
      [org.id],
    )
    const found = (await checked()).flatMap(({ chain, findings }) => findings.map((finding) => ({ chain, ...finding })))
    expect(found).toEqual([
      { chain: 'records', kind: 'event-changed', batch: 2, eventId: rows[0].id },
      { chain: 'security', kind: 'event-changed', batch: touched.rows[0].batch, eventId: touched.rows[0].id },
    ])
    expect((await org.owner.get('/audit-check?cursor=nonsense')).status).toBe(400)
  })
})
