import type { Page } from '@playwright/test'
import { demoPassword } from './api.ts'
import { appCode, carryPasskeys } from './authenticator.ts'
import { effortOn } from './effort.ts'
import { expect, signIn, signInQuietly, test } from './journey.ts'
import { newAddress, openAccount } from './organization.ts'
import { providerName } from './provider.ts'
import { expectNothingBroken, floating } from './sweep.ts'

/** Where somebody arrives who works nowhere yet. */
const arrived = (page: Page) => page.getByRole('heading', { name: 'What is your practice called?' })

test('signing in takes three actions', async ({ page }) => {
  await page.goto('/sign-in')
  const effort = effortOn(page)
  await effort.fill(page.getByRole('textbox', { name: 'E-mail' }), 'reception@riverside.example')
  await effort.fill(page.getByRole('textbox', { name: 'Password' }), demoPassword)
  await effort.press(page.getByRole('button', { name: 'Sign in', exact: true }))
  await expect(page.getByRole('heading', { name: 'Today', exact: true })).toBeVisible()
  expect(effort.actions).toBeLessThanOrEqual(3)
})

test('a passkey is made, signs in with one action, and is asked for where something must be confirmed', async ({
  page,
}) => {
  const person = await openAccount('Pia Keys')
  await carryPasskeys(page)
  await signInQuietly(page, person.email)
  await page.goto('/account/security')
  await page.getByRole('button', { name: 'Add a passkey' }).click()
  await expect(page.getByText('Your passkey is ready.')).toBeVisible()
  await page.context().clearCookies()
  await page.goto('/sign-in')
  const effort = effortOn(page)
  await effort.press(page.getByRole('button', { name: 'Sign in with a passkey' }))
  await expect(arrived(page)).toBeVisible()
  expect(effort.actions).toBe(1)
  await page.goto('/account/devices')
  await expect(page.getByText('By passkey')).toBeVisible()
})

test('with an authenticator app the password alone opens nothing; each code and each recovery code works once', async ({
  page,
}) => {
  const person = await openAccount('Toni Codes')
  await signInQuietly(page, person.email)
  await page.goto('/account/security')
  await page.getByRole('button', { name: 'Set up' }).click()
  const setUp = page.getByRole('dialog', { name: 'Set up' })
  await expect(setUp.getByRole('img', { name: 'QR code for your authenticator app' })).toBeVisible()
  await expectNothingBroken(page, floating)
  const key = (await setUp.locator('code').textContent()) ?? ''
  const used = appCode(key)
  await setUp.getByRole('textbox', { name: 'The six digits that it shows now' }).fill(used)
  const kept = page.getByRole('dialog', { name: 'Recovery codes' })
  await expect(kept).toBeVisible()
  await expectNothingBroken(page, floating)
  const [recovery = ''] = (await kept.innerText()).match(/\b[0-9A-Z]{5}-[0-9A-Z]{5}\b|\b[0-9A-Z]{10}\b/g) ?? []
  expect(recovery).not.toBe('')
  await kept.getByRole('checkbox', { name: 'I have kept them' }).check({ force: true })
  await kept.getByRole('button', { name: 'Done' }).click()
  await page.context().clearCookies()

  await page.goto('/sign-in?next=/account/devices')
  await signIn(page, person.email)
  await expect(page.getByRole('heading', { name: 'One more step' })).toBeVisible()
  await expectNothingBroken(page)
  expect((await page.request.get('/api/v1/me')).status()).toBe(401)
  const code = page.getByRole('textbox', { name: 'Code from your authenticator app' })
  // the code that set the app up was used already
  await code.fill(used)
  await expect(page.getByRole('alert')).toBeVisible()
  await code.fill('')
  await code.fill(appCode(key, 1))
  await expect(page.getByRole('heading', { name: 'Devices' })).toBeVisible()

  for (const works of [true, false]) {
    await page.context().clearCookies()
    await page.goto('/sign-in')
    await signIn(page, person.email)
    await page.getByRole('button', { name: 'Use a recovery code' }).click()
    await page.getByRole('textbox', { name: 'Recovery code' }).fill(recovery.toLowerCase())
    await page.getByRole('button', { name: 'Sign in', exact: true }).click()
    if (works) await expect(arrived(page)).toBeVisible()
    else await expect(page.getByRole('alert')).toBeVisible()
  }
})

async function signInThere(page: Page, name: string): Promise<void> {
  await page.getByRole('textbox', { name: /login/i }).fill(name)
  await page.locator('input[type=password]').fill('whatever')
  await page.getByRole('button', { name: /sign-in/i }).click()
  await page.getByRole('button', { name: /continue/i }).click()
}

test('a provider signs a new person in, knows them again, and never takes over an address that has an account', async ({
  page,
}) => {
  const name = newAddress('casey').split('@')[0]!
  await page.goto('/sign-in')
  await page.getByRole('button', { name: `Continue with ${providerName}` }).click()
  await signInThere(page, name)
  await expect(arrived(page)).toBeVisible()
  await page.goto('/account')
  await expect(page.getByText(`${name}@hospital.example`).first()).toBeVisible()

  // signed in there, one press leads all the way back
  const session = (await page.context().cookies()).find(({ name: each }) => each.endsWith('polyclinic.session_token'))!
  await page.context().clearCookies({ name: session.name })
  await page.goto('/sign-in?next=/account/security')
  await page.getByRole('button', { name: `Continue with ${providerName}` }).click()
  await expect(page.getByRole('heading', { name: 'Security', exact: true })).toBeVisible()

  const taken = newAddress('owner').split('@')[0]!
  await openAccount('Owns The Address', `${taken}@hospital.example`)
  await page.context().clearCookies()
  await page.goto('/sign-in')
  await page.getByRole('button', { name: `Continue with ${providerName}` }).click()
  await signInThere(page, taken)
  await expect(page.getByText('There is an account with this address already.')).toBeVisible()
  expect((await page.request.get('/api/v1/me')).status()).toBe(401)
})

test('a device that is signed out elsewhere is out at once', async ({ page, elsewhere }) => {
  const person = await openAccount('Dana Devices')
  const other = await elsewhere(person.email, '/account')
  await expect(other.getByRole('heading', { name: 'Profile' })).toBeVisible()
  const third = await elsewhere(person.email, '/account')
  await signInQuietly(page, person.email)
  await page.goto('/account/devices')
  const devices = page.getByRole('listitem').filter({ hasNotText: 'This device' })
  const button = devices.getByRole('button', { name: /^Sign out/ }).first()
  const { x, y } = (await button.boundingBox())!
  await page.mouse.click(x + 4, y + 4)
  await expect(devices.getByText('Signed out', { exact: true })).toHaveCount(1)
  // A second press at the same place meets the same row.
  await page.mouse.click(x + 4, y + 4)
  await expect(devices.getByText('Signed out', { exact: true })).toHaveCount(1)
  await page.mouse.move(0, 0)
  await expect(devices.getByText('Signed out', { exact: true })).toHaveCount(0)
  await page.getByRole('button', { name: 'Sign out all others' }).click()
  await page
    .getByRole('alertdialog')
    .getByRole('button', { name: /Sign out/ })
    .click()
  await expect(page.getByText(/signed out/).first()).toBeVisible()
  for (const device of [other, third]) {
    await device.reload()
    await expect(device.getByRole('button', { name: 'Sign in', exact: true })).toBeVisible()
  }
})
