import { afterAll, beforeAll, expect, test } from 'vitest'
import { readCalendar } from '../../../testing/calendar-file.ts'
import { entryOf, openMailWorld, type MailSender, type MailWorld, type Appointment } from '../notices/mail-fixture.ts'

let mails: MailWorld
let sender: MailSender
beforeAll(async () => {
  mails = await openMailWorld({ MESSAGE_DELAY_SECONDS: '0' })
  sender = await mails.sender({ country: 'US', timeZone: 'America/Chicago' })
})
afterAll(() => mails.close())

let nth = 0
async function mailed(): Promise<{ appointment: Appointment; path: string }> {
  const email = `lina${++nth}@patient.test`
  const appointment = await sender.book({ givenName: 'Lina', familyName: 'Hidden', contact: { email } })
  await mails.threeMinutesLater()
  const mail = mails.smtp.inbox.find(({ to }) => to?.[0]?.address === email)
  return { appointment, path: /\/visit\/[\w-]+\/[\w-]{43}/.exec(mail?.text ?? '')![0] }
}
const get = (url: string) => mails.world.application.http!.inject({ method: 'GET', url })
const post = (url: string) =>
  mails.world.application.http!.inject({
    method: 'POST',
    url,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    payload: '',
  })
const stateOf = async ({ id }: Appointment) => (await sender.owner.get(`/appointments/${id}`)).body

test('the page behind the link shows the appointment, as its country writes times, and knows no other', async () => {
  const { appointment, path } = await mailed()
  const page = await get(path)
  expect(page.statusCode).toBe(200)
  expect(page.body).toContain('Lina')
  expect(page.body).toMatch(/\d:00 – \d+:30 [AP]M/)
  expect(page.body).not.toMatch(/Hidden|<script/)
  const { event } = readCalendar((await get(`${path}/calendar.ics`)).body)
  expect(event.UID).toMatchObject([{ value: `${appointment.id}@polyclinic` }])
  expect((await get(`${path.slice(0, -3)}AAA`)).statusCode).toBe(404)
  const other = await mails.world.organization()
  expect((await get(path.replace(sender.organization.slug, other.slug))).statusCode).toBe(404)
})

test('the appointment is confirmed by a plain form, once and for all; looking confirms nothing', async () => {
  const { appointment, path } = await mailed()
  for (const look of ['', '/confirmation', '/cancellation', '/calendar.ics']) await get(`${path}${look}`)
  expect((await stateOf(appointment)).state).toBe('booked')
  expect((await get(path)).body).toContain(`action="${path}/confirmation"`)
  const [confirmed, again, reloaded] = [
    await post(`${path}/confirmation`),
    await post(`${path}/confirmation`),
    await get(path),
  ]
  for (const { statusCode, body } of [confirmed, again, reloaded]) {
    expect(statusCode).toBe(200)
    expect(body).toContain('Your visit is confirmed')
    expect(body).not.toContain(`action="${path}/confirmation"`)
    expect(body).toContain(`${path}/cancellation`)
  }
  const { state, version } = await stateOf(appointment)
  expect([state, version]).toEqual(['confirmed', 2])
  const { rows } = await sender.organization.database.query(
    'select account_id, origin from tenant.audit_events where subject_id = $1 order by id desc limit 1',
    [appointment.id],
  )
  expect(rows).toEqual([{ account_id: null, origin: 'link' }])
})

test('the entry that a mail puts into a calendar leads to a page that shows, and answers nothing', async () => {
  const { appointment, path } = await mailed()
  const mail = mails.smtp.inbox.find(({ text }) => text?.includes(path))
  const { event } = entryOf(mail!)
  const kept = /\/visit\/[\w-]+\/[\w-]{43}/.exec(JSON.stringify(event))![0]
  expect(kept).not.toBe(path)
  expect((await get(kept)).body).toContain('Lina')
  expect((await get(kept)).body).not.toContain('<form')
  for (const change of ['confirmation', 'cancellation']) expect((await post(`${kept}/${change}`)).statusCode).toBe(404)
  expect((await stateOf(appointment)).state).toBe('booked')
})

test('an appointment that was cancelled meanwhile is not confirmed, and the page says so', async () => {
  const { appointment, path } = await mailed()
  await sender.cancel(appointment)
  const { body } = await post(`${path}/confirmation`)
  expect(body).toContain('Your visit is cancelled')
  expect((await stateOf(appointment)).state).toBe('cancelled')
})

test('the appointment is cancelled by a plain form, also twice', async () => {
  const { appointment, path } = await mailed()
  for (let times = 0; times < 2; times++) expect((await post(`${path}/cancellation`)).statusCode).toBe(200)
  expect(await stateOf(appointment)).toMatchObject({ state: 'cancelled', cancellation: { reason: 'client' } })
})
