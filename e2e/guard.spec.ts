import { expect, signIn, test } from './journey.ts'

test('what a role lacks is absent', async ({ enter }) => {
  const page = await enter('nurse@riverside.example', '/riverside/today')
  const rooms = page.getByRole('navigation', { name: 'Main navigation' })
  await expect(rooms.getByRole('link', { name: 'Patients' })).toBeVisible()
  await rooms.getByRole('link', { name: 'Settings' }).click()
  const settings = page.getByRole('navigation', { name: 'Settings' })
  await expect(settings.getByRole('link', { name: 'Members' })).toBeVisible()
  for (const name of ['Clinics', 'Services', 'Practitioners', 'Rooms', 'Plan', 'Organization']) {
    await expect(settings.getByRole('link', { name })).toHaveCount(0)
  }
  await expect(page.getByRole('button', { name: 'Invite a colleague' })).toHaveCount(0)
  await page.goto('/riverside/settings/plan')
  await expect(page.getByText('Your role does not allow this.', { exact: false })).toBeVisible()
})

test('an address opened without being signed in leads back to itself after signing in', async ({ page }) => {
  await page.goto('/riverside/patients?list=guardians')
  await signIn(page, 'reception@riverside.example')
  await expect(page).toHaveURL(/\/riverside\/patients\?list=guardians$/)
  await expect(page.getByRole('radio', { name: 'Guardians' })).toBeChecked()
})

test('a wrong password is refused in words, and the right one then lets in', async ({ page }) => {
  await page.goto('/sign-in')
  await signIn(page, 'doctor@riverside.example', 'not-the-password')
  await expect(page.getByRole('alert')).toContainText('E-mail and password do not match.')
  await signIn(page, 'doctor@riverside.example')
  await expect(page.getByRole('heading', { name: 'Today', exact: true })).toBeVisible()
})

test('an address that leads nowhere says so and offers the way back', async ({ enter }) => {
  const page = await enter('doctor@riverside.example', '/riverside/there/is/nothing')
  await expect(page.getByText('There is nothing here')).toBeVisible()
  await page.getByRole('link', { name: 'To the start' }).click()
  await expect(page.getByRole('heading', { name: 'Today', exact: true })).toBeVisible()
})

test('a refused entry is told at its field, and the keyboard stands there', async ({ enter }) => {
  const page = await enter('reception@riverside.example', '/riverside/patients?new=patient')
  const panel = page.getByRole('complementary', { name: 'New patient' })
  await panel.getByRole('button', { name: 'Add patient' }).click()
  const given = panel.getByRole('textbox', { name: 'Given name' })
  await expect(given).toHaveAccessibleDescription(/Fill this in\./)
  await expect(given).toBeFocused()
  await given.fill('Ida')
  await panel.getByRole('textbox', { name: 'Phone' }).fill('12')
  await panel.getByRole('button', { name: 'Add patient' }).click()
  const phone = panel.getByRole('textbox', { name: 'Phone' })
  await expect(phone).toHaveAccessibleDescription(/5 to 15 digits/)
  await expect(phone).toBeFocused()
})

test('without a connection the app stays, says so, and goes on by itself when it is back', async ({ enter }) => {
  const page = await enter('reception@riverside.example', '/riverside/today')
  await expect(page.getByRole('heading', { name: 'Today', exact: true })).toBeVisible()
  // The pages not yet seen are fetched once nothing else happens.
  await page.waitForFunction(hasFetchedPages)
  await page.context().setOffline(true)
  const warning = page.getByText('You are offline.', { exact: false })
  await expect(warning).toBeVisible()
  await page.getByRole('link', { name: 'Patients' }).click()
  await expect(page.getByRole('heading', { name: 'Patients' })).toBeVisible()
  await expect(warning).toBeVisible()
  await page.context().setOffline(false)
  await expect(warning).toBeHidden()
  await expect(page.getByRole('grid', { name: 'Patients' }).getByRole('row').nth(3)).toBeVisible()
})

test('while the service is away the page says so and offers to try again', async ({ enter, page }) => {
  const away = { code: 'unavailable', status: 503, message: 'away', requestId: 'journey' }
  await page.route('**/api/v1/organizations/riverside/calendar**', (route) =>
    route.fulfill({ status: 503, json: away }),
  )
  await enter('reception@riverside.example', '/riverside/calendar')
  await expect(page.getByText('The service is away for a moment.', { exact: false })).toBeVisible()
  await page.unroute('**/api/v1/organizations/riverside/calendar**')
  await page.getByRole('button', { name: 'Try again' }).click()
  await expect(page.getByRole('group', { name: /visits?$/ }).first()).toBeVisible()
})

/** Runs in the page: another page's code has come, and nothing came after it for a while. */
function hasFetchedPages(): boolean {
  const fetched = performance.getEntriesByType('resource') as PerformanceResourceTiming[]
  const isThere = fetched.some(({ name, responseEnd }) => name.includes('PatientsPage') && responseEnd > 0)
  return isThere && performance.now() - Math.max(...fetched.map(({ responseEnd }) => responseEnd)) > 400
}
