import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { sendFile, tinyPng } from '../../../testing/files.ts'
import { textIn } from '../../../testing/pdf.ts'
import { openMailWorld, type MailSender, type MailWorld } from './mail-fixture.ts'

let mails: MailWorld
let sender: MailSender
beforeAll(async () => {
  mails = await openMailWorld({ MESSAGE_DELAY_SECONDS: '0' })
  sender = await mails.sender({ country: 'GB', timeZone: 'Europe/London' })
})
afterAll(() => mails.close())
beforeEach(() => void (mails.smtp.inbox.length = 0))

const own = {
  accent: '#7a3e1d',
  type: 'serif',
  senderName: 'House of Health',
  letterhead: 'Register 12345',
  footer: 'Ring twice',
}

async function choose(body: object) {
  const { owner } = sender
  const { version } = (await owner.get('/brand')).body
  const answer = await owner.put('/brand', { own: {}, clinics: [], ...body }, version)
  expect(answer.status).toBe(200)
  await mails.world.application.workers!.drain()
}

async function logo(): Promise<string> {
  const { owner } = sender
  const { body } = await owner.post('/files', { name: 'logo.png', purpose: 'logo', size: tinyPng.length })
  await sendFile(owner, body.id as string, tinyPng)
  await owner.put('/logo', { fileId: body.id })
  return body.id as string
}

async function mailOfBooking() {
  await sender.book({ familyName: 'Okafor', contact: { email: 'mina@patient.test' } })
  await mails.world.application.workers!.drain()
  const mail = mails.smtp.inbox[0]!
  const slip = mail.attachments.find(({ mimeType }) => mimeType === 'application/pdf')
  return { mail, slip: textIn(Buffer.from(slip!.content as ArrayBuffer)) }
}

test('a mail and the slip in it bear the name, the colour, the letters, the letterhead and the logo of whoever writes', async () => {
  await choose({ own })
  await logo()
  const { mail, slip } = await mailOfBooking()
  expect(mail.from).toMatchObject({ name: 'House of Health', address: 'termine@xn--prxis-hra.example' })
  for (const said of ['#7a3e1d', 'House of Health', 'Register 12345', 'Ring twice', 'Palatino', 'cid:logo'])
    expect(mail.html, said).toContain(said)
  expect(mail.text).toContain('Register 12345\nRing twice')
  const picture = mail.attachments.find(({ contentId }) => contentId === '<logo>')
  expect(picture).toMatchObject({ mimeType: 'image/png', disposition: 'inline' })
  expect(mail.html).not.toMatch(/(src|url\()=?["']?https?:/)
  expect(slip).toContain('Register 12345')
  expect(slip).toContain('Ring twice')
})

test('a clinic with a look of its own writes in that, and of the rest in the organization’s', async () => {
  await choose({ own, clinics: [{ clinicId: sender.ids.clinic, look: { accent: '#3c6e2f', footer: 'At the back' } }] })
  const { mail, slip } = await mailOfBooking()
  expect(mail.from?.name).toBe('House of Health')
  expect(mail.html).toContain('#3c6e2f')
  expect(mail.html).not.toContain('#7a3e1d')
  for (const text of [mail.text, slip]) {
    expect(text).toContain('At the back')
    expect(text).not.toContain('Ring twice')
  }
})

test('what was typed is text and never markup, in a mail and on paper', async () => {
  const letterhead = '<img src=x onerror=alert(1)> #panic() $x$'
  await choose({ own: { letterhead } })
  const { mail, slip } = await mailOfBooking()
  expect(mail.html).not.toContain('<img src=x')
  expect(mail.text).toContain(letterhead)
  expect(slip).toContain(letterhead)
})

test('without anything chosen a mail is as it was: the organization’s name, the product’s colour, no picture', async () => {
  await choose({})
  await sender.owner.delete('/logo')
  await mails.world.application.workers!.drain()
  const { mail } = await mailOfBooking()
  expect(mail.from?.name).toBe(`Practice ${sender.organization.slug}`)
  expect(mail.html).toContain('#0f766e')
  expect(mail.html).not.toContain('cid:')
  expect(mail.attachments.filter(({ mimeType }) => mimeType.startsWith('image/'))).toEqual([])
})
