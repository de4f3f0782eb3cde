import { demoClinic, workday } from './calendar.ts'
import { expect, test } from './journey.ts'

test('a practitioner begins with their own day and sees the colleagues’ beside it on demand', async ({ enter }) => {
  const date = workday(1)
  const demo = await demoClinic('doctor@riverside.example', 'riverside', 'Old Town')
  const page = await enter('doctor@riverside.example', demo.calendar(date))
  const mine = page.getByRole('group', { name: /^Dr Samuel Okoye, \d+ visits?$/ })
  const colleague = page.getByRole('group', { name: /^Ffion Price/ })
  await expect(mine).toBeVisible()
  await expect(colleague).toBeHidden()
  await page
    .getByRole('button', { name: /^Dr Samuel Okoye/ })
    .first()
    .click()
  await page.getByRole('option', { name: 'Everyone' }).click()
  await page.keyboard.press('Escape')
  await expect(colleague).toBeVisible()
  await page.reload()
  await expect(colleague).toBeVisible()
  await expect(mine).toBeVisible()
  // Two of them by the keyboard alone, here and the next time.
  await page.getByRole('button', { name: /^Everyone/ }).press('Enter')
  for (const name of ['Dr Samuel Okoye', 'Ffion Price']) {
    await page.getByRole('option', { name }).focus()
    await page.keyboard.press('Enter')
  }
  await page.keyboard.press('Escape')
  const others = page.getByRole('group', { name: /^Dr Priya Raman/ })
  await expect(others).toBeHidden()
  await page.goto(demo.calendar(date))
  await expect(colleague).toBeVisible()
  await expect(mine).toBeVisible()
  await expect(others).toBeHidden()
  const own = page
    .getByRole('group', { name: /^Dr Samuel Okoye/ })
    .getByRole('button')
    .first()
  await own.click()
  await expect(page.getByRole('link', { name: 'Open patient' })).toBeVisible()
})

test('a vet of an organization in a database of its own opens an animal with whoever answers for it', async ({
  enter,
}) => {
  const page = await enter('vet@meadow.example', '/meadow/patients')
  await page.getByRole('searchbox', { name: 'Search animals' }).fill('Zaytun')
  await page.getByRole('row', { name: 'Zaytun' }).click()
  const beside = page.getByRole('complementary', { name: 'Zaytun' })
  await expect(beside).toContainText('Amina Farouk')
  await beside.getByRole('button', { name: 'Open full page' }).click()
  await expect(page.getByRole('heading', { name: 'Zaytun', level: 1 })).toBeVisible()
  await page.getByRole('link', { name: 'Amina Farouk' }).first().click()
  await expect(page.getByRole('heading', { name: 'Amina Farouk', level: 1 })).toBeVisible()
  await expect(page.getByRole('link', { name: /Zaytun/ }).first()).toBeVisible()
})
