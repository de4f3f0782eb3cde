import { effortOn } from './effort.ts'
import { expect, signIn, signInQuietly, test } from './journey.ts'
import { addColleague, openOrganization } from './organization.ts'
import { expectNothingBroken } from './sweep.ts'

test('at a shared machine one locks with one action, and a colleague goes on under their own name with three', async ({
  page,
}) => {
  const organization = await openOrganization()
  const [rita, noor] = [
    await addColleague(organization, 'Rita Desk', 'receptionist'),
    await addColleague(organization, 'Noor Desk', 'receptionist'),
  ]
  for (const { api } of [rita, noor]) await api.put('/api/v1/me/pin', { pin: '2468' }, 1)

  const patients = `/${organization.slug}/patients`
  await signInQuietly(page, rita.email)
  await page.goto('/account/devices')
  await page.getByText('Several people share this machine').click()
  await expect(page.getByRole('switch', { name: 'Several people share this machine' })).toBeChecked()
  await page.goto(patients)
  await expect(page.getByRole('heading', { name: 'Patients' })).toBeVisible()

  // Rita locks, Noor signs in beside her
  await page.keyboard.press('Control+Alt+l')
  await expect(page.getByText('Rita Desk')).toBeVisible()
  expect((await page.request.get('/api/v1/me')).status()).toBe(401)
  expect((await page.request.get('/api/auth/token')).status()).toBe(401)
  await page.getByRole('link', { name: 'Somebody else' }).click()
  await signIn(page, noor.email)
  await expect(page.getByRole('heading', { name: 'Patients' })).toBeVisible()

  // from Noor to Rita: lock, choose, PIN
  const effort = effortOn(page)
  await page.keyboard.press('Control+Alt+l')
  await expect(page.getByRole('link', { name: /Rita Desk/ })).toBeVisible()
  await expectNothingBroken(page)
  await effort.press(page.getByRole('link', { name: /Rita Desk/ }))
  await effort.fill(page.getByRole('textbox', { name: 'PIN' }).or(page.getByLabel('PIN')), '2468')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'Patients' })).toBeVisible()
  // the key press that locks is an action as well
  expect(effort.actions + 1).toBeLessThanOrEqual(3)

  await page.goto(`${patients}?new=patient`)
  const panel = page.getByRole('complementary', { name: 'New patient' })
  await panel.getByRole('textbox', { name: 'Given name' }).fill('Ada')
  await panel.getByRole('textbox', { name: 'Family name' }).fill('Desk')
  await panel.getByRole('button', { name: 'Add patient' }).click()
  await expect(page.getByText('Ada Desk').first()).toBeVisible()
  const { items } = await organization.owner.api.get<{
    items: { accountName?: string; subject: string; action: string }[]
  }>(`/api/v1/organizations/${organization.slug}/audit-events`, { subject: 'patients' })
  expect(items.find(({ action }) => action === 'create')).toMatchObject({ accountName: 'Rita Desk' })
})

test('five wrong PINs end the seat, and only the whole sign-in leads back', async ({ page }) => {
  const organization = await openOrganization()
  const rita = await addColleague(organization, 'Rita Guess', 'receptionist')
  await rita.api.put('/api/v1/me/pin', { pin: '1357' }, 1)
  await signInQuietly(page, rita.email)
  await page.goto(`/${organization.slug}/today`)
  await expect(page.getByRole('heading', { name: 'Today', exact: true })).toBeVisible()
  await page.keyboard.press('Control+Alt+l')
  for (let tries = 1; tries <= 5; tries++) {
    await page.getByLabel('PIN').fill('0000')
    await page.keyboard.press('Enter')
    if (tries < 5) await expect(page.getByRole('alert')).toBeVisible()
  }
  await expect(page.getByText(/has to sign in anew/)).toBeVisible()
  await signIn(page, rita.email)
  await expect(page.getByRole('heading', { name: 'Today', exact: true })).toBeVisible()
})
