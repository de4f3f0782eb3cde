import { letDaysPass } from './days.ts'
import { expect, said, signInAsOperator, test } from './journey.ts'
import { linkIn, mailTo } from './mailbox.ts'
import { openEmptyOrganization } from './organization.ts'
import { expectNothingBroken } from './sweep.ts'

const quarter = { weekday: 1, from: '09:00', to: '17:00' }

test('Free meets its limit, is ordered larger, stays unpaid until only reading goes on, and works again once it is paid', async ({
  enter,
}) => {
  const { slug, at, owner, timeZone } = await openEmptyOrganization()
  const clinic = await owner.api.post<{ id: string }>(`${at}/clinics`, {
    name: 'Main Street',
    timeZone,
    openingHours: [quarter],
  })
  const practitioner = { displayName: 'Dr Ada Quill', profession: 'doctor', clinicIds: [clinic.id] }
  await owner.api.post(`${at}/practitioners`, practitioner)
  await owner.api.post(`${at}/services`, { name: 'Consultation', durationMinutes: 30 })

  // the second practitioner is one more than Free includes
  const page = await enter(owner.email, `/${slug}/settings/plan`)
  const uses = page.getByRole('listitem').filter({ hasText: 'Practitioners' })
  await expect(uses.first()).toContainText('1 of 1, all in use')
  await page.getByRole('button', { name: 'Order Pro' }).click()
  const order = page.getByRole('dialog', { name: 'Order Pro' })
  await expect(order).toContainText('$20.00 a month')
  await expectNothingBroken(page, ['region'])
  await order.getByRole('radio', { name: 'By card' }).check({ force: true })
  await order.getByRole('button', { name: 'Order with obligation to pay' }).click()
  await expect(order.getByRole('textbox', { name: 'Address' })).toHaveAttribute('aria-invalid', 'true')
  await order.getByRole('textbox', { name: 'Address' }).fill('12 River Walk\nLondon')
  await order.getByRole('button', { name: 'Order with obligation to pay' }).click()

  // at the provider's; whoever comes back without paying owes it
  await expect(page.getByRole('heading', { name: 'Checkout' })).toBeVisible()
  await page.getByRole('link', { name: 'Back' }).click()
  await expect(page.getByRole('heading', { name: 'Your plan: Pro' })).toBeVisible()
  await expect(page.getByText(/\$20\.00 is to be paid by/)).toBeVisible()
  const bill = page.getByRole('list', { name: 'Bills' }).getByRole('listitem')
  await expect(bill).toHaveCount(1)
  await expect(bill).toContainText('Open')
  await owner.api.post(`${at}/practitioners`, { ...practitioner, displayName: 'Dr Ben Reed' })
  await expectNothingBroken(page)

  await letDaysPass(slug, 29)
  await expect(page.getByText('This organization can only be read')).toBeVisible({ timeout: 20_000 })
  const mail = await mailTo(owner.email, /is not paid/)
  await page.goto(linkIn(mail, `/${slug}/settings/plan`))
  await expect(bill).toContainText('Overdue')
  const patient = { kind: 'human', givenName: 'Ida' }
  await expect(owner.api.post(`${at}/patients`, patient)).rejects.toThrow(/answers 403/)

  await bill.getByRole('button', { name: 'Pay by card' }).click()
  await page.getByRole('button', { name: 'Pay' }).click()
  await expect(bill.filter({ hasText: 'Paid' })).toHaveCount(1)
  await expect(page.getByText('This organization can only be read')).toBeHidden()
  await owner.api.post(`${at}/patients`, patient)
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    bill
      .filter({ hasText: 'Paid' })
      .getByRole('button', { name: /^PDF of bill/ })
      .click(),
  ])
  expect(file.suggestedFilename()).toMatch(/^P-\d{4}-\d{6}\.pdf$/)
})

test('a trial is one press; a smaller plan follows later and can be called off', async ({ enter }) => {
  const { slug, owner } = await openEmptyOrganization()
  const page = await enter(owner.email, `/${slug}/settings/plan`)
  await page.getByRole('button', { name: /Try it for 30 days/ }).click()
  await expect(said(page, 'You are trying Pro')).toBeVisible()
  await expect(page.getByText(/You are trying Pro until/)).toBeVisible()
  await page.getByRole('button', { name: 'Order Pro' }).click()
  const order = page.getByRole('dialog', { name: 'Order Pro' })
  await order.getByRole('textbox', { name: 'Address' }).fill('12 River Walk')
  await order.getByRole('button', { name: 'Order with obligation to pay' }).click()
  await expect(page.getByText(/From then on it is billed/)).toBeVisible()
  await letDaysPass(slug, 31)
  await expect(page.getByRole('list', { name: 'Bills' }).getByRole('listitem')).toHaveCount(1, { timeout: 20_000 })
  await page.getByRole('button', { name: 'Change to Free' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Change to Free' }).click()
  await expect(page.getByText(/Free follows on/)).toBeVisible()
  await page.getByRole('button', { name: 'Stay with Pro' }).click()
  await expect(page.getByText(/Free follows on/)).toBeHidden()
})

test('whoever runs the platform notes a transfer, takes a bill back and says who bills', async ({ page }) => {
  const { slug, owner, at, name } = await openEmptyOrganization()
  const recipient = { name, lines: '12 River Walk', country: 'GB', email: owner.email, language: 'en' }
  await owner.api.put(`${at}/subscription`, { plan: 'pro', payment: 'invoice', recipient }, 1)
  await signInAsOperator(page)
  await page.getByRole('link', { name: 'Billing' }).click()
  const bill = page.getByRole('list', { name: 'Billing' }).getByRole('listitem').filter({ hasText: name })
  await expect(bill).toContainText('Open')
  await bill.getByRole('button', { name: /^Note payment of/ }).click()
  const note = page.getByRole('dialog')
  await note.getByRole('textbox', { name: 'Reference of the payment' }).fill(`Transfer ${slug}`)
  await note.getByRole('button', { name: 'Note payment' }).click()
  await expect(bill.first()).toContainText('Paid')
  await bill.getByRole('button', { name: /^Take back/ }).click()
  await page.getByRole('dialog').getByRole('textbox', { name: 'Reason' }).fill('Ordered by mistake')
  await page.getByRole('dialog').getByRole('button', { name: 'Take back' }).click()
  await expect(bill.filter({ hasText: 'Credit note' })).toHaveCount(1)
  await expect(page.getByText('Polyclinic Demo GmbH')).toBeVisible()
  await expectNothingBroken(page)
  const { credit } = await owner.api.get<{ credit: object }>(`${at}/subscription`)
  expect(credit).toEqual({ amount: 2000, currency: 'USD' })

  await page.goto(`/platform?search=${slug}`)
  await page.getByRole('row', { name: new RegExp(name) }).click()
  await page.getByRole('button', { name: 'Give a plan' }).click()
  const giving = page.getByRole('dialog', { name: `A plan for ${name}` })
  await giving.getByRole('button', { name: 'Give a plan' }).click()
  await expect(giving.getByRole('textbox', { name: 'Reason' })).toHaveAttribute('aria-invalid', 'true')
  await giving.getByRole('textbox', { name: 'Reason' }).fill('A pilot')
  await expectNothingBroken(page, ['region'])
  await giving.getByRole('button', { name: 'Give a plan' }).click()
  await expect(said(page, `${name} has Pro`)).toBeVisible()
  expect(await owner.api.get(`${at}/subscription`)).toMatchObject({ plan: 'pro', payment: 'granted' })
})
