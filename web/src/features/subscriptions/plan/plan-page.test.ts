import { expect, test } from 'vitest'
import { q } from '../../../kit/api/api.ts'
import { answer } from '../../../testing/answers.ts'
import { drawn } from '../../../testing/drawn.tsx'
import { memberOf } from '../../../testing/people.ts'

const address = '/riverside/settings/plan'
const offer = answer(q.plans.plans.list, {
  items: [
    {
      key: 'free',
      names: { en: 'Free', ar: 'Free' },
      price: { amount: 0, currency: 'USD' },
      interval: 'month',
      limits: [{ limit: 'patients', allowed: 50 }],
      features: [],
      trialDays: 0,
    },
    {
      key: 'pro',
      names: { en: 'Pro', de: 'Profi' },
      price: { amount: 2000, currency: 'USD' },
      interval: 'month',
      limits: [],
      features: ['reports'],
      trialDays: 0,
    },
  ],
})

const nothingOrdered = [
  answer(q.subscriptions.subscriptions.get, { plan: 'free', canTry: true, waysToPay: ['invoice'], version: 1 }),
  answer(q.subscriptions.platformInvoices.list, { items: [] }),
]

const proByTransfer = [
  answer(q.subscriptions.subscriptions.get, {
    plan: 'pro',
    payment: 'invoice',
    price: { amount: 2000, currency: 'USD' },
    interval: 'month',
    period: { from: '2026-11-01', to: '2026-12-01' },
    owed: { amount: 2000, currency: 'USD' },
    dueOn: '2026-11-15',
    readOnlyFrom: '2026-11-30',
    canTry: false,
    waysToPay: ['invoice', 'card'],
    version: 3,
  }),
  answer(q.subscriptions.platformInvoices.list, {
    items: [
      {
        id: '00000000-0000-7000-8000-000000000001',
        number: 'P-2026-000001',
        kind: 'invoice',
        issuedOn: '2026-11-01',
        dueOn: '2026-11-15',
        state: 'overdue',
        lines: [],
        currency: 'USD',
        net: 2000,
        taxRate: 0,
        tax: 0,
        total: { amount: 2000, currency: 'USD' },
        recipientName: 'Riverside',
      },
    ],
  }),
]

test('a limit that is reached says so in words, and one beyond it fills its bar without leaving it', async () => {
  const page = await drawn(address, memberOf(), [
    answer(q.plans.plans.get, {
      key: 'free',
      limits: [
        { limit: 'patients', allowed: 50, used: 49 },
        { limit: 'practitioners', allowed: 1, used: 1 },
        { limit: 'clinics', allowed: 1, used: 3 },
      ],
      features: [],
    }),
    offer,
    ...nothingOrdered,
  ])
  expect(page.items.slice(0, 3)).toEqual([
    'Patients 49 of 50',
    'Practitioners 1 of 1, all in use',
    'Clinics 3 of 1, all in use',
  ])
  expect(page.markup.match(/width:\d+%/g)).toEqual(['width:98%', 'width:100%', 'width:100%'])
})

test('without a limit nothing is measured, and the plan that one has is not offered', async () => {
  const page = await drawn(address, memberOf({ language: 'ar', country: 'EG' }), [
    answer(q.plans.plans.get, {
      key: 'pro',
      limits: [{ limit: 'patients', allowed: null, used: 12345 }],
      features: [],
    }),
    offer,
    ...proByTransfer,
  ])
  expect(page.items[0]).toBe('المرضى ١٢٬٣٤٥، بلا حد')
  expect(page.markup).not.toMatch(/width:\d+%/)
  expect(page.buttons).toEqual([
    'تغيير بيانات الفوترة',
    'الانتقال إلى Free',
    'الدفع بالبطاقة',
    'PDF للفاتورة P-2026-000001',
  ])
})
