import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newId } from '../../../kit/db/ids.ts'
import { createWorld, type Person, type TestOrganization, type World } from '../../../testing/world.ts'

let world: World
let org: TestOrganization
let other: TestOrganization
let nurse: Person
let clinic: string

interface Event {
  id: string
  action: string
  subject: string
  subjectId: string
  fields: string[]
}

beforeAll(async () => void (world = await createWorld()))
afterAll(() => world?.close())

const add = async (by: Person = org.owner, more: object = {}) =>
  (await by.post('/patients', { kind: 'human', givenName: 'Ada', contact: { phone: '0431 555666' }, ...more })).body
const history = async (id: string) => (await org.owner.get(`/patients/${id}/access-history`)).body.items as Event[]

describe.each([{ dedicated: false }, { dedicated: true }])('in a database, dedicated: $dedicated', ({ dedicated }) => {
  beforeAll(async () => {
    org = await world.organization({ dedicated })
    other = await world.organization({ dedicated })
    clinic = (await org.owner.post('/clinics', { name: 'Harbour', timeZone: 'Europe/Berlin' })).body.id
    nurse = await org.member('nurse')
  })

  describe('the access history of a patient', () => {
    test('tells who added, read and changed it, newest first, by name', async () => {
      const patient = await add()
      await nurse.get(`/patients/${patient.id}`)
      await org.owner.patch(`/patients/${patient.id}`, { familyName: 'King', contact: { phone: '0431 777' } }, 1)
      const events = await history(patient.id)
      expect(events).toMatchObject([
        {
          action: 'update',
          subject: 'patients',
          subjectId: patient.id,
          patientId: patient.id,
          accountId: org.owner.accountId,
          accountName: 'Olivia Owner',
          fields: ['contact', 'family_name'],
        },
        {
          action: 'read',
          subject: 'patients',
          subjectId: patient.id,
          accountId: nurse.accountId,
          accountName: 'Member nurse',
          fields: [],
        },
        { action: 'create', subject: 'patients', subjectId: patient.id, accountName: 'Olivia Owner', fields: [] },
      ])
      expect(events.every(({ id }, index) => index === 0 || id < (events[index - 1] as Event).id)).toBe(true)
    })

    test('a reading that was refused is not told as one', async () => {
      const patient = await add()
      await (await org.member('staff')).get(`/patients/${patient.id}`)
      await other.owner.get(`/patients/${patient.id}`)
      expect((await history(patient.id)).map(({ action }) => action)).toEqual(['create'])
    })

    test('a change that changes nothing is none, sealed fields included', async () => {
      const patient = await add(org.owner, { memo: 'kind', contact: { email: 'a@example.org' } })
      await org.owner.patch(
        `/patients/${patient.id}`,
        { memo: 'kind', contact: { email: 'a@example.org' }, givenName: 'Ada' },
        1,
      )
      expect((await history(patient.id)).map(({ action }) => action)).toEqual(['create'])
    })

    test('shows names of fields and never what they held', async () => {
      const patient = await add(org.owner, { memo: 'secret memo' })
      await org.owner.patch(`/patients/${patient.id}`, { memo: 'other memo', givenName: 'Zenobia' }, 1)
      const answer = JSON.stringify([
        (await org.owner.get(`/patients/${patient.id}/access-history`)).body,
        (await org.owner.get('/audit-events')).body,
      ])
      for (const held of ['secret memo', 'other memo', 'Zenobia', '555666', '_sealed', 'search_text', 'name_key'])
        expect(answer).not.toContain(held)
    })

    test("another organization's patient and one that a scoped role does not see look exactly like one that does not exist", async () => {
      const foreign = await add(other.owner)
      const elsewhere = await add()
      const { body: role } = await org.owner.post('/roles', {
        name: 'Auditor',
        copyOf: 'nurse',
        permissions: ['audit.read', 'patients.read'],
      })
      const auditor = await org.member(role.key, { clinicIds: [clinic] })
      const here = await add(org.owner, { homeClinicId: clinic })
      for (const answer of [
        await org.owner.get(`/patients/${foreign.id}/access-history`),
        await org.owner.get(`/patients/${newId()}/access-history`),
        await auditor.get(`/patients/${elsewhere.id}/access-history`),
      ]) {
        expect([answer.status, answer.body.code]).toEqual([404, 'not-found'])
      }
      expect((await auditor.get(`/patients/${here.id}/access-history`)).status).toBe(200)
      const told = (await auditor.get('/audit-events?limit=200')).body.items.map(
        (event: { patientId?: string }) => event.patientId,
      )
      expect([told.includes(here.id), told.includes(elsewhere.id)]).toEqual([true, false])
    })

    test('needs the right to read the audit', async () => {
      const patient = await add()
      for (const path of [`/patients/${patient.id}/access-history`, '/audit-events']) {
        const answer = await nurse.get(path)
        expect([answer.status, answer.body.data]).toEqual([403, { permission: 'audit.read' }])
      }
    })

    test('comes by pages, an empty one after the last', async () => {
      const patient = await add()
      for (let n = 0; n < 4; n++) await nurse.get(`/patients/${patient.id}`)
      const first = await org.owner.get(`/patients/${patient.id}/access-history?limit=3`)
      const second = await org.owner.get(
        `/patients/${patient.id}/access-history?limit=3&cursor=${first.body.nextCursor}`,
      )
      expect([...first.body.items, ...second.body.items].map(({ action }: Event) => action)).toEqual([
        'read',
        'read',
        'read',
        'read',
        'create',
      ])
      expect(second.body.nextCursor).toBeUndefined()
      const beyond = Buffer.from(JSON.stringify([second.body.items[1].id])).toString('base64url')
      expect((await org.owner.get(`/patients/${patient.id}/access-history?cursor=${beyond}`)).body).toEqual({
        items: [],
      })
    })
  })

  describe('the list of all events', () => {
    test("tells this organization's events alone, filtered by who and by what", async () => {
      const mine = await add(nurse)
      const theirs = await add(other.owner)
      const all = (await org.owner.get('/audit-events?limit=200')).body.items as Event[]
      expect(all.map(({ subjectId }) => subjectId)).toContain(mine.id)
      expect(all.map(({ subjectId }) => subjectId)).not.toContain(theirs.id)
      const byNurse = (await org.owner.get(`/audit-events?limit=200&accountId=${nurse.accountId}&subject=patients`))
        .body.items
      expect(byNurse.length).toBeGreaterThan(0)
      for (const event of byNurse)
        expect(event).toMatchObject({ accountId: nurse.accountId, accountName: 'Member nurse', subject: 'patients' })
      expect((await org.owner.get(`/audit-events?accountId=${newId()}`)).body).toEqual({ items: [] })
      for (const subject of ['nothing', "'; drop", '%00'])
        expect((await org.owner.get(`/audit-events?subject=${subject}`)).body).toEqual({ items: [] })
    })

    test('is filtered by patient, by act and by time, to the millisecond', async () => {
      const patient = await add()
      await nurse.get(`/patients/${patient.id}`)
      await nurse.get(`/patients/${patient.id}`)
      const list = async (query: string) =>
        (await org.owner.get(`/audit-events?patientId=${patient.id}${query}`)).body.items as (Event & { at: string })[]
      const [last, first] = await list('&action=read')
      expect((await list('')).map(({ action }) => action)).toEqual(['read', 'read', 'create'])
      // an id knows its millisecond, which can be the one before that of `at`
      const shortly = (at: string | undefined, by: number) => new Date(Date.parse(at ?? '') + by).toISOString()
      expect(await list(`&from=${shortly(last?.at, -1)}`)).toEqual([last])
      expect((await list(`&to=${shortly(first?.at, 1)}`)).map(({ id }) => id)).toContain(first?.id)
      expect(await list(`&to=2020-01-01T00:00:00Z`)).toEqual([])
      expect(await list(`&from=${shortly(last?.at, 1000)}`)).toEqual([])
    })

    test('comes by pages, newest first, each event once', async () => {
      const whole = (await org.owner.get('/audit-events?limit=200')).body.items.map(({ id }: Event) => id)
      const paged: string[] = []
      let cursor = ''
      do {
        const { body } = await org.owner.get(`/audit-events?limit=7${cursor && `&cursor=${cursor}`}`)
        paged.push(...body.items.map(({ id }: Event) => id))
        cursor = body.nextCursor ?? ''
      } while (cursor)
      expect(paged).toEqual(whole)
      expect(whole).toEqual(whole.toSorted().toReversed())
    })

    test('what is no cursor of ours or no id is refused', async () => {
      for (const query of ['cursor=nonsense', 'accountId=7', 'limit=0', 'unknown=1', 'action=fly', 'from=today'])
        expect((await org.owner.get(`/audit-events?${query}`)).status).toBe(400)
    })

    test('nobody can change or delete an event, not even through the application’s role', async () => {
      for (const text of ['update tenant.audit_events set action = $$read$$', 'delete from tenant.audit_events']) {
        await expect(world.databases.control.query(text)).rejects.toThrow('permission denied')
      }
    })
  })
})
