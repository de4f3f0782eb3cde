import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { entryOf, hoursLater, openMailWorld, type MailSender, type MailWorld } from './mail-fixture.ts'

let mails: MailWorld
let sender: MailSender
const berlin = {
  phone: '+49 30 1234',
  email: 'empfang@praxis.example',
  address: { line1: 'Linden 1', postalCode: '10117', city: 'Berlin', country: 'DE' },
}
beforeAll(async () => {
  mails = await openMailWorld()
  sender = await mails.sender({}, berlin)
})
afterAll(() => mails.close())
beforeEach(() => void (mails.smtp.inbox = []))

const mina = { familyName: 'Weiß', contact: { email: 'mina@patient.test' } }
/** 14:30 in Chicago, 20:30 in Berlin, 21:30 in Cairo, where no clock has changed yet. */
const march = { startsAt: '2027-03-15T19:30:00Z' }

test('a booking is confirmed by mail, with a calendar entry and nothing clinical', async () => {
  const appointment = await sender.book(mina)
  await mails.threeMinutesLater()
  const [mail] = mails.smtp.inbox
  expect(mail?.to).toMatchObject([{ address: 'mina@patient.test' }])
  expect(mail?.text).toContain('Linden 1')
  expect(mail?.text).toContain('10117 Berlin')
  expect(`${mail?.text}${mail?.html}${mail?.subject}`).not.toContain('Secret treatment')
  expect(mail?.text).toMatch(/http:\/\/localhost:3000\/visit\/[\w-]+\/[\w-]{43}/)
  const { calendar, event } = entryOf(mail)
  expect(calendar.METHOD?.[0]?.value).toBe('REQUEST')
  expect(event).toMatchObject({
    UID: [{ value: `${appointment.id}@polyclinic` }],
    SEQUENCE: [{ value: '0' }],
    DTSTART: [{ value: appointment.startsAt.replaceAll(/[-:]|\.\d+/g, '') }],
    ATTENDEE: [{ value: 'MAILTO:mina@patient.test', params: { CN: 'Mina Weiß', RSVP: 'FALSE' } }],
    LOCATION: [{ value: 'Main, Linden 1, 10117 Berlin' }],
  })
})

test('the clinic writes, from the address that the calendar entry names in each mail; answers go to the clinic', async () => {
  const appointment = await sender.book(mina)
  await mails.threeMinutesLater()
  const moved = await sender.move(appointment, { startsAt: hoursLater(appointment.startsAt, 1) })
  await mails.threeMinutesLater()
  await sender.cancel(moved)
  await mails.threeMinutesLater()
  expect(mails.smtp.inbox).toHaveLength(3)
  const name = `Practice ${sender.organization.slug}`
  for (const mail of mails.smtp.inbox) {
    expect(mail.from?.name).toBe(name)
    expect(mail.raw).toMatch(/^From: .*<termine@xn--prxis-hra\.example>\r$/m)
    expect(mail.replyTo).toEqual([{ name, address: 'empfang@praxis.example' }])
  }
  const entries = mails.smtp.inbox.map(entryOf)
  expect(entries.map(({ event }) => event.ORGANIZER?.[0])).toEqual(
    Array.from({ length: 3 }, () => ({ value: 'mailto:termine@xn--prxis-hra.example', params: { CN: name } })),
  )
  expect(new Set(entries.map(({ event }) => event.UID?.[0]?.value)).size).toBe(1)
  expect(entries.map(({ event }) => event.SEQUENCE?.[0]?.value)).toEqual(['0', '1', '2'])
  expect(entries.map(({ calendar }) => calendar.METHOD?.[0]?.value)).toEqual(['REQUEST', 'REQUEST', 'CANCEL'])
  expect(entries.map(({ event }) => event.STATUS?.[0]?.value)).toEqual(['CONFIRMED', 'CONFIRMED', 'CANCELLED'])
})

