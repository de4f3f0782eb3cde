import { expect, test } from 'vitest'
import type { Language } from '@polyclinic/contract/kit/language.ts'
import { openDocuments } from '../../../kit/documents/documents.ts'
import { textIn } from '../../../testing/pdf.ts'
import { billOf, billTemplate } from './document.ts'
import type { InvoiceRow } from './queries.ts'

const invoice: InvoiceRow = {
  organization_id: '00000000-0000-7000-8000-000000000001',
  id: '00000000-0000-7000-8000-000000000002',
  number: 'P-2027-000042',
  kind: 'invoice',
  corrects: null,
  corrected_number: null,
  issued_on: '2027-03-01',
  due_on: '2027-03-15',
  plan: 'pro',
  period_from: '2027-03-01',
  period_to: '2027-04-01',
  lines: [
    {
      kind: 'period',
      plan: 'pro',
      names: { en: 'Pro', de: 'Profi' },
      from: '2027-03-01',
      to: '2027-03-31',
      amount: 2000,
    },
    {
      kind: 'credit',
      plan: 'pro',
      names: { en: 'Pro', de: 'Profi' },
      from: '2027-03-01',
      to: '2027-03-31',
      amount: -500,
    },
  ],
  currency: 'EUR',
  net: 1500,
  tax_permille: 190,
  tax: 285,
  total: 1785,
  issuer: {
    name: 'Polyclinic GmbH',
    lines: 'Linden 1\n10117 Berlin',
    country: 'DE',
    taxNumber: 'DE123',
    taxRate: 190,
    paymentDetails: 'IBAN DE02',
    prefix: 'P',
  },
  recipient: { name: 'Praxis *Stern* #1', lines: 'Hafen 2', country: 'DE', email: 'a@b.test', language: 'de' },
  state: 'open',
  is_overdue: false,
  settled_at: null,
  settled_by: null,
  reference: null,
  mails: 1,
  charges: 0,
  reversed_reference: null,
  refunded: 0,
  dispute: null,
  dispute_id: null,
  lost_references: [],
  surplus: {},
}

async function read(row: InvoiceRow, language: Language): Promise<string> {
  const documents = openDocuments([billTemplate])
  try {
    return textIn(await documents.render(billTemplate.name, billOf(row, language)))
  } finally {
    await documents.close()
  }
}

test.each([
  [
    'en',
    ['Bill P-2027-000042', 'Pro, 1 March 2027 to 31 March 2027', 'Tax, 19 %', '€17.85', '15 March 2027', 'IBAN DE02'],
  ],
  ['de', ['Rechnung P-2027-000042', 'Profi, 1. März 2027 bis 31. März 2027', 'Steuer, 19 %', '17,85 €', 'Netto']],
  ['ar', ['P-2027-000042', '17.85', 'DE123', 'المجموع']],
] as const)('a bill says who owes whom what, by when and for what (%s)', async (language, said) => {
  const text = (await read(invoice, language)).replaceAll(/[\u2066-\u2069\u200e\u200f]/g, '').replaceAll('\u00a0', ' ')
  for (const part of [...said, 'Polyclinic GmbH', 'Praxis *Stern* #1', 'Hafen 2']) expect(text).toContain(part)
})

test('a credit note names the bill that it takes back, asks for nothing, and its tax is owed by nobody', async () => {
  const note = { ...invoice, kind: 'credit-note', corrected_number: 'P-2027-000042', number: 'PC-2027-000001' } as const
  const text = await read({ ...note, state: 'paid' }, 'en')
  expect(text).toContain('Credit note')
  expect(text).toContain('P-2027-000042')
  expect(text).not.toContain('IBAN')
  const abroad = await read(
    { ...invoice, tax_permille: 0, tax: 0, total: 1500, recipient: { ...invoice.recipient, country: 'AT' } },
    'en',
  )
  expect(abroad).toContain('reverse charge')
})
