import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readKeys } from '../../../kit/audit/keys.ts'
import { chainNext } from '../../../kit/audit/sealing.ts'
import { recordsAudit } from '../../../kit/audit/store.ts'
import { payloadOf } from '../../../kit/audit/held.ts'
import { newId } from '../../../kit/db/ids.ts'
import { inTenant } from '../../../kit/db/tenant-tx.ts'
import { calling, withKey } from '../../../testing/callers.ts'
import { createWorld, type Person, type TestOrganization, type World } from '../../../testing/world.ts'
import { build } from '../build.ts'
import { tellOwners } from './jobs.ts'
import { bytea, json, nullable, text, uuid } from '../../../kit/db/columns.ts'
import { shape } from '../../../kit/db/row.ts'

let world: World
let org: TestOrganization
let harbour: string
let hill: string
/** Scoped to harbour, without `patients.all-clinics`. */
let nurse: Person
beforeAll(async () => void (world = await createWorld()))
afterAll(() => world?.close())

const reason = 'Unconscious after a fall, allergies unknown'
const open = (patientId: string, who: Person = nurse) => who.post('/emergency-accesses', { patientId, reason })
const patient = (familyName: string, more: object = {}) =>
  org.inTenant((tx) => build.patient(tx, { givenName: 'Wanda', familyName, homeClinicId: hill, ...more }))
const found = async (search: string, who: Person = nurse) =>
  (await who.get(`/emergency-candidates?search=${encodeURIComponent(search)}`)).body.items as {
    id: string
    name: string
  }[]
const lookRow = shape({
  id: uuid,
  patient_id: nullable(uuid),
  payload: nullable(bytea),
})
const audit = (patientId: string) =>
  org.inTenant((tx) =>
    tx.all(shape({ action: text, subject: text, reason: nullable(text) })`
      select action, subject, reason from tenant.audit_events where organization_id = ${org.id} and patient_id = ${patientId} and account_id = ${nurse.accountId} order by id`),
  )

