import type { BrowserContext, Page } from '@playwright/test'
import { demoPassword } from './api.ts'
import { appCode } from './authenticator.ts'
import { expect, said, signInAsOperator, test } from './journey.ts'
import { linkIn, mailTo } from './mailbox.ts'
import { newAddress, openOrganization } from './organization.ts'
import { platformScreens } from './screens.ts'
import { expectNothingBroken, lookAt, openBrowser, settled, type Findings } from './sweep.ts'

// One account runs the demo, and its second factor is set up once: one after the other.
test.describe.configure({ mode: 'serial' })

type Cookies = Awaited<ReturnType<BrowserContext['cookies']>>
let cookies: Cookies

/** From the mail that invites to an account of that address, back at what was offered. */
async function signUpFromMail(page: Page, email: string, name: string): Promise<void> {
  await page.getByRole('link', { name: 'Create an account' }).click()
  await page.getByRole('textbox', { name: 'Your name' }).fill(name)
  await page.getByRole('textbox', { name: 'Password' }).fill(demoPassword)
  await page.getByRole('button', { name: 'Create account' }).click()
  await expect(page.getByRole('heading', { name: 'Look into your mailbox' })).toBeVisible()
  await page.goto(linkIn(await mailTo(email, /confirm your e-mail/i), '/api/auth/verify-email'))
  await page.getByRole('link', { name: 'Go on' }).click()
}

test('whoever runs the platform shows a second factor, makes a practice for its owner in a database of its own on another server, suspends it and opens it again, closes it and calls that off', async ({
  page,
  browser,
}) => {
  await signInAsOperator(page)
  await expect(page.getByRole('heading', { name: 'Organizations', level: 1 })).toBeVisible()
  await expect(page.getByRole('row', { name: /Riverside Medical Practice/ })).toBeVisible()
  const owner = newAddress('olive')
  const name = `Orchard ${owner.slice(6, 10)}`
  await page.getByRole('button', { name: 'New organization' }).click()
  const made = page.getByRole('dialog', { name: 'New organization' })
  await made.getByRole('textbox', { name: 'Organization' }).fill(name)
  await made.getByRole('textbox', { name: 'Owner’s e-mail' }).fill(owner)
  await made.getByRole('button', { name: /Database$/ }).click()
  await page.getByRole('option', { name: /on second/ }).click()
  await expectNothingBroken(page, ['region'])
  await made.getByRole('button', { name: 'Make and invite' }).click()
  await expect(said(page, owner)).toBeVisible()
  const panel = page.getByRole('complementary', { name })
  await expect(panel.getByText(/An invitation waits/)).toBeVisible()

  const context = await browser.newContext({ locale: 'en-GB' })
  const practice = await context.newPage()
  await practice.goto(linkIn(await mailTo(owner, /./), '/invitations/'))
  await signUpFromMail(practice, owner, 'Olive Field')
  await practice.getByRole('button', { name: new RegExp(name) }).click()
  await expect(
    practice
      .getByRole('button', { name: /Patient/ })
      .or(practice.getByRole('link', { name: /Patient/ }))
      .first(),
  ).toBeVisible()

  await page.reload()
  await expect(panel.getByText('Active').first()).toBeVisible()
  await panel.getByRole('button', { name: 'Suspend' }).click()
  const asked = page.getByRole('dialog', { name: `Suspend ${name}?` })
  await asked.getByRole('button', { name: 'Suspend' }).click()
  await expect(asked.getByRole('textbox', { name: 'Reason' })).toHaveAttribute('aria-invalid', 'true')
  await asked.getByRole('textbox', { name: 'Reason' }).fill('The address is somebody else’s')
  await asked.getByRole('button', { name: 'Suspend' }).click()
  await expect(panel.getByText('Suspended').first()).toBeVisible()
  // the owner is told on the page that stands open
  await expect(practice.getByText('This organization is suspended')).toBeVisible()
  await expect(practice.getByText(/The address is somebody else’s/)).toBeVisible()

  await panel.getByRole('button', { name: 'Open again' }).click()
  await page
    .getByRole('dialog', { name: `Open ${name} again?` })
    .getByRole('button', { name: 'Open again' })
    .click()
  await expect(practice.getByText('This organization is suspended')).toBeHidden()

  await panel.getByRole('button', { name: 'Close the organization' }).click()
  const ending = page.getByRole('dialog', { name: `Close ${name}?` })
  await ending.getByRole('textbox', { name: 'Reason' }).fill('They have moved away')
  await expectNothingBroken(page, ['region'])
  await ending.getByRole('button', { name: 'Close the organization' }).click()
  await expect(panel.getByText(/^Closes on/)).toBeVisible()
  // its people are told at once, and take everything along
  await expect(practice.getByText(/This organization closes on/)).toBeVisible()
  await expect(practice.getByText(/They have moved away/)).toBeVisible()
  await practice.getByRole('link', { name: 'Take everything along' }).click()
  await practice.getByRole('button', { name: 'Make the archive' }).click()
  await expect(practice.getByRole('button', { name: 'Download' })).toBeVisible({ timeout: 30_000 })
  await expectNothingBroken(practice)
  expect((await mailTo(owner, /closes on/)).text).toContain('/settings/organization')
  await panel.getByRole('button', { name: 'Call off' }).click()
  await expect(practice.getByText(/This organization closes on/)).toBeHidden()
  await expect(panel.getByText('Active').first()).toBeVisible()

  await page.getByRole('link', { name: 'Log', exact: true }).click()
  const suspended = page
    .getByRole('main')
    .getByRole('listitem')
    .filter({ hasText: 'Suspended' })
    .filter({ hasText: name })
  await expect(suspended).toContainText('Robin Keller')
  await expect(suspended).toContainText('The address is somebody else’s')
  cookies = await page.context().cookies()
  await context.close()
})

