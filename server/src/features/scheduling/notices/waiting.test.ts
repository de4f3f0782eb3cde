import { spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { entryOf, hoursLater, openMailWorld, type MailSender, type MailWorld } from './mail-fixture.ts'

let mails: MailWorld
let sender: MailSender
beforeAll(async () => {
  mails = await openMailWorld()
  sender = await mails.sender({ country: 'GB', timeZone: 'Europe/London' })
})
afterAll(() => mails.close())
beforeEach(async () => {
  await mails.threeMinutesLater()
  mails.smtp.inbox = []
})

const subjects = () => mails.smtp.inbox.map(({ subject }) => subject?.split(':')[0]?.replace(/Practice \S+/, 'us'))
const mina = {
  givenName: 'Mina',
  familyName: 'Okafor',
  contact: { email: 'mina@patient.test', phone: '020 7946 0018' },
}
const silent = { givenName: 'Silvia', contact: { phone: '020 7946 0019' } }

describe('who is told is decided and said at the moment of the act', () => {
  test('a booking says to whom and when, and nothing leaves before', async () => {
    const appointment = await sender.book(mina)
    expect(appointment.told).toEqual({
      state: 'will-be-told',
      notice: 'booked',
      to: [{ name: 'Mina Okafor', email: 'm…@patient.test' }],
      afterSeconds: 180,
    })
    await mails.world.application.workers!.drain()
    expect(mails.smtp.inbox).toEqual([])
    expect(await sender.messages(appointment)).toMatchObject([{ state: 'waiting', template: 'visit-booked' }])
    await mails.threeMinutesLater()
    expect(subjects()).toEqual(['Your visit at us'])
    expect(await sender.messages(appointment)).toMatchObject([{ state: 'sent' }])
  })

  test('whoever has no address is not told, and whom to call is said; booked, moved and cancelled', async () => {
    const appointment = await sender.book(silent)
    const moved = await sender.move(appointment, { startsAt: hoursLater(appointment.startsAt, 1) })
    const cancelled = await sender.cancel(moved)
    for (const { told } of [appointment, moved, cancelled])
      expect(told).toEqual({ state: 'not-told', reason: 'no-email', call: { name: 'Silvia', phone: '020 7946 0019' } })
    await mails.threeMinutesLater()
    expect(mails.smtp.inbox).toEqual([])
  })

  test('whoever is not to be told is not told', async () => {
    const appointment = await sender.book(mina, { notify: false })
    expect(appointment.told).toEqual({ state: 'not-told', reason: 'not-wished' })
    const moved = await sender.move(appointment, { startsAt: hoursLater(appointment.startsAt, 1), notify: false })
    expect(moved.told).toEqual({ state: 'not-told', reason: 'not-wished' })
    await mails.threeMinutesLater()
    expect(mails.smtp.inbox).toEqual([])
  })

  test('a cancellation is told although the appointment was booked without a word', async () => {
    const appointment = await sender.book(mina, { notify: false })
    expect((await sender.cancel(appointment)).told).toMatchObject({ state: 'will-be-told', notice: 'cancelled' })
    await mails.threeMinutesLater()
    expect(subjects()).toEqual(['Your visit at us is cancelled'])
  })

  test('a move of an appointment that nobody was told of says when it is', async () => {
    const appointment = await sender.book(mina, { notify: false })
    await sender.move(appointment, { startsAt: hoursLater(appointment.startsAt, 1) })
    await mails.threeMinutesLater()
    expect(subjects()).toEqual(['Your visit at us'])
    expect(mails.smtp.inbox[0]?.text).toContain('Your visit is on ')
  })

  test('a cancellation without a word takes back what waited', async () => {
    const appointment = await sender.book(mina)
    await mails.threeMinutesLater()
    const moved = await sender.move(appointment, { startsAt: hoursLater(appointment.startsAt, 1) })
    expect((await sender.cancel(moved, { notify: false })).told).toEqual({ state: 'not-told', reason: 'not-wished' })
    await mails.threeMinutesLater()
    expect(subjects()).toEqual(['Your visit at us'])
  })

  test('a note or a room is nobody’s news', async () => {
    const appointment = await sender.book(mina)
    expect((await sender.move(appointment, { note: 'brings papers' })).told).toEqual({
      state: 'not-told',
      reason: 'nothing-new',
    })
  })
})

describe('what changes within the wait', () => {
  test('booked and cancelled: nothing is sent', async () => {
    const appointment = await sender.book(mina)
    expect((await sender.cancel(appointment)).told).toEqual({ state: 'not-told', reason: 'nothing-new' })
    await mails.threeMinutesLater()
    expect(mails.smtp.inbox).toEqual([])
    expect(await sender.messages(appointment)).toMatchObject([{ state: 'withdrawn' }])
  })

  test('moved and moved back: nothing is sent', async () => {
    const appointment = await sender.book(mina)
    await mails.threeMinutesLater()
    const moved = await sender.move(appointment, { startsAt: hoursLater(appointment.startsAt, 1) })
    expect(moved.told).toMatchObject({ state: 'will-be-told', notice: 'moved' })
    const back = await sender.move(moved, { startsAt: appointment.startsAt })
    expect(back.told).toEqual({ state: 'not-told', reason: 'nothing-new' })
    await mails.threeMinutesLater()
    expect(subjects()).toEqual(['Your visit at us'])
  })

  test('moved twice: one mail, with the last time and the highest sequence', async () => {
    const appointment = await sender.book(mina)
    await mails.threeMinutesLater()
    const moved = await sender.move(appointment, { startsAt: hoursLater(appointment.startsAt, 1) })
    await sender.move(moved, { startsAt: hoursLater(appointment.startsAt, 2) })
    await mails.threeMinutesLater()
    expect(subjects()).toEqual(['Your visit at us', 'Your visit at us has moved'])
    const time = new Intl.DateTimeFormat('en-GB', { timeStyle: 'short', timeZone: 'Europe/London' })
    expect(mails.smtp.inbox[1]?.subject).toContain(time.format(new Date(hoursLater(appointment.startsAt, 2))))
  })

  test('booked and moved: one mail, which says when it is', async () => {
    const appointment = await sender.book(mina)
    await sender.move(appointment, { startsAt: hoursLater(appointment.startsAt, 1), notify: false })
    await mails.threeMinutesLater()
    expect(subjects()).toEqual(['Your visit at us'])
    expect(await sender.messages(appointment)).toHaveLength(1)
  })

  test('an address that was corrected is written to', async () => {
    const appointment = await sender.book({ ...mina, contact: { email: 'mnia@patient.test' } })
    const patient = (await sender.owner.get(`/patients/${appointment.patient.id}`)).body
    await sender.owner.patch(`/patients/${patient.id}`, { contact: { email: 'mina@patient.test' } }, patient.version)
    await mails.threeMinutesLater()
    expect(mails.smtp.inbox.map(({ to }) => to?.[0]?.address)).toEqual(['mina@patient.test'])
  })
})

test('a change of owner takes back what waits for the former one, and tells the next one of what follows', async () => {
  const owner = async (name: string) =>
    (await sender.owner.post('/guardians', { name, contact: { email: `${name.toLowerCase()}@owner.test` } })).body.id
  const [former, next] = [await owner('Fritz'), await owner('Nora')]
  const { contact: _none, ...nobody } = mina
  const appointment = await sender.book({ ...nobody, guardianIds: [former] })
  expect(appointment.told.to).toMatchObject([{ name: 'Fritz' }])
  const change = {
    former: [{ guardianId: former, version: 1 }],
    on: '2026-01-01',
    formerSees: 'nothing',
    guardianId: next,
  }
  const { status } = await sender.owner.post(`/patients/${appointment.patient.id}/guardian-changes`, change)
  expect(status).toBe(200)
  await mails.threeMinutesLater()
  expect(mails.smtp.inbox).toEqual([])
  await sender.move(appointment, { startsAt: hoursLater(appointment.startsAt, 1) })
  await mails.threeMinutesLater()
  expect(mails.smtp.inbox.map(({ to }) => to?.[0]?.address)).toEqual(['nora@owner.test'])
})

describe('a death', () => {
  test('sends nothing that waited, though whoever wrote it down is killed in that moment', async () => {
    const appointment = await sender.book(mina)
    const { ownerUrl, application } = mails.world
    const child = spawn(
      process.execPath,
      [
        path.join(import.meta.dirname, '../../patients/patients/killed-fixture.ts'),
        ownerUrl,
        sender.organization.id,
        application.platform.config.dataDir,
        appointment.patient.id,
      ],
      { stdio: ['ignore', 'inherit', 'inherit'] },
    )
    expect(await once(child, 'exit')).toEqual([null, 'SIGKILL'])
    await mails.threeMinutesLater()
    expect(mails.smtp.inbox).toEqual([])
    expect((await sender.messages(appointment)).map(({ state }) => state)).toEqual(['withdrawn'])
  })

  test.each([
    ['the patient’s', {}],
    ['an owner’s', { contact: null }],
  ])('ends what waits with the answer that says so, though nothing runs after it: %s mail', async (_name, change) => {
    const guardian = (await sender.owner.post('/guardians', { name: 'Ola', contact: { email: 'ola@owner.test' } })).body
    const appointment = await sender.book({ ...mina, guardianIds: [guardian.id] })
    const at = `/patients/${appointment.patient.id}`
    const { version } = (await sender.owner.get(at)).body
    const died = await sender.owner.patch(at, { deceasedOn: '2026-01-01', ...change }, version)
    expect([died.status, died.body.deceasedOn]).toEqual([200, '2026-01-01'])
    // killed here: what the change announced is heard by nobody
    await mails.world.owner.query(`delete from tenant.events where name = 'patient.changed'`)
    await mails.threeMinutesLater()
    expect(mails.smtp.inbox).toEqual([])
    expect((await sender.messages(appointment)).map(({ state }) => state)).toEqual(['withdrawn'])
    expect((await sender.cancel(appointment)).told).toEqual({ state: 'not-told', reason: 'deceased' })
    await mails.threeMinutesLater()
    expect(mails.smtp.inbox).toEqual([])
  })
})

describe('a cancellation that is taken back', () => {
  const bringBack = async (appointment: { id: string }, more: object = {}) =>
    (await sender.owner.post(`/appointments/${appointment.id}/corrections`, { to: 'booked', ...more })).body

  test('is told to whoever was told of it, by an entry that overrules the one before', async () => {
    const appointment = await sender.book(mina)
    await mails.threeMinutesLater()
    await sender.cancel(appointment)
    await mails.threeMinutesLater()
    expect((await bringBack(appointment)).told).toMatchObject({ state: 'will-be-told', notice: 'restored' })
    await mails.threeMinutesLater()
    expect(subjects().slice(1)).toEqual(['Your visit at us is cancelled', 'Your visit at us takes place after all'])
    const [cancelled, restored] = mails.smtp.inbox.slice(1).map((mail) => entryOf(mail))
    expect(restored?.calendar.METHOD?.[0]?.value).toBe('REQUEST')
    const [before, after] = [cancelled, restored].map((entry) => Number(entry?.event.SEQUENCE?.[0]?.value))
    expect(after).toBeGreaterThan(before as number)
  })

  test('before anybody heard of it, is nobody’s news', async () => {
    const appointment = await sender.book(mina)
    await mails.threeMinutesLater()
    await sender.cancel(appointment)
    expect((await bringBack(appointment)).told).toEqual({ state: 'not-told', reason: 'nothing-new' })
    await mails.threeMinutesLater()
    expect(subjects()).toEqual(['Your visit at us'])
  })

  test('is told of the appointment who had not yet been told that it was booked', async () => {
    const appointment = await sender.book(mina)
    await sender.cancel(appointment)
    expect((await bringBack(appointment)).told).toMatchObject({ state: 'will-be-told', notice: 'booked' })
    await mails.threeMinutesLater()
    expect(subjects()).toEqual(['Your visit at us'])
  })

  test('says so when nobody is to be told', async () => {
    const appointment = await sender.book(mina)
    await mails.threeMinutesLater()
    await sender.cancel(appointment)
    await mails.threeMinutesLater()
    expect((await bringBack(appointment, { notify: false })).told).toEqual({ state: 'not-told', reason: 'not-wished' })
  })
})

test('another length and another practitioner are said as such', async () => {
  const appointment = await sender.book(mina)
  await mails.threeMinutesLater()
  const longer = await sender.move(appointment, { durationMinutes: 45 })
  await mails.threeMinutesLater()
  await sender.move(longer, { practitionerId: sender.ids.colleague })
  await mails.threeMinutesLater()
  expect(mails.smtp.inbox.slice(1).map(({ subject }) => subject)).toEqual([
    expect.stringMatching(/now lasts until \d\d:45$/),
    expect.stringMatching(/is now with Dr Klein$/),
  ])
  expect(mails.smtp.inbox[1]?.text).not.toMatch(/moved|new time/)
})

test('what a patient does by the link is answered at once', async () => {
  const appointment = await sender.book(mina)
  await mails.threeMinutesLater()
  const path = /\/visit\/[\w-]+\/[\w-]{43}/.exec(mails.smtp.inbox[0]?.text ?? '')![0]
  const api = `/api/v1/organizations${path.replace('/visit', '').replace(/\/([^/]+)$/, '/visits/$1')}`
  expect((await mails.world.anybody.call('POST', `${api}/cancellation`)).status).toBe(201)
  await mails.world.application.workers!.drain()
  expect(subjects()).toEqual(['Your visit at us', 'Your visit at us is cancelled'])
  expect(await sender.messages(appointment)).toMatchObject([{ template: 'visit-cancelled', state: 'sent' }, {}])
})

test('two workers and a job that runs again send nothing twice', async () => {
  const appointment = await sender.book(mina)
  await mails.world.owner.query('update tenant.events set dispatched_at = null')
  await Promise.all([mails.threeMinutesLater(), mails.threeMinutesLater()])
  expect(mails.smtp.inbox).toHaveLength(1)
  expect(await sender.messages(appointment)).toHaveLength(1)
})

test('what was taken by a worker that died is not sent again, and shows', async () => {
  const appointment = await sender.book(mina)
  await mails.world.application.workers!.drain()
  await mails.world.owner.query(
    "update tenant.messages set state = 'sending', content_sealed = '', claimed_at = now() - interval '11 minutes' where appointment_id = $1",
    [appointment.id],
  )
  await mails.threeMinutesLater()
  expect(mails.smtp.inbox).toEqual([])
  expect(await sender.messages(appointment)).toMatchObject([{ state: 'failed', failureReason: 'unknown-outcome' }])
})