describe.each([{ dedicated: false }, { dedicated: true }])('dedicated: $dedicated', ({ dedicated }) => {
  let other: TestOrganization
  beforeAll(async () => {
    org = await world.organization({ dedicated })
    other = await world.organization()
    harbour = (await org.owner.post('/clinics', { name: 'Harbour', timeZone: 'Europe/Berlin' })).body.id
    hill = (await org.owner.post('/clinics', { name: 'Hill', timeZone: 'Europe/Berlin' })).body.id
    nurse = await org.member('nurse', { clinicIds: [harbour] })
  })

  describe('looking for a patient of another clinic', () => {
    test('finds by parts of a name and by birth date, tells little, and at most five', async () => {
      for (let nth = 0; nth < 7; nth++) await patient(`Lindqvist ${nth}`)
      const own = await patient('Lindqvist here', { homeClinicId: harbour })
      const born = await patient('Bergstrom', { birthDate: '1961-04-05', contact: { phone: '0431 998877' } })
      const many = await nurse.get('/emergency-candidates?search=wanda%20lindq')
      expect(many).toMatchObject({ status: 200 })
      expect(many.body.items).toHaveLength(5)
      expect(many.body.items.map(({ id }: { id: string }) => id)).not.toContain(own.id)
      expect(await found('bergst')).toEqual([{ id: born.id, name: 'Wanda Bergstrom', birthDate: '1961-04-05' }])
      expect((await found('5.4.1961')).map(({ id }) => id)).toEqual([born.id])
      expect((await found('bergst 5.4.1961')).map(({ id }) => id)).toEqual([born.id])
      expect(await found('bergst 6.4.1961')).toEqual([])
      // whose number it is stays unknown
      expect(await found('998877')).toEqual([])
      expect((await nurse.get('/emergency-candidates?search=be')).status).toBe(400)
    })

    test('finds a patient without a home clinic, too, and opening that one is recorded as an emergency', async () => {
      const one = await patient('Anywhere', { homeClinicId: undefined })
      expect((await found('Anywhere')).map(({ id }) => id)).toEqual([one.id])
      await open(one.id)
      expect((await nurse.get(`/patients/${one.id}`)).status).toBe(200)
      expect(await audit(one.id)).toContainEqual({ action: 'read', subject: 'patients', reason: 'emergency' })
    })

    test('every look is recorded, also one that finds nobody, with what was searched for under seal, of whom it found under theirs', async () => {
      const one = await patient('Recorded')
      await found('Recorded')
      expect(await audit(one.id)).toMatchObject([{ action: 'read', subject: 'emergency-candidates' }])
      await found('Nobodyatall')
      // what the chain repeats is all that is left of them
      const unchained = shape({ id: uuid })`
        select id from tenant.audit_events where organization_id = ${org.id} and subject = 'emergency-candidates' and batch is null`
      await expect
        .poll(async () => {
          await org.inTenant((tx) => chainNext(recordsAudit(tx)))
          return org.inTenant((tx) => tx.all(unchained))
        })
        .toEqual([])
      const looks = await org.inTenant((tx) =>
        tx.all(lookRow`
          select id, patient_id, payload from tenant.audit_events
          where organization_id = ${org.id} and subject = 'emergency-candidates' and (patient_id is null or patient_id = ${one.id})
            and payload is not null order by id desc limit 2`),
      )
      expect(JSON.stringify(looks)).not.toMatch(/nobodyatall|recorded/i)
      const opened = await org.inTenant(async (tx) => {
        const keys = await readKeys(recordsAudit(tx), [org.id, one.id])
        return looks.map((look) => {
          const key = keys.get(look.patient_id ?? org.id)
          const { search_sealed } = (key && payloadOf(recordsAudit(tx), look, key)?.after) ?? {}
          const place = { table: 'audit_events', row: nurse.accountId, column: 'search_sealed' }
          return tx.sealer.open(place, Buffer.from(String(search_sealed), 'base64'))
        })
      })
      expect(opened).toEqual(['nobodyatall', 'recorded'])
      expect(looks.map((look) => look.patient_id)).toEqual([null, one.id])
      const shown = await org.owner.get('/audit-events?subject=emergency-candidates')
      expect(shown.body.items[0]).toMatchObject({ action: 'read', accountId: nurse.accountId, fields: [] })
    })

    test('whoever sees all patients finds nobody beyond; whoever lacks the right does not look', async () => {
      await patient('Seen by all')
      expect(await found('Seen by all', org.owner)).toEqual([])
      const desk = await org.member('receptionist', { clinicIds: [harbour] })
      const one = await patient('Locked')
      for (const answer of [await desk.get('/emergency-candidates?search=Locked'), await open(one.id, desk)])
        expect(answer).toMatchObject({ status: 403, body: { data: { permission: 'patients.emergency' } } })
    })
  })

  describe('an emergency access', () => {
    test('opens the one patient to the one account, to see and to change, and each read says why', async () => {
      const [one, beside] = [await patient('Opened'), await patient('Beside')]
      const colleague = await org.member('nurse', { clinicIds: [harbour] })
      expect((await nurse.get(`/patients/${one.id}`)).status).toBe(404)
      const opened = await open(one.id)
      expect(opened).toMatchObject({
        status: 201,
        body: {
          patient: { id: one.id, name: 'Wanda Opened' },
          account: { id: nurse.accountId, name: 'Member nurse' },
          reason,
        },
      })
      expect(Date.parse(opened.body.expiresAt) - Date.parse(opened.body.grantedAt)).toBeCloseTo(3_600_000, -2)
      const seen = await nurse.get(`/patients/${one.id}`)
      const emergencyAccess = { id: opened.body.id, expiresAt: opened.body.expiresAt }
      expect(seen).toMatchObject({ status: 200, body: { familyName: 'Opened', emergencyAccess } })
      expect(
        await nurse.patch(`/patients/${one.id}`, { memo: 'seen in an emergency' }, seen.body.version),
      ).toMatchObject({ status: 200, body: { emergencyAccess } })
      expect((await nurse.get('/patients?search=wanda')).body.items.map(({ id }: { id: string }) => id)).toContain(
        one.id,
      )
      expect((await nurse.get(`/patients/${one.id}/links`)).status).toBe(200)
      expect((await nurse.get(`/patients/${beside.id}`)).status).toBe(404)
      expect((await colleague.get(`/patients/${one.id}`)).status).toBe(404)
      const events = await audit(one.id)
      expect(events.filter(({ action, subject }) => action === 'read' && subject === 'patients')).toEqual([
        { action: 'read', subject: 'patients', reason: 'emergency' },
      ])
      expect(events).toContainEqual({ action: 'create', subject: 'emergency_accesses', reason: null })
      expect((await found('Opened')).map(({ id }) => id)).not.toContain(one.id)
    })

    test('a patient of one’s own clinics is read without that reason', async () => {
      const own = await patient('Own', { homeClinicId: harbour })
      await open(own.id)
      await nurse.get(`/patients/${own.id}`)
      expect((await audit(own.id)).filter(({ action }) => action === 'read')).toMatchObject([{ reason: null }])
    })

    test('is told with the patient to its own account alone, the newest of several, and no longer than it runs', async () => {
      const one = await patient('Told')
      const [first, second] = [(await open(one.id)).body, (await open(one.id)).body]
      const told = async (who = nurse) => (await who.get(`/patients/${one.id}`)).body.emergencyAccess
      expect(await told()).toEqual({ id: second.id, expiresAt: second.expiresAt })
      expect(await told(org.owner)).toBeUndefined()
      expect(await told(await org.member('nurse', { clinicIds: [hill] }))).toBeUndefined()
      await nurse.post(`/emergency-accesses/${second.id}/end`)
      expect(await told()).toEqual({ id: first.id, expiresAt: first.expiresAt })
      await org.owner.patch(`/patients/${one.id}`, { homeClinicId: harbour }, 1)
      expect(await told()).toMatchObject({ id: first.id })
      await nurse.post(`/emergency-accesses/${first.id}/end`)
      expect(await nurse.get(`/patients/${one.id}`)).toMatchObject({ status: 200 })
      expect(await told()).toBeUndefined()
    })

    test('is over after its hour, by the clock of the database', async () => {
      const one = await patient('Hour')
      const { body } = await open(one.id)
      const end = (moment: string) =>
        org.database.query(`update tenant.emergency_accesses set expires_at = now() + $2::interval where id = $1`, [
          body.id,
          moment,
        ])
      await end('1 second')
      expect((await nurse.get(`/patients/${one.id}`)).status).toBe(200)
      await end('0 seconds')
      expect((await nurse.get(`/patients/${one.id}`)).status).toBe(404)
      expect((await nurse.get('/patients?search=hour')).body.items).toEqual([])
      expect(await nurse.post(`/emergency-accesses/${body.id}/end`)).toMatchObject({
        status: 409,
        body: { code: 'wrong-state', data: { state: 'expired' } },
      })
    })

    test('is ended by whoever opened it, once, and by nobody else', async () => {
      const one = await patient('Ended')
      const { body } = await open(one.id)
      const colleague = await org.member('nurse')
      expect(await colleague.post(`/emergency-accesses/${body.id}/end`)).toMatchObject({ status: 404 })
      expect((await nurse.post(`/emergency-accesses/${newId()}/end`)).status).toBe(404)
      const ended = await nurse.post(`/emergency-accesses/${body.id}/end`, undefined, {
        'idempotency-key': `end-${body.id}`,
      })
      expect(ended).toMatchObject({ status: 200, body: { id: body.id, endedAt: expect.any(String) } })
      expect((await nurse.get(`/patients/${one.id}`)).status).toBe(404)
      const again = await nurse.post(`/emergency-accesses/${body.id}/end`, undefined, {
        'idempotency-key': `end-${body.id}`,
      })
      expect(again).toMatchObject({ status: 200, body: ended.body })
      expect(await nurse.post(`/emergency-accesses/${body.id}/end`)).toMatchObject({
        status: 409,
        body: { data: { state: 'ended' } },
      })
      expect(
        await nurse.post(`/emergency-accesses/${newId()}/end`, undefined, { 'idempotency-key': `end-${body.id}` }),
      ).toMatchObject({ status: 422, body: { code: 'key-reused' } })
    })

    test('another organization’s patient and one that does not exist look the same', async () => {
      const foreign = await other.inTenant((tx) => build.patient(tx))
      const answers = [await open(foreign.id), await open(newId())]
      for (const answer of answers)
        expect(answer).toMatchObject({
          status: 400,
          body: { data: { issues: [{ path: ['body', 'patientId'], message: 'is not known here' }] } },
        })
      expect((await nurse.post('/emergency-accesses', { patientId: newId(), reason: 'too short' })).status).toBe(400)
    })

    test('the same request opens once', async () => {
      const one = await patient('Once')
      const asked = { patientId: one.id, reason }
      const first = await nurse.post('/emergency-accesses', asked, { 'idempotency-key': `o-${one.id}` })
      const second = await nurse.post('/emergency-accesses', asked, { 'idempotency-key': `o-${one.id}` })
      expect(second.body).toEqual(first.body)
      expect(
        await nurse.post(
          '/emergency-accesses',
          { ...asked, reason: `${reason}!` },
          { 'idempotency-key': `o-${one.id}` },
        ),
      ).toMatchObject({ status: 422, body: { code: 'key-reused' } })
    })

    test('reaches no program, no preview and no role without the right for it', async () => {
      const role = await org.owner.post('/roles', {
        name: `Ward ${newId()}`,
        copyOf: 'nurse',
        permissions: ['patients.read', 'patients.emergency', 'keys.manage', 'roles.manage'],
      })
      const ward = await org.member(role.body.key, { clinicIds: [harbour] })
      const one = await patient('Ward')
      expect((await open(one.id, ward)).status).toBe(201)
      expect((await ward.get(`/patients/${one.id}`)).status).toBe(200)
      const { body } = await ward.post('/api-keys', { name: 'K', permissions: ['patients.read'], days: 1 })
      expect((await withKey(world, org, body.key).get(`/patients/${one.id}`)).status).toBe(404)
      const asDesk = calling(world, org, { authorization: `Bearer ${ward.token}`, 'x-view-as': 'receptionist' })
      expect((await asDesk.get(`/patients/${one.id}`)).status).toBe(404)
      await org.owner.patch(`/roles/${role.body.key}`, { permissions: ['patients.read'] }, role.body.version)
      expect((await ward.get(`/patients/${one.id}`)).status).toBe(404)
    })

    test('opens the access history, too, for whoever may read it', async () => {
      const role = await org.owner.post('/roles', {
        name: `Auditor ${newId()}`,
        copyOf: 'nurse',
        permissions: ['patients.read', 'patients.emergency', 'audit.read'],
      })
      const auditor = await org.member(role.body.key, { clinicIds: [harbour] })
      const one = await patient('History')
      expect((await auditor.get(`/patients/${one.id}/access-history`)).status).toBe(404)
      const { body: listed } = await auditor.get('/emergency-accesses')
      const names = listed.items.map((each: { patient: { name: string } }) => each.patient.name)
      expect(names).toContain('Wanda Own')
      expect(names).not.toContain('Wanda Opened')
      await open(one.id, auditor)
      expect((await auditor.get(`/patients/${one.id}/access-history`)).status).toBe(200)
    })
  })

  test('the list tells who opened what, and why, newest first', async () => {
    const [one, two] = [await patient('Listed one'), await patient('Listed two')]
    await open(one.id)
    await open(two.id)
    const first = await org.owner.get('/emergency-accesses?limit=1')
    expect(first).toMatchObject({
      status: 200,
      body: {
        items: [{ patient: { id: two.id }, account: { name: 'Member nurse' }, reason }],
        nextCursor: expect.any(String),
      },
    })
    const second = await org.owner.get(`/emergency-accesses?limit=1&cursor=${first.body.nextCursor}`)
    expect(second.body.items).toMatchObject([{ patient: { id: one.id } }])
    // whatever order their ids were made in
    await org.database.query(
      `update tenant.emergency_accesses set granted_at = (select max(granted_at) from tenant.emergency_accesses) + interval '1 second' where organization_id = $1 and patient_id = $2`,
      [org.id, one.id],
    )
    const after = await org.owner.get('/emergency-accesses?limit=1')
    expect(after.body.items).toMatchObject([{ patient: { id: one.id } }])
    expect(
      (await org.owner.get(`/emergency-accesses?limit=1&cursor=${after.body.nextCursor}`)).body.items,
    ).toMatchObject([{ patient: { id: two.id } }])
    expect((await org.owner.get('/emergency-accesses?cursor=nonsense')).status).toBe(400)
    expect(await nurse.get('/emergency-accesses')).toMatchObject({ status: 403 })
    expect((await other.owner.get('/emergency-accesses')).body.items).toEqual([])
  })

  test('every owner is mailed who and when, once, whatever the job does; never which patient', async () => {
    const mine = await world.organization({ dedicated })
    const clinic = (await mine.owner.post('/clinics', { name: 'C', timeZone: 'Europe/Berlin' })).body.id
    const second = await mine.member('owner')
    const doctor = await mine.member('practitioner', { clinicIds: [clinic] })
    const one = await mine.inTenant((tx) => build.patient(tx, { givenName: 'Secretname', familyName: 'Hidden' }))
    const { body } = await doctor.post('/emergency-accesses', { patientId: one.id, reason })
    const workers = world.application.workers!
    await workers.drain()
    await workers.drain()
    const mails = () => world.application.mails().filter((mail) => [mine.owner.email, second.email].includes(mail.to))
    expect(
      mails()
        .map(({ to }) => to)
        .toSorted(),
    ).toEqual([mine.owner.email, second.email].toSorted())
    for (const mail of mails()) {
      expect(mail.text).toContain('Member practitioner')
      expect(mail.text).toContain(`/${mine.slug}/settings/security-log`)
      expect(JSON.stringify(mail)).not.toMatch(/Secretname|Hidden|allergies/)
    }
    const events = await mine.inTenant((tx) =>
      tx.all(
        shape({
          id: uuid,
          payload: json<object>(),
        })`select id, payload from tenant.events where organization_id = ${mine.id} and name = 'emergency.opened'`,
      ),
    )
    expect(events).toMatchObject([{ payload: { accessId: body.id, patientId: one.id, accountId: doctor.accountId } }])
    const { platform } = world.application
    const caller = { requestId: 'again' }
    await tellOwners.run({
      platform,
      tenant: mine.tenant,
      caller,
      payload: events[0]?.payload,
      eventId: events[0]?.id,
      addJob: () => Promise.reject(new Error('it has nothing left to do')),
      inTenant: (mode, work) => inTenant(platform.transactions, mine.tenant, caller, { mode }, work),
    })
    await workers.drain()
    expect(mails()).toHaveLength(2)
  })
})
