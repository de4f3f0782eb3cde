import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newId } from '../../../kit/db/ids.ts'
import { inTenant } from '../../../kit/db/tenant-tx.ts'
import { createWorld, type Person, type TestOrganization, type World } from '../../../testing/world.ts'
import { build } from '../build.ts'
import { enterDirectory, leaveDirectory, linkAccount } from './actions.ts'
import { uuid } from '../../../kit/db/columns.ts'
import { shape } from '../../../kit/db/row.ts'

let world: World
let org: TestOrganization
let elsewhere: TestOrganization
beforeAll(async () => {
  world = await createWorld()
  elsewhere = await world.organization()
})
afterAll(() => world?.close())

const patientsOf = async (who: Person) =>
  (await who.get('/api/v1/me')).body.patients as { patientId: string; permissions: string[] }[]

/** A patient with an account that looks at it from outside. */
async function linked(more: object = {}) {
  const patient = await org.inTenant((tx) => build.patient(tx, more))
  const account = await world.account('Pat Person')
  await org.inTenant((tx) => linkAccount(tx, account.accountId, [{ patientId: patient.id, relation: 'self' }]))
  await world.owner.query('insert into control.account_directory values ($1, $2)', [org.id, account.accountId])
  return { patient, account, path: `/patients/${patient.id}/links/${account.accountId}` }
}
const isListed = async (account: Person) =>
  (
    await world.owner.query('select from control.account_directory where organization_id = $1 and account_id = $2', [
      org.id,
      account.accountId,
    ])
  ).rowCount === 1

