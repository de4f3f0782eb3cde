import { expect, test } from './journey.ts'
import { openEmptyOrganization } from './organization.ts'
import { expectNothingBroken } from './sweep.ts'

const table = [
  'First name;Last name;Date of birth;Phone;Nickname',
  'Amina;Haddad;12.04.1988;030 901820;',
  'Jonas;Brandt;30.02.1990;030 901821;Jo',
  'Zoë;Okafor;1999-12-01;030 901822;',
].join('\r\n')

test('a table from another program is mapped, checked, imported without what is wrong in it, and taken back', async ({
  page,
  enter,
}) => {
  const { slug, owner } = await openEmptyOrganization()
  await enter(owner.email, `/${slug}/patients`)
  await page.getByRole('button', { name: 'Manage', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Import', exact: true }).click()
  const input = page.locator('input[type=file]')
  await input.setInputFiles({ name: 'scan.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7 scan') })
  await expect(page.getByText('This table cannot be read.')).toBeVisible()
  await input.setInputFiles({ name: 'clients.csv', mimeType: 'text/csv', buffer: Buffer.from(table) })

  await expect(page.getByRole('heading', { level: 1, name: 'clients.csv' })).toBeVisible()
  await expect(page.getByRole('button', { name: /What Date of birth becomes/ })).toContainText('Date of birth')
  await page.getByRole('button', { name: /What Nickname becomes/ }).click()
  await page.getByRole('option', { name: 'Left out' }).click()
  await expectNothingBroken(page)
  await page.getByRole('button', { name: 'Check the table' }).click()

  const wrong = page.getByRole('row').filter({ hasText: '30.02.1990' })
  await expect(wrong).toContainText('3')
  await expect(wrong).toContainText('Date of birth')
  await expectNothingBroken(page)
  await page.getByRole('button', { name: 'Import 2 rows' }).press('Enter')
  await expect(page.getByText('The table is imported')).toBeVisible()

  await page.getByRole('button', { name: 'To the patients' }).click()
  await expect(page.getByRole('row').filter({ hasText: 'Haddad' })).toBeVisible()
  await page.getByRole('button', { name: 'Manage', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Import', exact: true }).click()
  await page.getByRole('link', { name: 'clients.csv' }).click()
  await page.getByRole('button', { name: 'Undo the import' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Undo the import' }).click()
  await expect(page.getByText('Everything is as it was before.')).toBeVisible()
  await expectNothingBroken(page)
  await page.getByRole('button', { name: 'To the patients' }).click()
  await expect(page.getByRole('row').filter({ hasText: 'Haddad' })).toHaveCount(0)
})
