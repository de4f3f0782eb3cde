import PostalMime, { type Email } from 'postal-mime'
import { SMTPServer } from 'smtp-server'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { createWorld, type Person, type TestOrganization, type World } from '../../../kit/testing/world.ts'

/** A real mail server on the loopback; it can be told to refuse. */
let inbox: Email[] = []
let refuseNext = 0
const smtp = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS'],
  onData(stream, _session, done) {
    const chunks: Buffer[] = []
    stream.on('data', (chunk: Buffer) => chunks.push(chunk))
    stream.on('end', () => {
      if (refuseNext > 0) {
        refuseNext--
        return done(Object.assign(new Error('mailbox is full'), { responseCode: 452 }))
      }
      void PostalMime.parse(Buffer.concat(chunks)).then((mail) => {
        inbox.push(mail)
        done()
      })
    })
  },
})

let world: World
let organization: TestOrganization
let owner: Person
let ids: { clinic: string; practitioner: string; service: string }

beforeAll(async () => {
  await new Promise<void>((resolve) => smtp.listen(0, '127.0.0.1', resolve))
  const { port } = smtp.server.address() as { port: number }
  world = await createWorld({ SMTP_URL: `smtp://127.0.0.1:${port}?ignoreTLS=true`, MESSAGE_DELAY_SECONDS: '0' })
  organization = await world.organization()
  owner = organization.owner
  const clinic = (
    await owner.post('/clinics', {
      name: 'Main',
      timeZone: 'Europe/Berlin',
      phone: '+49 30 1234',
      address: { line1: 'Linden 1', city: 'Berlin' },
    })
  ).body
  const practitioner = (
    await owner.post('/practitioners', { displayName: 'Dr Weber', profession: 'doctor', clinicIds: [clinic.id] })
  ).body
  await owner.put(
    `/practitioners/${practitioner.id}/hours`,
    [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ clinicId: clinic.id, weekday, from: '00:00', to: '24:00' })),
    practitioner.version,
  )
  const service = (await owner.post('/services', { name: 'Secret treatment', durationMinutes: 30 })).body
  ids = { clinic: clinic.id, practitioner: practitioner.id, service: service.id }
})
afterAll(async () => {
  await world.close()
  await new Promise<void>((resolve) => smtp.close(() => resolve()))
})
beforeEach(() => void (inbox = []))

let day = 2
async function book(patient: object, fields: object = {}) {
  const { body: created } = await owner.post('/patients', { kind: 'human', givenName: 'Mina', ...patient })
  const startsAt = new Date(Math.ceil(Date.now() / 3_600_000) * 3_600_000 + day++ * 86_400_000).toISOString()
  const answer = await owner.post('/appointments', {
    patientId: created.id,
    serviceId: ids.service,
    practitionerId: ids.practitioner,
    clinicId: ids.clinic,
    startsAt,
    ...fields,
  })
  expect(answer.status, JSON.stringify(answer.body)).toBe(201)
  await world.application.workers!.drain()
  return answer.body
}
const settle = () => world.application.workers!.drain()
const calendarOf = (mail: Email) => {
  const part = mail.attachments.find((attachment) => attachment.mimeType === 'text/calendar')
  return typeof part?.content === 'string' ? part.content : Buffer.from(part?.content as ArrayBuffer).toString()
}

test('a booking is confirmed by mail in the patient’s language, with a calendar entry and nothing clinical', async () => {
  const visit = await book({ language: 'de', contact: { email: 'mina@patient.test' } })
  expect(inbox).toHaveLength(1)
  const [mail] = inbox as [Email]
  expect(mail.to?.[0]?.address).toBe('mina@patient.test')
  expect(mail.subject).toMatch(/^Ihr Termin bei/)
  expect(mail.text).toContain('Linden 1')
  expect(mail.text! + mail.html! + mail.subject!).not.toContain('Secret treatment')
  expect(mail.text).toMatch(/http:\/\/localhost:3000\/visit\/[\w-]+\/[\w-]{43}/)
  const entry = calendarOf(mail)
  expect(entry).toContain('METHOD:REQUEST')
  expect(entry).toContain(`UID:${visit.id}@polyclinic`)
  expect(entry).toContain('SEQUENCE:0')
  const messages = await owner.get(`/messages?appointmentId=${visit.id}`)
  expect(messages.body.items).toMatchObject([{ state: 'sent', to: 'mina@patient.test', template: 'visit-booked' }])
})