test('whoever is invited to look at the platform sees it once they have a second factor, and changes nothing', async ({
  browser,
}) => {
  const { context: running, page } = await openBrowser(browser, undefined, { language: 'en', theme: 'light' })
  await running.addCookies(cookies)
  const email = newAddress('rita')
  await page.goto('/platform/operators')
  await page.getByRole('button', { name: 'Invite' }).click()
  const invite = page.getByRole('dialog', { name: 'Invite' })
  await invite.getByRole('textbox', { name: 'E-mail' }).fill(email)
  await invite.getByRole('button', { name: 'Send invitation' }).click()
  await expect(page.getByRole('main').getByText(email)).toBeVisible()
  await running.close()

  const context = await browser.newContext({ locale: 'en-GB' })
  const reader = await context.newPage()
  await reader.goto(linkIn(await mailTo(email, /./), '/platform/invitations/'))
  await expect(reader.getByText('Sees what operators see and changes nothing.')).toBeVisible()
  await expectNothingBroken(reader)
  await signUpFromMail(reader, email, 'Rita Reader')
  await reader.getByRole('button', { name: 'Accept' }).click()
  await expect(reader.getByRole('heading', { name: 'A second factor is asked for here' })).toBeVisible()
  await expectNothingBroken(reader)
  await reader.getByRole('link', { name: 'Set it up' }).click()
  await reader.getByRole('button', { name: 'Set up' }).click()
  const setUp = reader.getByRole('dialog', { name: 'Set up' })
  const key = (await setUp.locator('code').textContent()) ?? ''
  await setUp.getByRole('textbox', { name: 'The six digits that it shows now' }).fill(appCode(key))
  const kept = reader.getByRole('dialog', { name: 'Recovery codes' })
  await kept.getByRole('checkbox', { name: 'I have kept them' }).check({ force: true })
  await kept.getByRole('button', { name: 'Done' }).click()
  await reader.getByRole('link', { name: 'Profile' }).click()
  await reader.getByRole('link', { name: 'Open the platform’s pages' }).click()
  await expect(reader.getByRole('row', { name: /Riverside Medical Practice/ })).toBeVisible()
  await expect(reader.getByRole('button', { name: 'New organization' })).toHaveCount(0)
  await reader.getByRole('link', { name: 'Plans' }).click()
  await reader.getByRole('row', { name: /Free/ }).click()
  await expect(reader.getByRole('complementary').getByText('50 patients')).toBeVisible()
  await expect(reader.getByRole('button', { name: /Save|New plan/ })).toHaveCount(0)
  await reader.getByRole('link', { name: 'Operators' }).click()
  await expect(reader.getByRole('main').getByText('Rita Reader')).toBeVisible()
  await expect(reader.getByRole('button', { name: 'Invite' })).toHaveCount(0)
  await context.close()
})

