import type { Page } from '@playwright/test'
import { clockAt } from './calendar.ts'
import { expect, signIn, test } from './journey.ts'
import { openOrganization } from './organization.ts'

test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true })

test('on a phone one signs in, sees the day, books and looks a patient up, and nothing is wider than the screen', async ({
  page,
}) => {
  const organization = await openOrganization()
  await organization.book(30)
  await page.goto('/sign-in')
  await fitsTheScreen(page)
  await signIn(page, organization.owner.email)

  await expect(page.getByRole('heading', { name: 'Today', exact: true })).toBeVisible()
  await expect(page.getByRole('listitem').filter({ hasText: organization.patient.name }).first()).toBeVisible()
  await fitsTheScreen(page)

  await page.getByRole('button', { name: 'Book visit' }).click()
  const panel = page.getByRole('complementary', { name: 'Book a visit' })
  await panel.getByRole('combobox', { name: 'Patient' }).pressSequentially('Martha')
  await page.getByRole('option', { name: /^Martha Winter/ }).click()
  const time = panel.getByRole('group', { name: 'Free times' }).getByRole('button').last()
  const clock = await time.textContent()
  await time.click()
  await fitsTheScreen(page)
  await panel.getByRole('button', { name: `Book at ${clock}` }).click()
  await expect(panel).toBeHidden()

  await page.getByRole('link', { name: 'Calendar' }).click()
  await expect(
    page.getByRole('button', { name: new RegExp(`^${organization.patient.name}, .*${clock}`) }),
  ).toBeVisible()
  await fitsTheScreen(page)

  await page.getByRole('link', { name: 'Patients' }).click()
  await page.getByRole('searchbox', { name: 'Search patients' }).fill('Wint')
  await page.getByRole('row', { name: /Martha Winter/ }).click()
  await expect(page.getByRole('heading', { name: organization.patient.name })).toBeVisible()
  await fitsTheScreen(page)
  expect(clock).not.toBe(clockAt(new Date().toISOString(), organization.timeZone))
})

const fitsTheScreen = (page: Page) =>
  expect
    .poll(
      () => page.evaluate(() => document.documentElement.scrollWidth - innerWidth),
      'how much wider than the screen',
    )
    .toBeLessThanOrEqual(0)
