import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { SmtpAnswer } from '../../../testing/peers/mail-server.ts'
import { openMailWorld, type MailSender, type MailWorld } from './mail-fixture.ts'

let mails: MailWorld
let sender: MailSender
beforeAll(async () => {
  mails = await openMailWorld({ MESSAGE_DELAY_SECONDS: '0' })
  sender = await mails.sender({ country: 'GB', timeZone: 'Europe/London' })
})
afterAll(() => mails.close())
beforeEach(() => void Object.assign(mails.smtp, { inbox: [], attempts: 0, nextRecipients: [], nextMails: [] }))

const mina = { familyName: 'Okafor', contact: { email: 'mina@patient.test' } }
const settle = () => mails.world.application.workers!.drain()

async function booked(answers: { recipient?: SmtpAnswer; mail?: SmtpAnswer }) {
  if (answers.recipient) mails.smtp.nextRecipients = [answers.recipient]
  if (answers.mail) mails.smtp.nextMails = [answers.mail]
  const appointment = await sender.book(mina)
  await settle()
  return { appointment, message: async () => (await sender.messages(appointment))[0]! }
}

test.each([
  [
    '550 5.1.1 at the recipient',
    { recipient: { code: 550, words: '5.1.1 <mina@patient.test>: user unknown' } },
    'no-such-address',
  ],
  ['550 without more', { recipient: { code: 550, words: 'no such user here' } }, 'no-such-address'],
  ['553', { recipient: { code: 553, words: 'mailbox name not allowed' } }, 'no-such-address'],
  ['552 5.2.2', { recipient: { code: 552, words: '5.2.2 over quota' } }, 'mailbox-full'],
  ['554 5.7.1 after the text', { mail: { code: 554, words: '5.7.1 looks like spam' } }, 'refused'],
] as const)('%s is final: one attempt, failed at once, with its reason', async (_what, answers, failureReason) => {
  const { message } = await booked(answers)
  expect(await message()).toMatchObject({ state: 'failed', failureReason })
  await mails.threeMinutesLater()
  expect(mails.smtp.attempts).toBe(1)
  expect(mails.smtp.inbox).toEqual([])
})

test('the words of the mail server are kept without the address', async () => {
  const { message } = await booked({ recipient: { code: 550, words: '5.1.1 <Mina@patient.test>: user unknown' } })
  const { failure } = await message()
  expect(failure).toContain('user unknown')
  expect(failure?.toLowerCase()).not.toContain('mina@patient.test')
})

test.each([
  ['greylisting', { recipient: { code: 450, words: '4.7.1 greylisted, come again in five minutes' } }, 'try-later'],
  ['421 at the end', { mail: { code: 421, words: '4.3.2 shutting down' } }, 'try-later'],
  ['a full mailbox that may empty', { mail: { code: 452, words: 'mailbox is full' } }, 'mailbox-full'],
  ['a hang-up after the text', { mail: 'hang up' }, 'unreachable'],
] as const)('%s is tried again, and shows meanwhile', async (_what, answers, failureReason) => {
  const { message } = await booked(answers as { recipient?: SmtpAnswer; mail?: SmtpAnswer })
  expect(await message()).toMatchObject({ state: 'waiting', failureReason })
  await mails.threeMinutesLater()
  expect(mails.smtp.inbox.map(({ to }) => to?.[0]?.address)).toEqual(['mina@patient.test'])
  const done = await message()
  expect(done.state).toBe('sent')
  expect(done).not.toHaveProperty('failureReason')
})

test('a hang-up before the text costs nothing', async () => {
  await booked({ recipient: 'hang up' })
  await mails.threeMinutesLater()
  expect(mails.smtp.inbox).toHaveLength(1)
})

test('each try of a mail carries the same Message-ID, so that a receiver sees a repetition', async () => {
  const { appointment } = await booked({ mail: 'hang up' })
  await mails.threeMinutesLater()
  expect(mails.smtp.inbox[0]?.messageId).toContain(((await sender.messages(appointment)) as { id?: string }[])[0]!.id)
})

test('of two guardians one is refused, the other is told', async () => {
  const guardianIds = await Promise.all(
    ['one', 'two'].map(async (name) => {
      const answer = await sender.owner.post('/guardians', { name, contact: { email: `${name}@guardian.test` } })
      return answer.body.id as string
    }),
  )
  mails.smtp.nextRecipients = [{ code: 550, words: '5.1.1 unknown' }]
  const appointment = await sender.book({ kind: 'animal', species: 'dog', guardianIds })
  await settle()
  expect((await sender.messages(appointment)).map(({ state }) => state).toSorted()).toEqual(['failed', 'sent'])
  expect(mails.smtp.inbox).toHaveLength(1)
})

test('after an appointment whose mail failed, the next change says all that there is to know', async () => {
  const { appointment } = await booked({ recipient: { code: 550, words: '5.1.1 unknown' } })
  await sender.move(appointment, { durationMinutes: 45 })
  await settle()
  expect(mails.smtp.inbox[0]?.text).toContain('Your visit is on')
})