test('whoever runs the platform makes a plan, raises its price and lowers it again', async ({ browser }) => {
  const { context, page } = await openBrowser(browser, undefined, { language: 'en', theme: 'light' })
  await context.addCookies(cookies)
  const key = `studio-${newAddress('plan').slice(5, 10)}`
  await page.goto('/platform')
  await page.getByRole('link', { name: 'Plans' }).click()
  await expect(page.getByRole('row', { name: /Free/ })).toContainText('On offer')
  await page.getByRole('button', { name: 'New plan' }).click()
  const panel = page.getByRole('complementary')
  await panel.getByRole('textbox', { name: 'Key' }).fill('free')
  await panel.getByRole('textbox', { name: 'Name, English' }).fill(key)
  const price = panel.getByRole('textbox', { name: 'Price' })
  await price.fill('20')
  await panel.getByRole('textbox', { name: 'Patients' }).fill('200')
  await panel.getByRole('group', { name: 'Patients' }).getByRole('textbox', { name: 'Days of grace' }).fill('14')
  await expect(panel.getByText('200 patients')).toBeVisible()
  await expectNothingBroken(page, ['region'])
  await panel.getByRole('button', { name: 'Make plan' }).click()
  await expect(panel.getByText('Another plan has this key.')).toBeVisible()
  await panel.getByRole('textbox', { name: 'Key' }).fill(key)
  await panel.getByRole('button', { name: 'Make plan' }).click()
  await expect(said(page, `${key} is made`)).toBeVisible()

  const row = page.getByRole('row', { name: new RegExp(key) })
  await expect(row).toContainText('Not on offer')
  for (const amount of ['25', '15']) {
    await row.click()
    await price.fill(amount)
    await panel.getByRole('button', { name: 'Save' }).click()
    await expect(row).toContainText(`${amount}.00`)
  }
  await page.getByRole('link', { name: 'Log', exact: true }).click()
  const written = page.getByRole('main').getByRole('listitem').filter({ hasText: key })
  await expect(written.first()).toContainText('Changed a plan')
  await expect(written.first()).toContainText(/25\.00.*→.*15\.00/)
  await context.close()
})

test('a feature that is switched off for one practice goes from its pages and from the public one, and comes back', async ({
  browser,
  enter,
  request,
}) => {
  const { slug, name, owner } = await openOrganization()
  const page = await enter(owner.email, `/${slug}/settings/website`)
  await page.getByText('Show the page to everybody').click()
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText('The page is saved.')).toBeVisible()
  // a browser keeps the page for a minute; whoever comes anew sees what is so now
  const publicPage = async () => (await request.get(`/c/${slug}`)).status()
  await expect.poll(publicPage).toBe(200)

  const { context, page: platform } = await openBrowser(browser, undefined, { language: 'en', theme: 'light' })
  await context.addCookies(cookies)
  await platform.goto('/platform')
  await platform.getByRole('link', { name: 'Features' }).click()
  await platform.getByRole('button', { name: 'Decide for Public page' }).click()
  const dialog = platform.getByRole('dialog', { name: 'Decide for Public page' })
  await dialog.getByRole('textbox', { name: 'Address of the organization' }).fill('no-such-place')
  await dialog.getByRole('textbox', { name: 'Reason' }).fill('Shows somebody else’s name')
  await dialog.getByRole('button', { name: 'Decide' }).click()
  const address = dialog.getByRole('textbox', { name: 'Address of the organization' })
  await expect(address).toHaveAttribute('aria-invalid', 'true')
  await expectNothingBroken(platform, ['region'])
  await address.fill(slug)
  await dialog.getByRole('button', { name: 'Decide' }).click()
  const rule = platform.getByRole('listitem').filter({ hasText: name })
  await expect(rule).toContainText('Off')
  await expect(rule).toContainText('Shows somebody else’s name')

  // the page that stands open says so, and is offered no more
  await expect(page.getByText('The platform’s operator switched it off.')).toBeVisible()
  await expect(page.getByRole('link', { name: 'Public page' })).toHaveCount(0)
  await expectNothingBroken(page)
  await expect.poll(publicPage).toBe(404)

  await platform.getByRole('button', { name: `Take back: ${name}` }).click()
  const asked = platform.getByRole('alertdialog')
  await asked.getByRole('button', { name: 'Take back' }).click()
  await expect(rule).toHaveCount(0)
  await expect(page.getByText('Show the page to everybody')).toBeVisible()
  await expect.poll(publicPage).toBe(200)
  await platform.getByRole('link', { name: 'Log', exact: true }).click()
  const written = platform.getByRole('main').getByRole('listitem').filter({ hasText: name })
  await expect(written.filter({ hasText: 'Switched a feature' })).toContainText('Shows somebody else’s name')
  await context.close()
})

for (const face of [
  { language: 'en', theme: 'light' },
  { language: 'ar', theme: 'dark' },
] as const)
  test(`no page of the platform breaks a rule of accessibility (${face.language}, ${face.theme})`, async ({
    browser,
  }) => {
    const { context, page } = await openBrowser(browser, undefined, face)
    await context.addCookies(cookies)
    const found: Findings = new Map()
    for (const [, address] of platformScreens()) {
      await page.goto(address)
      await settled(page, address)
      await lookAt(page, address, found)
    }
    await page.goto('/platform?search=meadow')
    await page
      .getByRole('row', { name: /Meadow/ })
      .first()
      .click()
    await page.getByRole('complementary').getByRole('heading', { level: 3 }).first().waitFor()
    await lookAt(page, 'one organization', found)
    expect(Object.fromEntries(found)).toEqual({})
    await context.close()
  })
