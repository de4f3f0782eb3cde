import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { inTenant, type TenantTx } from '../../../kit/db/tenant-tx.ts'
import { createWorld, type Answer, type Person, type TestOrganization, type World } from '../../../testing/world.ts'
import { build as buildPatients } from '../../patients/build.ts'
import { build } from '../build.ts'
import { uuid } from '../../../kit/db/columns.ts'
import { shape } from '../../../kit/db/row.ts'

let world: World
beforeAll(async () => void (world = await createWorld()))
afterAll(() => world?.close())

const inDays = (days: number) => {
  const day = new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)
  return `${day}T10:00:00Z`
}
interface Seen {
  patientId: string
  startsAt: string
  page: string
}

const next = async (who: Person) => {
  const { status, body } = await who.get('/api/v1/me/next-visits')
  expect(status).toBe(200)
  return body.items as Seen[]
}

describe.each([
  ['a pooled', false],
  ['a dedicated', true],
])('what a patient of %s organization sees of themselves', (_kind, dedicated) => {
  let org: TestOrganization
  beforeAll(async () => void (org = await world.organization({ dedicated })))

  const linked = async (permissions = ['appointments']) => {
    const account = await world.account('Pat Person')
    const patient = await org.inTenant(async (tx) => {
      const added = await build.patient(tx)
      await buildPatients.link(tx, account.accountId, added.id)
      await tx.run(
        sql`update tenant.patient_accounts set permissions = ${permissions} where account_id = ${account.accountId}`,
      )
      return added
    })
    await world.owner.query('insert into control.account_directory values ($1, $2)', [org.id, account.accountId])
    return { account, patient }
  }

  test('is the next appointment that is not cancelled, with its clinic, practitioner and page', async () => {
    const { account, patient } = await linked()
    expect(await next(account)).toEqual([])
    const place = await org.inTenant(async (tx) => {
      const clinicId = await build.clinic(tx, { name: 'Harbour', timeZone: 'Europe/Lisbon' })
      const { id: practitionerId } = await build.practitioner(tx, { displayName: 'Dr Ito', clinicIds: [clinicId] })
      return { patientId: patient.id, clinicId, practitionerId }
    })
    const book = (startsAt: string) => org.inTenant((tx) => build.appointment(tx, { ...place, startsAt }))
    const [later, first, cancelled] = [await book(inDays(9)), await book(inDays(5)), await book(inDays(3))]
    await org.owner.post(`/appointments/${cancelled.id}/cancellation`, { reason: 'clinic' })
    const [appointment, ...others] = await next(account)
    expect(others).toEqual([])
    expect(appointment).toMatchObject({
      organization: { slug: org.slug },
      patientId: patient.id,
      state: 'booked',
      startsAt: first.starts_at,
      practitionerName: 'Dr Ito',
      clinic: { name: 'Harbour', timeZone: 'Europe/Lisbon' },
    })
    const [, token] = /^\/visit\/[^/]+\/([\w-]{43})$/.exec(appointment?.page ?? '') ?? []
    const page = await world.anybody.get(`/api/v1/organizations/${org.slug}/visits/${token}`)
    expect(page.body.startsAt).toBe(first.starts_at)
    await org.owner.post(`/appointments/${first.id}/cancellation`, { reason: 'clinic' })
    expect(await next(account)).toMatchObject([{ startsAt: later.starts_at }])
  })

  test('is, below the organization’s own address, all that is ahead, for whoever a link opens it', async () => {
    const [{ account, patient }, other, stranger] = [await linked(), await linked(), await world.account()]
    const below = `/api/v1/organizations/${org.slug}/own-visits`
    const [later, sooner] = [inDays(9), inDays(5)]
    await org.inTenant(async (tx) => {
      for (const startsAt of [later, sooner]) await build.appointment(tx, { patientId: patient.id, startsAt })
      await build.appointment(tx, { patientId: other.patient.id, startsAt: inDays(2) })
    })
    const seen = await account.get(below)
    expect(seen.status).toBe(200)
    expect(seen.body.items.map(({ patientId, startsAt }: Seen) => [patientId, Date.parse(startsAt)])).toEqual(
      [sooner, later].map((startsAt) => [patient.id, Date.parse(startsAt)]),
    )
    for (const { page } of seen.body.items as Seen[])
      expect(
        (
          await world.anybody.get(
            `/api/v1/organizations${page.replace('/visit', '').replace(/\/([^/]+)$/, '/visits/$1')}`,
          )
        ).status,
      ).toBe(200)

    const link = `/patients/${patient.id}/links/${account.accountId}`
    await org.owner.patch(link, { permissions: ['records', 'billing', 'messages'] }, 2)
    expect(await account.get(below)).toMatchObject({
      status: 403,
      body: { code: 'not-allowed', data: { permission: 'linked:appointments' } },
    })
    await org.owner.delete(link)
    const nowhere = await stranger.get('/api/v1/organizations/no-such-place/own-visits')
    const plain = ({ status, body }: Answer) => ({ status, body: { ...body, requestId: '' } })
    for (const who of [account, stranger, org.owner]) expect(plain(await who.get(below))).toEqual(plain(nowhere))
    expect((await world.anybody.get(below)).status).toBe(401)
  })

  test('is also what lies behind and what was called off, the latest first, as long as the link opens it', async () => {
    const [{ account, patient }, other, stranger] = [await linked(), await linked(), await world.account()]
    const below = `/api/v1/organizations/${org.slug}/own-visits/past`
    const book = (patientId: string, days: number) =>
      org.inTenant((tx) => build.appointment(tx, { patientId, startsAt: inDays(days) }))
    const [calledOff, over, open] = [await book(patient.id, 8), await book(patient.id, 2), await book(patient.id, 4)]
    const theirs = await book(other.patient.id, 8)
    for (const { id } of [calledOff, theirs])
      expect((await org.owner.post(`/appointments/${id}/cancellation`, { reason: 'clinic' })).status).toBe(201)
    await org.database.query(
      `update tenant.appointments set starts_at = starts_at - interval '9 days', ends_at = ends_at - interval '9 days' where id = $1`,
      [over.id],
    )
    const seen = await account.get(below)
    expect(seen.status).toBe(200)
    expect(seen.body.items.map((one: Seen & { state: string }) => [one.patientId, one.state])).toEqual([
      [patient.id, 'cancelled'],
      [patient.id, 'booked'],
    ])
    expect(JSON.stringify(seen.body)).not.toMatch(/"page"|\/visit\//)
    expect((await account.get(below.replace('/past', ''))).body.items).toMatchObject([{ startsAt: open.starts_at }])
    expect((await org.database.query('select from tenant.links where subject_id = $1', [over.id])).rowCount).toBe(0)

    const link = `/patients/${patient.id}/links/${account.accountId}`
    await org.owner.patch(link, { permissions: ['records'] }, 2)
    expect(await account.get(below)).toMatchObject({ status: 403, body: { code: 'not-allowed' } })
    await org.owner.delete(link)
    const nowhere = await stranger.get('/api/v1/organizations/no-such-place/own-visits/past')
    const plain = ({ status, body }: Answer) => ({ status, body: { ...body, requestId: '' } })
    for (const who of [account, stranger, org.owner]) expect(plain(await who.get(below))).toEqual(plain(nowhere))
  })

  test('is read alone from the second look on: the link to its page is made once, whoever looks at one moment', async () => {
    const { account, patient } = await linked()
    const { id } = await org.inTenant((tx) => build.appointment(tx, { patientId: patient.id, startsAt: inDays(6) }))
    const looks = await Promise.all([next(account), next(account), next(account)])
    const links = async () =>
      (await org.database.query('select id, uses from tenant.links where subject_id = $1', [id])).rows
    const made = await links()
    expect(made).toHaveLength(1)
    const pages = new Set([...looks, await next(account)].flatMap((items) => items.map(({ page }) => page)))
    expect(pages.size).toBe(1)
    expect(await links()).toEqual(made)
  })

  test('is nothing where the link does not open appointments, or has ended, and nobody else’s appointment at any time', async () => {
    const [{ account, patient }, other] = [await linked(['records', 'billing']), await linked()]
    const appointment = await org.inTenant((tx) =>
      build.appointment(tx, { patientId: patient.id, startsAt: inDays(4) }),
    )
    expect([await next(account), await next(other.account)]).toEqual([[], []])
    expect(await next(org.owner)).toEqual([])

    const seen = (work: (tx: TenantTx) => Promise<unknown>) =>
      inTenant(
        world.application.platform.transactions,
        org.tenant,
        { accountId: other.account.accountId, requestId: 'portal' },
        { mode: 'read', as: 'portal' },
        work,
      )
    for (const table of ['appointments', 'clinics', 'services', 'practitioners'])
      expect([
        table,
        await seen((tx) => tx.all(shape({ id: uuid })`select id from ${sql.table(`tenant.${table}`)}`)),
      ]).toEqual([table, []])
    await expect(seen((tx) => tx.run(sql`select note_sealed from tenant.appointments`))).rejects.toThrow(/permission/)

    await org.owner.patch(`/patients/${patient.id}/links/${account.accountId}`, { permissions: ['appointments'] }, 2)
    expect(await next(account)).toMatchObject([{ patientId: patient.id, startsAt: appointment.starts_at }])
    await org.owner.delete(`/patients/${patient.id}/links/${account.accountId}`)
    expect(await next(account)).toEqual([])
  })
})
