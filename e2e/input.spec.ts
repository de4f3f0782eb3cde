import { expect, speak, test } from './journey.ts'
import { openOrganization } from './organization.ts'

test('what is pasted and typed half is kept as it was meant, or said at its field', async ({ enter }) => {
  const { slug, owner } = await openOrganization()
  const at = `/api/v1/organizations/${slug}`
  const page = await enter(owner.email, `/${slug}/patients?new=patient`)
  const form = page.getByRole('complementary', { name: 'New patient' })
  await form.getByRole('textbox', { name: 'Given name' }).fill('Year')
  await form.getByRole('textbox', { name: 'Family name' }).fill('Alone')
  await form.getByRole('textbox', { name: 'Phone' }).fill('\u202a+44 7700\u2011900123\u202c x11')
  const born = form.getByRole('textbox', { name: 'Birth date' })
  await born.fill('24/06')
  await form.getByRole('button', { name: 'Add patient' }).click()
  await expect(born).toHaveAttribute('aria-invalid', 'true')
  await born.fill('1961')
  await expect(form.getByText('about 1961')).toBeVisible()
  await form.getByRole('button', { name: 'Add patient' }).click()
  await expect(page.getByRole('heading', { name: 'Year Alone' })).toBeVisible()
  const { items } = await owner.api.get<{ items: { id: string; birthDate: string }[] }>(`${at}/patients?search=alone`)
  expect(items[0]?.birthDate).toBe('1961')
  const { contact } = await owner.api.get<{ contact: { phone: string } }>(`${at}/patients/${items[0]?.id}`)
  expect(contact.phone).toBe('+44 7700-900123 ext. 11')
})

test('a decimal comma is a decimal comma', async ({ enter }) => {
  const { slug, owner } = await openOrganization()
  const page = await enter(owner.email, `/${slug}/settings/services?new=1`)
  await page.getByRole('textbox', { name: 'Name' }).fill('Check-up')
  const price = page.getByRole('textbox', { name: 'Price' })
  await price.fill('45,50')
  await price.blur()
  await expect(price).toHaveValue('45.50')
  await price.fill('four')
  await price.press('Enter')
  await expect(price).toHaveAttribute('aria-invalid', 'true')
})

test('a phone is typed in the digits of one’s own script', async ({ enter }) => {
  const { slug, owner } = await openOrganization()
  const page = await enter(owner.email, `/${slug}/patients`)
  await speak(page, 'العربية')
  await page.goto(`/${slug}/patients?new=patient`)
  const form = page.getByRole('complementary', { name: 'مريض جديد' })
  await form.getByRole('textbox', { name: 'الاسم', exact: true }).fill('أمينة')
  await form.getByRole('textbox', { name: 'الهاتف' }).fill('٠١٧٠١٢٣٤٥٧٧')
  await form.getByRole('textbox', { name: 'الهاتف' }).press('Enter')
  await expect(page.getByRole('link', { name: '01701234577' })).toBeVisible()
})
