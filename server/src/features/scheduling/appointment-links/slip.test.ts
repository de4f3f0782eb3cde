import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Language } from '@polyclinic/contract/kit/language.ts'
import { openDocuments } from '../../../kit/documents/documents.ts'
import { textIn } from '../../../testing/pdf.ts'
import { openMailWorld, type MailSender, type MailWorld } from '../notices/mail-fixture.ts'
import { slipOf, slipTemplate, type SlipFacts } from './slip.ts'

let mails: MailWorld
let sender: MailSender
beforeAll(async () => {
  mails = await openMailWorld({ MESSAGE_DELAY_SECONDS: '0' })
  sender = await mails.sender(
    { country: 'DE' },
    { phone: '+49 30 1234', address: { line1: 'Linden 1', postalCode: '10117', city: 'Berlin', country: 'DE' } },
  )
})
afterAll(() => mails.close())

const facts: SlipFacts = {
  organization: { name: 'Praxis am Hafen', slug: 'hafen', country: 'DE', look: {} },
  clinic: { name: 'Hafen', timeZone: 'Europe/Berlin', address: 'Linden 1\n10117 Berlin', phone: '+49 30 1234' },
  state: 'booked',
  startsAt: '2027-03-15T19:30:00Z',
  endsAt: '2027-03-15T20:00:00Z',
  practitionerName: 'Dr Kenji Ito',
  patientGivenName: 'Mina',
}
const url = 'https://example.org/visit/hafen/token'

const linesOf = (pdf: Buffer) =>
  textIn(pdf)
    .split('\n')
    .map((line) => line.trim().replaceAll(/\s{2,}/g, ' | '))
    .filter(Boolean)

async function slipIn(language: Language) {
  const documents = openDocuments([slipTemplate])
  try {
    return linesOf(await documents.render(slipTemplate.name, slipOf(facts, { language, url })))
  } finally {
    await documents.close()
  }
}

const letterhead = ['Praxis am Hafen', 'Hafen · Linden 1, 10117 Berlin · +49 30 1234']

test.each([
  [
    'en',
    [
      'Your visit',
      'When | Monday, 15 March 2027 at 20:30',
      'Until | 21:00',
      'For | Mina',
      'With | Dr Kenji Ito',
      'Where | Hafen',
      'Linden 1',
      '10117 Berlin',
      'Phone | +49 30 1234',
      'To see how the visit stands now, point your phone at this code.',
    ],
  ],
  [
    'de',
    [
      'Ihr Termin',
      'Wann | Montag, 15. März 2027 um 20:30 Uhr',
      'Bis | 21:00 Uhr',
      'Für | Mina',
      'Bei | Dr Kenji Ito',
      'Wo | Hafen',
      'Linden 1',
      '10117 Berlin',
      'Telefon | +49 30 1234',
      'Ob der Termin noch gilt, sehen Sie, wenn Sie Ihr Telefon auf diesen Code richten.',
    ],
  ],
] as const)('the slip says when, for whom, with whom and where (%s)', async (language, said) => {
  expect(await slipIn(language)).toEqual([...letterhead, ...said])
})

test('in Arabic it runs from right to left, and numbers and foreign names do not', async () => {
  const text = (await slipIn('ar')).join('\n')
  for (const said of ['موعدك', '+49 30 1234', 'Dr Kenji Ito', 'Linden 1, 10117 Berlin']) expect(text).toContain(said)
})

async function mailed(patient: object) {
  mails.smtp.inbox = []
  const appointment = await sender.book(patient)
  await mails.threeMinutesLater()
  const [mail] = mails.smtp.inbox
  const [path = ''] = /\/visit\/[\w-]+\/[\w-]{43,}/.exec(mail?.text ?? '') ?? []
  return { appointment, mail, path }
}
const get = (address: string) => mails.world.application.http!.inject({ method: 'GET', url: address })

test('it comes with the mail, and from the page behind its link, in the language that is read', async () => {
  const { mail, path } = await mailed({ familyName: 'Weiß', contact: { email: 'mina@patient.test' } })
  const attached = mail?.attachments?.find(({ mimeType }) => mimeType === 'application/pdf')
  expect(attached?.filename).toBe('Termin.pdf')
  expect(textIn(Buffer.from(attached!.content as ArrayBuffer))).toContain('Mina')
  const file = await get(`${path}/slip.pdf?language=en`)
  expect(file.headers).toMatchObject({
    'content-type': 'application/pdf',
    'content-disposition': "attachment; filename*=UTF-8''visit.pdf",
    'cache-control': 'no-store',
  })
  expect(textIn(file.rawPayload)).toContain('Your visit')
  expect((await get(path)).body).toContain(`href="${path}/slip.pdf"`)
})

test('of an appointment that was called off there is none', async () => {
  const { appointment, path } = await mailed({ contact: { email: 'off@patient.test' } })
  mails.smtp.inbox = []
  await sender.cancel(appointment)
  await mails.threeMinutesLater()
  expect(mails.smtp.inbox[0]?.attachments?.filter(({ mimeType }) => mimeType === 'application/pdf')).toEqual([])
  const page = await get(`${path}/slip.pdf`)
  expect(page.headers['content-type']).toContain('text/html')
})

test('a link that leads nowhere, and one of another organization, has none', async () => {
  const { path } = await mailed({ contact: { email: 'other@patient.test' } })
  const other = await mails.world.organization()
  const wrong = [`${path.slice(0, -3)}AAA`, path.replace(sender.organization.slug, other.slug)]
  for (const address of wrong) expect((await get(`${address}/slip.pdf`)).statusCode).toBe(404)
})