test('names with commas, quotes and other scripts arrive whole, in the mail and in the calendar', async () => {
  const tricky = await mails.sender(
    {},
    { address: { line1: 'Hof; Tor, 2. Stock\\links' }, name: 'Praxis "Nord", Ärzte' },
  )
  await tricky.book({ givenName: 'أمينة', familyName: 'O’Neill, "Mo" ; x', contact: { email: 'mo@patient.test' } })
  await mails.threeMinutesLater()
  const [mail] = mails.smtp.inbox
  expect(mail?.to).toHaveLength(1)
  const { event } = entryOf(mail)
  expect(event.LOCATION?.[0]?.value).toBe('Praxis "Nord", Ärzte, Hof; Tor, 2. Stock\\links')
  expect(event.ATTENDEE?.[0]?.params.CN).toBe('أمينة O’Neill, "Mo" ; x')
})

describe('a mail is written as its reader’s country writes', () => {
  test.each([
    [
      'US',
      'America/Chicago',
      { address: { line1: '12 Oak St', city: 'Springfield', state: 'IL', postalCode: '62701', country: 'US' } },
      ['Hello Mina Weiß,', 'Monday, March 15, 2027 at 2:30 PM', 'Until: 3:00 PM', 'Springfield, IL 62701'],
    ],
    [
      'GB',
      'Europe/London',
      { address: { line1: '1 High St', city: 'Kingsford', postalCode: 'KF1 2AB', country: 'GB' } },
      ['Hello Mina Weiß,', 'Monday, 15 March 2027 at 19:30', '1 High St, Kingsford KF1 2AB'],
    ],
    ['DE', 'Europe/Berlin', berlin, ['Guten Tag Mina Weiß,', 'Montag, 15. März 2027 um 20:30 Uhr', '10117 Berlin']],
    ['EG', 'Africa/Cairo', {}, ['مرحبًا Mina Weiß،', 'الاثنين، ١٥ مارس ٢٠٢٧ في ٩:٣٠ م']],
  ])('%s', async (country, timeZone, clinic, sentences) => {
    const there = await mails.sender({ country, timeZone }, clinic)
    await there.book(mina, march)
    await mails.threeMinutesLater()
    const text = mails.smtp.inbox[0]?.text
    for (const sentence of sentences) expect(text).toContain(sentence)
    expect(text).not.toMatch(/, (GB|US|DE)\b/)
    expect(mails.smtp.inbox[0]?.html).toContain(country === 'EG' ? 'dir="rtl"' : 'dir="ltr"')
  })

  test('in the language of the patient, else of those who answer for it, each in their own', async () => {
    await sender.book({ ...mina, language: 'en' })
    const guardian = async (name: string, language: string) =>
      (await sender.owner.post('/guardians', { name, language, contact: { email: `${language}@guardian.test` } })).body
        .id
    const guardianIds = [await guardian('Gustav', 'de'), await guardian('Ghada', 'ar')]
    await sender.book({ kind: 'animal', species: 'dog', givenName: 'Rex', guardianIds })
    await mails.threeMinutesLater()
    const to = (address: string) => mails.smtp.inbox.find((mail) => mail.to?.[0]?.address === address)
    expect(to('mina@patient.test')?.subject).toMatch(/^Your visit at/)
    expect(to('de@guardian.test')?.subject).toMatch(/^Termin für Rex bei/)
    expect(to('ar@guardian.test')?.subject).toMatch(/^موعد Rex/)
  })
})

test('a patient is spoken to; to a guardian the patient is named', async () => {
  await sender.book({ ...mina, language: 'en' })
  const { id } = (await sender.owner.post('/guardians', { name: 'Gus', contact: { email: 'gus@guardian.test' } })).body
  await sender.book({ kind: 'animal', species: 'dog', givenName: 'Bella', guardianIds: [id], language: 'en' })
  await mails.threeMinutesLater()
  const [own, guardians] = ['mina@patient.test', 'gus@guardian.test'].map((address) =>
    mails.smtp.inbox.find((mail) => mail.to?.[0]?.address === address)!,
  )
  expect(own?.text).toContain('We look forward to seeing you.')
  expect(own?.text).not.toMatch(/seeing Mina|For: /)
  expect(guardians?.subject).toMatch(/^Visit for Bella at/)
  expect(guardians?.text).toContain('The visit for Bella is on')
  expect(guardians?.text).toContain('For: Bella')
  expect(entryOf(guardians).event.SUMMARY?.[0]?.value).toMatch(/^Visit for Bella at/)
})
