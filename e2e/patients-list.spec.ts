import { readFileSync } from 'node:fs'
import { expect, test } from './journey.ts'

test('the list of patients says how many, whom to call and when they come, in the order that the address keeps', async ({
  enter,
}) => {
  const page = await enter('reception@riverside.example', '/riverside/patients')
  const grid = page.getByRole('grid', { name: 'Patients' })
  for (const name of ['Patient', 'Birth date', 'Phone', 'Next visit', 'Last visit'])
    await expect(grid.getByRole('columnheader', { name: new RegExp(`^${name}`) })).toBeVisible()
  await expect(page.getByRole('heading', { name: 'Patients', exact: true }).locator('..')).toHaveText(
    /Patients\s*[\d,]+/,
  )
  await grid.getByRole('columnheader', { name: /^Next visit/ }).click()
  await expect(page).toHaveURL(/sort=next-visit/)
  await page.reload()
  await expect(grid.getByRole('columnheader', { name: /^Next visit/ })).toHaveAttribute('aria-sort', 'ascending')
  const { height } = (await grid.getByRole('row').nth(2).boundingBox())!
  expect(height).toBeLessThanOrEqual(40)

  await page.getByRole('button', { name: 'Columns' }).press('Enter')
  const choice = page.getByRole('menuitemcheckbox', { name: 'Birth date' })
  await expect(choice).toBeChecked()
  await choice.press(' ')
  await expect(choice).not.toBeChecked()
  await page.keyboard.press('Escape')
  await page.reload()
  await expect(grid.getByRole('columnheader', { name: /^Phone/ })).toBeVisible()
  await expect(grid.getByRole('columnheader', { name: /^Birth date/ })).toHaveCount(0)
})

test('with a patient open beside the list, the arrow keys open the next one and stay in the list', async ({
  enter,
}) => {
  const page = await enter('reception@riverside.example', '/riverside/patients')
  const rows = page.getByRole('grid', { name: 'Patients' }).getByRole('row')
  await rows.nth(1).click()
  await expect(page).toHaveURL(/patient=/)
  const heading = page.getByRole('complementary').getByRole('heading').first()
  await expect(heading).not.toHaveText('Patient')
  const first = (await heading.textContent())!
  await rows.nth(1).focus()
  await page.keyboard.press('ArrowDown')
  await expect(heading).not.toHaveText(first)
  await expect(rows.nth(2)).toBeFocused()
  await page.keyboard.press('ArrowUp')
  await expect(heading).toHaveText(first)
})

test('an owner is called from the list and from their page, where each animal is booked and what comes is listed', async ({
  enter,
}) => {
  const page = await enter('reception@meadow.example', '/meadow/patients?list=guardians&search=Amina')
  const row = page.getByRole('grid', { name: 'Owners' }).getByRole('row').filter({ hasText: 'Amina Farouk' })
  await expect(row).toContainText('+44 7700 900777')
  await row.click()
  await expect(page.getByRole('link', { name: '+44 7700 900777' }).first()).toHaveAttribute('href', 'tel:+447700900777')
  const appointment = page.getByRole('grid', { name: 'Coming visits' }).getByRole('row').first()
  await expect(appointment).toContainText(/^\w{3},? \d{1,2} \w{3,4}( \d{4})?, \d\d:\d\d\s*Zaytun · .+ · .+/)
  await page.getByRole('button', { name: 'Book visit for Zaytun' }).click()
  const booking = page.getByRole('complementary', { name: 'Book a visit' })
  await expect(booking.getByRole('combobox', { name: 'Animal' })).toHaveValue('Zaytun')
  await booking.getByRole('button', { name: 'Close', exact: true }).click()
  await expect(page.getByRole('complementary')).toHaveCount(0)
})

test('the owner takes all patients out as a table, which is made although the page is left', async ({ enter }) => {
  const page = await enter('owner@riverside.example', '/riverside/patients')
  const open = () => page.getByRole('button', { name: 'Export' }).click()
  await open()
  const dialog = page.getByRole('dialog', { name: 'Export the patients' })
  await dialog.getByRole('button', { name: 'Make the table' }).click()
  await expect(dialog.getByText(/Waiting for its turn|Being made|Ready/)).toBeVisible()
  await page.reload()
  await open()
  await expect(dialog.getByText('Ready')).toBeVisible()
  const arriving = page.waitForEvent('download')
  await dialog.getByRole('button', { name: 'Download' }).click()
  const download = await arriving
  expect(download.suggestedFilename()).toMatch(/^riverside-patients-.*\.csv$/)
  const table = readFileSync(await download.path(), 'utf8')
  expect(table).toMatch(/^\uFEFFKind of patient,Given name,/)
  expect(table.split('\r\n').length).toBeGreaterThan(20)
})
