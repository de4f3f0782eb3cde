import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readCalendar } from '../../../testing/calendar-file.ts'
import { createWorld, type Answer, type TestOrganization, type World } from '../../../testing/world.ts'
import type { AppointmentRow } from '../appointments/queries.ts'
import { build } from '../build.ts'
import { appointmentLinks } from './actions.ts'
import { appointmentToken } from './rules.ts'

let world: World
beforeAll(async () => void (world = await createWorld({}, { hasWorker: false })))
afterAll(() => world.close())

describe.each([
  ['a pooled', false],
  ['a dedicated', true],
])('a link to an appointment of %s organization', (_kind, dedicated) => {
  let organization: TestOrganization
  beforeAll(async () => void (organization = await world.organization({ dedicated })))

  interface Mailed {
    row: AppointmentRow
    linkId: string
    answer: string
    show: string
  }
  const mailed = (): Promise<Mailed> =>
    organization.inTenant(async (tx) => {
      const row = await build.appointment(tx)
      const linkId = (await appointmentLinks(tx, [row])).get(row.id) ?? ''
      const token = (may: 'answer' | 'show') => appointmentToken(tx.sealer, linkId, may)
      return { row, linkId, answer: token('answer'), show: token('show') }
    })
  const path = (token: string) => `/api/v1/organizations/${organization.slug}/visits/${token}`
  const page = (token: string, tail = '', method: 'GET' | 'POST' = 'GET') =>
    world.application.http!.inject({ method, url: `/visit/${organization.slug}/${token}${tail}` })
  const post = (token: string, change: string) => world.anybody.call('POST', `${path(token)}/${change}`)
  const stateOf = async ({ row }: Mailed) => (await organization.owner.get(`/appointments/${row.id}`)).body.state
  const change = (what: string, id: string) =>
    organization.database.query(`update tenant.links set ${what} where id = $1`, [id])
  const plain = ({ status, body }: Answer) => JSON.stringify([status, { ...body, requestId: '' }])

  test('that shows it answers nothing for it, and is what a calendar keeps', async () => {
    const link = await mailed()
    expect(await world.anybody.get(path(link.show))).toMatchObject({
      status: 200,
      body: { state: 'booked', canConfirm: false, canCancel: false },
    })
    expect((await page(link.show)).body).not.toContain('<form')
    for (const what of ['confirmation', 'cancellation']) {
      expect((await post(link.show, what)).status).toBe(404)
      for (const method of ['GET', 'POST'] as const)
        expect((await page(link.show, `/${what}`, method)).statusCode).toBe(404)
    }
    for (const token of [link.answer, link.show]) {
      const { event } = readCalendar((await page(token, '/calendar.ics')).body)
      expect(JSON.stringify(event)).toContain(link.show)
      expect(JSON.stringify(event)).not.toContain(link.answer)
    }
    expect(await stateOf(link)).toBe('booked')
  })

  test('that is expired, withdrawn or used up is like one that never was, on its page as well', async () => {
    const never = 'A'.repeat(43)
    const ends = ['expires_at = now()', 'withdrawn_at = now()', 'max_uses = 1, uses = 1']
    for (const end of ends) {
      const link = await mailed()
      await change(end, link.linkId)
      for (const token of [link.answer, link.show])
        expect(plain(await world.anybody.get(path(token))), end).toBe(plain(await world.anybody.get(path(never))))
      for (const what of ['confirmation', 'cancellation'])
        expect(plain(await post(link.answer, what)), end).toBe(plain(await post(never, what)))
      const [gone, none] = [await page(link.answer), await page(never)]
      expect(gone.statusCode).toBe(404)
      expect(gone.body.replaceAll(link.answer, never)).toBe(none.body)
      expect(gone.body).toContain('This link does not work')
      expect(await stateOf(link)).toBe('booked')
    }
  })

  test('that may be used once is used once, however many try at one moment', async () => {
    const link = await mailed()
    await change('max_uses = 1', link.linkId)
    const answers = await Promise.all(Array.from({ length: 6 }, () => post(link.answer, 'confirmation')))
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1)
    expect(await stateOf(link)).toBe('confirmed')
    const { rows } = await organization.database.query('select uses from tenant.links where id = $1', [link.linkId])
    expect(rows).toEqual([{ uses: 1 }])
  })

  test('is one however often it is given out, lasts as long as its appointment, and is new once withdrawn', async () => {
    const { row, linkId } = await mailed()
    const again = async () => organization.inTenant(async (tx) => (await appointmentLinks(tx, [row])).get(row.id))
    expect(await Promise.all([again(), again(), again()])).toEqual([linkId, linkId, linkId])
    const startsAt = new Date(Date.parse(row.starts_at) + 100 * 86_400_000).toISOString()
    const moved = await organization.owner.patch(
      `/appointments/${row.id}`,
      { startsAt, outsideHours: true },
      row.version,
    )
    expect(moved.status).toBe(200)
    const { rows } = await organization.database.query<{ outlasts: boolean }>(
      "select expires_at > $2::timestamptz + interval '29 days' as outlasts from tenant.links where id = $1",
      [linkId, startsAt],
    )
    expect(rows).toEqual([{ outlasts: true }])
    await change('withdrawn_at = now()', linkId)
    expect(await again()).not.toBe(linkId)
  })

  test('that was mailed before links were rows works for what was booked then, and for nothing that came later', async () => {
    const old = async () => {
      const { row } = await mailed()
      const token = await organization.inTenant(async (tx) =>
        Buffer.concat([Buffer.from(row.id.replaceAll('-', ''), 'hex'), tx.sealer.proof('visit-link', row.id)]).toString(
          'base64url',
        ),
      )
      return { row, token }
    }
    const [kept, later] = [await old(), await old()]
    expect((await world.anybody.get(path(kept.token))).body).toMatchObject({ state: 'booked', canCancel: true })
    expect((await post(kept.token, 'cancellation')).body.state).toBe('cancelled')
    await organization.database.query(
      `update tenant.appointments set created_at = now() + interval '2 days' where id = $1`,
      [later.row.id],
    )
    expect((await world.anybody.get(path(later.token))).status).toBe(404)
    expect((await post(later.token, 'cancellation')).status).toBe(404)
  })

  // a pooled organization shares its connections with the entrance and with whatever else goes on
  if (dedicated)
    test('is proved and shown in one statement of the organization’s database', async () => {
      const { answer } = await mailed()
      await world.anybody.get(path(answer))
      const pool = world.application.platform.databases.holding(organization.tenant.placement)
      const opened: unknown[] = []
      const note = () => void opened.push(1)
      pool.on('acquire', note)
      expect((await world.anybody.get(path(answer))).status).toBe(200)
      pool.off('acquire', note)
      expect(opened).toHaveLength(1)
    })
})