describe.each([{ dedicated: false }, { dedicated: true }])('dedicated: $dedicated', ({ dedicated }) => {
  beforeAll(async () => void (org = await world.organization({ dedicated })))

  test('the clinic sees who may look at a record from outside, and what it opens', async () => {
    const { patient, account } = await linked()
    const { status, body } = await org.owner.get(`/patients/${patient.id}/links`)
    expect(status).toBe(200)
    expect(body.items).toEqual([
      {
        patientId: patient.id,
        accountId: account.accountId,
        name: 'Pat Person',
        relation: 'self',
        permissions: ['appointments', 'records', 'billing', 'messages'],
        since: expect.any(String),
        state: 'open',
        version: 1,
      },
    ])
    const bare = await org.inTenant((tx) => build.patient(tx))
    expect((await org.owner.get(`/patients/${bare.id}/links`)).body).toEqual({ items: [] })
  })

  test('what a link opens is changed by ticks, and shows at once', async () => {
    const { account, path } = await linked()
    expect((await org.owner.patch(path, { permissions: ['appointments'] })).status).toBe(428)
    expect((await org.owner.patch(path, { permissions: ['appointments'] }, 2)).status).toBe(412)
    expect(await org.owner.patch(path, { permissions: ['appointments', 'appointments'] }, 1)).toMatchObject({
      status: 200,
      body: { permissions: ['appointments'], version: 2, name: 'Pat Person' },
    })
    expect(await patientsOf(account)).toMatchObject([{ permissions: ['appointments'] }])
    expect((await org.owner.patch(path, { permissions: ['everything'] }, 2)).status).toBe(400)
  })

  test('an ended link opens nothing from that moment on, and stays in the history', async () => {
    const { patient, account, path } = await linked()
    expect(await patientsOf(account)).toHaveLength(1)
    const seenAsPatient = () =>
      inTenant(
        world.application.platform.transactions,
        org.tenant,
        { accountId: account.accountId, requestId: 'portal' },
        { mode: 'read', as: 'portal' },
        (tx) => tx.all(shape({ id: uuid })`select id from tenant.patients`),
      )
    expect(await seenAsPatient()).toEqual([{ id: patient.id }])
    expect((await org.owner.delete(path, 3)).status).toBe(412)
    expect(await org.owner.delete(path, 1)).toMatchObject({ status: 200, body: { accountId: account.accountId } })
    expect(await seenAsPatient()).toEqual([])
    expect(await patientsOf(account)).toEqual([])
    expect(await isListed(account)).toBe(false)
    expect((await org.owner.delete(path)).status).toBe(404)
    expect((await org.owner.patch(path, { permissions: [] }, 2)).status).toBe(404)
    expect((await org.owner.get(`/patients/${patient.id}/links`)).body.items).toEqual([])
    const { body } = await org.owner.get(`/patients/${patient.id}/access-history`)
    expect(body.items).toContainEqual(
      expect.objectContaining({ subject: 'patient_accounts', action: 'update', fields: ['ended_at'] }),
    )
  })

  describe.each([
    { what: 'blocked', change: { blockedFor: 'wrong-person' }, back: { blockedFor: null } },
    { what: 'expired', change: { expiresAt: '2026-01-01T00:00:00Z' }, back: { expiresAt: null } },
  ])('a link that is $what', ({ what, change, back }) => {
    const seenBy = ({ accountId }: Person) =>
      inTenant(
        world.application.platform.transactions,
        org.tenant,
        { accountId, requestId: 'portal' },
        { mode: 'read', as: 'portal' },
        async (tx) => [
          await tx.all(shape({ patient_id: uuid })`select patient_id from tenant.patient_accounts`),
          await tx.all(shape({ id: uuid })`select id from tenant.patients`),
        ],
      )
    const below = () => `/api/v1/organizations/${org.slug}/own-visits`

    test('opens nothing from that moment on, neither by SQL nor by the API, and all of it once that is taken back', async () => {
      const { patient, account, path } = await linked()
      const open = [[{ patient_id: patient.id }], [{ id: patient.id }]]
      expect(await seenBy(account)).toEqual(open)
      expect((await account.get(below())).status).toBe(200)
      expect(await org.owner.patch(path, change, 1)).toMatchObject({ status: 200, body: { state: what, version: 2 } })
      expect(await seenBy(account)).toEqual([[], []])
      expect(await patientsOf(account)).toEqual([])
      expect((await account.get(below())).status).toBe(404)
      expect((await org.owner.get(`/patients/${patient.id}/links`)).body.items).toMatchObject([{ state: what }])
      expect(await org.owner.patch(path, back, 2)).toMatchObject({ status: 200, body: { state: 'open', version: 3 } })
      expect(await seenBy(account)).toEqual(open)
      expect(await patientsOf(account)).toHaveLength(1)
    })

    test('stays so through an end and a new beginning', async () => {
      const { patient, account, path } = await linked()
      await org.owner.patch(path, change, 1)
      await org.owner.delete(path)
      await org.inTenant((tx) => linkAccount(tx, account.accountId, [{ patientId: patient.id, relation: 'self' }]))
      expect(await seenBy(account)).toEqual([[], []])
    })
  })

  test('until when and for what reason stand with the link, and who decided it in the history', async () => {
    const { patient, path } = await linked()
    const expiresAt = '2099-01-31T22:59:59.000Z'
    expect(await org.owner.patch(path, { expiresAt, blockedFor: 'asked' }, 1)).toMatchObject({
      status: 200,
      body: { state: 'blocked', expiresAt, blocked: { at: expect.any(String), reason: 'asked' } },
    })
    const again = await org.owner.patch(path, { blockedFor: 'other', permissions: [] }, 2)
    expect(again.body).toMatchObject({ expiresAt, blocked: { reason: 'other' }, permissions: [] })
    expect((await org.owner.patch(path, { blockedFor: 'because' }, 3)).status).toBe(400)
    const { body } = await org.owner.get(`/patients/${patient.id}/access-history`)
    expect(body.items).toContainEqual(
      expect.objectContaining({
        subject: 'patient_accounts',
        accountId: org.owner.accountId,
        fields: ['blocked_at', 'blocked_reason', 'expires_at'],
      }),
    )
  })

  test('a link that opens again opens what it opened before', async () => {
    const { patient, account, path } = await linked()
    await org.owner.patch(path, { permissions: ['messages'] }, 1)
    await org.owner.delete(path)
    await org.inTenant((tx) => linkAccount(tx, account.accountId, [{ patientId: patient.id, relation: 'self' }]))
    expect((await org.owner.get(`/patients/${patient.id}/links`)).body.items).toMatchObject([
      { permissions: ['messages'] },
    ])
  })

  test('with another link left, the account stays in the directory; an entry too many shows nothing and is mended', async () => {
    const { patient, account, path } = await linked()
    const second = await org.inTenant((tx) => build.patient(tx))
    await org.inTenant((tx) => linkAccount(tx, account.accountId, [{ patientId: second.id, relation: 'guardian' }]))
    await org.owner.delete(path)
    expect(await isListed(account)).toBe(true)
    expect(await patientsOf(account)).toMatchObject([{ patientId: second.id }])
    await org.inTenant((tx) =>
      tx.run(sql`update tenant.patient_accounts set ended_at = now() where account_id = ${account.accountId}`),
    )
    expect(await patientsOf(account)).toEqual([])
    await org.inTenant((tx) => linkAccount(tx, account.accountId, [{ patientId: patient.id, relation: 'self' }]))
    await org.owner.delete(path)
    expect(await isListed(account)).toBe(false)
  })

  test('whoever links and whoever ends at one moment leave a directory that agrees with the links', async () => {
    const { platform } = world.application
    const caller = { requestId: 'race' }
    const { account, patient } = await linked()
    const inControl = <Result>(work: Parameters<typeof run<Result>>[0]) => run(work)
    const { inControl: control } = await import('../../../kit/db/tenant-tx.ts')
    function run<Result>(work: (tx: Parameters<Parameters<typeof control>[3]>[0]) => Promise<Result>) {
      return control(platform.transactions, caller, { mode: 'write', organizationId: org.id }, work)
    }
    for (let round = 0; round < 10; round++) {
      const end = async () => {
        await org.inTenant((tx) =>
          tx.run(
            sql`update tenant.patient_accounts set ended_at = now() where account_id = ${account.accountId} and ended_at is null`,
          ),
        )
        await inControl((tx) => leaveDirectory(tx, org.id, account.accountId, (_mode, work) => org.inTenant(work)))
      }
      const link = async () => {
        await inControl((tx) => enterDirectory(tx, org.id, account.accountId))
        await org.inTenant((tx) => linkAccount(tx, account.accountId, [{ patientId: patient.id, relation: 'self' }]))
        await inControl((tx) => enterDirectory(tx, org.id, account.accountId))
      }
      await Promise.all([end(), link()])
      const { rowCount } = await org.database.query(
        'select from tenant.patient_accounts where account_id = $1 and ended_at is null',
        [account.accountId],
      )
      if (rowCount === 1) expect(await isListed(account)).toBe(true)
      await link()
    }
  })

  test('a role scoped to clinics reaches the links of its own patients alone; others change none', async () => {
    const harbour = (await org.owner.post('/clinics', { name: 'Harbour', timeZone: 'Europe/Berlin' })).body.id
    const nurse = await org.member('nurse', { clinicIds: [harbour] })
    const staff = await org.member('staff')
    const [mine, theirs] = [await linked({ homeClinicId: harbour }), await linked()]
    expect((await nurse.get(`/patients/${mine.patient.id}/links`)).status).toBe(200)
    for (const answer of [
      await nurse.get(`/patients/${theirs.patient.id}/links`),
      await nurse.patch(theirs.path, { permissions: [] }, 1),
      await nurse.delete(theirs.path),
      await nurse.post(`/patients/${theirs.patient.id}/connection-codes`, {}),
      await org.owner.get(`/patients/${newId()}/links`),
      await org.owner.delete(`/patients/${mine.patient.id}/links/${newId()}`),
      await elsewhere.owner.get(`/patients/${mine.patient.id}/links`),
      await elsewhere.owner.delete(mine.path),
    ])
      expect(answer).toMatchObject({ status: 404, body: { code: 'not-found' } })
    for (const answer of [await staff.get(`/patients/${mine.patient.id}/links`), await staff.delete(mine.path)])
      expect(answer).toMatchObject({ status: 403 })
  })

  describe('inviting', () => {
    const mails = async (to: string) => {
      await world.application.workers?.drain()
      return world.application.mails().filter((mail) => mail.to === to)
    }

    test('sends a code to the patient or to one of its guardians, whom the answer hides', async () => {
      const email = `${newId()}@guardian.example`
      const guardian = await org.inTenant((tx) => build.guardian(tx, { contact: { email } }))
      const dog = await org.inTenant((tx) => build.patient(tx, { species: 'dog', guardianIds: [guardian.id] }))
      const path = `/patients/${dog.id}/connection-codes`
      const sent = await org.owner.post(path, { guardianId: guardian.id }, { 'idempotency-key': `i-${dog.id}` })
      expect(sent).toMatchObject({ status: 202, body: { sentTo: `${email[0]}•••@g•••.example` } })
      await org.owner.post(path, { guardianId: guardian.id }, { 'idempotency-key': `i-${dog.id}` })
      expect(await mails(email)).toHaveLength(1)
      expect(await org.owner.post(path, {}, { 'idempotency-key': `i-${dog.id}` })).toMatchObject({
        status: 422,
        body: { code: 'key-reused' },
      })
      const { body } = await org.owner.get('/messages')
      expect(body.items[0]).toMatchObject({ template: 'claim-code', state: 'sent' })
      expect(JSON.stringify(body)).not.toContain(/\b\d{6}\b/.exec((await mails(email))[0]?.text ?? '')?.[0])
    })

    test('needs an address, and a guardian of this very patient', async () => {
      const bare = await org.inTenant((tx) => build.patient(tx))
      const path = `/patients/${bare.id}/connection-codes`
      expect(await org.owner.post(path, {})).toMatchObject({
        status: 409,
        body: { code: 'wrong-state', data: { state: 'no-email' } },
      })
      const stranger = await org.inTenant((tx) => build.guardian(tx, { contact: { email: 'x@example.org' } }))
      const foreign = await elsewhere.inTenant((tx) => build.guardian(tx))
      for (const guardianId of [stranger.id, foreign.id, newId()])
        expect(await org.owner.post(path, { guardianId })).toMatchObject({
          status: 400,
          body: { data: { issues: [{ path: ['body', 'guardianId'], message: 'is not known here' }] } },
        })
      expect((await org.owner.post(`/patients/${newId()}/connection-codes`, {})).status).toBe(404)
    })
  })
})