test('a move is told with the same calendar entry in a higher sequence, a cancellation takes it back', async () => {
  const visit = await book({ contact: { email: 'move@patient.test' } })
  const moved = await owner.patch(
    `/appointments/${visit.id}`,
    { startsAt: new Date(Date.parse(visit.startsAt) + 7_200_000).toISOString() },
    visit.version,
  )
  expect(moved.status).toBe(200)
  await settle()
  await owner.post(`/appointments/${visit.id}/cancellation`, { reason: 'clinic' })
  await settle()
  expect(inbox.map((mail) => mail.subject?.split(':')[0])).toEqual([
    expect.stringMatching(/^Your visit at/),
    expect.stringMatching(/has moved/),
    expect.stringMatching(/is cancelled/),
  ])
  expect(calendarOf(inbox[1]!)).toMatch(
    new RegExp(`SEQUENCE:1[\\s\\S]*UID:${visit.id}@polyclinic|UID:${visit.id}@polyclinic[\\s\\S]*SEQUENCE:1`),
  )
  expect(calendarOf(inbox[2]!)).toContain('METHOD:CANCEL')
})

test('an animal’s guardians are told when it has no address of its own; without any address nothing is sent', async () => {
  const guardian = (await owner.post('/guardians', { name: 'Gustav', contact: { email: 'gustav@guardian.test' } })).body
  await book({ kind: 'animal', species: 'dog', givenName: 'Rex', guardianIds: [guardian.id] })
  expect(inbox.map((mail) => mail.to?.[0]?.address)).toEqual(['gustav@guardian.test'])
  await book({})
  expect(inbox).toHaveLength(1)
})

test('whoever is not to be told is not told', async () => {
  await book({ contact: { email: 'quiet@patient.test' } }, { notify: false })
  expect(inbox).toHaveLength(0)
})

test('running a job again, or two workers at once, sends nothing twice', async () => {
  const visit = await book({ contact: { email: 'once@patient.test' } })
  await world.owner.query('update tenant.events set dispatched_at = null')
  await Promise.all([settle(), settle()])
  expect(inbox.filter((mail) => mail.to?.[0]?.address === 'once@patient.test')).toHaveLength(1)
  expect((await owner.get(`/messages?appointmentId=${visit.id}`)).body.items).toHaveLength(1)
})

test('a refusal of the mail server is seen, and the message is sent later', async () => {
  refuseNext = 1
  const visit = await book({ contact: { email: 'full@patient.test' } })
  const [waiting] = (await owner.get(`/messages?appointmentId=${visit.id}`)).body.items
  expect(waiting).toMatchObject({ state: 'waiting', failure: expect.stringContaining('mailbox is full') })
  await world.owner.query("update tenant.messages set send_after = now() where state = 'waiting'")
  await settle()
  expect(inbox.map((mail) => mail.to?.[0]?.address)).toEqual(['full@patient.test'])
  expect((await owner.get(`/messages?appointmentId=${visit.id}`)).body.items[0].state).toBe('sent')
})

test('the page behind the link shows the visit, cancels it by a plain form, and knows no other', async () => {
  const visit = await book({ contact: { email: 'link@patient.test' }, givenName: 'Lina', familyName: 'Hidden' })
  const path = /\/visit\/[\w-]+\/[\w-]{43}/.exec(inbox[0]!.text!)![0]
  const http = world.application.http!
  const page = await http.inject({ method: 'GET', url: path })
  expect(page.statusCode).toBe(200)
  expect(page.body).toContain('Lina')
  expect(page.body).not.toContain('Hidden')
  expect(page.body).not.toContain('<script')
  expect((await http.inject({ method: 'GET', url: `${path}/calendar.ics` })).body).toContain(
    `UID:${visit.id}@polyclinic`,
  )
  expect((await http.inject({ method: 'GET', url: `${path.slice(0, -3)}AAA` })).statusCode).toBe(404)
  const other = await world.organization()
  expect((await http.inject({ method: 'GET', url: path.replace(organization.slug, other.slug) })).statusCode).toBe(404)
  const cancelled = await http.inject({
    method: 'POST',
    url: `${path}/cancellation`,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    payload: '',
  })
  expect(cancelled.statusCode).toBe(200)
  expect((await owner.get(`/appointments/${visit.id}`)).body).toMatchObject({
    state: 'cancelled',
    cancellation: { reason: 'client' },
  })
  const again = await http.inject({
    method: 'POST',
    url: `${path}/cancellation`,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    payload: '',
  })
  expect(again.statusCode).toBe(200)
})
