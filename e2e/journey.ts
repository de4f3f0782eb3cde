import { test as base, expect, type Browser, type Page } from '@playwright/test'
import { demoAuthenticator } from '../server/src/demo/accounts.ts'
import { Api, demoPassword, origin } from './api.ts'
import { appCode } from './authenticator.ts'

interface Journey {
  /** This journey's browser, signed in as somebody and standing at an address. */
  enter: (email: string, address: string, password?: string) => Promise<Page>
  elsewhere: (email: string, address: string, password?: string) => Promise<Page>
}

export const test = base.extend<Journey>({
  enter: async ({ page }, use) => {
    await use(async (email, address, password) => {
      await signInQuietly(page, email, password)
      await page.goto(address)
      return page
    })
  },
  elsewhere: async ({ browser }, use) => {
    const opened: Awaited<ReturnType<Browser['newContext']>>[] = []
    await use(async (email, address, password) => {
      const context = await browser.newContext({
        baseURL: origin(),
        viewport: { width: 1440, height: 900 },
        locale: 'en-GB',
      })
      opened.push(context)
      const page = await context.newPage()
      await signInQuietly(page, email, password)
      await page.goto(address)
      return page
    })
    for (const context of opened) await context.close()
  },
})

export { expect }

/** Gives a browser somebody's session; how signing in looks is the guard journeys' question. */
export async function signInQuietly(page: Page, email: string, password?: string): Promise<void> {
  const api = await Api.as(email, password)
  await page.context().addCookies(await api.cookies())
  await api.dispose()
}

export async function signIn(page: Page, email: string, password = demoPassword): Promise<void> {
  await page.getByRole('textbox', { name: 'E-mail' }).fill(email)
  await page.getByRole('textbox', { name: 'Password' }).fill(password)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
}

export const said = (page: Page, text: string | RegExp) => page.getByRole('alertdialog').filter({ hasText: text })

export async function speak(page: Page, language: 'English' | 'Deutsch' | 'العربية'): Promise<void> {
  const wanted = page.getByRole('menuitem', { name: language })
  // a page is drawn before its code has come, which a press on its first button can be too early for
  await expect(async () => {
    if (!(await wanted.isVisible())) await page.getByRole('button', { name: /^(Language|Sprache|اللغة)$/ }).click()
    await expect(wanted).toBeVisible({ timeout: 5_000 })
  }).toPass()
  await wanted.click()
}

/** The demo's operator signs in. Each code of their one authenticator opens once: where another journey took it, the next is waited for. */
export async function signInAsOperator(page: Page): Promise<void> {
  await page.goto('/sign-in')
  await signIn(page, 'platform@demo.example')
  const code = page.getByRole('textbox', { name: 'Code from your authenticator app' })
  await expect(async () => {
    if (!page.url().endsWith('/platform')) await code.fill(appCode(demoAuthenticator))
    await expect(page).toHaveURL(/\/platform$/, { timeout: 8_000 })
  }).toPass({ timeout: 120_000, intervals: [25_000] })
}
