import { createHash } from 'node:crypto'
import type { BytesAnswer } from '@polyclinic/contract/kit/plain.ts'
import { localeOf } from '@polyclinic/contract/kit/locale.ts'
import type { Language } from '@polyclinic/contract/kit/language.ts'
import { template, type Fact, type Letter, type Line } from '../../../kit/documents/template.ts'
import type { Documents } from '../../../kit/documents/documents.ts'
import { words } from '../../../kit/text/text.ts'
import { dayIn, moneyIn } from './words.ts'
import type { InvoiceRow } from './queries.ts'

interface Bill extends Letter {
  recipient: string[]
  facts: Fact[]
  lines: { text: string; amount: string }[]
  sums: { text: string; amount: string }[]
  /** How it is paid, or that nothing is owed. */
  closing: string[]
}

export const billTemplate = template<Bill>('subscriptions.bill', new URL('./bill.typ', import.meta.url))

const linesOf = (text: string | undefined): string[] => (text ?? '').split('\n').filter((line) => line.trim() !== '')

/** A bill, or a credit note, as it was written: who billed whom that day, whatever they are called now. */
export function billOf(invoice: InvoiceRow, language: Language): Bill {
  const { issuer, recipient, currency } = invoice
  const text = words(language, 'subscriptions')
  const locale = localeOf(language, recipient.country)
  const money = (amount: number) => moneyIn(locale, { amount, currency })
  const isBill = invoice.kind === 'invoice'
  const fact = (label: string, value: string, isNumber = false): Fact => ({ label: text(label), value, isNumber })
  return {
    language,
    country: issuer.country,
    title: text(isBill ? 'bill.title' : 'bill.creditNote', { number: invoice.number }),
    sender: {
      name: issuer.name,
      lines: [
        ...linesOf(issuer.lines).map((line): Line => ({ text: line, isNumber: false })),
        ...(issuer.taxNumber ? [{ text: issuer.taxNumber, isNumber: true }] : []),
      ],
    },
    recipient: [recipient.name, ...linesOf(recipient.lines), ...(recipient.taxNumber ? [recipient.taxNumber] : [])],
    facts: [
      fact('bill.number', invoice.number, true),
      ...(invoice.corrected_number ? [fact('bill.corrects', invoice.corrected_number, true)] : []),
      fact('bill.issuedOn', dayIn(locale, invoice.issued_on)),
      ...(isBill ? [fact('bill.dueOn', dayIn(locale, invoice.due_on))] : []),
    ],
    lines: invoice.lines.map(({ kind, plan, names, from, to, amount }) => ({
      text: text(`bill.line.${kind}`, {
        plan: names[language] ?? names.en ?? plan,
        from: dayIn(locale, from),
        to: dayIn(locale, to),
      }),
      amount: money(amount),
    })),
    sums: [
      { text: text('bill.net'), amount: money(invoice.net) },
      { text: text('bill.tax', { rate: percentIn(locale, invoice.tax_permille) }), amount: money(invoice.tax) },
      { text: text('bill.total'), amount: money(invoice.total) },
    ],
    closing: [
      ...(isBill && invoice.tax_permille === 0 && recipient.country !== issuer.country ? [text('bill.reverse')] : []),
      ...(isBill && invoice.state === 'open' ? linesOf(issuer.paymentDetails) : []),
      ...(isBill && invoice.state === 'paid' ? [text('bill.paid')] : []),
    ],
  }
}

const percentIn = (locale: string, permille: number) =>
  new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 }).format(permille / 1000)

export async function billFile(documents: Documents, invoice: InvoiceRow, language: Language): Promise<BytesAnswer> {
  const content = await documents.render(billTemplate.name, billOf(invoice, language))
  return {
    name: `${invoice.number}.pdf`,
    type: 'application/pdf',
    isShown: false,
    size: content.length,
    tag: createHash('sha256').update(content).digest('base64url').slice(0, 22),
    async *open(first, last) {
      yield content.subarray(first, last + 1)
    },
  }
}
